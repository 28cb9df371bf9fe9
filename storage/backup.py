"""A copy of the SQLite file while Trellis works with it: whole as of one moment, and one file by itself."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.errors import (
    BackupExists,
    BackupNeedsFile,
    BackupNotThere,
    BackupUnwritable,
    DatabaseUnreachable,
)
from storage.urls import is_sqlite, normalise, shown, sqlite_path

_PATIENCE_SECONDS = 60.0


def copy(url: str, to: Path) -> int:
    """Copy the database at `url` to a new file, readable by its owner alone; returns its size in bytes.

    Whoever writes meanwhile is not held up: the copy is as of its beginning (sqlite.org/backup.html, with a write-ahead
    log). Cut off in the middle, it leaves nothing under its name.
    Raises BackupNeedsFile, BackupNotThere, BackupExists, BackupUnwritable or DatabaseUnreachable.
    """
    address = normalise(url)
    if not is_sqlite(address):
        raise BackupNeedsFile(where=shown(address))
    source = sqlite_path(address)
    if not source.exists():
        raise BackupNotThere(where=source)
    if to.exists():
        raise BackupExists(path=to)
    half = to.with_name(f".{to.name}.half")
    try:
        os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _copy(source, half)
        half.rename(to)
        return to.stat().st_size
    except OSError as refused:
        raise BackupUnwritable(path=to, reason=refused.strerror or refused) from refused
    except sqlite3.Error as refused:
        raise DatabaseUnreachable(where=shown(address), reason=refused) from refused
    finally:
        half.unlink(missing_ok=True)


def _copy(source: Path, to: Path) -> None:
    with closing(sqlite3.connect(source, timeout=_PATIENCE_SECONDS)) as there:
        there.execute("PRAGMA query_only=ON")
        with closing(sqlite3.connect(to)) as copied:
            there.backup(copied, pages=-1)
            # One file by itself, with no log beside it; Trellis opens it in its own mode again.
            copied.execute("PRAGMA journal_mode=DELETE")
            found = copied.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(found)
    with to.open("rb+") as file:
        os.fsync(file.fileno())
