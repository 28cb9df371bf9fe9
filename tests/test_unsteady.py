"""What fails once among others gets one second try; what fails twice, and what fails with many, fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import unsteady

ROOT = Path(__file__).resolve().parents[1]
CONFTEST = """
from tests import unsteady

pytest_addoption = unsteady.add_option
pytest_configure = unsteady.register
"""
# It loses the first time only, as a race on a busy machine does.
LOSES_ONCE = """
import pathlib
import pytest

@pytest.mark.parametrize("what", ["a b", "[é]"])
def test_race(what):
    seen = pathlib.Path(__file__).with_suffix(".seen")
    before = seen.read_text() if seen.exists() else ""
    seen.write_text(before + f"<{what}>")
    assert f"<{what}>" in before
"""
BROKEN = """
def test_broken():
    assert not "as it should be"
"""
ENDS_ITS_WORKER = """
import os
import pathlib

def test_that_crashes_once():
    seen = pathlib.Path(__file__).with_suffix(".seen")
    if not seen.exists():
        seen.touch()
        os._exit(3)
"""
BROKEN_FIXTURE = """
import pytest

@pytest.fixture
def soil():
    yield
    raise RuntimeError("cannot be cleared away")

def test_planted(soil):
    pass
"""
WORKS = """
def test_that_works():
    pass
"""


def run(folder: Path, *arguments: str, **tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests by themselves in a folder, with nothing of the run that this one belongs to."""
    (folder / "conftest.py").write_text(CONFTEST)
    for name, source in {**tests, "works": WORKS}.items():
        (folder / f"test_{name}.py").write_text(source)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", *arguments, "."]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        command,
        cwd=folder,
        env={**alone, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_what_passes_alone_is_said_to_be_unsteady_and_fails_nobody(tmp_path: Path) -> None:
    ended = run(tmp_path, unsteady.OPTION, "2", race=LOSES_ONCE)
    assert ended.returncode == 0
    assert "2 failed, 1 passed" in ended.stdout
    assert ended.stdout.count("UNSTEADY: test_race.py::test_race[") == 2
    assert "AssertionError" in ended.stdout or "assert '<a b>' in ''" in ended.stdout


def test_a_worker_that_crashed_leaves_its_test_a_second_try(tmp_path: Path) -> None:
    ended = run(tmp_path, "-n", "2", unsteady.OPTION, "2", crashes=ENDS_ITS_WORKER)
    assert ended.returncode == 0
    assert "UNSTEADY: test_crashes.py::test_that_crashes_once" in ended.stdout


@pytest.mark.parametrize("source", [BROKEN, BROKEN_FIXTURE])
def test_what_fails_twice_fails_the_run(tmp_path: Path, source: str) -> None:
    ended = run(tmp_path, unsteady.OPTION, "2", broken=source)
    assert ended.returncode == 1
    assert "FAILED AGAIN, alone: test_broken.py::" in ended.stdout
    assert "UNSTEADY" not in ended.stdout


def test_one_that_fails_twice_outweighs_one_that_does_not(tmp_path: Path) -> None:
    ended = run(tmp_path, unsteady.OPTION, "3", race=LOSES_ONCE, broken=BROKEN)
    assert ended.returncode == 1
    assert ended.stdout.count("UNSTEADY: ") == 2
    assert ended.stdout.count("FAILED AGAIN, alone: ") == 1


def test_where_many_fail_nothing_is_tried_again(tmp_path: Path) -> None:
    ended = run(tmp_path, unsteady.OPTION, "1", race=LOSES_ONCE)
    assert ended.returncode == 1
    assert "UNSTEADY" not in ended.stdout


def test_nobody_gets_a_second_try_who_did_not_ask_for_it(tmp_path: Path) -> None:
    ended = run(tmp_path, race=LOSES_ONCE)
    assert ended.returncode == 1
    assert "UNSTEADY" not in ended.stdout


def test_what_cannot_be_loaded_fails_the_run(tmp_path: Path) -> None:
    ended = run(tmp_path, unsteady.OPTION, "2", cannot="import nothing_of_that_name\n")
    assert ended.returncode != 0
