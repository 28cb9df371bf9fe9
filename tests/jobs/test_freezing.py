"""What is owed in a workspace that has removed Trellis waits, and is thinned out when it comes back."""

from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.cadence import Cadence
from bot.domain.cadence import Schedule as Rule
from bot.domain.deliveries import Owed, State
from bot.domain.people import Profile
from storage import deliveries, freezing, people, schedules, sending, workspaces
from storage.freezing import Back
from storage.schedules import Subject
from storage.store import Transaction
from tests.jobs.office import REMINDER, REPLY, SCHEDULED, TEAM, Office

CHECK_IN, PULSE = "check_in", "pulse"


async def come_back(work: Office) -> Back | None:
    """Remove Trellis, and install it again two weeks later; returns what it comes back to."""

    def anew(tx: Transaction) -> Back | None:
        now = work.clock.now()
        return freezing.install(tx, TEAM, "Fernhill", "UTRELLIS", locale="en", at=now).back

    await work.store.run(lambda tx: freezing.freeze(tx, work.ws, at=work.clock.now()))
    work.clock.move_to(work.clock.now() + timedelta(weeks=2))
    return await work.store.run(anew)


async def test_of_a_kind_that_waits_twice_the_latest_comes(work: Office) -> None:
    first = await work.owe(CHECK_IN, work.ines, SCHEDULED, occasion="2027-03-01")
    second = await work.owe(CHECK_IN, work.ines, SCHEDULED, occasion="2027-03-15")
    hers = await work.owe(CHECK_IN, work.noah, SCHEDULED, occasion="2027-03-01")
    await come_back(work)
    assert [await work.state(one) for one in (first, second, hers)] == [
        (State.SKIPPED, "overtaken"),
        (State.PLANNED, None),
        (State.PLANNED, None),
    ]


async def test_what_is_due_again_by_now_is_asked_anew_rather_than_late(work: Office) -> None:
    waiting = await work.owe(CHECK_IN, work.ines, SCHEDULED)
    other = await work.owe(PULSE, work.ines, SCHEDULED)
    answer = await work.owe("help", work.ines)
    rule = Rule(work.clock.now().date(), Cadence(1, "week"), time(10), ZoneInfo("Europe/Lisbon").key)
    subject = Subject(work.ws, CHECK_IN, work.pair, work.ines)
    due = work.clock.now() + timedelta(days=7)
    await work.store.run(lambda tx: schedules.put(tx, subject, rule, due))
    await come_back(work)
    assert [await work.state(one) for one in (waiting, other, answer)] == [
        (State.SKIPPED, "overtaken"),
        (State.PLANNED, None),
        (State.PLANNED, None),
    ]


async def test_what_comes_back_is_counted_and_what_is_too_late_by_then_is_left_out(work: Office) -> None:
    removed_at = work.clock.now()
    reminder = await work.owe("session_day_before", work.ines, REMINDER, window=timedelta(days=1))
    answer = await work.owe("help", work.ines)
    back = await come_back(work)
    assert [await work.state(one) for one in (reminder, answer)] == [
        (State.SKIPPED, "too-late"),
        (State.PLANNED, None),
    ]
    assert back == Back(removed_at, pairs=1, waits=1, left_out=1, next_at=work.clock.now())
    # Installed twice, it comes back once.
    again = await work.store.run(
        lambda tx: freezing.install(tx, TEAM, "Fernhill", "UTRELLIS", locale="en", at=work.clock.now())
    )
    assert again.back is None


async def test_a_large_workspace_keeps_no_other_waiting(work: Office) -> None:
    def settle(tx: Transaction) -> int:
        now = work.clock.now()
        other = workspaces.remember(tx, "T0HARBOUR", "Harbour", "UTRELLIS", locale="en", at=now)
        return other.id

    other = await work.store.run(settle)
    for person in await work.crowd(5):
        await work.owe("help", person)
    last = work.clock.now() + timedelta(minutes=1)
    work.clock.move_to(last)

    row = await work.store.run(lambda tx: _visitor(tx, other, work))
    found = await work.store.read(lambda tx: sending.most_urgent(tx, last, 3))
    assert [one.workspace_id for one in found] == [work.ws, other, work.ws]
    assert found[1].id == row


def _visitor(tx: Transaction, workspace_id: int, work: Office) -> int:
    now = work.clock.now()
    person = people.remember(tx, workspace_id, Profile("UINES", "Inês", "Europe/Lisbon", "en-GB"), at=now)
    owed = Owed("help", REPLY, person.id, "0", "1", now)
    row = deliveries.owe(tx, workspace_id, owed, at=now)
    assert row is not None
    return row
