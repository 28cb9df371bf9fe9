"""A fresh clone of this checkout with everything that it needs, and a table of how long each step took."""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from aiohttp import ClientSession

from tests.bot.test_processes import free_port

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 180.0
START_SECONDS = 120.0


class Steps:
    """What was done, and how long each took."""

    def __init__(self) -> None:
        self._took: list[tuple[str, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done meanwhile, and print its line."""
        began, worked = time.monotonic(), _worked()
        yield
        self._took.append((name, time.monotonic() - began))
        cpu = f"{_worked() - worked:7.1f} s of a processor"
        print(f"  {name:<52}{self._took[-1][1]:7.1f} s  {cpu}", flush=True)

    def total(self) -> int:
        """Print the sum, and return the exit status: 1 when it took longer than it may."""
        total = sum(seconds for _name, seconds in self._took)
        print(f"  {'from nothing to an answer':<52}{total:7.1f} s   (at most {MOST_SECONDS:.0f})", flush=True)
        return int(total > MOST_SECONDS)


def _worked() -> float:
    """Return for how many seconds processors have worked for programs that have ended; a busy machine takes longer."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def installed(steps: Steps, folder: Path) -> Path:
    """Clone and install as README.md tells for a server; returns the folder of the environment's programs."""
    clone, environment = folder / "trellis", folder / "environment"
    with steps.step("git clone"):
        _run("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone), cwd=folder)
    with steps.step("an environment of its own"):
        _run(sys.executable, "-m", "venv", str(environment), cwd=folder)
    python = environment / "bin" / "python"
    pip = (str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "install")
    with steps.step("what Trellis needs, each part by its hash"):
        _run(*pip, "--no-deps", "--require-hashes", "-r", "requirements.lock", cwd=clone)
    with steps.step("Trellis itself"):
        _run(*pip, "--no-build-isolation", "--no-deps", ".", cwd=clone)
    return python.parent


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of somebody who has set nothing, whose data lies in `folder`."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TRELLIS_") and name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    return {**ours, "XDG_DATA_HOME": str(folder / "data"), **more}


@asynccontextmanager
async def running(steps: Steps, programs: Path, env: Mapping[str, str], folder: Path) -> AsyncIterator[None]:
    """`trellis run` in `folder` until it says that it serves people, and then until the context ends."""
    port = free_port()
    with steps.step("trellis run, until it is ready"):
        process = await asyncio.create_subprocess_exec(
            *(str(programs / "trellis"), "run"), cwd=folder, env={**env, "TRELLIS_HEALTH_PORT": str(port)}
        )
        await _ready(port, process)
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _ready(port: int, process: asyncio.subprocess.Process) -> None:
    async with ClientSession() as session, asyncio.timeout(START_SECONDS):
        while process.returncode is None:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    if answer.status == 200:
                        return
            except OSError:
                pass
            await asyncio.sleep(0.05)
    raise SystemExit("trellis run ended before it was ready.")


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, env=environment(cwd))
