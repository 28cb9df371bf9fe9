"""Temporary files are kept in memory where there is enough, and where it was asked for otherwise they are not."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import memory


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)
    monkeypatch.setattr(memory, "ROOM", 1)


def test_temporary_files_are_made_where_there_is_room(tmp_path: Path) -> None:
    memory.keep_in(tmp_path)
    assert (tempfile.gettempdir(), os.environ["TMPDIR"]) == (str(tmp_path), str(tmp_path))


def test_whoever_names_a_folder_gets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "named"
    named.mkdir()
    monkeypatch.setenv("TMPDIR", str(named))
    memory.keep_in(tmp_path)
    assert os.environ["TMPDIR"] == str(named)


def test_a_folder_that_is_not_there_or_full_or_runs_nothing_does_not_suit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert memory.suits(tmp_path)
    assert not memory.suits(tmp_path / "nowhere")
    with monkeypatch.context() as full:
        full.setattr(memory, "ROOM", 2**63)
        assert not memory.suits(tmp_path)
    if hasattr(os, "ST_NOEXEC"):
        monkeypatch.setattr(
            os, "statvfs", lambda _folder: SimpleNamespace(f_bavail=1, f_frsize=1, f_flag=os.ST_NOEXEC)
        )
        assert not memory.suits(tmp_path)
