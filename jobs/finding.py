"""Finding: which of the rows that are due a sweep takes, and what they come to, both on one snapshot."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import count
from typing import NamedTuple

import structlog

from bot.domain.deliveries import WAITING, Delivery
from bot.domain.pace import Pace
from jobs import quiet_times
from jobs.looking import Looked, Looker
from storage import sending
from storage.store import Store, Transaction, Turn

log = structlog.get_logger(__name__)

AT_ONCE = 32
# Out of so many times as many rows each of several processes takes its own, until so many sweeps met nobody.
SPREAD = 4
RIVALS = 8


class Found(NamedTuple):
    """Rows that are due, and what was seen of each; None where nobody has looked yet.

    Slack is to be asked first when those receivers want quiet who are named, by workspace and id.
    """

    rows: Sequence[Delivery]
    seen: Sequence[Looked] | None
    unasked: set[tuple[int, int]]

    @property
    def is_full(self) -> bool:
        """Whether there may be others."""
        return len(self.rows) == AT_ONCE


class Finder:
    """Finds rows for the sweeps of one process, each row for one of them."""

    def __init__(self, store: Store, looker: Looker, pace: Pace | None) -> None:
        """Without a `pace` as much is found as can be looked at together."""
        self._store = store
        self._looker = looker
        self._pace = pace
        self._turns = count()
        # Without a pace, and for so many sweeps more: others are believed to be after what is due first as well.
        self._rivals = 0
        # Rows that a sweep is preparing: the sweeps beside it would find them, and wait for nothing.
        self._in_hand: dict[int, Delivery] = {}

    async def find(self, now: datetime) -> Found:
        """Take rows that are due, until `let_go`."""
        found = await self._store.read(partial(self._find, now, next(self._turns)), turn=Turn.PATIENT)
        if any(one.id in self._in_hand for one in found.rows):
            found = found._replace(rows=[one for one in found.rows if one.id not in self._in_hand], seen=None)
        self._in_hand.update((one.id, one) for one in found.rows)
        return found

    def let_go(self, rows: Iterable[Delivery]) -> None:
        """Let others find rows, as they stand now."""
        for one in rows:
            self._in_hand.pop(one.id, None)

    def met(self, *, others: bool) -> None:
        """Note whether others have taken something of what was found."""
        self._rivals = RIVALS if others and self._pace is None else max(self._rivals - 1, 0)

    def _find(self, now: datetime, turn: int, tx: Transaction) -> Found:
        # As it is before the snapshot begins: what is let go of after that is seen there as it has become.
        in_hand = [*self._in_hand.values()]
        most = AT_ONCE * (SPREAD if self._rivals else 1) + len(in_hand)
        due = sending.most_urgent(tx, now, most, turn, {one.person_id for one in in_hand})
        rows = self._apart(self._choose(due, in_hand))
        unasked = quiet_times.unasked(tx, rows, now)
        return Found(rows, None if unasked else self._look(tx, rows, now), unasked)

    def _look(self, tx: Transaction, rows: Sequence[Delivery], now: datetime) -> Sequence[Looked] | None:
        try:
            return self._looker.look(tx, rows, now)
        except Exception as error:
            # One of them is to blame, or the database: whoever looks at each by itself will know.
            log.info("rows cannot be looked at together", why=repr(error))
            return None

    def _choose(self, due: Sequence[Delivery], in_hand: Iterable[Delivery]) -> Sequence[Delivery]:
        """Return what is to be prepared now: where a pace is kept the most urgent post of each workspace alone.

        The next one would race it to the slot, and then wait.
        """
        if self._pace is None:
            return due
        found: list[Delivery] = []
        posting = {one.workspace_id for one in in_hand if _is_post(one)}
        for one in due:
            if not _is_post(one):
                found.append(one)
            elif one.workspace_id not in posting:
                posting.add(one.workspace_id)
                found.append(one)
        return found

    def _apart(self, found: Sequence[Delivery]) -> Sequence[Delivery]:
        """Return what of it this process takes: where others look as well, some that are as urgent as the first."""
        equal = [one for one in found if one.delivery_class is found[0].delivery_class]
        if not self._rivals or len(equal) <= AT_ONCE:
            return found[:AT_ONCE]
        return [equal[place] for place in sorted(random.sample(range(len(equal)), AT_ONCE))]


def _is_post(delivery: Delivery) -> bool:
    return delivery.state in WAITING and delivery.rewrites_id is None
