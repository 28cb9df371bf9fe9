"""What a SQLite file holds, row by row: to be compared, and to be taken back while somebody else has it open."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

Json = dict[str, Any]
# Of each table its rows, by their number in SQLite.
Rows = dict[str, dict[int, tuple[Any, ...]]]


class Book:
    """Reads all rows of a file, and writes earlier ones back.

    A file that is replaced whole costs whoever has it open every statement and page that they hold ready.
    """

    def __init__(self, file: Path) -> None:
        self._line = sqlite3.connect(file, isolation_level=None)
        # Nothing here outlives its test.
        self._line.execute("PRAGMA synchronous=OFF")
        tables = self._line.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        self._columns = {name: self._columns_of(name) for (name,) in tables}
        self._version = -1
        self._rows: Rows = {}

    def close(self) -> None:
        self._line.close()

    def rows(self) -> Rows:
        """Return all rows that are committed by now."""
        if self._version != (version := self._line.execute("PRAGMA data_version").fetchone()[0]):
            self._rows = {name: self._read(name) for name in self._columns}
            self._version = version
        return self._rows

    def told(self, rows: Rows, table: str) -> list[Json]:
        """Return the rows of a table by the names of their columns."""
        return [self._told(table, row) for row in rows[table].values()]

    def changes(self, before: Rows, after: Rows) -> dict[str, list[Json]]:
        """Return the rows that are new or differ, by table, and those that are gone."""
        changed: dict[str, list[Json]] = {}
        for name, rows in after.items():
            known = before[name]
            differ = [
                self._told(name, row) | {"new": number not in known}
                for number, row in rows.items()
                if known.get(number) != row
            ]
            gone = [
                self._told(name, row) | {"gone": True} for number, row in known.items() if number not in rows
            ]
            if differ or gone:
                changed[name] = differ + gone
        return changed

    def take_back(self, before: Rows) -> None:
        """Let all rows be again what they were; whoever else writes to the file has finished."""
        after = self.rows()
        if after is before:
            return
        self._line.execute("BEGIN IMMEDIATE")
        for name, rows in after.items():
            known = before[name]
            over = [(number,) for number, row in rows.items() if known.get(number) != row]
            lost = [(number, *row) for number, row in known.items() if rows.get(number) != row]
            self._line.executemany(f"DELETE FROM {name} WHERE rowid = ?", over)  # noqa: S608 - our own tables
            names, marks = ", ".join(self._columns[name]), ", ?" * len(self._columns[name])
            self._line.executemany(f"INSERT INTO {name} (rowid, {names}) VALUES (?{marks})", lost)  # noqa: S608
        self._line.execute("COMMIT")
        # What this line itself writes is no news to it.
        self._rows = before

    def _told(self, table: str, row: tuple[Any, ...]) -> Json:
        return dict(zip(self._columns[table], row, strict=True))

    def _read(self, table: str) -> dict[int, tuple[Any, ...]]:
        return {row[0]: row[1:] for row in self._line.execute(f"SELECT rowid, * FROM {table}")}  # noqa: S608

    def _columns_of(self, table: str) -> tuple[str, ...]:
        return tuple(one[1] for one in self._line.execute(f"PRAGMA table_info({table})"))
