"""Child processes of the storage tests, to be killed: `python -m tests.storage.children WHAT ARGUMENT`."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from storage.lock import DatabaseLock
from storage.store import Store, Transaction
from storage.vault import Vault
from tests.storage.scratch import halves


@contextmanager
def child(what: str, argument: str) -> Iterator[subprocess.Popen[str]]:
    """Start one of the functions below in a process of its own; kill -9 it at the end if nobody did before."""
    command = [sys.executable, "-m", "tests.storage.children", what, argument]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """Wait for the next line that the child says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def hold(path: str) -> None:
    """Take the lock, say so, and keep it."""
    DatabaseLock(Path(path)).acquire()
    say("held")
    threading.Event().wait()


async def write_for_ever(url: str) -> None:
    """Write both halves of one pair after another, sixteen at a time, and say which were answered."""
    store = await Store.open(url, Vault([bytes(32)]))

    async def keep_on(first: int) -> None:
        for pair in range(first, sys.maxsize, 16):
            await store.run(partial(write_pair, pair=pair))
            say(str(pair))

    await asyncio.gather(*(keep_on(first) for first in range(16)))


async def stop_half_way(url: str) -> None:
    """Write a whole pair, then half of another, say so, and stand still inside the transaction."""
    store = await Store.open(url, Vault([bytes(32)]))

    def half(tx: Transaction) -> None:
        tx.execute(insert(halves).values(pair=2, side="left"))
        say("half")
        threading.Event().wait()

    await store.run(partial(write_pair, pair=1))
    await store.run(half)


def write_pair(tx: Transaction, pair: int) -> None:
    """Write the two rows that belong together."""
    tx.execute(insert(halves).values(pair=pair, side="left"))
    tx.execute(insert(halves).values(pair=pair, side="right"))


def say(what: str) -> None:
    """Tell the parent."""
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    chosen = {"hold": hold, "write_for_ever": write_for_ever, "stop_half_way": stop_half_way}[sys.argv[1]]
    if (running := chosen(sys.argv[2])) is not None:
        asyncio.run(running)
