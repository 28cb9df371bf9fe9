"""A thousand people are due at nine: all leave at the pace, what is urgent goes first, and nothing passes unseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bot.domain.deliveries import Circumstances, Delivery, DeliveryClass, Owed, Send, State, Verdict, judge
from bot.domain.pace import Pace
from bot.domain.people import Person, Profile
from bot.views.blocks import Message
from jobs import claims
from jobs.claims import LEASE
from jobs.steps import Ready
from storage import deliveries, people, sending, workspaces
from storage.store import Store, Transaction
from storage.vault import Vault
from storage.workspaces import Workspace

MANY = 1000
PACE = Pace.of(3.0)
# A Monday, nine o'clock in Lisbon.
NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)
WINDOW = timedelta(minutes=5, seconds=30)
LATER = timedelta(seconds=2)
HAIR = timedelta(milliseconds=1)


def settle_in(tx: Transaction) -> tuple[Workspace, dict[int, Person]]:
    """Let a thousand people be known, and one more who is to be reminded."""
    workspace = workspaces.remember(tx, "T0MANY", "Many", "UBOT", locale="en", at=NINE)
    known = {}
    for number in range(MANY + 1):
        profile = Profile(f"U{number:04}", f"Person {number}", "Europe/Lisbon", "en")
        one = people.remember(tx, workspace.id, profile, at=NINE)
        settled = {"consented_at": NINE, "dm_channel": f"D{number:04}"}
        known[one.id] = people.change(tx, workspace.id, one.id, **settled)
    return workspace, known


def owed(kind: str, sort: DeliveryClass, to: int, due_at: datetime) -> Owed:
    """Name a message that may come for as long as the window lasts."""
    return Owed(kind, sort, to, "burst", "2027-03-01", due_at, expires_at=due_at + WINDOW)


def look(
    tx: Transaction, workspace: Workspace, known: dict[int, Person], found: Sequence[Delivery], now: datetime
) -> list[int]:
    """Do with the rows that were found what a sweep does, Slack and words left out; returns which left."""
    seen = [(row, judged(row, known[row.person_id], workspace, now)) for row in found]
    claimed = claims.write_down(tx, seen, now, PACE)
    for one in claimed:
        sending.mark_sent(tx, one.delivery, one.fence, str(one.channel), str(one.delivery.id), at=now)
    return [one.delivery.person_id for one in claimed]


def judged(row: Delivery, person: Person, workspace: Workspace, now: datetime) -> Ready | Verdict:
    """Ask the guards; what may leave says nothing here."""
    verdict = judge(Circumstances(row, person, None, installed=True, stale=None, now=now))
    if not isinstance(verdict, Send):
        return verdict
    return Ready(row, row.fence + 1, now + LEASE, workspace, str(person.dm_channel), Message("", ()))


async def test_a_thousand_spread_and_a_reminder_overtakes_them_and_what_is_too_late_says_so(
    sqlite_url: str, vault: Vault
) -> None:
    assert PACE
    gap = PACE.workspace + HAIR

    def live(tx: Transaction) -> tuple[list[tuple[int, datetime]], list[Delivery], int]:
        workspace, known = settle_in(tx)
        *crowd, late = known
        prompts = [owed("reflection", DeliveryClass.SCHEDULED, one, NINE) for one in crowd]
        deliveries.owe_many(tx, workspace.id, prompts, at=NINE)
        came: list[tuple[int, datetime]] = []
        now = NINE
        while now < NINE + WINDOW + timedelta(seconds=30):
            if LATER <= now - NINE < LATER + gap:
                deliveries.owe(
                    tx, workspace.id, owed("session_soon", DeliveryClass.REMINDER, late, now), at=now
                )
            found = sending.most_urgent(tx, now, 1)
            # Another process has found the same, and is a moment later.
            came += [(one, now) for _ in range(2) for one in look(tx, workspace, known, found, now)]
            now += gap
        return came, deliveries.recent(tx, workspace.id, most=MANY + 1), late

    store = await Store.open(sqlite_url, vault)
    came, rows, late = await store.run(live)
    await store.close()
    assert all(after - before >= PACE.workspace for (_, before), (_, after) in pairwise(came))
    # The reminder leaves with the slot that is next when it comes.
    reminded = [at - NINE for one, at in came if one == late]
    assert len(reminded) == 1
    assert LATER <= reminded[0] < LATER + 2 * gap
    # The others come once each, in the order of the line, until their window is over; who came too late is told why.
    prompts = [row for row in rows[::-1] if row.person_id != late]
    in_time = [one for one, _ in came if one != late]
    assert in_time == [row.person_id for row in prompts[: len(in_time)]]
    assert WINDOW - gap < came[-1][1] - NINE <= WINDOW
    ends = [(row.state, row.reason.id if row.reason else None) for row in prompts]
    too_late = MANY - len(in_time)
    assert too_late > 0
    assert ends == [(State.SENT, None)] * len(in_time) + [(State.SKIPPED, "too-late")] * too_late
