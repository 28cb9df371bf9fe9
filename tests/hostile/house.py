"""A Trellis over HTTP in which a pair has signed, and everything that its people could do, for whoever attacks it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from aiohttp import ClientSession, ClientTimeout

import handlers
from bot import app, hosting, log, manifest
from bot.clock import MovableClock
from bot.demo import PEOPLE
from bot.domain.people import Profile
from bot.gate import Knocks, Rate
from bot.profiles import profile_of
from simulator import Simulator
from storage import people
from storage.store import Transaction
from tests.journeys.test_over_http import settings_for
from tests.past import Memory
from tests.roles.explorer import ANYBODYS, HERE, OWN_FORMS, THEIR_OWN_LIST, others
from tests.roles.hands import Act, acts
from tests.village import START

# Longer than anything takes, and short enough to notice a hang.
PATIENCE = 30.0


@dataclass
class House:
    """Where it listens, with which secret, what people could do there, and what is remembered.

    What anybody may do, whatever it carries, is no attack and not among it.
    """

    session: ClientSession
    running: app.Running
    slack: Simulator
    file: Path
    acts: list[Act]
    ids: Sequence[tuple[str, str]]

    @property
    def origin(self) -> str:
        assert self.running.web is not None
        return f"http://127.0.0.1:{self.running.web.port}"

    @property
    def secret(self) -> str:
        return self.slack.signing_secret

    def routes(self) -> list[tuple[str, str]]:
        """Return every method and path that the server listens at, as the server itself tells."""
        assert self.running.web is not None
        found = self.running.web.application.router.routes()
        return sorted({(one.method, one.resource.canonical) for one in found if one.resource is not None})

    async def remembered(self) -> list[str]:
        """Return all that the database holds, once nothing is under way."""
        await self.running.services.tasks.drain(PATIENCE)
        await self.running.engine.settle()
        with closing(sqlite3.connect(self.file)) as line:
            return list(line.iterdump())


async def _meet_everybody(slack: Simulator, running: app.Running, session: ClientSession) -> None:
    """Look every account up: whoever acts is met by that, be it with something hostile."""
    services = running.services
    client = hosting.speaking(slack.bot_token, services.settings, session)
    for member in (await client.users_list())["members"]:
        if profile := await profile_of(client, member["id"]):
            await services.store.run(partial(_meet, running.workspace.id, profile, services.clock.now()))


def _meet(workspace_id: int, profile: Profile, now: datetime, tx: Transaction) -> None:
    people.remember(tx, workspace_id, profile, at=now)


@asynccontextmanager
async def house(folder: Path, memory: Memory) -> AsyncIterator[House]:
    """Start it on the database in `folder`, that of a village whose pair has just signed."""
    # What is not read need not be drawn: a traceback of an enormous value takes a second.
    log.configure("json", logging.CRITICAL)
    async with AsyncExitStack() as stack:
        clock = MovableClock(START, flows=False)
        http = manifest.variant("http", "https://trellis.example.com")
        slack = Simulator(manifest=http, accounts=PEOPLE, team_id=HERE, now=lambda: clock.now().timestamp())
        await slack.start()
        stack.push_async_callback(slack.stop)
        memory.give(slack)
        running = await stack.enter_async_context(app.running(settings_for(slack, folder), clock))
        assert running.web is not None
        # Whoever attacks is not to be stopped at the gate already.
        running.web._knocks = Knocks(Rate(1e9, 1e9), Rate(1e9, 1e9))
        await running.services.store.run(lambda tx: others(tx, clock.now()))
        session = await stack.enter_async_context(ClientSession(timeout=ClientTimeout(total=PATIENCE)))
        await _meet_everybody(slack, running, session)
        workspace = slack.world.workspace(None)
        found = {
            one.name: one
            for person in ("UMENTEE", "UMENTOR", "ULEAD")
            for one in acts(slack.world, workspace, person, lambda _name: True)
        }
        harmless = ANYBODYS | OWN_FORMS | THEIR_OWN_LIST
        listened_for = handlers.routes().ids().items()
        ids = [
            (kind, id_)
            for kind, listed in listened_for
            for id_ in listed
            if f"{kind} {id_}" not in ANYBODYS | THEIR_OWN_LIST
        ]
        theirs = [one for name, one in found.items() if name not in harmless]
        yield House(session, running, slack, folder / "trellis.db", theirs, ids)
