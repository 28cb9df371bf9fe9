"""What a Trellis that is attacked remembers, row by row, on either kind of database, and how it is put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, MetaData, NullPool, create_engine, text

from storage.urls import normalise


class Kept(Protocol):
    """A database; `url` is its address."""

    url: str

    def rows(self) -> list[str]:
        """Return all that it holds, a line for each row."""

    def taken_back(self) -> AbstractContextManager[None]:
        """Let it be afterwards as it was."""


class InFile:
    """A SQLite file."""

    def __init__(self, file: Path) -> None:
        self.url = f"sqlite:///{file}"
        self._file = file

    def rows(self) -> list[str]:
        with closing(sqlite3.connect(self._file)) as line:
            return list(line.iterdump())

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        with closing(sqlite3.connect(self._file)) as line, closing(sqlite3.connect(":memory:")) as kept:
            line.backup(kept)
            yield
            kept.backup(line)


class InServer:
    """A database of PostgreSQL's; what the queue of jobs holds is about the moment, and is left out."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = create_engine(normalise(url), poolclass=NullPool)
        self._known = MetaData()
        self._known.reflect(self._engine, only=lambda name, _: not name.startswith("procrastinate_"))

    def rows(self) -> list[str]:
        with self._engine.connect() as line:
            return [
                f'INSERT INTO "{table.name}" VALUES{tuple(row)!r}'
                for table in self._known.sorted_tables
                for row in line.execute(table.select())
            ]

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        with self._engine.connect() as line:
            before = {
                table: line.execute(table.select()).mappings().all() for table in self._known.sorted_tables
            }
        yield
        with self._engine.begin() as line:
            self._empty(line)
            for table, found in before.items():
                if found:
                    line.execute(table.insert(), [dict(row) for row in found])

    def _empty(self, line: Connection) -> None:
        names = ", ".join(f'"{table.name}"' for table in self._known.sorted_tables)
        line.execute(text(f"TRUNCATE {names}"))
