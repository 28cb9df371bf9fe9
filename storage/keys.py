"""The key file: followed while it changes, and changed as a whole when keys rotate."""

from __future__ import annotations

import base64
import logging
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import TrellisError
from storage.errors import KeyExposed, KeyUnreadable
from storage.vault import parse_keys, sync_folder

log = logging.getLogger(__name__)


class KeyFile:
    """A file of keys, newest first, that only its owner can read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._stamp()

    def read(self) -> list[bytes]:
        """Return the keys; raises KeyExposed, KeyMalformed or KeyUnreadable."""
        try:
            if sys.platform != "win32" and stat.S_IMODE(self._path.stat().st_mode) & 0o077:
                raise KeyExposed(path=self._path)
            return parse_keys(self._path.read_text("ascii", errors="replace"), where=str(self._path))
        except OSError as refused:
            raise KeyUnreadable(path=self._path, reason=refused.strerror) from refused

    def follow(self) -> list[bytes] | None:
        """Return the keys when the file has changed since the last look, else None; what cannot be read is passed over.

        To ask takes a microsecond or two, so it is asked before each seal: a key that is on its way out seals no more.
        """
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        self._seen = stamp
        try:
            return self.read()
        except TrellisError as wrong:
            log.warning("The changed keys cannot be used, so the known ones are: %s", wrong)
            return None

    def write(self, keys: Sequence[bytes]) -> None:
        """Put `keys` into the file, all or nothing; raises KeyUnreadable."""
        replace(self._path, keys)

    def _stamp(self) -> tuple[int, ...]:
        try:
            found = self._path.stat()
        except OSError:
            return ()
        return (found.st_mtime_ns, found.st_size, found.st_ino)


def replace(path: Path, keys: Sequence[bytes]) -> None:
    """Write a file of keys that is there whole or not at all, readable by its owner only; raises KeyUnreadable.

    It stays whose it was: root calls `trellis rotate-key` where a user of its own runs Trellis, and has to read it.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            _give(file.fileno(), path)
            file.write(b",".join(base64.urlsafe_b64encode(key) for key in keys) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as refused:
        raise KeyUnreadable(path=path, reason=refused.strerror) from refused


def _give(descriptor: int, path: Path) -> None:
    """Let a file belong to whom the one at `path` belongs, or the folder where there is none."""
    if sys.platform == "win32":
        return
    before = (path if path.exists() else path.parent).stat()
    if os.geteuid() == 0:
        os.fchown(descriptor, before.st_uid, before.st_gid)
