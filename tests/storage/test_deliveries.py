"""The queries of the ledger: what is owed once, who may touch it, and what is looked at next."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.audience import Audience
from bot.domain.deliveries import Delivery, DeliveryClass, Owed, Reason, State
from bot.domain.people import Profile
from jobs.marks import Marks
from storage import deliveries, people, sending, workspaces
from storage.sending import Mark, Taking
from storage.store import Store, Transaction

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
REPLY, CONSEQUENCE, SCHEDULED = DeliveryClass.REPLY, DeliveryClass.CONSEQUENCE, DeliveryClass.SCHEDULED


@dataclass
class Ledger:
    """The ledgers of two workspaces, in which two people have the same Slack ids."""

    store: Store
    here: int
    there: int
    ines: int
    noah: int
    other_ines: int

    async def owe(self, to: int, about: str = "1", delivery_class: DeliveryClass = REPLY, **more: Any) -> int:
        """Owe a message, due at noon unless told otherwise."""
        values = {"kind": "help", "occasion": "once", "due_at": NOON, **more}
        owed = Owed(person_id=to, subject=about, delivery_class=delivery_class, **values)
        where = self.there if to == self.other_ines else self.here
        row = await self.store.run(lambda tx: deliveries.owe(tx, where, owed, at=NOON))
        return row or 0

    async def get(self, row: int) -> Delivery:
        """Return a row of this workspace."""
        return await self.store.read(lambda tx: deliveries.get(tx, self.here, row))

    async def claim(self, row: int, at: datetime = NOON) -> int | None:
        """Take a row for a minute."""
        delivery = await self.get(row)
        return await self.store.run(lambda tx: sending.claim(tx, delivery, at, MINUTE))

    async def settle(self, row: int, state: State, reason: Reason | None = None, **more: Any) -> None:
        """Settle a row as it stands."""
        delivery = await self.get(row)
        await self.store.run(lambda tx: deliveries.settle(tx, delivery, state, reason, **more))

    async def urgent(self, now: datetime = NOON, most: int = 10) -> list[int]:
        """Return which rows are looked at, in their order."""
        found = await self.store.run(lambda tx: sending.most_urgent(tx, now, most))
        return [row.id for row in found]

    async def next_due(self, after: datetime = NOON) -> datetime | None:
        """Return when something is looked at again."""
        return await self.store.read(lambda tx: sending.next_due(tx, after))


def _people(tx: Transaction) -> tuple[int, int, int, int, int]:
    ids = []
    for team in ("T1", "T2"):
        workspace = workspaces.remember(tx, team, team, "UBOT", locale="en", at=NOON)
        ids.append(workspace.id)
        for one in ("UINES", "UNOAH"):
            ids.append(people.remember(tx, workspace.id, Profile(one, one, "UTC", "en"), at=NOON).id)
    here, ines, noah, there, other_ines, _ = ids
    return here, there, ines, noah, other_ines


@pytest.fixture
async def ledger(store: Store) -> Ledger:
    """Two empty ledgers."""
    return Ledger(store, *await store.run(_people))


async def test_a_message_is_owed_once_and_marked_with_a_token_of_its_own(ledger: Ledger) -> None:
    first, again = await ledger.owe(ledger.ines, "7"), await ledger.owe(ledger.ines, "7")
    later = await ledger.owe(ledger.ines, "7", kind="later")
    assert (bool(first), again, bool(later)) == (True, 0, True)
    row, other = await ledger.get(first), await ledger.get(later)
    key = f"help:7:once:{ledger.ines}"
    assert (row.key, row.state, row.fence, row.created_at) == (key, State.PLANNED, 0, NOON)
    assert (len(row.token), len(other.token), row.token == other.token) == (32, 32, False)


async def test_a_row_of_another_workspace_is_not_there(ledger: Ledger) -> None:
    row = await ledger.owe(ledger.other_ines)
    with pytest.raises(LookupError):
        await ledger.get(row)
    assert await ledger.store.read(lambda tx: deliveries.recent(tx, ledger.here)) == []
    assert (await ledger.store.read(lambda tx: deliveries.get(tx, ledger.there, row))).id == row


async def test_the_most_urgent_of_each_person_comes_first(ledger: Ledger) -> None:
    prompt = await ledger.owe(ledger.ines, "1", SCHEDULED)
    answer = await ledger.owe(ledger.ines, "2", REPLY)
    await ledger.owe(ledger.ines, "3", REPLY)
    news = await ledger.owe(ledger.noah, "4", CONSEQUENCE)
    elsewhere = await ledger.owe(ledger.other_ines, "5", REPLY, due_at=NOON - MINUTE)
    await ledger.owe(ledger.noah, "6", REPLY, due_at=NOON + MINUTE)
    assert await ledger.urgent() == [elsewhere, answer, news]
    assert await ledger.urgent(most=2) == [elsewhere, answer]
    assert (await ledger.get(prompt)).state is State.PLANNED


async def test_while_a_message_is_under_way_its_receiver_gets_no_other(ledger: Ledger) -> None:
    first, second = await ledger.owe(ledger.ines, "1"), await ledger.owe(ledger.ines, "2")
    other = await ledger.owe(ledger.noah, "3")
    assert await ledger.claim(first) == 1
    assert await ledger.urgent() == [other]
    # Nobody knows how its sending ended: that is looked into before the next.
    assert await ledger.urgent(NOON + MINUTE) == [first, other]
    assert await ledger.next_due() == NOON + MINUTE
    await ledger.settle(first, State.FAILED, Reason("refused"))
    assert await ledger.urgent() == [second, other]


async def test_a_wait_that_slack_asked_for_keeps_the_order(ledger: Ledger) -> None:
    first, second = await ledger.owe(ledger.ines, "1"), await ledger.owe(ledger.ines, "2")
    fence = await ledger.claim(first)
    await ledger.settle(first, State.HELD, Reason("slack-busy"), fence=fence, lease_until=NOON + MINUTE)
    assert await ledger.urgent() == []
    assert await ledger.next_due() == NOON + MINUTE
    assert await ledger.urgent(NOON + MINUTE) == [first]
    assert (await ledger.get(second)).state is State.PLANNED


async def test_a_hold_of_a_guard_lets_others_pass(ledger: Ledger) -> None:
    first, second = await ledger.owe(ledger.ines, "1"), await ledger.owe(ledger.ines, "2")
    await ledger.settle(first, State.HELD, Reason("snoozed"), due_at=NOON + MINUTE)
    assert await ledger.urgent() == [second]
    assert await ledger.next_due() == NOON + MINUTE
    assert await ledger.urgent(NOON + MINUTE) == [second]
    await ledger.settle(second, State.SKIPPED, Reason("deactivated"))
    assert await ledger.urgent(NOON + MINUTE) == [first]
    assert await ledger.next_due(NOON + MINUTE) is None


async def test_of_two_who_claim_a_row_one_gets_it(ledger: Ledger) -> None:
    row = await ledger.owe(ledger.ines)
    seen = await ledger.get(row)
    fences = [await ledger.store.run(lambda tx: sending.claim(tx, seen, NOON, MINUTE)) for _ in range(2)]
    assert fences == [1, None]
    claimed = await ledger.get(row)
    assert (claimed.state, claimed.fence, claimed.attempts) == (State.SENDING, 1, 1)
    assert claimed.lease_until == NOON + MINUTE


async def test_two_messages_to_one_person_are_never_under_way_at_once(ledger: Ledger) -> None:
    first, second = await ledger.owe(ledger.ines, "1"), await ledger.owe(ledger.ines, "2")
    other = await ledger.owe(ledger.noah, "3")
    assert [await ledger.claim(row) for row in (second, first, other)] == [1, None, 1]
    assert await ledger.claim(first, NOON + MINUTE) == 1


async def test_of_several_claimed_together_those_are_taken_whose_receivers_wait_for_nothing(
    ledger: Ledger,
) -> None:
    under_way, waits = await ledger.owe(ledger.ines, "1"), await ledger.owe(ledger.ines, "2")
    free = await ledger.owe(ledger.noah, "3")
    assert await ledger.claim(under_way) == 1
    some = [Taking(await ledger.get(row), "D1") for row in (waits, free)]
    taken = await ledger.store.run(lambda tx: sending.claim_all(tx, ledger.here, some, NOON, MINUTE))
    assert taken == {free}
    claimed, left = await ledger.get(free), await ledger.get(waits)
    assert (claimed.state, claimed.fence, claimed.lease_until, claimed.channel) == (
        State.SENDING,
        1,
        NOON + MINUTE,
        "D1",
    )
    assert left == some[0].delivery
    assert await ledger.store.run(lambda tx: sending.claim_all(tx, ledger.here, [], NOON, MINUTE)) == set()
    # Whoever has seen it before it was claimed comes too late, also when nobody holds it any more.
    late = NOON + 2 * MINUTE
    assert await ledger.store.run(lambda tx: sending.claim_all(tx, ledger.here, some, late, MINUTE)) == {
        waits
    }
    assert await ledger.get(free) == claimed


async def test_of_marks_that_are_kept_together_those_change_something_whose_fence_holds(
    ledger: Ledger,
) -> None:
    mine, overtaken = await ledger.owe(ledger.ines), await ledger.owe(ledger.noah)
    fences = [await ledger.claim(row) for row in (mine, overtaken)]
    assert (fences, await ledger.claim(overtaken, NOON + MINUTE)) == ([1, 1], 2)
    marks = [
        Mark(await ledger.get(row), 1, "D1", f"{place}.0", NOON)
        for place, row in enumerate((mine, overtaken))
    ]
    await Marks(ledger.store).keep(marks[0])
    await asyncio.gather(*(map(Marks(ledger.store).keep, marks)))
    found = [await ledger.get(row) for row in (mine, overtaken)]
    assert [(row.state, row.ts) for row in found] == [(State.SENT, "0.0"), (State.SENDING, None)]


async def test_whoever_was_overtaken_changes_nothing(ledger: Ledger) -> None:
    row = await ledger.owe(ledger.ines)
    old = await ledger.claim(row)
    new = await ledger.claim(row, NOON + MINUTE)
    assert (old, new) == (1, 2)
    delivery = await ledger.get(row)

    def mark(tx: Transaction, fence: int) -> bool:
        return sending.mark_sent(tx, delivery, fence, "D1", f"{fence}.0", at=NOON)

    assert await ledger.store.run(lambda tx: mark(tx, 1)) is False
    await ledger.settle(row, State.FAILED, Reason("refused"), fence=1)
    assert (await ledger.get(row)).state is State.SENDING
    assert await ledger.store.run(lambda tx: mark(tx, 2)) is True
    sent = await ledger.get(row)
    assert (sent.state, sent.channel, sent.ts, sent.sent_at) == (State.SENT, "D1", "2.0", NOON)
    found = await ledger.store.read(lambda tx: deliveries.by_message(tx, ledger.here, "D1", "2.0"))
    assert found == sent
    assert await ledger.store.read(lambda tx: deliveries.by_message(tx, ledger.there, "D1", "2.0")) is None


@pytest.mark.parametrize("end", [State.SENT, State.FOLDED, State.SKIPPED, State.FAILED, State.UNKNOWN])
async def test_what_has_ended_stays_ended(ledger: Ledger, end: State) -> None:
    row = await ledger.owe(ledger.ines)
    await ledger.settle(row, end)
    await ledger.settle(row, State.HELD, Reason("snoozed"), due_at=NOON + MINUTE)
    await ledger.store.run(lambda tx: deliveries.look_again(tx, ledger.here, ledger.ines, at=NOON - MINUTE))
    assert ((await ledger.get(row)).state, await ledger.urgent(NOON + MINUTE)) == (end, [])


async def test_a_row_is_put_off_with_its_attempts_counted(ledger: Ledger) -> None:
    waiting, sending = await ledger.owe(ledger.ines), await ledger.owe(ledger.noah)
    await ledger.claim(sending)
    for row in (waiting, sending):
        delivery = await ledger.get(row)
        await ledger.store.run(lambda tx, one=delivery: deliveries.put_off(tx, one, NOON + 5 * MINUTE))  # type: ignore[misc]
    assert [(await ledger.get(row)).attempts for row in (waiting, sending)] == [1, 2]
    assert await ledger.urgent(NOON + 4 * MINUTE) == []
    assert await ledger.urgent(NOON + 5 * MINUTE) == [sending, waiting]


async def test_what_waits_about_a_pair_can_be_cancelled_with_a_reason(ledger: Ledger) -> None:
    rows = [
        await ledger.owe(ledger.ines, str(one), kind=kind, pair_id=pair)
        for one, (kind, pair) in enumerate(
            [("invitation", 1), ("invitation", 1), ("help", 1), ("invitation", 2)]
        )
    ]
    await ledger.settle(rows[1], State.SENT)
    over = Reason("pair-over", {"by": 1}, Audience.PAIR)
    await ledger.store.run(lambda tx: deliveries.cancel_waiting(tx, ledger.here, 1, ["invitation"], over))
    found = [await ledger.get(row) for row in rows]
    assert [row.state for row in found] == [State.SKIPPED, State.SENT, State.PLANNED, State.PLANNED]
    assert found[0].reason == over


async def test_what_is_held_for_a_person_is_looked_at_anew(ledger: Ledger) -> None:
    held, planned = (
        await ledger.owe(ledger.ines, "1"),
        await ledger.owe(ledger.ines, "2", due_at=NOON + MINUTE),
    )
    other = await ledger.owe(ledger.noah, "3")
    for row in (held, other):
        await ledger.settle(row, State.HELD, Reason("snoozed"), due_at=NOON + 5 * MINUTE)
    await ledger.store.run(lambda tx: deliveries.look_again(tx, ledger.here, ledger.ines, at=NOON))
    due = [(await ledger.get(row)).due_at for row in (held, planned, other)]
    assert due == [NOON, NOON + MINUTE, NOON + 5 * MINUTE]


async def test_the_ledger_answers_what_was_owed_before(ledger: Ledger) -> None:
    first = await ledger.owe(ledger.ines, "7", occasion="0")
    second = await ledger.owe(ledger.ines, "7", occasion="1")
    await ledger.owe(ledger.noah, "7", occasion="0")
    rewriting = await ledger.owe(ledger.ines, "8", kind="rewrite", rewrites_id=first)
    await ledger.settle(first, State.SENT)
    await ledger.settle(rewriting, State.SENT)

    def look(tx: Transaction) -> Any:
        newest = deliveries.latest(tx, ledger.here, "help", "7", ledger.ines)
        return (
            deliveries.times(tx, ledger.here, "help", "7", ledger.ines),
            deliveries.times(tx, ledger.there, "help", "7", ledger.ines),
            newest.id if newest else None,
            deliveries.latest(tx, ledger.here, "help", "9", ledger.ines),
            [row.id for row in deliveries.recent(tx, ledger.here, ledger.ines, most=2)],
            deliveries.counts(tx, ledger.here),
            deliveries.posted(tx),
        )

    counts = {State.SENT: 2, State.PLANNED: 2}
    assert await ledger.store.read(look) == (2, 0, second, None, [rewriting, second], counts, 1)


async def test_what_was_sent_lately_counts_prompts_of_one_person_alone(ledger: Ledger) -> None:
    rows = [
        await ledger.owe(ledger.ines, "1", SCHEDULED),
        await ledger.owe(ledger.ines, "2", SCHEDULED),
        await ledger.owe(ledger.ines, "3", SCHEDULED),
        await ledger.owe(ledger.ines, "4", CONSEQUENCE),
        await ledger.owe(ledger.noah, "5", SCHEDULED),
    ]
    for hours, row in enumerate(rows[:2] + rows[3:]):
        delivery, at = await ledger.get(row), NOON + timedelta(hours=hours)
        await ledger.store.run(
            lambda tx, one=delivery, at=at: sending.mark_sent(tx, one, 0, "D1", "1.0", at=at)  # type: ignore[misc]
        )
    lately = await ledger.store.read(lambda tx: deliveries.sent_lately(tx, ledger.here, ledger.ines, NOON))
    assert lately == (NOON + timedelta(hours=1),)


async def test_of_many_workspaces_a_few_are_looked_at_each_time_in_turn_and_first_where_an_answer_is_awaited(
    store: Store,
) -> None:
    def fill(tx: Transaction) -> None:
        for number in range(12):
            team = f"T{number:02}"
            ws = workspaces.remember(tx, team, team, "UBOT", locale="en", at=NOON).id
            for name in ("UINES", "UNOAH"):
                person = people.remember(tx, ws, Profile(name, name, "UTC", "en"), at=NOON)
                owed = Owed("check_in", SCHEDULED, person.id, "1", "once", NOON)
                deliveries.owe(tx, ws, owed, at=NOON)
            if number == 11:
                person = people.remember(tx, ws, Profile("UNOAH", "UNOAH", "UTC", "en"), at=NOON)
                deliveries.owe(tx, ws, Owed("help", REPLY, person.id, "2", "once", NOON), at=NOON)

    await store.run(fill)

    def look(turn: int) -> tuple[list[int], int]:
        asked: list[None] = []
        found = store._database.read(
            lambda tx: sending.most_urgent(tx, NOON, 4, turn), lambda: asked.append(None)
        )
        return [one.workspace_id for one in found], len(asked)

    found = [look(turn) for turn in range(4)]
    assert [here[0] for here, _asked in found] == [12] * 4
    # What is closed, who is at work, who awaits an answer, and each of four.
    assert {asked for _here, asked in found} == {3 + 4}
    assert {one for here, _asked in found for one in here} == set(range(1, 13))
