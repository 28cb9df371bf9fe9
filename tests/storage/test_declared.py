"""Tables declared as classes: a column is what its annotation and its declaration say."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Boolean, ForeignKey, Index, Integer, MetaData, String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex

from storage.declared import mapped_column, table_of
from storage.tables import for_migrations

TYPES: dict[str, Any] = {"bool": Boolean, "int": Integer, "str": String}


class Lantern:
    """A table as ours are declared."""

    __tablename__ = "lanterns"
    __table_args__ = (Index("ix_lit", "lit"), {"sqlite_autoincrement": True})
    id: Mapped[int] = mapped_column(primary_key=True)  # type: ignore[name-defined]  # noqa: F821 - read as text
    owner: Mapped[int] = mapped_column(ForeignKey("people.id"))  # type: ignore[name-defined]  # noqa: F821
    name: Mapped[str | None] = mapped_column(Text)  # type: ignore[name-defined]  # noqa: F821
    colour: Mapped[str]  # type: ignore[name-defined]  # noqa: F821
    lit: Mapped[bool] = mapped_column(default=False)  # type: ignore[name-defined]  # noqa: F821


def test_columns_stand_in_their_order_with_the_types_and_emptiness_of_their_annotations() -> None:
    made = table_of(Lantern, MetaData(), TYPES)
    assert [(one.name, repr(one.type), one.nullable, one.primary_key) for one in made.columns] == [
        ("id", "Integer()", False, True),
        ("owner", "Integer()", False, False),
        ("name", "Text()", True, False),
        ("colour", "String()", False, False),
        ("lit", "Boolean()", False, False),
    ]
    assert [key.target_fullname for key in made.c.owner.foreign_keys] == ["people.id"]
    assert {one.name for one in made.indexes} == {"ix_lit"}
    assert made.dialect_options["sqlite"]["autoincrement"]


def test_what_is_no_column_is_refused() -> None:
    class Lamp:
        __tablename__ = "lamps"
        name: str

    with pytest.raises(TypeError, match="name is declared as str, which is no column"):
        table_of(Lamp, MetaData(), TYPES)


def test_an_index_of_few_rows_is_one_on_postgresql_too() -> None:
    made = for_migrations().tables["deliveries"]
    leased = next(one for one in made.indexes if one.name == "ix_deliveries_leased")
    kind: Any = postgresql.dialect
    said = str(CreateIndex(leased).compile(dialect=kind()))
    assert said.endswith("ON deliveries (lease_until) WHERE lease_until IS NOT NULL")
