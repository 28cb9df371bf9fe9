"""Looking: what the ledger's rows that are due come to, as they stand on one snapshot; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from bot import render
from bot.domain.deliveries import Delivery, Send, State
from bot.domain.situation import Situation
from bot.words import Reader, Words
from jobs import addressed, folding
from jobs.claims import LEASE
from jobs.steps import Folded, Later, Ready, Seen, Unknown, Unopened
from storage import deliveries, pairs, people, together, workspaces
from storage.store import Store, Transaction, Turn
from storage.together import Failed
from storage.workspaces import Workspace

Looked: TypeAlias = Seen | Failed | None


class Looker:
    """Looks at rows beside people who act."""

    def __init__(self, store: Store, words: Words) -> None:
        self._store = store
        self._words = words

    def look(self, tx: Transaction, rows: Sequence[Delivery], now: datetime) -> list[Looked]:
        """Return for each row that was found in this transaction what was seen of it, or how it broke."""
        return [*together.each(tx, [partial(self._look, row, now) for row in rows])]

    async def look_at(self, rows: Sequence[Delivery], now: datetime) -> list[Looked]:
        """Return the same of rows that were found before; None where one has changed since."""

        def each(tx: Transaction) -> list[Looked]:
            return [*together.each(tx, [partial(self._look_again, row, now) for row in rows])]

        return await self._store.read(each, turn=Turn.PATIENT)

    def _look_again(self, delivery: Delivery, now: datetime, tx: Transaction) -> Seen | None:
        if deliveries.get(tx, delivery.workspace_id, delivery.id) != delivery:
            # Since it was found, somebody else has taken or cancelled it; the next sweep sees it as it is now.
            return None
        return self._look(delivery, now, tx)

    def _look(self, delivery: Delivery, now: datetime, tx: Transaction) -> Seen | None:
        workspace = workspaces.get(tx, delivery.workspace_id)
        if delivery.state is State.SENDING:
            return _abandoned(tx, delivery, workspace)
        everybody = addressed.everybody(tx, delivery, now)
        lacking = addressed.lacking(everybody, delivery, workspace, now)
        verdict = addressed.judged(tx, everybody, delivery, workspace, now, counts=not lacking)
        if lacking and not addressed.rests_with_us(verdict):
            return addressed.unmet(tx, lacking, delivery, workspace, now)
        if not isinstance(verdict, Send):
            return verdict
        return self._render(tx, everybody[0], delivery, workspace, now)

    def _render(
        self, tx: Transaction, situation: Situation, delivery: Delivery, workspace: Workspace, now: datetime
    ) -> Seen | None:
        channel, ts = addressed.channel(situation, delivery), None
        if delivery.rewrites_id is not None and (target := situation.delivery):
            if target.state is State.SENDING:
                return Later(now + timedelta(seconds=1))
            if target.state is not State.SENT or target.ts is None:
                # Not said yet, or nobody knows where.
                return Folded(target)
            channel, ts = target.channel, target.ts
        if delivery.to_pair and channel is None:
            view = situation.pair
            members = tuple(view.people[one.person_id].slack_id for one in view.pair.members)
            return Unopened(delivery, workspace, view.pair.id, members)
        if channel is None:
            return None
        situation, delivery = folding.gathered(tx, situation, delivery, workspace, now)
        message = render.message(situation, self._reader(tx, situation, workspace, now))
        wishes = addressed.wishes(situation, delivery)
        return Ready(delivery, delivery.fence + 1, now + LEASE, workspace, channel, message, ts, wishes)

    def _reader(self, tx: Transaction, situation: Situation, workspace: Workspace, now: datetime) -> Reader:
        """Each person is addressed in their own language, both together in their programme's."""
        me = situation.me
        if situation.delivery and situation.delivery.to_pair:
            locale = self._words.spoken_in(situation.pair.programme.language, workspace.locale)
            return Reader(self._words, locale, me.zone, now, tx.pause)
        return Reader(self._words, self._words.spoken(me.locale, workspace.locale), me.zone, now, tx.pause)


def _abandoned(tx: Transaction, delivery: Delivery, workspace: Workspace) -> Unknown:
    if delivery.channel is not None:
        # Where it went when it was claimed: since then its receiver may have been given another conversation.
        return Unknown(delivery, delivery.fence + 1, workspace, delivery.channel)
    if delivery.to_pair and delivery.pair_id is not None:
        channel = pairs.get(tx, delivery.workspace_id, delivery.pair_id).channel
    else:
        channel = people.get(tx, delivery.workspace_id, delivery.person_id).dm_channel
    return Unknown(delivery, delivery.fence + 1, workspace, channel)
