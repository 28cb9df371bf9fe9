"""Tables of our own for the tests of the store: they try the ways of a database, not what Trellis remembers."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, create_engine

from storage.types import UTCDateTime
from storage.urls import normalise

metadata = MetaData()
notes = Table("scratch_notes", metadata, Column("text", String(50), primary_key=True))
counters = Table(
    "scratch_counters",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("value", Integer, nullable=False),
)
# The reference is looked at when the transaction commits, not before.
replies = Table(
    "scratch_replies",
    metadata,
    Column("text", String(50), primary_key=True),
    Column("to", ForeignKey("scratch_notes.text", deferrable=True, initially="DEFERRED"), nullable=False),
)
halves = Table(
    "scratch_halves",
    metadata,
    Column("pair", Integer, primary_key=True, autoincrement=False),
    Column("side", String(5), primary_key=True),
)
moments = Table(
    "scratch_moments", metadata, Column("number", Integer, primary_key=True), Column("at", UTCDateTime)
)


def make(url: str) -> None:
    """Make the tables in the database at `url`."""
    engine = create_engine(normalise(url))
    metadata.create_all(engine)
    engine.dispose()
