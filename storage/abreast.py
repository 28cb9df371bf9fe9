"""Works that commit together look side by side, where each look is a way to a server and back.

Works behave as if they ran one after another. Eight presses look at four things each, which would be thirty-two ways
to the server for what it answers in a tenth of that time. So all works of a group begin at once, each until it wants
to write something, and what they look at goes to the server together. Then each has its turn, in their order: it goes
on where it stopped if nothing that it has looked at can have been changed by the works before it, and else begins anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from greenlet import getcurrent, greenlet
from sqlalchemy import Connection, Executable, SelectBase

from storage.fields import Among, Equals
from storage.prepared import Prepared
from storage.quick import QUICK, Asked, Quick, read_both, read_row, read_rows
from storage.transaction import Row, Transaction
from storage.works import Function, Outcome, carry_out

if TYPE_CHECKING:
    from bot.ports import Vault

# A row that is added without it has one that no row had.
ID = "id"


def perform_abreast(
    connection: Connection, works: Sequence[Function], vault: Vault, after_each: Callable[[], object]
) -> list[Outcome]:
    """Run works in the transaction that is open, as if one after another; raises what one of them raises.

    After that, nothing of any may be kept. `after_each` is called when one has ended and what it writes was noted.
    """
    changes = Changes()
    runners = [_Runner(work, _Side(connection, vault), _Side(connection, vault, changes)) for work in works]
    try:
        _look(connection.info[QUICK], runners)
        outcomes = []
        for one in runners:
            outcomes.append(one.finish(changes))
            after_each()
        return outcomes
    finally:
        for one in runners:
            one.drop()


def _look(quick: Quick, runners: Sequence[_Runner]) -> None:
    """Let all works go on until each wants to write, or has ended."""
    for one in runners:
        one.go_on()
    while asking := [(one, one.asked) for one in runners if one.asked]:
        found = quick.several([asked for _one, asked in asking])
        for (one, _asked), rows in zip(asking, found, strict=True):
            one.go_on(rows)


class _Runner:
    """A work of a group, in a thread of its own that runs when it is told to."""

    def __init__(self, work: Function, looking: _Side, anew: _Side) -> None:
        self._work = work
        self._looking = looking
        self._anew = anew
        self._thread = greenlet(lambda: carry_out(work, looking))
        self._thread.gr_context = copy_context()
        self._outcome: Outcome | None = None
        # What it waits for; nothing where it waits for its turn, or has ended.
        self.asked: Asked | None = None

    def go_on(self, *told: Any) -> None:
        """Let it run until it asks something, wants to write, or ends."""
        said = self._thread.switch(*told)
        if self._thread.dead:
            self.asked, self._outcome = None, said
        else:
            self.asked = said

    def finish(self, changes: Changes) -> Outcome:
        """Let it have its turn, after these changes."""
        if any(changes.may_touch(*one) for one in self._looking.seen):
            self.drop()
            return carry_out(self._work, self._anew)
        if self._outcome is None:
            self.go_on(changes)
        if self._outcome is None:
            raise TypeError("whoever has its turn asks the database itself")
        return self._outcome

    def drop(self) -> None:
        """Let it end where it stands."""
        if not self._thread.dead:
            self._thread.throw()


class Changes:
    """What was changed in a transaction, as far as it is known."""

    def __init__(self) -> None:
        self._by_table: dict[str, list[Prepared]] = defaultdict(list)
        self._anything = False

    def add(self, kept: Prepared) -> None:
        """Take a kept statement in."""
        if kept.writes:
            self._by_table[kept.writes].append(kept)
        else:
            self.add_any(kept.statement)

    def add_any(self, statement: Executable) -> None:
        """Take a statement in of which nothing is known but whether it only looks."""
        self._anything = self._anything or not isinstance(statement, SelectBase)

    def may_touch(self, kept: Prepared, found: object) -> bool:
        """Tell whether what a statement has `found` before these changes may not be what it finds after them."""
        return self._anything or any(
            not _are_apart(kept, found, change)
            for table in kept.reads
            for change in self._by_table.get(table, ())
        )


class _Side(Transaction):
    """A transaction that a work has beside others; without `changes` it is not its turn yet, and it can only look."""

    def __init__(self, connection: Connection, vault: Vault, changes: Changes | None = None) -> None:
        super().__init__(connection, vault, writes=True)
        self.seen: list[tuple[Prepared, object]] = []
        self._changes = changes
        self._whole = getcurrent()

    def rows(self, kept: Prepared) -> list[Row]:
        """See Transaction."""
        plan = self._abreast(kept)
        return self._ask(kept, Asked(plan, kept.values, read_rows)) if plan else super().rows(kept)

    def both(self, kept: Prepared) -> list[tuple[Row, Row]]:
        """See Transaction."""
        plan = self._abreast(kept)
        return self._ask(kept, Asked(plan, kept.values, read_both)) if plan else super().both(kept)

    def row(self, kept: Prepared) -> Row | None:
        """See Transaction."""
        plan = self._abreast(kept)
        return self._ask(kept, Asked(plan, kept.values, read_row)) if plan else super().row(kept)

    def change_each(self, kept: Prepared, every: Sequence[Mapping[str, Any]]) -> None:
        """See Transaction."""
        changes = self._take_turn()
        for values in every:
            # What is changed where something stands is known of the first alone.
            changes.add(kept._replace(values=dict(values), writes=kept.writes if kept.adds else None))
        super().change_each(kept, every)

    def _abreast(self, kept: Prepared) -> Any:
        """Return how a statement is run that may go with those of others."""
        if self._changes is not None or not kept.reads or self._quick is None:
            return None
        return self._quick.plan(kept)

    def _ask(self, kept: Prepared, asked: Asked) -> Any:
        found = self._whole.switch(asked)
        self.seen.append((kept, found))
        return found

    def _take_turn(self) -> Changes:
        if self._changes is None:
            self._changes = self._whole.switch()
        return self._changes

    def _at_hand(self, kept: Prepared) -> Quick | None:
        self._take_turn().add(kept)
        return super()._at_hand(kept)

    def _on(self, statement: Executable) -> Connection:
        self._take_turn().add_any(statement)
        return super()._on(statement)


def _are_apart(kept: Prepared, found: object, change: Prepared) -> bool:
    """Tell for sure that a change was of other rows of a table than those that a statement has found, or would find.

    They differ in a value that both name, and that the change leaves as it is.
    """
    asked = _compared(kept, change.writes)
    if change.adds:
        return (ID in asked and ID not in change.values and bool(found)) or any(
            change.values[name] not in asked[name]
            for name in asked.keys() & change.values.keys()
            if _is_plain(change.values[name])
        )
    given = _compared(change, change.writes)
    unchanged = asked.keys() & given.keys() - change.values.keys()
    return any(asked[name].isdisjoint(given[name]) for name in unchanged)


def _compared(kept: Prepared, table: str | None) -> dict[str, frozenset[Any]]:
    """Return with which plain values a statement compares which columns of a table."""
    return {
        one.column.key: frozenset(one.values)
        for one in kept.where
        if isinstance(one, Equals | Among)
        and one.column.table.name == table
        and all(map(_is_plain, one.values))
    }


def _is_plain(value: object) -> bool:
    """Tell whether two such values are equal here where they are equal in a database."""
    return type(value) is int or isinstance(value, str)
