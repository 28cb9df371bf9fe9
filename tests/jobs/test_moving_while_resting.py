"""Somebody who moves while their pair rests is asked at their own hour where they are then."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.people import Profile
from storage import pairs, people, rhythms, schedules
from storage.store import Transaction
from tests.jobs.office import START, Office


async def test_what_rests_with_its_pair_follows_whoever_moves(work: Office) -> None:
    cadence = {"every": 1, "unit": "week", "weekday": None, "at": None}

    def move(tx: Transaction) -> set[tuple[str, bool]]:
        rhythms.start(tx, work.ws, pairs.get(tx, work.ws, work.pair), cadence, at=START)
        for one in schedules.of_person(tx, work.ws, work.ines):
            schedules.advance(tx, work.ws, one.id, next_due_at=None)
        people.remember(tx, work.ws, Profile("UMENTEE", "In\u00eas", "Asia/Tokyo", "en"), at=START)
        return {(one.zone, one.next_due_at is None) for one in schedules.of_person(tx, work.ws, work.ines)}

    assert await work.store.run(move) == {("Asia/Tokyo", True)}


@pytest.mark.parametrize(
    ("moves_at", "rewritten"),
    [
        # They begin in the evening: where they come from, ten hours behind UTC, an hour is left of their snooze.
        pytest.param((2027, 3, 2, 5), 1, id="where it is over on the next day of UTC"),
        pytest.param((2027, 3, 3, 0), 0, id="where it is over everywhere"),
    ],
)
async def test_a_note_of_a_snooze_is_rewritten_for_whoever_moves_until_it_is_over_everywhere(
    work: Office, moves_at: tuple[int, ...], rewritten: int
) -> None:
    until = datetime(2027, 3, 1, 20, tzinfo=ZoneInfo("Pacific/Honolulu"))
    await work.change(work.ines, zone="Pacific/Honolulu", work_starts=time(20), snoozed_until=until)
    note = await work.owe("snoozed", work.ines, day="2027-03-01")
    # A note is about no pair.
    await work.change_row(note, subject="0")
    await work.sweep()
    await work.go_to(*moves_at)

    def move(tx: Transaction) -> None:
        now = work.clock.now()
        people.remember(tx, work.ws, Profile("UMENTEE", "In\u00eas", "Pacific/Pago_Pago", "en"), at=now)

    await work.store.run(move)
    await work.sweep()
    told = [one["arguments"]["text"] for one in work.slack.world.log.calls if one["method"] == "chat.update"]
    assert [("8:00\N{NARROW NO-BREAK SPACE}PM (Pago Pago time)" in one) for one in told] == [True] * rewritten
