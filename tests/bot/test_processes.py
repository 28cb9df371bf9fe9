"""Several equal processes: what is refused, who starts the dead again, and who ends with whom."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot import manifest, processes
from bot.demo import COORDINATOR, PEOPLE
from bot.errors import HalfOnSqlite, OneProcessOnly, TooManySockets, TrellisError
from bot.health import Health
from bot.processes import Only, Patience
from bot.standing import Standing
from bot.tasks import Tasks
from bot.web import Web
from simulator import Person, Simulator
from tests.bot.test_command_line import TRELLIS, home, trellis
from tests.bot.town import fernhill
from tests.keys import TEST_KEY

__all__ = ["home"]


@pytest.mark.parametrize(
    ("count", "only", "is_sqlite", "mode", "refused"),
    [
        (1, None, True, "socket", None),
        (2, None, True, "socket", OneProcessOnly),
        (1, Only.WORK, True, "socket", HalfOnSqlite),
        (4, None, False, "socket", None),
        (5, Only.LISTEN, False, "socket", TooManySockets),
        (5, Only.WORK, False, "socket", None),
        (5, None, False, "http", None),
    ],
)
def test_what_cannot_be_is_refused(
    count: int, only: Only | None, is_sqlite: bool, mode: str, refused: type[TrellisError] | None
) -> None:
    if refused is None:
        processes.refuse(count, only, is_sqlite=is_sqlite, mode=mode)
        return
    with pytest.raises(refused):
        processes.refuse(count, only, is_sqlite=is_sqlite, mode=mode)


def test_two_processes_on_one_file_are_refused_in_one_sentence(home: dict[str, str]) -> None:
    assert trellis(home, "run", "--processes", "2") == (
        1,
        "",
        "A SQLite file serves one process, so --processes 2 cannot be. Take PostgreSQL for several: "
        "`trellis migrate-data --to URL` moves what Trellis remembers, and TRELLIS_DATABASE_URL says where it is.\n",
    )


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        return int(nobody.getsockname()[1])


async def test_two_processes_share_one_port(home: dict[str, str]) -> None:
    async with fernhill() as town:
        bolt = town.bolt(manifest_router())
        async with (
            Web(bolt, "secret", Tasks(), "127.0.0.1", 0, shared=True) as first,
            Web(bolt, "secret", Tasks(), "127.0.0.1", first.port, shared=True) as second,
        ):
            assert second.port == first.port
            async with town.session.post(f"http://127.0.0.1:{first.port}/slack/events") as answer:
                assert answer.status == 401


def manifest_router() -> Any:
    """A router that handles nothing."""
    from bot.router import Router

    return Router()


async def test_a_process_that_lacks_something_is_alive_but_not_ready() -> None:
    standing = Standing()
    there = {"database": True, "queue": True}
    standing.needs["database"] = lambda: there["database"]
    standing.uses["queue"] = lambda: there["queue"]
    answers: list[tuple[int, int]] = []

    async def ask(session: ClientSession, port: int) -> None:
        alive = await session.get(f"http://127.0.0.1:{port}/healthz")
        ready = await session.get(f"http://127.0.0.1:{port}/readyz")
        answers.append((alive.status, ready.status))

    async with Health(standing.told, "127.0.0.1", 0) as health, ClientSession() as session:
        await ask(session, health.port)
        standing.serves()
        await ask(session, health.port)
        there["queue"] = False
        await ask(session, health.port)
        there["database"] = False
        await ask(session, health.port)
        there["database"] = True
        standing.stops()
        await ask(session, health.port)
    assert answers == [(200, 503), (200, 200), (200, 200), (200, 503), (200, 503)]


async def test_a_process_of_which_nothing_is_heard_counts_as_dead_although_it_runs() -> None:
    parent = processes.Family(1, None, Patience(silence=15.0))
    # Frozen, say: it runs, and reports nothing.
    frozen = await asyncio.create_subprocess_exec("sleep", "60")
    now = asyncio.get_running_loop().time()
    heard = [now, now - 16.0]
    try:
        alive = []
        for at in heard:
            parent._children[1] = processes.Child(1, frozen, at)
            alive.append(parent.told().alive)
    finally:
        frozen.kill()
        await frozen.wait()
    assert alive == [True, False]


@asynccontextmanager
async def family(
    home: dict[str, str], url: str, count: int
) -> AsyncIterator[tuple[Simulator, Any, Callable[[], Any], Callable[[], Any]]]:
    """`trellis run --processes` on PostgreSQL over one port, and ways to ask its parent how all stand and count."""
    http = manifest.variant("http", "https://trellis.example.com")
    slack = Simulator(manifest=http, accounts=PEOPLE, team_id="T0FERNHILL")
    await slack.start()
    port, shared = free_port(), free_port()
    outgoing = slack.world.outgoing
    address = f"http://127.0.0.1:{shared}/slack/events"
    outgoing.settings = replace(outgoing.settings, mode="http", request_url=address)
    variables = {
        "TRELLIS_MODE": "http",
        "TRELLIS_HOST": "127.0.0.1",
        "TRELLIS_PORT": str(shared),
        "TRELLIS_SLACK_BOT_TOKEN": slack.bot_token,
        "TRELLIS_SLACK_SIGNING_SECRET": slack.signing_secret,
        "TRELLIS_SLACK_BASE_URL": slack.api_url,
        "TRELLIS_DATABASE_URL": url,
        "TRELLIS_SENDS_PER_SECOND": "0",
        "TRELLIS_VAULT_KEYS": base64.urlsafe_b64encode(TEST_KEY).decode(),
        "TRELLIS_HEALTH_PORT": str(port),
    }
    parent = await asyncio.create_subprocess_exec(
        *(*TRELLIS, "run", "--processes", str(count)), env={**home, **variables}, cwd=home["HOME"]
    )
    async with ClientSession() as session:

        async def stands() -> Any:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    return await answer.json()
            except OSError:
                return {"processes": []}

        async def metrics() -> str:
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                return await answer.text()

        try:
            yield slack, parent, stands, metrics
        finally:
            if parent.returncode is None:
                parent.kill()
            await slack.stop()


async def serving(stands: Callable[[], Any], count: int, without: int = 0) -> list[int]:
    """Wait until so many serve, none of them a process that was killed; return their process ids."""
    async with asyncio.timeout(90):
        while True:
            pids = [one["pid"] for one in (await stands())["processes"] if one["ready"]]
            if len(pids) == count and without not in pids:
                return pids
            await asyncio.sleep(0.05)


async def gone(pids: list[int]) -> None:
    """Wait until none of these processes runs any more."""
    async with asyncio.timeout(60):
        while any(Path(f"/proc/{pid}").exists() and not is_dead(pid) for pid in pids):
            await asyncio.sleep(0.05)


def is_dead(pid: int) -> bool:
    """Whether a process has ended and only waits to be looked at."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.postgres
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
async def test_presses_are_answered_while_one_of_two_is_killed_and_comes_back_and_all_end_with_their_parent(
    home: dict[str, str], postgres_url: str
) -> None:
    async with family(home, postgres_url, 2) as (slack, parent, stands, metrics):
        first, second = await serving(stands, 2)
        # What each of them counts stands in the parent's answer.
        assert 'trellis_processes{state="ready"} 2.0' in await metrics()
        assert 'trellis_slack_calls_total{method="auth.test"} 2.0' in await metrics()
        amara = Person(slack.url, COORDINATOR)
        await amara.open_home()
        await amara.until(lambda state: state["home"])
        heard = [await pressed(amara) for _ in range(10)]
        assert heard == [True] * 10
        os.kill(first, signal.SIGKILL)
        after = [await pressed(amara) for _ in range(10)]
        # What was under way at that moment is reset, and whoever presses again is answered.
        assert after.count(False) < 2, after
        again = asyncio.create_task(serving(stands, 2, without=first))
        while not again.done():
            assert await pressed(amara)
            await asyncio.sleep(0.2)
        assert second in again.result()
        assert [await pressed(amara) for _ in range(10)] == [True] * 10
        parent.send_signal(signal.SIGTERM)
        # Each is told by its parent: whoever had to be killed would take a minute.
        async with asyncio.timeout(45):
            assert await parent.wait() == 0
        await gone([*again.result()])


async def pressed(person: Person) -> bool:
    """Press a button on Home, twice at once, so that both listen; returns whether both presses were heard."""
    both = await asyncio.gather(*(person.press("Help", within="home") for _ in range(2)))
    return all(one["acked"] for one in both)


async def test_a_process_hears_that_its_parent_was_killed() -> None:
    parents, childs = socket.socketpair()
    heard = asyncio.Event()
    standing = Standing()
    async with processes.reporting(standing, heard.set, childs.fileno()):
        reader, writer = await asyncio.open_connection(sock=parents)
        assert json.loads(await reader.readline()) == standing.told().facts
        assert not heard.is_set()
        # What the kernel does for whoever is killed.
        writer.close()
        async with asyncio.timeout(20):
            await heard.wait()
    childs.close()
