"""What comes back stops when the programme is over, and the pair is completed."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.deliveries import DeliveryClass
from simulator import Person
from tests.journeys import test_reopening
from tests.journeys.test_over import ledger
from tests.village import Village

OVER = [
    "No times are offered here any more, and you need do nothing.",
    "*A first look* · not asked any more; you need do nothing",
    "A change to your agreement was proposed, and waits for nobody's answer any more: *Session length*.",
]
# Noon of the day on which it is two weeks and a day ago that the last place on earth came to the last day.
LAST = datetime(2027, 9, 14, 12, tzinfo=UTC)


async def test_no_check_in_comes_after_the_programmes_last_day(signed: Village) -> None:
    await signed.go_to(2027, 12, 24)
    asked = [when for who, when, text in signed.posts() if text.startswith("How has it been going")]
    assert asked[-1] == "Tue 17 Aug 10:00"
    assert len(asked) == 12
    assert await signed.demo.rehearsal.next_due() is None


async def test_a_pair_is_completed_two_weeks_after_the_last_day_and_keeps_what_it_agreed_on(
    signed: Village,
) -> None:
    last = 2027, 8, 31
    await signed.go_to(*last)
    assert "· completed" not in "\n".join(await signed.sees_home(signed.ines))
    await signed.go_to(2027, 9, 16)
    said = len(signed.posts())
    over = [
        "Your mentoring has come to its end. What you agreed on stays readable below, and a coordinator can introduce "
        "you to somebody anew.",
        "*<@UMENTOR>* · Spring 2027 · completed",
        "[Read the agreement]",
    ]
    lines = await signed.sees_home(signed.ines)
    assert [line for line in over if line not in lines] == []
    assert "*Completed* (1): <@UMENTOR> and <@UMENTEE>, for 2 days" in await signed.sees_home(signed.amara)
    await signed.press(signed.ines, "Read the agreement", within="home")
    assert (await signed.ines.modal() or {})["title"]["text"] == "Mentoring agreement"
    # Nobody is told by a message of its own.
    await signed.go_to(2027, 12, 24)
    assert len(signed.posts()) == said


async def asking(person: Person) -> set[str]:
    """Return how the prompts begin that somebody sees and did not answer."""
    shown = [one for one in await person.messages() if "[Add a few words]" in one]
    return {one.splitlines()[0] for one in shown}


async def test_what_asks_in_vain_is_asked_no_more_when_a_pair_is_completed_and_what_looks_back_stays(
    signed_here: Village,
) -> None:
    town, ines, noah = signed_here, signed_here.ines, signed_here.noah
    change = {"Session length": "90 minutes"}
    assert await test_reopening.propose(town, noah, "Session length", **change) == {}
    await town.go_to(2027, 9, 14)
    before = [await asking(who) for who in (ines, noah)]
    shown = [[one.splitlines()[0] for one in await who.messages()] for who in (ines, noah)]
    in_vain = ["A time to talk", "A first look"]
    assert [[head in heads for head in in_vain] for heads in shown] == [[True, True], [True, True]]
    assert "[Sharpen my goal]" in "\n".join(await ines.messages())
    posted = len(town.posts())

    await town.go_to(2027, 9, 16)
    assert [await asking(who) for who in (ines, noah)] == [
        one - {"A first look", "Your goal"} for one in before
    ]
    for who in (ines, noah):
        said = await who.messages()
        assert [one for one in OVER if one not in {line.splitlines()[0] for line in said}] == []
        assert not [one for one in said if "[Sign" in one or "[Sharpen my goal]" in one]
        [closing] = [one for one in said if one.startswith("At the end")]
        assert ("[Yes]" in closing, "[A private word]" in closing) == (True, True)
    assert len(town.posts()) == posted
    # What is asked of a whole programme at once keeps nobody waiting who acts.
    classes = {row.delivery_class for row in await ledger(town) if row.due_at >= LAST and row.rewrites_id}
    assert classes == {DeliveryClass.CONSEQUENCE}
    # What looks back is still answered, and what it offered beside is gone with the pair.
    [*_others, last] = [one for one in await ines.messages() if one.startswith("Your check-in")]
    assert "[Log progress]" in last
    await town.press(ines, "Going well", within="messages")
    [answered] = [one for one in await ines.messages() if one.startswith("✓ Your check-in of")]
    assert "[Log progress]" not in answered
