"""What comes back stops when the programme is over, and the pair is completed."""

from __future__ import annotations

from tests.village import Village


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
