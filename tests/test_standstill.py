"""A test that stands still is ended, and says where each of its threads stood; the others run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import standstill

ROOT = Path(__file__).resolve().parents[1]
CONFTEST = """
from tests import standstill

def pytest_configure(config):
    config.pluginmanager.register(standstill.Guard(0.5), "standstill")
"""
# A loop that never lets another task have its turn, beside a thread that waits.
SPINS = """
import asyncio
import threading

async def engine_that_spins():
    while True:
        pass

async def test_of_an_engine():
    threading.Thread(target=waits_for_ever, daemon=True).start()
    asyncio.create_task(engine_that_spins())
    await asyncio.sleep(0)

def waits_for_ever():
    threading.Event().wait()
"""
# What comes to an end by an exception, and whose fixture then does not.
NEVER_TAKEN_DOWN = """
import pytest

@pytest.fixture
def engine():
    yield
    while True:
        pass

def test_that_fails(engine):
    assert not "as it should be"
"""
WORKS = """
def test_that_works():
    pass
"""


def run(folder: Path, *arguments: str, **tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests by themselves in a folder, with nothing of the run that this one belongs to."""
    (folder / "conftest.py").write_text(CONFTEST)
    for name, source in tests.items():
        (folder / f"test_{name}.py").write_text(source)
    (folder / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments, str(folder)]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        command, cwd=ROOT, env=alone, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_test_that_spins_ends_with_the_stacks_of_all_threads(tmp_path: Path) -> None:
    ended = run(tmp_path, spins=SPINS)
    assert ended.returncode == 1
    for frame in ("in engine_that_spins", "in waits_for_ever"):
        assert frame in ended.stderr


def test_a_fixture_that_spins_after_its_test_has_failed_is_ended_too(tmp_path: Path) -> None:
    ended = run(tmp_path, never_taken_down=NEVER_TAKEN_DOWN)
    assert ended.returncode == 1
    assert "in engine" in ended.stderr


def test_of_several_workers_only_the_one_that_spins_is_replaced(tmp_path: Path) -> None:
    ended = run(tmp_path, "-n", "2", "--dist", "worksteal", spins=SPINS, works=WORKS)
    assert ended.returncode == 1
    assert "1 failed, 1 passed" in ended.stdout
    assert "crashed while running" in ended.stdout
    assert "in engine_that_spins" in ended.stderr


def test_no_test_of_ours_is_hurried(request: pytest.FixtureRequest) -> None:
    watching = request.config.pluginmanager.get_plugin("standstill")
    assert isinstance(watching, standstill.Guard)
    assert watching.seconds >= standstill.SECONDS == 300
