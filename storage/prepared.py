"""Statements built once for each shape, and run with other values.

SQLAlchemy keeps the SQL of a statement that it has seen before, but to know it again it walks all of it: a row by
its id takes 0.4 ms on SQLite that way, and 0.1 ms by a statement that is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    Column,
    Executable,
    Table,
    UnaryExpression,
    and_,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.sql.elements import False_, Null, True_
from sqlalchemy.sql.operators import asc_op, desc_op

from storage.fields import SOME, Condition

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.types import TypeEngine

Conditions: TypeAlias = Sequence[Any]
Insert: TypeAlias = "sqlite.Insert | postgresql.Insert"
# Begins an INSERT as one of our databases knows it.
Begin: TypeAlias = "Callable[[Table], Insert]"
# No column is called so, whose new value an UPDATE could be given under the same name.
NAME = "where_{}"
# As many conditions as any of our queries has.
NAMES = [[NAME.format(f"{number}_{place}") for place in range(SOME)] for number in range(16)]
FIRST = [names[0] for names in NAMES]


def places(name: str, many: int, kind: TypeEngine[Any]) -> list[BindParameter[Any]]:
    """Return the places of so many values of a kind in a statement that is built once for each number of them."""
    return [bindparam(f"{name}_{place}", type_=kind) for place in range(many)]


def numbered(name: str, values: Iterable[Any]) -> dict[str, Any]:
    """Return what such a statement takes in its places."""
    return {f"{name}_{place}": value for place, value in enumerate(values)}


class Prepared(NamedTuple):
    """A statement, what it takes by name, and under what it is kept: None where it was built for once.

    Of two tables beside each other, the first has `split` columns. `reads` names the tables of a SELECT of ours, and
    `writes` the one that a statement changes, each only where it touches no other; `where` is what both ask of rows.
    One that `adds` gives a new row its values, or does nothing.
    """

    statement: Executable
    values: dict[str, Any]
    key: Hashable | None = None
    split: int = 0
    reads: tuple[str, ...] = ()
    writes: str | None = None
    adds: bool = False
    where: Conditions = ()


class Selection:
    """Of what a kept SELECT of whole rows was built: a table, its conditions (with values of any), order and limit.

    It is kept under itself: so it is known again by what it is, which takes less time than by what it says.
    `names` are those of the values of each condition; None where one is a list of any length.
    """

    __slots__ = ("limit", "names", "of", "order", "reads", "statement", "where")

    def __init__(self, of: Table, where: tuple[Any, ...], order: tuple[Any, ...], limit: int | None) -> None:
        self.of = of
        self.reads = (of.name,)
        self.where = where
        self.order = order
        self.limit = limit
        self.names = None if any(map(_is_list, where)) else tuple(map(_names, count(), where))
        self.statement = select(of).where(*_named(where)).order_by(*order).limit(limit)


_kept: dict[Hashable, Executable] = {}
_selections: dict[Hashable, Selection] = {}
# To look a column up by its name takes SQLAlchemy as long as to know a statement again takes us.
_ids: dict[str, tuple[Any, ...]] = {}
BY_ID = "by id"


def selecting(
    of: Table, where: Conditions, order: Sequence[Any] | None = None, limit: int | None = None
) -> Prepared:
    """Prepare the SELECT of whole rows, in order of their id where no other is named."""
    shape, values = _told_apart(where)
    sorting: Hashable = BY_ID if order is None else _sorting(order)
    if order is None:
        order = _ids.get(of.name) or _ids.setdefault(of.name, (of.c.id,))
    if shape is None or sorting is None:
        return Prepared(select(of).where(*where).order_by(*order).limit(limit), {})
    key = (of.name, sorting, limit, shape)
    kept = _selections.get(key)
    if kept is None:
        kept = _selections.setdefault(key, Selection(of, tuple(where), tuple(order), limit))
    return Prepared(kept.statement, values, kept, 0, kept.reads, None, False, where)


def selecting_each(kept: Selection, among: Sequence[tuple[int, int]], values: dict[str, Any]) -> Prepared:
    """Prepare a kept SELECT for several sets of values at once, without its limit.

    `among` are the numbers of its conditions that compare with other values each time, with how many those are: they
    are named as `Among` names its own.
    """
    told = ("select each", kept, *among)
    if told not in _kept:
        many = dict(among)
        where = [_name(one, number, many.get(number)) for number, one in enumerate(kept.where)]
        _kept[told] = select(kept.of).where(*where).order_by(*kept.order)
    return Prepared(_kept[told], values, told)


def joining(of: Table, beside: Table, on: Mapping[str, str], where: Conditions) -> Prepared:
    """Prepare the SELECT of whole rows of two tables where columns of the first equal columns `on` of the second.

    They come in order of their ids; two tables are joined in one way only.
    """
    shape, values = _told_apart(where)
    key = ("join", of.name, beside.name, shape)
    if key not in _kept:
        equal = and_(*(of.c[here] == beside.c[there] for here, there in on.items()))
        joined = select(of, beside).join(beside, equal)
        _kept[key] = joined.where(*_named(where)).order_by(of.c.id, beside.c.id)
    return Prepared(_kept[key], values, key, len(of.columns), (of.name, beside.name), where=where)


def counting(of: Table, where: Conditions) -> Prepared:
    """Prepare the SELECT of how many rows there are."""
    shape, values = _told_apart(where)
    if shape is None:
        return Prepared(select(func.count().label("count")).select_from(of).where(*where), {})
    key = ("count", of.name, shape)
    if key not in _kept:
        _kept[key] = select(func.count().label("count")).select_from(of).where(*_named(where))
    return Prepared(_kept[key], values, key, reads=(of.name,), where=where)


def inserting(into: Table, values: dict[str, Any]) -> Prepared:
    """Prepare the INSERT of a row with `values` by name; it answers with the row's id."""
    key = ("insert", into.name)
    if key not in _kept:
        _kept[key] = insert(into).returning(into.c.id)
    return Prepared(_kept[key], values, key, writes=into.name, adds=True)


def inserting_once(
    begin: Begin, dialect: str, into: Table, key: Sequence[str], values: dict[str, Any]
) -> Prepared:
    """Prepare the INSERT of a row unless its key is taken; it answers with the row's id, or with nothing."""
    shape = ("insert once", dialect, into.name, tuple(key))
    if shape not in _kept:
        _kept[shape] = begin(into).on_conflict_do_nothing(index_elements=key).returning(into.c.id)
    return Prepared(_kept[shape], values, shape, writes=into.name, adds=True)


def inserting_quietly(
    begin: Begin, dialect: str, into: Table, key: Sequence[str], values: dict[str, Any]
) -> Prepared:
    """Prepare the INSERT of a row unless its key is taken; it answers with nothing, and so can be run for many."""
    shape = ("insert quietly", dialect, into.name, tuple(key))
    if shape not in _kept:
        _kept[shape] = begin(into).on_conflict_do_nothing(index_elements=key)
    return Prepared(_kept[shape], values, shape, writes=into.name, adds=True)


def replacing(
    begin: Begin, dialect: str, into: Table, key: Sequence[str], fresh: Sequence[str], values: dict[str, Any]
) -> Prepared:
    """Prepare the INSERT of a row that gives its values of `fresh` to the row whose key it has, if there is one."""
    shape = ("replace", dialect, into.name, tuple(key), tuple(fresh))
    if shape not in _kept:
        begun = begin(into)
        renewed = {name: begun.excluded[name] for name in fresh}
        _kept[shape] = begun.on_conflict_do_update(index_elements=key, set_=renewed)
    return Prepared(_kept[shape], values, shape, writes=into.name)


def updating(of: Table, where: Conditions, values: dict[str, Any]) -> Prepared:
    """Prepare an UPDATE that gives columns new `values` by name."""
    shape, conditions = _told_apart(where)
    if shape is None:
        return Prepared(update(of).where(*where), values, writes=of.name)
    key = ("update", of.name, shape)
    if key not in _kept:
        _kept[key] = update(of).where(*_named(where))
    return Prepared(_kept[key], {**values, **conditions}, key, writes=of.name, where=where)


def _told_apart(where: Conditions) -> tuple[Hashable | None, dict[str, Any]]:
    """Return what tells conditions from all others but their values, and those by name; None: a shape of its own.

    It runs for every statement of a unit of work, so it looks at each condition once.
    """
    shapes: list[Hashable] = []
    values: dict[str, Any] = {}
    for number, condition in enumerate(where):
        if isinstance(condition, Condition):
            shapes.append(condition.column)
            shapes.append(condition.shape)
            given = condition.values
            if len(given) == 1:
                # As most have.
                values[FIRST[number]] = given[0]
            else:
                values.update(zip(NAMES[number], given))  # noqa: B905 - there are more names than values
            continue
        shape = _shape_of(condition)
        if shape is None:
            return None, {}
        shapes.append(shape)
        if isinstance(condition.right, BindParameter):
            values[NAME.format(number)] = condition.right.value
    return tuple(shapes), values


def _shape_of(condition: Any) -> Hashable | None:
    if not isinstance(condition, BinaryExpression) or not isinstance(condition.left, Column):
        return None
    left, right = condition.left, condition.right
    if isinstance(right, BindParameter):
        kind = "each" if right.expanding else "one"
    elif isinstance(right, Null | True_ | False_):
        kind = type(right).__name__
    else:
        return None
    return left.table.name, left.key, condition.operator, kind


def _is_list(condition: Any) -> bool:
    return not isinstance(condition, Condition) and getattr(condition.right, "expanding", False)


def _names(number: int, condition: Any) -> tuple[str, ...]:
    """Return under what names a statement is given what it compares a column with."""
    if isinstance(condition, Condition):
        return tuple(NAMES[number][: len(condition.values)])
    return (NAME.format(number),) if isinstance(condition.right, BindParameter) else ()


def _sorting(order: Sequence[Any]) -> Hashable | None:
    shapes = tuple(_sorting_of(one) for one in order)
    return None if None in shapes else shapes


def _sorting_of(one: Any) -> Hashable | None:
    if isinstance(one, Column):
        return one.key, asc_op
    if isinstance(one, UnaryExpression) and one.modifier is desc_op and isinstance(one.element, Column):
        return one.element.key, desc_op
    return None


def _named(where: Conditions) -> list[Any]:
    """Give the conditions again, with names in the place of their values."""
    return [_name(condition, number) for number, condition in enumerate(where)]


def _name(condition: Any, number: int, many: int | None = None) -> Any:
    if many is not None:
        kind = condition.column.type
        return condition.column.in_([bindparam(name, type_=kind) for name in NAMES[number][:many]])
    if isinstance(condition, Condition):
        names = _names(number, condition)
        return condition.over([bindparam(name, type_=condition.column.type) for name in names])
    value = condition.right
    if not isinstance(value, BindParameter):
        return condition
    named = bindparam(NAME.format(number), type_=value.type, expanding=value.expanding)
    return condition.operator(condition.left, named)
