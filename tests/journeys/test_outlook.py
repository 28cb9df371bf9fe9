"""What is coming and why something waits: whoever asks reads their own, and nothing of anybody else's wishes."""

from __future__ import annotations

from simulator import Person
from tests.village import Village

INES, NOAH = "with <@UMENTEE>", "with <@UMENTOR>"
SNOOZED = "(held until Tue 20 Apr, 09:00 (Lisbon time): you snoozed my messages)"


async def why(town: Village, person: Person) -> tuple[list[str], list[str]]:
    """Let somebody ask; returns what is coming to them and what lately was held or left out, without when."""
    (said,) = await town.hears(person, person.command("/trellis why"))
    assert said.startswith("Only you see this.\n*What is coming*\n")
    coming, _, lately = said.partition("*What was held or left out in the last 30 days*")
    return told(coming), told(lately)


def told(said: str) -> list[str]:
    return [line.partition(">: ")[2] for line in said.splitlines() if line.startswith("•")]


async def test_whoever_asks_why_reads_what_is_coming_to_them_and_why_it_waits(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.say(ines, "snooze until 20 April")
    await at_work.go_to(2027, 4, 8, 15, zone="Europe/Lisbon")
    coming, lately = await why(at_work, ines)
    assert coming[:3] == [
        f"Your check-in, {NOAH}",
        # It can wait for so long; what cannot is left out.
        f"How the two of you fare, {NOAH} {SNOOZED}",
        f"Your goal, {NOAH}",
    ]
    left_out = ("Your goal", "Your check-in", "Your goal", "Something to think about")
    assert lately == [f"{one}, {NOAH} {SNOOZED}" for one in left_out]
    # What came to him came at its time, and whose wish it was that hers did not, he does not read.
    coming_to_noah = (
        *("Your own learning", "Something to think about", "Half-way", "How the two of you fare"),
        *("Your agreement, again", "Wins and thanks", "At the end"),
    )
    assert await why(at_work, noah) == ([f"{one}, {INES}" for one in coming_to_noah], [])
