"""`trellis demo`: a local workspace, the bot in it, and a clock that moves, over real sockets."""

from __future__ import annotations

import shutil
import socket
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import app, manifest
from bot.clock import MovableClock
from bot.errors import TrellisError
from bot.panel import Panel
from bot.settings import Settings, data_folder
from jobs.rehearsal import Rehearsal
from simulator import Account, Simulator

MENTEE = "UMENTEE"
MENTOR = "UMENTOR"
COORDINATOR = "ULEAD"
PEOPLE = (
    Account(
        id=MENTEE, name="ines", real_name="Inês Duarte", tz="Europe/Lisbon", locale="en-GB", title="Mentee"
    ),
    Account(
        id=MENTOR, name="noah", real_name="Noah Brooks", tz="America/New_York", locale="en-US", title="Mentor"
    ),
    Account(
        id=COORDINATOR,
        name="amara",
        real_name="Amara Okafor",
        tz="Europe/London",
        locale="en-GB",
        title="Coordinator",
        is_admin=True,
        is_owner=True,
    ),
    Account(
        id="UGUEST",
        name="kenji",
        real_name="Kenji Sato",
        tz="Asia/Tokyo",
        locale="en-US",
        title="Guest",
        is_restricted=True,
    ),
    Account(
        id="ULEFT",
        name="olga",
        real_name="Olga Petrova",
        tz="Europe/Berlin",
        locale="en-GB",
        title="Has left",
        deleted=True,
    ),
)
# An hour at which all three of them work.
OPENS = time(15, 0)
MONDAY = 0
# Beside the database: the instant at which the clock of the last demo stood.
LEFT_AT = "left_at"


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that runs: the workspace's page, the bot, and the clock that both share."""

    simulator: Simulator
    running: app.Running
    clock: MovableClock
    rehearsal: Rehearsal
    panel: Panel


def next_monday(now: datetime) -> datetime:
    """Return the next Monday afternoon (UTC), when everybody is at work."""
    ahead = (MONDAY - now.weekday()) % 7
    start = datetime.combine(now.date() + timedelta(days=ahead), OPENS, UTC)
    return start if start > now else start + timedelta(weeks=1)


@asynccontextmanager
async def demo(
    folder: Path,
    *,
    start: datetime,
    flows: bool = True,
    port: int = 0,
    declined: Collection[str] = (),
    **changed: Any,
) -> AsyncIterator[Demo]:
    """Start all of it; `folder` keeps the bot's database and key, `start` is where the clock begins (UTC).

    `declined` are optional scopes that the workspace does not grant; `changed` are settings other than the demo's own.
    """
    async with AsyncExitStack() as stack:
        clock = MovableClock(start, flows=flows)
        panel = Panel()
        await panel.start()
        stack.push_async_callback(panel.stop)
        panel.tell_time(clock)
        simulator = Simulator(
            manifest=manifest.load(),
            accounts=PEOPLE,
            team_id="T0FERNHILL",
            team_name="Fernhill",
            clock_url=panel.url + "clock",
            # In one process nobody need ask for it over a socket.
            now=lambda: clock.now().timestamp(),
            panel_url=panel.url,
            port=port,
            declined=declined,
        )
        await simulator.start()
        stack.push_async_callback(simulator.stop)
        configured = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings' own argument
            slack_bot_token=SecretStr(simulator.bot_token),
            slack_app_token=SecretStr(simulator.app_token),
            slack_base_url=simulator.api_url,
            mode="socket",
            **{
                # The workspace is on this machine, and its clock may stand still.
                "sends_per_second": 0,
                "database_url": f"sqlite:///{folder / 'trellis.db'}",
                "key_file": folder / "trellis.key",
                **changed,
            },
        )
        running = await stack.enter_async_context(app.running(configured, clock))
        rehearsal = Rehearsal(running.services.store, clock, running.engine)
        panel.join(running.services.store, clock, rehearsal, running.services.words, running.workspace.id)
        yield Demo(simulator, running, clock, rehearsal, panel)


class DemoPortTaken(TrellisError):
    """The demo cannot listen on port {port}: {reason}. Perhaps another demo does, at http://127.0.0.1:{port}.
    For one more, take any port that is free: trellis demo --port 0, or make demo ARGS="--port 0"."""


@asynccontextmanager
async def playing(port: int, *, keep: bool) -> AsyncIterator[Demo]:
    """Run the demo for a person, afresh unless `keep`; raises DemoPortTaken.

    What is kept belongs to the port, so that two demos never meet.
    """
    port = free(port)
    folder = data_folder() / "demo" / str(port)
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    started_at = _left_at(folder) or next_monday(datetime.now(UTC))
    async with demo(folder, start=started_at, port=port) as started:
        try:
            yield started
        finally:
            (folder / LEFT_AT).write_text(started.clock.now().isoformat(), "utf-8")


def free(port: int) -> int:
    """Return `port`, or a free one for 0; raises DemoPortTaken, before anything of a running demo is touched."""
    with socket.socket() as probe:
        # As the server will: a port that was left a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            raise DemoPortTaken(port=port, reason=(taken.strerror or str(taken)).lower()) from None
        found: int = probe.getsockname()[1]
        return found


def _left_at(folder: Path) -> datetime | None:
    try:
        return datetime.fromisoformat((folder / LEFT_AT).read_text("utf-8"))
    except (OSError, ValueError):
        return None
