"""Works that look side by side: what several of them ask alike is asked once for all of them.

Twenty messages that are due need the same twenty queries each, about other people. Each work runs as it stands until
it asks the database something, and waits there; when all of them wait, equal shapes of question become one question
with all their values, and each work goes on with what is its own. So no query knows of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextvars import copy_context
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar

from greenlet import getcurrent, greenlet

from storage import prepared
from storage.fields import SOME, Among, Equals
from storage.prepared import Prepared, Selection
from storage.transaction import Row, Transaction

T = TypeVar("T")
# A question by its shape and its values: equal ones are one.
Told: TypeAlias = tuple[Hashable, ...]
Known: TypeAlias = dict[Told, list[Row]]
Group: TypeAlias = Mapping[Told, Prepared]
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
    asking: dict[int, tuple[Told, Prepared]] = {}

    def go_on(number: int, *told: Any) -> None:
        thread = threads[number]
        said = thread.switch(*told)
        (ended if thread.dead else asking)[number] = said

    for number in range(len(works)):
        go_on(number)
    while asking:
        waiting, asking = asking, {}
        _ask(tx, waiting.values(), known)
        for number, (told, _kept) in waiting.items():
            go_on(number, known[told])
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
        if _asks_alone(kept):
            return super().rows(kept)
        return list(self._asked(kept))

    def row(self, kept: Prepared) -> Row | None:
        """See Transaction."""
        if _asks_alone(kept):
            return super().row(kept)
        found = self._asked(kept)
        return found[0] if found else None

    def _asked(self, kept: Prepared) -> list[Row]:
        found: list[Row] = self._parent.switch(((kept.key, *kept.values.values()), kept))
        return found


def _thread(work: Callable[[Transaction], Any], part: Transaction) -> greenlet:
    def run() -> Any:
        try:
            return work(part)
        except Exception as error:
            return Failed(error)

    thread = greenlet(run)
    thread.gr_context = copy_context()
    return thread


def _asks_alone(kept: Prepared) -> bool:
    """Tell whether a question is none that is kept of whole rows, or takes a list of any length."""
    return not isinstance(kept.key, Selection) or kept.key.names is None


def _ask(tx: Transaction, asking: Iterable[tuple[Told, Prepared]], known: Known) -> None:
    """Ask the database what is not known yet."""
    groups: dict[Hashable, dict[Told, Prepared]] = defaultdict(dict)
    for told, kept in asking:
        if told not in known:
            groups[kept.key][told] = kept
    # What cannot be one question goes its way beside the others.
    asked: list[Prepared] = []
    shares: list[Callable[[list[Row]], None]] = []
    for group in groups.values():
        for kept, share in _questions(group, known):
            asked.append(kept)
            shares.append(share)
    for share, found in zip(shares, tx.rows_of_each(asked), strict=True):
        share(found)


def _questions(group: Group, known: Known) -> Iterator[tuple[Prepared, Callable[[list[Row]], None]]]:
    """Yield what to ask for questions of one shape, and who takes it: one where they differ in what columns equal."""
    company = _company([*group.values()]) if len(group) > 1 else None
    if company is None:
        for told, kept in group.items():
            yield kept, partial(known.__setitem__, told)
    else:
        yield company.kept, partial(company.share, group=group, known=known)


class _Company(NamedTuple):
    """One statement for several, and by which columns its rows are told apart: with the names of whose values."""

    kept: Prepared
    limit: int | None
    columns: tuple[tuple[str, tuple[str, ...]], ...]

    def share(self, found: Iterable[Row], group: Group, known: Known) -> None:
        """Give each of the several those rows of what was found that it has asked for."""
        (first, theirs), *rest = self.columns
        by_value: dict[Any, list[tuple[int, Row]]] = defaultdict(list)
        for place, row in enumerate(found):
            by_value[row[first]].append((place, row))
        for told, kept in group.items():
            values = kept.values
            if len(theirs) == 1:
                mine = by_value.get(values[theirs[0]], [])
            else:
                # As they were found: that is their order.
                asked = {values[name] for name in theirs}
                mine = sorted((one for each in asked for one in by_value.get(each, ())), key=itemgetter(0))
            fitting = [row for _place, row in mine if not rest or _fits(row, values, rest)]
            known[told] = fitting[: self.limit] if self.limit else fitting


def _fits(row: Row, values: Mapping[str, Any], columns: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    return all(any(row[column] == values[name] for name in names) for column, names in columns)


def _company(group: Sequence[Prepared]) -> _Company | None:
    """Make one question of several; None where they differ in more than the values of columns, or in too many."""
    first = group[0]
    shape = first.key
    if not isinstance(shape, Selection) or shape.names is None:
        return None
    columns, among, values = [], [], dict(first.values)
    for number, (condition, names) in enumerate(zip(shape.where, shape.names, strict=True)):
        different = dict.fromkeys(one.values[name] for name in names for one in group)
        if len(different) <= 1 or _are_alike(group, names):
            continue
        if not isinstance(condition, Equals | Among) or len(different) > SOME:
            return None
        if condition.column.key == WORKSPACE:
            return None
        columns.append((condition.column.key, names))
        many = 1 << (len(different) - 1).bit_length()
        among.append((number, many))
        # What is too little is filled up with the last: it asks for nothing more.
        told = [*different]
        told += told[-1:] * (many - len(told))
        values.update(zip(prepared.NAMES[number], told, strict=False))
    return _Company(prepared.selecting_each(shape, among, values), shape.limit, tuple(columns))


def _are_alike(group: Sequence[Prepared], names: Sequence[str]) -> bool:
    """Tell whether all compare with the same."""
    first = group[0].values
    return all(one.values[name] == first[name] for name in names for one in group)
