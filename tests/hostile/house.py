"""A Trellis that many workspaces install, in one of which a pair has signed, for whoever attacks all that it serves."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, web

import handlers
from bot import app, hosting, log
from bot.clock import MovableClock
from bot.demo import PEOPLE
from bot.domain.people import Profile
from bot.gate import Heard, Knocks, Rate
from bot.health import Health
from bot.panel import Panel
from bot.profiles import profile_of
from bot.web import WINDOW_SECONDS, Web
from jobs.rehearsal import Rehearsal
from simulator import Simulator
from storage import installations, people
from storage.installations import Granted
from storage.store import Transaction
from tests.hosted import free_port, http_manifest, settings_of
from tests.hostile.kept import Kept
from tests.past import Memory
from tests.roles.explorer import (
    ANYBODYS,
    ENDS_THEMSELVES,
    HERE,
    OWN_FORMS,
    THEIR_OWN_LIST,
    let_slack_know,
    others,
)
from tests.roles.hands import Act, acts
from tests.village import START

# Longer than anything takes, and short enough to notice a hang.
PATIENCE = 30.0
PAIR_AND_LEAD = ("UMENTEE", "UMENTOR", "ULEAD")
# All that serves: what else opens a port is a server that nobody attacks, and a test says so.
SERVERS = {"web": Web, "health": Health, "panel": Panel}
# Stands in whatever is sent without a signature: nothing of that may be written down.
UNHEARD = "zqunheard"


@dataclass(frozen=True)
class Door:
    """One of the servers of this Trellis: its name, its address, and the application that answers there."""

    name: str
    port: int
    application: web.Application

    def routes(self) -> list[tuple[str, str]]:
        """Return every method and path that the server listens at, as the server itself tells."""
        found = self.application.router.routes()
        return sorted({(one.method, one.resource.canonical) for one in found if one.resource is not None})


# Hypothesis writes down what an attack was made from, which would be all that is remembered here.
@dataclass(repr=False)
class House:
    """Its doors, with which secret it is spoken to, what people could do there, and what is remembered and told.

    What anybody may do, whatever it carries, is no attack and not among it.
    """

    session: ClientSession
    running: app.Running
    slack: Simulator
    doors: Sequence[Door]
    kept: Kept
    acts: list[Act]
    ids: Sequence[tuple[str, str]]
    log: io.StringIO

    @property
    def secret(self) -> str:
        return self.slack.signing_secret

    def door(self, name: str) -> Door:
        return next(one for one in self.doors if one.name == name)

    def routes(self) -> list[tuple[str, str, str]]:
        """Return every door, method and path."""
        return [(door.name, method, path) for door in self.doors for method, path in door.routes()]

    def forget_what_it_heard(self) -> None:
        """Let the same be sent again within its second, which would be refused."""
        assert self.running.web is not None
        self.running.web._heard = Heard(WINDOW_SECONDS)

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        await self.running.services.tasks.drain(PATIENCE)
        await self.running.engine.settle()

    async def remembered(self) -> list[str]:
        """Return all that the database holds, once nothing is under way."""
        await self.settle()
        return await asyncio.to_thread(self.kept.rows)


@asynccontextmanager
async def house(kept: Kept, folder: Path, memory: Memory, at: datetime = START) -> AsyncIterator[House]:
    """Start it on a database, that of a village whose pair has signed; its clock stands still."""
    async with AsyncExitStack() as stack:
        written = stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        log.configure("json")
        stack.callback(log.configure, "json", logging.CRITICAL)
        clock = MovableClock(at, flows=False)
        url = f"http://127.0.0.1:{free_port()}"
        slack = Simulator(
            manifest=http_manifest(url), accounts=PEOPLE, team_id=HERE, now=lambda: clock.now().timestamp()
        )
        await slack.start()
        stack.push_async_callback(slack.stop)
        memory.give(slack)
        # Of whom Slack knows nothing more, Trellis takes leave as soon as it hears of them.
        let_slack_know(slack.world.workspace(None))
        running = await stack.enter_async_context(
            app.running(settings_of(slack, url, folder, health_port=0, database_url=kept.url), clock)
        )
        services = running.services
        panel = Panel()
        await panel.start()
        stack.push_async_callback(panel.stop)
        panel.join(services.store, clock, Rehearsal(services.store, clock, running.engine), services.words, 1)
        await services.store.run(lambda tx: _let_in(tx, slack, clock.now()))
        await services.store.run(lambda tx: others(tx, clock.now()))
        session = await stack.enter_async_context(
            ClientSession(timeout=ClientTimeout(total=PATIENCE), cookie_jar=DummyCookieJar())
        )
        client = hosting.speaking(slack.bot_token, services.settings, session)
        await _meet_everybody(client, running)
        found = await _what_people_could_do(slack, running, client, kept)
        yield House(session, running, slack, _doors(running, panel), kept, found, _ids(), written)


def _doors(running: app.Running, panel: Panel) -> list[Door]:
    assert running.web is not None
    assert running.health is not None
    # Whoever attacks is not to be stopped at the gate already.
    running.web._knocks = Knocks(Rate(1e9, 1e9), Rate(1e9, 1e9))
    port = int(panel.url.rstrip("/").rpartition(":")[2])
    ports = {"web": running.web.port, "health": running.health.port, "panel": port}
    servers: dict[str, Any] = {"web": running.web, "health": running.health, "panel": panel}
    return [Door(name, ports[name], servers[name].application) for name in SERVERS]


def _let_in(tx: Transaction, slack: Simulator, now: datetime) -> None:
    """Install Trellis in the workspace of the pair, as its admin would have."""
    workspace = slack.world.workspace(None)
    granted = Granted(
        HERE, "Fernhill", None, slack.app_id, "BTRELLIS", slack.bot_user_id, "ULEAD",
        tuple(workspace.manifest.scopes), slack.bot_token,
    )  # fmt: skip
    installations.keep(tx, granted, locale="en", at=now)


async def _meet_everybody(client: Any, running: app.Running) -> None:
    """Look every account up: whoever acts is met by that, be it with something hostile."""
    store, now = running.services.store, running.services.clock.now()
    for member in (await client.users_list())["members"]:
        if profile := await profile_of(client, member["id"]):
            await store.run(partial(_meet, profile, now))


def _meet(profile: Profile, now: datetime, tx: Transaction) -> None:
    people.remember(tx, 1, profile, at=now)


def _ids() -> list[tuple[str, str]]:
    """Return all that is listened for, by kind; what is anybody's to do is no attack."""
    listened_for = handlers.routes().ids().items()
    harmless = ANYBODYS | THEIR_OWN_LIST
    return [(kind, one) for kind, listed in listened_for for one in listed if f"{kind} {one}" not in harmless]


async def _what_people_could_do(slack: Simulator, running: app.Running, client: Any, kept: Kept) -> list[Act]:
    """Return each act that somebody sees, and those in the modals that come of them; it is all taken back."""
    workspace = slack.world.workspace(None)
    router = handlers.routes()
    found: dict[str, Act] = {}

    def is_new(name: str) -> bool:
        return name not in found

    with kept.taken_back():
        for person in PAIR_AND_LEAD:
            for act in list(acts(slack.world, workspace, person, is_new)):
                found[act.name] = act
                act.body["trigger_id"] = slack.world.triggers.new(HERE, act.by)
                with contextlib.suppress(Exception):
                    await router.dispatch(act.call(client, running.services))
                await running.services.tasks.drain(PATIENCE)
                if workspace.modal_stack(person):
                    found |= {one.name: one for one in acts(slack.world, workspace, person, is_new)}
                workspace.modals.clear()
        await running.engine.settle()
    harmless = ANYBODYS | OWN_FORMS | THEIR_OWN_LIST | ENDS_THEMSELVES
    return [act for name, act in found.items() if name not in harmless]
