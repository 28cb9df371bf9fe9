"""The agreement comes before both again at the agreed interval, with the way to change one clause."""

from __future__ import annotations

from simulator.visible import visible_text
from tests.journeys.test_contact import agree_on
from tests.village import Village

ASKED = "Shall we look at your agreement with <@UMENTOR> again? Does it still fit?"


def asked_of_ines(town: Village) -> list[str]:
    """When Inês was asked to look at the agreement again, on her clock."""
    return [at for to, at, text in town.posts() if (to, text) == ("ines", ASKED)]


async def test_a_pair_looks_at_its_agreement_again_after_two_months_and_changes_a_clause(
    hamlet: Village,
) -> None:
    await agree_on(hamlet, {"review": "After two months"})
    ines = hamlet.ines
    await hamlet.go_to(2027, 5, 7, 12, zone="Europe/Lisbon")
    assert len(asked_of_ines(hamlet)) == 1
    review = [one for one in await ines.conversation() if one["text"].startswith(ASKED)][-1]
    assert "*Session length*: 45 minutes" in review["text"]
    await ines.press("Read it", within=review)
    assert "*Confidentiality*: Nothing leaves this room" in visible_text(
        await ines.opens_modal("Mentoring agreement")
    )
    await ines.close()
    # To change a clause leads to its form; whether the rest still fits is told to the other.
    await ines.press("Change something", within=review)
    await ines.opens_modal("Change the agreement")
    await ines.close(every=True)
    await hamlet.press(ines, "It still fits", within=review)
    await hamlet.go_to(2027, 5, 7, 12, zone="America/New_York")
    told = [text for to, _at, text in hamlet.posts() if to == "noah" and "looked at your agreement" in text]
    assert told == ["<@UMENTEE> looked at your agreement again: *It still fits*"]
    asked = [text for to, _at, text in hamlet.posts() if to == "noah" and text.startswith("Shall we look at")]
    assert asked == [ASKED.replace("UMENTOR", "UMENTEE")]
