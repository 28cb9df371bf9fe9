"""Tries what failed among four workers once more, alone: what passes then is unsteady, and is said to be.

Some of our tests are races on purpose: processes that are killed, a browser that draws while news arrives. On a machine
that stands still for a second, one in thousands may lose. To fail a whole run for that teaches people to start it
again without looking; to try each test until it passes would hide what is broken. So each gets one second try, few get
it at all, and the first failure stays in the report.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

OPTION = "--second-try"


class SecondTry:
    """Gives up to `most` failed tests their second try, each in a process of its own after all others."""

    def __init__(self, most: int) -> None:
        """With more failures than that, something is broken, and nothing is tried again."""
        self.most = most
        self._failed: dict[str, None] = {}
        self._steady: list[str] = []
        self._unsteady: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the name of what failed, in its fixtures as well; a worker that crashed is told of likewise."""
        if report.failed:
            self._failed[report.nodeid] = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Try again after the summary of the first try has been printed, and decide with what the run ends."""
        yield
        if session.exitstatus != pytest.ExitCode.TESTS_FAILED or not 0 < len(self._failed) <= self.most:
            return
        for nodeid in self._failed:
            (self._unsteady if passes(nodeid, session.config.rootpath) else self._steady).append(nodeid)
        if not self._steady:
            session.exitstatus = pytest.ExitCode.OK
        self._tell()

    def _tell(self) -> None:
        lines = [f"FAILED AGAIN, alone: {nodeid}" for nodeid in self._steady]
        lines += [
            f"UNSTEADY: {nodeid} failed among the others and passed alone; why is to be found out"
            for nodeid in self._unsteady
        ]
        sys.stdout.write("\n".join(["", *lines, ""]))
        sys.stdout.flush()


def passes(nodeid: str, root: Path) -> bool:
    """Whether this test passes in a run of its own, which leaves the report of the first run as it is."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--basetemp",
            f"{folder}/tests",
        ]
        ended = subprocess.run(
            [*command, nodeid], cwd=root, env=alone, capture_output=True, text=True, check=False
        )
    sys.stdout.write(f"\nOnce more, alone: {nodeid}\n{ended.stdout[-4_000:]}{ended.stderr[-4_000:]}")
    return ended.returncode == pytest.ExitCode.OK


def add_option(parser: pytest.Parser) -> None:
    """Off unless asked for: whoever works on a test wants to see its first failure only."""
    parser.addoption(
        OPTION, type=int, default=0, metavar="MOST", help="Try up to so many failed tests again, alone"
    )


def register(config: pytest.Config) -> None:
    """Where it is asked for, and only where the run is led: its workers know a part of it each."""
    most = config.getoption(OPTION)
    if most and not hasattr(config, "workerinput"):
        config.pluginmanager.register(SecondTry(most), "second try")
