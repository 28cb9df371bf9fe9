"""Somebody who moves while their pair rests is asked at their own hour where they are then."""

from __future__ import annotations

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
