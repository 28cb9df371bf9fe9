"""Two processes never work with one SQLite file."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.errors import DatabaseInUse
from storage.lock import DatabaseLock
from tests.storage.children import child, line


def test_a_second_process_is_refused_and_told_which_one_was_first(tmp_path: Path) -> None:
    database = tmp_path / "trellis.db"
    with child("hold", str(database)) as holder:
        assert line(holder) == "held"
        with pytest.raises(DatabaseInUse) as refused:
            DatabaseLock(database).acquire()
    assert str(refused.value) == (
        f"Another Trellis (process {holder.pid}) already works with {database}. "
        "Stop it first, or give this one its own TRELLIS_DATABASE_URL."
    )


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    database = tmp_path / "trellis.db"
    with child("hold", str(database)) as holder:
        assert line(holder) == "held"
        holder.kill()
        holder.wait()
        with DatabaseLock(database), pytest.raises(DatabaseInUse):
            DatabaseLock(database).acquire()


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    lock = DatabaseLock(tmp_path / "trellis.db")
    lock.acquire()
    lock.release()
    lock.release()
    with DatabaseLock(tmp_path / "trellis.db"):
        pass


def test_one_file_has_one_lock_by_whatever_name(tmp_path: Path) -> None:
    database, link = tmp_path / "trellis.db", tmp_path / "link.db"
    database.touch()
    link.symlink_to(database)
    with DatabaseLock(database), pytest.raises(DatabaseInUse):
        DatabaseLock(link).acquire()


def test_two_files_have_two_locks(tmp_path: Path) -> None:
    with DatabaseLock(tmp_path / "one.db"), DatabaseLock(tmp_path / "two.db"):
        pass
