"""A process that has imported the program and bears it as often as asked, as importing takes longer than dying."""

from __future__ import annotations

import json
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ("-m", "bot", "run")


class Nursery:
    """The parent's side of that process."""

    def __init__(self, process: subprocess.Popen[str], root: Path) -> None:
        """`root` is where the source stands of which its children are."""
        self._process = process
        self.root = root

    def bear(self, folder: Path, variables: Mapping[str, str], log: Path, options: Sequence[str] = ()) -> int:
        """Start `python -m bot run` with options, a folder, an environment and a file to write to; return its id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        wish = {"folder": str(folder), "variables": dict(variables), "log": str(log), "options": [*options]}
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def nursery(root: Path = ROOT) -> Iterator[Nursery]:
    """Open a nursery of the source at `root`; it closes when its standard input does, even if we are killed."""
    command = [sys.executable, "-m", "tests.chaos.nursery"]
    here = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env=here
    ) as process:
        yield Nursery(process, root)
        assert process.stdin is not None
        process.stdin.close()


def _serve() -> None:
    import bot.__main__
    import bot.app  # noqa: F401  # What `run` imports when it is called.

    # Whoever dies here is gone at once, and waits for nobody to ask.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become_the_program(**json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _become_the_program(folder: str, variables: dict[str, str], log: str, options: list[str]) -> None:
    """Do what `python -m bot run` does, in this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(written, stream)
    os.close(0)
    sys.argv = ["bot", "run", *options]
    try:
        runpy.run_module("bot", run_name="__main__", alter_sys=True)
    finally:
        os._exit(1)


if __name__ == "__main__":
    _serve()
