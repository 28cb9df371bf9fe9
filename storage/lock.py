"""The lock beside a SQLite file: one Trellis at a time works with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TextIO

from storage.errors import DatabaseInUse, DatabaseUnreachable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# On Windows a locked byte cannot be read, so the lock lies far behind the number of the process.
_LOCKED_BYTE = 1 << 30
# A lock that is acquired and then forgotten stays held: were its file collected, the lock would be gone unnoticed.
_HELD: set[TextIO] = set()


class DatabaseLock:
    """Held from `acquire` until `release`, or until the process dies, however it dies: the kernel keeps the lock.

    The file `<database>.lock` stays behind and means nothing by itself; it holds the last holder's process id.
    Holding it on a network file system depends on that system's own locks.
    """

    def __init__(self, database: Path) -> None:
        """Take the path of the SQLite file, which need not exist yet."""
        # By whatever name it is reached, it is the same file.
        self._database = database.expanduser().resolve()
        self._path = self._database.with_name(self._database.name + ".lock")
        self._file: TextIO | None = None

    def acquire(self) -> None:
        """Take the lock; raises DatabaseInUse when another process (or another lock in this one) holds it.

        Raises DatabaseUnreachable when there can be no file at that place.
        """
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self._path.open("a+")
        except OSError as refused:
            raise DatabaseUnreachable(where=self._database, reason=refused.strerror) from refused
        if not _lock(file):
            with file:
                raise DatabaseInUse(path=self._database, process=_holder(file))
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        self._file = file
        _HELD.add(file)

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._file is not None:
            # Closing gives it back. The file stays: were it removed, one process could lock the old and one a new file.
            self._file.close()
            _HELD.discard(self._file)
            self._file = None

    def __enter__(self) -> DatabaseLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _lock(file: TextIO) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(file: TextIO) -> str:
    file.seek(0)
    written = file.read().strip()
    return f" (process {written})" if written.isdecimal() else ""
