"""What a measurement reads like: as a table on the terminal, and in docs/performance.md, a part for each benchmark."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from rich.table import Table

from benchmarks.rows import Row

HEAD = ("What", "Value", "Unit", "Compared with", "Ratio", "Goal", "Met")
# What stands between these lines in the document is written anew by each measurement.
BEGIN, END = "<!-- measured: {} -->", "<!-- end of what was measured -->"


def machine() -> str:
    """Tell in a line what is measured on, and how busy it was when we came."""
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("slack-bolt", "SQLAlchemy", "aiohttp", "psycopg")
    )
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {load}; "
        f"{platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}"
    )


def cells(row: Row) -> tuple[str, ...]:
    """Return a row as it is read."""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    met = "" if not row.promise else "yes" if row.is_met else "NO"
    return row.name, f"{row.value:,.1f}", row.unit, row.against or "", ratio, row.promise, met


def table(found: Iterable[Row]) -> Table:
    """Draw the rows."""
    drawn = Table(*HEAD)
    for column in (drawn.columns[1], drawn.columns[4]):
        column.justify = "right"
    for row in found:
        drawn.add_row(*cells(row))
    return drawn


def write(path: Path, name: str, found: Sequence[Row], said: str, when: str) -> None:
    """Put what a benchmark found into its place in a document; raises LookupError where it has none."""
    begin = BEGIN.format(name)
    text = path.read_text(encoding="utf-8")
    place = re.compile(re.escape(begin) + r"\n.*?" + re.escape(END), re.DOTALL)
    if not place.search(text):
        raise LookupError(f"{path} has no line {begin!r}")
    lines = (begin, "", f"{when}: {said}", "", *_lines(found), "", END)
    path.write_text(place.sub(lambda _found: "\n".join(lines), text), encoding="utf-8")


def _lines(found: Iterable[Row]) -> list[str]:
    every = [HEAD, ("---", "--:", "---", "---", "--:", "---", "---"), *map(cells, found)]
    return [f"| {' | '.join(one)} |" for one in every]
