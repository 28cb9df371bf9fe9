"""A programme gets another last day: what comes by that day moves with it, and nothing comes a second time."""

from __future__ import annotations

from bot.domain.rhythm import CHECK_IN, CLOSING, MIDPOINT, PULSE, SURVEY
from storage import pairs, schedules
from storage.store import Transaction
from tests.village import Village

HALF_WAY = "You are half-way. Does your agreement with <@UMENTOR> still fit?"
LOOKING_BACK = (
    "Your time in this programme ends soon. Looking back with <@UMENTOR>: where does the goal stand?"
)
AGAIN = "Would you do this again?"
FOLLOWED = (CHECK_IN, PULSE, MIDPOINT, CLOSING, SURVEY)


async def last_day(town: Village, day: str) -> None:
    """Let Amara choose another last day on the programme's page."""
    await town.sees_home(town.amara)
    await town.press(town.amara, "Open", within="home")
    await town.amara.opens_modal("Programme")
    changed = {"Last day": day}
    assert await town.fill_in(town.amara, "Name, dates, language", "Change programme", changed) == {}
    await town.amara.close(every=True)


async def coming(town: Village) -> dict[str, str]:
    """When what comes to Inês comes next, by kind."""
    running = town.demo.running

    def read(tx: Transaction) -> dict[str, str]:
        [pair] = pairs.of_programme(tx, running.workspace.id, 1)
        ines = next(one.person_id for one in pair.members if one.role == "mentee")
        found = schedules.of_pair(tx, running.workspace.id, pair.id)
        return {
            one.kind: f"{one.next_due_at:%d %b}"
            for one in found
            if one.person_id == ines and one.kind in FOLLOWED and one.next_due_at
        }

    return await running.services.store.read(read)


async def test_what_a_programme_ends_with_moves_with_its_last_day(at_work: Village) -> None:
    assert await coming(at_work) == {
        CHECK_IN: "30 Mar",
        PULSE: "29 Mar",
        MIDPOINT: "31 May",
        CLOSING: "16 Aug",
        SURVEY: "26 Aug",
    }
    await last_day(at_work, "2027-05-31")
    assert await coming(at_work) == {
        CHECK_IN: "30 Mar",
        PULSE: "29 Mar",
        MIDPOINT: "15 Apr",
        CLOSING: "17 May",
        SURVEY: "27 May",
    }
    # It ends; then it goes on until December after all: what comes back does so again, what came once has come.
    await at_work.go_to(2027, 6, 2, 12)
    assert await coming(at_work) == {}
    came = [text for who, _at, text in at_work.posts() if who == "ines"]
    assert [came.count(one) for one in (HALF_WAY, LOOKING_BACK, AGAIN)] == [1, 1, 1]
    await last_day(at_work, "2027-12-17")
    assert await coming(at_work) == {CHECK_IN: "08 Jun", PULSE: "26 Jul"}
