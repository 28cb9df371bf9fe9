"""Tables declared as classes, whose columns are typed where they stand.

Declared by SQLAlchemy's ORM, each would have a mapper that nobody here asks for: those took a fifth of a start.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.schema import SchemaItem

_MAPPED = re.compile(r"Mapped\[(?P<kind>\w+)(\[.*?\])?(?P<may_be_none> \| None)?\]")


class Declared(NamedTuple):
    """What a column is made of besides its name and what its annotation says."""

    parts: tuple[Any, ...] = ()
    more: dict[str, Any] = {}  # noqa: RUF012 - it is only read


def mapped_column(*parts: Any, **more: Any) -> Declared:
    """Declare a column; takes what SQLAlchemy's own takes."""
    return Declared(parts, more)


def table_of(declared: type, metadata: MetaData, types: dict[str, Any]) -> Table:
    """Make the table that a class declares; `types` are those of columns by the names in their annotations.

    Columns stand in the order of their annotations, such as `Mapped[str | None]`, a None in which lets them be empty.
    """
    columns = [
        _column(name, said, vars(declared).get(name, Declared()), types)
        for name, said in declared.__annotations__.items()
    ]
    arguments = vars(declared).get("__table_args__", ())
    parts = [one for one in arguments if not isinstance(one, dict)]
    options = {name: value for one in arguments if isinstance(one, dict) for name, value in one.items()}
    return Table(vars(declared)["__tablename__"], metadata, *columns, *parts, **options)


def _column(name: str, said: str, declared: Declared, types: dict[str, Any]) -> Column[Any]:
    mapped = _MAPPED.fullmatch(said)
    if mapped is None:
        raise TypeError(f"{name} is declared as {said}, which is no column")
    more = {"nullable": bool(mapped["may_be_none"]), **declared.more}
    is_typed = bool(declared.parts) and not isinstance(declared.parts[0], SchemaItem)
    kind = () if is_typed else (types[mapped["kind"]],)
    return Column(name, *kind, *declared.parts, **more)
