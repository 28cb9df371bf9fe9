"""Columns as queries name them, `Table.person_id == 7`, at a tenth of the price of SQLAlchemy's own comparison.

A unit of work compares some sixty times. SQLAlchemy builds a tree for each (25 µs), of which `storage.prepared`, which
keeps statements by their shape, would only read the column and the value.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import repeat
from types import NoneType
from typing import Any, TypeVar

from sqlalchemy import ClauseElement, Column, ColumnElement, and_, bindparam, not_, or_

T = TypeVar("T")
# A statement is kept for each number of values up to the first, and for each power of two up to the second.
FEW = 8
SOME = 64


class Field:
    """A column of a table; whatever is asked of it but the commonest comparisons, SQLAlchemy's column answers."""

    __slots__ = ("column",)
    # SQLAlchemy would not ask for the column otherwise.
    is_clause_element = False

    def __init__(self, column: Column[Any]) -> None:
        self.column = column

    def __clause_element__(self) -> Column[Any]:
        return self.column

    def __eq__(self, other: object) -> Any:
        # Nearly all are ids, or names of ours; and to ask of what class something of SQLAlchemy's is, takes longest.
        if type(other) is int or isinstance(other, str) or not isinstance(other, OTHERS):
            return Equals(self.column, other)
        return self.column == other

    def in_(self, values: Any) -> Any:
        """Compare with each of some values; a subquery, or more than some, is SQLAlchemy's."""
        known = () if isinstance(values, ClauseElement) else tuple(values)
        return (
            Among(self.column, *filled(known)) if 0 < len(known) <= SOME else self.column.in_(known or values)
        )

    def is_(self, other: object) -> Any:
        """Compare with NULL, as with anything else that SQLAlchemy knows."""
        return IsNull(self.column) if other is None else self.column.is_(other)

    def __hash__(self) -> int:
        return hash(self.column)

    def __ne__(self, other: object) -> Any:
        return self.column != other

    def __lt__(self, other: Any) -> Any:
        return self.column < other if isinstance(other, ClauseElement | Field) else Below(self.column, other)

    def __le__(self, other: Any) -> Any:
        return self.column <= other

    def __gt__(self, other: Any) -> Any:
        return self.column > other if isinstance(other, ClauseElement | Field) else Above(self.column, other)

    def __ge__(self, other: Any) -> Any:
        return self.column >= other

    def __getattr__(self, name: str) -> Any:
        return getattr(self.column, name)


def filled(values: Sequence[T]) -> Sequence[T]:
    """Return values in one of few numbers, so that few statements are kept: the last stands in for those too few."""
    lacking = 0 if len(values) <= FEW else (1 << (len(values) - 1).bit_length()) - len(values)
    return [*values, *repeat(values[-1], lacking)] if lacking else values


def among(column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """Return the condition that a column is one of a few constants, for a statement that is built once.

    Each has its own place in it, so that nothing is left to be put together when it runs.
    """
    each = [bindparam(None, value, type_=column.type, unique=True) for value in values]
    found: ColumnElement[bool] = column.in_(each)
    return found


# What is compared by SQLAlchemy itself.
OTHERS = (bool, ClauseElement, Field, NoneType)


class Condition:
    """What a query asks of a column; SQLAlchemy takes it wherever it takes a condition of its own.

    `shape` tells it from other conditions on the column by everything but its `values`.
    """

    __slots__ = ("column", "values")
    shape: Hashable

    def __init__(self, column: Column[Any], *values: object) -> None:
        self.column = column
        self.values = values

    def over(self, values: Sequence[Any]) -> ColumnElement[bool]:
        """Return the condition as SQLAlchemy's own, with other values or names in the place of its own."""
        raise NotImplementedError

    def __clause_element__(self) -> ColumnElement[bool]:
        return self.over(self.values)

    def __invert__(self) -> ColumnElement[bool]:
        return not_(self.__clause_element__())

    def __and__(self, other: Any) -> ColumnElement[bool]:
        return and_(self.__clause_element__(), other)

    def __or__(self, other: Any) -> ColumnElement[bool]:
        return or_(self.__clause_element__(), other)


class Equals(Condition):
    """A column that equals a value."""

    __slots__ = ()
    shape = "equals"

    def over(self, values: Sequence[Any]) -> ColumnElement[bool]:
        (value,) = values
        found: ColumnElement[bool] = self.column == value
        return found


class Below(Condition):
    """A column that is less than a value."""

    __slots__ = ()
    shape = "below"

    def over(self, values: Sequence[Any]) -> ColumnElement[bool]:
        (value,) = values
        found: ColumnElement[bool] = self.column < value
        return found


class Above(Condition):
    """A column that is greater than a value."""

    __slots__ = ()
    shape = "above"

    def over(self, values: Sequence[Any]) -> ColumnElement[bool]:
        (value,) = values
        found: ColumnElement[bool] = self.column > value
        return found


class Among(Condition):
    """A column that equals one of a few values."""

    __slots__ = ()

    @property
    def shape(self) -> Hashable:  # type: ignore[override]  # of each number of values another statement is kept
        return "among", len(self.values)

    def over(self, values: Sequence[Any]) -> ColumnElement[bool]:
        return self.column.in_(values)


class IsNull(Condition):
    """A column that holds nothing."""

    __slots__ = ()
    shape = "null"

    def over(self, values: Sequence[Any]) -> ColumnElement[bool]:
        return self.column.is_(None)
