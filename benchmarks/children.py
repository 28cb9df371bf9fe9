"""Servers under measurement, each in a process of its own so that it shares no event loop with its load."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Child:
    """A process that answers each line with a line."""

    process: Process
    # What it printed first.
    said: str

    async def ask(self, line: str) -> str:
        """Write a line to it, and return the one that it prints; raises RuntimeError when it ended."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("it was started without pipes")
        self.process.stdin.write(f"{line}\n".encode())
        answer = (await self.process.stdout.readline()).decode().strip()
        if not answer:
            raise RuntimeError("it ended before it answered; what it said stands above")
        return answer


@asynccontextmanager
async def child(module: str, *arguments: str, env: Mapping[str, str] | None = None) -> AsyncIterator[Child]:
    """Run a module of ours that prints a line when it is ready, and then answers, until the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )
    try:
        said = (await process.stdout.readline()).decode().strip() if process.stdout else ""
        if not said:
            raise RuntimeError(f"{module} ended before it was ready; what it said stands above")
        yield Child(process, said)
    finally:
        if process.stdin:
            process.stdin.close()
        await process.wait()


@asynccontextmanager
async def serving(module: str, *arguments: str, env: Mapping[str, str] | None = None) -> AsyncIterator[str]:
    """Run a module of ours until the block ends; gives the first line that it prints, its address.

    Raises RuntimeError when it ends without one.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode().strip()
        if not line:
            raise RuntimeError(f"{module} ended before it served; what it said stands above")
        yield line
    finally:
        process.stdin.close()
        await process.wait()


async def told(module: str, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Run a module of ours to its end; returns what it printed last.

    Raises RuntimeError when it failed, or printed nothing.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )
    printed, _nothing = await process.communicate()
    if process.returncode or not printed.strip():
        raise RuntimeError(f"{module} failed; what it said stands above")
    return printed.decode().strip().splitlines()[-1]


async def until_told() -> None:
    """Serve, in the child, until the parent closes our standard input or is gone."""
    await asyncio.to_thread(sys.stdin.read)
