"""Where tests keep what does not outlive them: in memory where the machine has some to spare, else on its disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - what Linux calls it
# Four workers take some hundred megabytes of it.
ROOM = 2 * 1024**3


def keep_in(folder: Path = SHARED_MEMORY) -> None:
    """Let all temporary files of this process and its children be made in a folder that suits, unless TMPDIR names one.

    To copy a PostgreSQL database of five hundred small files costs a disk's file system ten times the processor time.
    """
    if "TMPDIR" not in os.environ and suits(folder):
        os.environ["TMPDIR"] = str(folder)
        # It was looked up when something was imported.
        tempfile.tempdir = None


def suits(folder: Path) -> bool:
    """Whether a folder is there, can be written to, has room, and lets libraries be loaded from it."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & getattr(os, "ST_NOEXEC", 0)
