"""Which browser the tests take."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import chromium


def _script(path: Path, line: str) -> Path:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path


def test_the_browser_one_names_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mine = _script(tmp_path / "mine", "echo Chromium 150.0")
    monkeypatch.setenv(chromium.VARIABLE, str(mine))
    assert chromium.find() == mine


@pytest.mark.parametrize("line", ["exit 1", "echo please install the snap"])
def test_a_launcher_that_does_not_start_is_no_browser(tmp_path: Path, line: str) -> None:
    assert not chromium.starts(_script(tmp_path / "broken", line))


def test_a_path_that_is_not_there_is_no_browser(tmp_path: Path) -> None:
    assert not chromium.starts(tmp_path / "nothing")
