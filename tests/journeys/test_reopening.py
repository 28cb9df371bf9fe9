"""An agreement is opened again: one proposes, the other signs, answers with something else, or declines."""

from __future__ import annotations

from datetime import date
from typing import Any

from simulator import Person
from tests.village import Village

TITLE = "Change the agreement"
DOCUMENT = "Mentoring agreement"
CHECK_IN = "How has it been going with “Lead my first project” since we last talked?"


async def propose(town: Village, person: Person, clause: str, **values: Any) -> dict[str, str]:
    """Propose a change from Home, through to the signature; returns what the form says against it."""
    await person.open_home()
    await town.settle()
    await person.press("Change something")
    await person.opens_modal(TITLE)
    await person.submit({"What should change?": clause})
    return await sign_proposal(town, person, values)


async def sign_proposal(town: Village, person: Person, values: dict[str, Any]) -> dict[str, str]:
    """Fill in the clause's own form, read the whole text and sign it."""
    errors = await person.submit(values)
    if errors:
        return dict(errors)
    await person.opens_modal(DOCUMENT)
    errors = await person.submit({})
    await town.settle()
    return dict(errors or {})


async def sign(town: Village, person: Person) -> None:
    await person.press("Read and sign")
    await person.opens_modal(DOCUMENT)
    await person.submit({})
    await town.settle()


def asked_of_ines(town: Village) -> list[str]:
    return [at for to, at, text in town.posts() if (to, text) == ("ines", CHECK_IN)]


async def test_a_cadence_of_two_weeks_becomes_one_of_three_across_the_clock_change(town: Village) -> None:
    await town.agree()
    # The first check-in came at the agreed two weeks; then Noah would rather have three.
    await town.go_to(2027, 3, 16, 15, zone="America/New_York")
    assert await propose(town, town.noah, "Cadence", **{"How often": "every 3 weeks"}) == {}
    await town.go_to(2027, 3, 17, 12, zone="Europe/Lisbon")
    proposal = await town.ines.last_message()
    assert proposal["text"].splitlines() == [
        "<@UMENTOR> proposes a change to your agreement, from 16 March 2027 on: *Cadence*.",
        "*Now*",
        "every 2 weeks, on Tuesday",
        "*Proposed*",
        "every 3 weeks, on Tuesday",
    ]
    await sign(town, town.ines)
    # Lisbon's clocks change on 28 March; the hour on the wall stays.
    await town.go_to(2027, 5, 20, 12, zone="Europe/Lisbon")
    assert asked_of_ines(town) == [
        "Tue 16 Mar 10:00",
        "Tue 06 Apr 10:00",
        "Tue 27 Apr 10:00",
        "Tue 18 May 10:00",
    ]
