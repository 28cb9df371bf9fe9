"""Works that look side by side: what several of them ask alike is asked once for all of them.

Twenty messages that are due need the same twenty queries each, about other people. Each work runs as it stands until
it asks the database something, and waits there; when all of them wait, equal shapes of question become one question
with all their values, and each work goes on with what is its own. So no query knows of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextvars import copy_context
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar

from greenlet import getcurrent, greenlet

from storage import prepared
from storage.fields import Among, Condition, Equals
from storage.prepared import Prepared
from storage.transaction import Row, Transaction

T = TypeVar("T")
Known: TypeAlias = dict[Hashable, list[Row]]
# In powers of two up to here, so that few statements are kept for each shape.
MOST = 64
# Two workspaces are never asked about in one question.
WORKSPACE = "workspace_id"


class Failed(NamedTuple):
    """A work raised this, and only this work."""

    error: Exception


def each(tx: Transaction, works: Sequence[Callable[[Transaction], T]]) -> list[T | Failed]:
    """Run works that only look, on one snapshot, and return what they returned or how they failed, in their order.

    What one work has read another is told again. Raises what the database raises.
    """
    known: Known = {}
    parts = [_Part(tx) for _ in works]
    threads = [_thread(work, part) for work, part in zip(works, parts, strict=True)]
    ended: dict[int, Any] = {}
    asking: dict[int, Prepared] = {}

    def go_on(number: int, *told: Any) -> None:
        said = threads[number].switch(*told)
        (ended if threads[number].dead else asking)[number] = said

    for number in range(len(works)):
        go_on(number)
    while asking:
        asked, waiting = _ask(tx, asking.values(), known), dict(asking)
        asking.clear()
        for number, kept in waiting.items():
            go_on(number, asked(kept))
    for part in parts:
        part.end()
    return [ended[number] for number in range(len(works))]


class _Part(Transaction):
    """A transaction as one of the works sees it: what it asks in kept statements, it asks in company."""

    alone = False

    def __init__(self, whole: Transaction) -> None:
        vars(self).update(vars(whole))
        self._parent = getcurrent()

    def rows(self, kept: Prepared) -> list[Row]:
        """See Transaction."""
        if not _joins(kept):
            return super().rows(kept)
        return list(self._parent.switch(kept))

    def row(self, kept: Prepared) -> Row | None:
        """See Transaction."""
        if not _joins(kept):
            return super().row(kept)
        found = self._parent.switch(kept)
        return found[0] if found else None


def _thread(work: Callable[[Transaction], Any], part: Transaction) -> greenlet:
    def run() -> Any:
        try:
            return work(part)
        except Exception as error:
            return Failed(error)

    thread = greenlet(run)
    thread.gr_context = copy_context()
    return thread


def _joins(kept: Prepared) -> bool:
    """Tell whether a question may be asked in company: it is kept, and none of its values is a list of any length."""
    return prepared.selection(kept.key) is not None and not any(
        isinstance(one, list) for one in kept.values.values()
    )


def _names(number: int, condition: Any, kept: Prepared) -> tuple[str, ...]:
    """Return under what names a statement is given what it compares a column with."""
    if isinstance(condition, Condition):
        return tuple(prepared.each_of(number, place) for place in range(len(condition.values)))
    name = prepared.NAME.format(number)
    return (name,) if name in kept.values else ()


def _ask(tx: Transaction, asking: Iterable[Prepared], known: Known) -> Callable[[Prepared], list[Row]]:
    """Ask the database what is not known yet, and return what knows."""
    groups: dict[Hashable, dict[Hashable, Prepared]] = defaultdict(dict)
    for kept in asking:
        told = _told(kept)
        if told not in known:
            groups[kept.key][told] = kept
    for group in groups.values():
        _answer(tx, group, known)
    return lambda kept: known[_told(kept)]


def _told(kept: Prepared) -> Hashable:
    return kept.key, *kept.values.values()


def _answer(tx: Transaction, group: Mapping[Hashable, Prepared], known: Known) -> None:
    """Answer questions of one shape: together where they differ in what they compare columns with."""
    company = _company([*group.values()]) if len(group) > 1 else None
    if company is None:
        for told, kept in group.items():
            known[told] = tx.rows(kept)
        return
    found = company.sorted(tx.rows(company.kept))
    for told, kept in group.items():
        known[told] = found(kept)[: company.limit]


class _Company(NamedTuple):
    """One statement for several, and by which columns its rows are told apart: with the names of whose values."""

    kept: Prepared
    limit: int | None
    columns: tuple[tuple[str, tuple[str, ...]], ...]

    def sorted(self, found: Iterable[Row]) -> Callable[[Prepared], list[Row]]:
        """Return what tells which of the rows that were found each of the several has asked for."""
        (first, theirs), *rest = self.columns
        by_value: dict[Any, list[tuple[int, Row]]] = defaultdict(list)
        for place, row in enumerate(found):
            by_value[row[first]].append((place, row))

        def fits(row: Row, kept: Prepared) -> bool:
            return all(any(row[column] == kept.values[name] for name in names) for column, names in rest)

        def of(kept: Prepared) -> list[Row]:
            values = {kept.values[name] for name in theirs}
            mine = [one for value in values for one in by_value.get(value, ())]
            if len(values) > 1:
                # As they were found: that is their order.
                mine.sort(key=itemgetter(0))
            return [row for _place, row in mine if not rest or fits(row, kept)]

        return of


def _company(group: Sequence[Prepared]) -> _Company | None:
    """Make one question of several; None where they differ in more than the values of columns, or in too many."""
    first = group[0]
    found = prepared.selection(first.key)
    if found is None:
        return None
    columns, among, values = [], [], dict(first.values)
    for number, condition in enumerate(found.where):
        names = _names(number, condition, first)
        if all(one.values[name] == first.values[name] for one in group for name in names):
            continue
        different = list(dict.fromkeys(one.values[name] for one in group for name in names))
        if not isinstance(condition, Equals | Among) or len(different) > MOST:
            return None
        if condition.column.key == WORKSPACE:
            return None
        columns.append((condition.column.key, names))
        many = 1 << (len(different) - 1).bit_length()
        among.append((number, many))
        for place in range(many):
            # What is too little is filled up with the last: it asks for nothing more.
            values[prepared.each_of(number, place)] = different[min(place, len(different) - 1)]
    return _Company(prepared.selecting_each(first.key, among, values), found.limit, tuple(columns))
