"""The composition root: wires settings, database, words, handlers, jobs and Slack into one running Trellis."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import aiohttp
import structlog
from aiohttp.web import RouteDef
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import URL, select

import handlers
from bot import hosting, metrics, processes, router, settings, typed
from bot.clock import SystemClock
from bot.delivery import Door
from bot.domain.pace import Pace
from bot.health import Health
from bot.ports import Clock, Engine
from bot.processes import Only
from bot.settings import Settings
from bot.sockets import Sockets, reaching
from bot.standing import Standing, Watch
from bot.tasks import Tasks
from bot.web import Web
from bot.words import Words
from handlers import others
from handlers.services import Services
from jobs import enlist, gauges, refresh
from jobs.clients import always
from jobs.clockwork import Clockwork
from jobs.deliver import Deliverer
from jobs.local import LocalEngine
from jobs.resting import RestingEngine
from storage import freezing, keymark, migrate, workspaces
from storage.keys import KeyFile
from storage.lock import DatabaseLock
from storage.postgres import Call
from storage.store import Store, Transaction
from storage.urls import conninfo, is_sqlite, normalise, sqlite_path
from storage.vault import Vault, load_keys
from storage.workspaces import Workspace

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 10
DRAIN_SECONDS = 20.0
# After how many new objects the garbage collector looks for circles among them.
YOUNG = 20_000
# What Slack has kept while nobody listened comes at once.
A_MOMENT = 1.0


@dataclass(frozen=True, slots=True)
class Identity:
    """Who our token says that we are."""

    team_id: str
    team_name: str
    bot_user_id: str
    bot_id: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """A Trellis that runs, for whoever moves its clock or looks at its ledger."""

    services: Services
    engine: Engine
    clockwork: Clockwork
    # None where many workspaces install it.
    alone: Workspace | None
    web: Web | None
    # None where no port is set for it.
    health: Health | None = None

    @property
    def workspace(self) -> Workspace:
        """The one workspace; raises LookupError where there can be many."""
        if self.alone is None:
            raise LookupError("many workspaces install this Trellis")
        return self.alone


@asynccontextmanager
async def running(
    configured: Settings,
    clock: Clock | None = None,
    *,
    only: Only | None = None,
    standing: Standing | None = None,
    one_of_many: bool = False,
    at_once: bool = True,
) -> AsyncIterator[Running]:
    """Run Trellis until the context ends, and then drain it.

    `only` leaves the rest to other processes, `one_of_many` shares the port with them, and `standing` is told how
    this one stands. What has come due is looked at before it is there, or, not `at_once`, while it attends to people
    already. Raises TrellisError with what to do when a setting is missing, a token is refused, the database
    is in use or cannot be reached, or the key of sealed text is not there.
    """
    async with AsyncExitStack() as stack:
        hosted = hosting.is_hosted(configured)
        if hosted:
            configured = configured.model_copy(update={"slack_bot_token": None, "coordinators": ()})
        token, secret = _secrets(configured, only, hosted=hosted)
        address = normalise(configured.database_url)
        processes.refuse(1, only, is_sqlite=is_sqlite(address), mode=configured.mode)
        if is_sqlite(address):
            stack.enter_context(DatabaseLock(sqlite_path(address)))
        standing = standing or Standing()
        health = None
        if configured.health_port is not None:
            health = Health(standing.told, configured.host, configured.health_port)
            await stack.enter_async_context(health)
        store = await _remembering(stack, configured, address)
        watch = Watch("database", partial(store.read, _answer))
        standing.needs["database"] = lambda: watch.is_there

        session = await stack.enter_async_context(_session())
        client = hosting.speaking(token, configured, session)
        ticking = clock or SystemClock(configured.clock_offset)
        workspace: Workspace | None = None
        if hosted:
            known = hosting.installed(store)
            speaks = hosting.clients(known, configured, session)
        else:
            identity = await who_we_are(client, configured)
            workspace = await _remember(store, identity, configured, ticking)
            known, speaks = router.Installed(_authorize(token, identity, store)), always(client)

        words = Words()
        tasks = Tasks()
        lag = timedelta(seconds=configured.clock_offset)
        deliverer = Deliverer(
            store,
            ticking,
            words,
            Door(),
            speaks,
            slack_lags=lag,
            pace=Pace.of(configured.sends_per_second),
        )
        engine = _engine(deliverer, address, only)
        # Without it the ledger is looked at every few seconds all the same.
        standing.uses["queue"] = lambda: engine.is_well
        services = Services(
            store, ticking, words, tasks, engine, configured, known.forget, changed=others.changed
        )
        stack.callback(services.homes.close)

        working = asyncio.create_task(engine.run(), name="engine")
        stack.push_async_callback(_finish, engine, working, tasks)
        watching = asyncio.create_task(watch.run(), name="watch")
        stack.callback(watching.cancel)
        if configured.health_port is not None or metrics.is_shared():
            gauging = asyncio.create_task(gauges.watch(store, ticking), name="gauges")
            stack.callback(gauging.cancel)
        renew = hosting.Renewing(configured, session) if hosted else None
        renewing = partial(refresh.tick, store, ticking, renew) if renew else None
        grace = timedelta(days=configured.purge_after_days)
        enlisting = partial(enlist.tick, store, ticking, words, speaks)
        clockwork = Clockwork(store, ticking, engine, grace, renewing, enlisting)
        web = None
        if only is not Only.WORK:
            app = router.build_bolt(
                known,
                session,
                configured.slack_base_url,
                secret if configured.mode == "http" else None,
            )
            handlers.routes().install(app, services)
            pages = _pages(services, client) if hosted else ()
            web = await _listening(
                stack, app, secret, configured, session, tasks, standing, pages, one_of_many=one_of_many
            )
        if configured.clock_offset:
            log.warning("the clock is shifted", seconds=configured.clock_offset)
        if only is not Only.LISTEN:
            clockwork.start(soon=not at_once)
            stack.callback(clockwork.stop)
            if at_once:
                await clockwork.look()
        # Told first, before anything is closed.
        stack.callback(standing.stops)
        standing.serves()
        at = workspace.team_id if workspace else None
        log.info("ready", workspace=at, mode=configured.mode, only=only)
        yield Running(services, engine, clockwork, workspace, web, health)


def _session() -> aiohttp.ClientSession:
    """Return what every call to Slack goes through, counted."""
    timeout = aiohttp.ClientTimeout(total=15, connect=CONNECT_SECONDS)
    return aiohttp.ClientSession(
        timeout=timeout, response_class=metrics.CountedResponse, trace_configs=[metrics.tracing()]
    )


def _pages(services: Services, client: AsyncWebClient) -> Iterable[RouteDef]:
    """Return the addresses in the browser at which workspaces install Trellis; only then are their pages loaded."""
    from bot.installing import Host, Installing

    host = Host(services.store, services.clock, services.words, services.engine, client, services.forget)
    return Installing(host, services.settings).routes()


def _secrets(configured: Settings, only: Only | None, *, hosted: bool) -> tuple[str, str]:
    """Return the token that speaks, none where there are many, and the secret by which Slack is heard, if anybody."""
    token = "" if hosted else settings.required(configured, "slack_bot_token")
    if only is Only.WORK:
        return token, ""
    heard_by = "slack_app_token" if configured.mode == "socket" else "slack_signing_secret"
    return token, settings.required(configured, heard_by)


async def _remembering(stack: AsyncExitStack, configured: Settings, address: URL) -> Store:
    """Open the database, brought to the tables of this version."""
    if not await asyncio.to_thread(migrate.is_unused, configured.database_url):
        # Where the key is lost, no table is touched.
        _keys(configured, may_create=False)
    file = None if configured.vault_keys else KeyFile(key_file(configured))
    await asyncio.to_thread(migrate.upgrade, configured.database_url)
    vault = Vault(await asyncio.to_thread(_settled, configured), file.follow if file else None)
    store = await Store.open(configured.database_url, vault, _call(address))
    stack.push_async_callback(store.close)
    return store


def _answer(tx: Transaction) -> None:
    tx.scalar(select(1))


async def _listening(
    stack: AsyncExitStack,
    app: AsyncApp,
    secret: str,
    configured: Settings,
    session: aiohttp.ClientSession,
    tasks: Tasks,
    standing: Standing,
    pages: Iterable[RouteDef] = (),
    *,
    one_of_many: bool,
) -> Web | None:
    """Hear Slack, by the mode that is set, until the stack ends."""
    if configured.mode == "http":
        web = Web(
            app,
            secret,
            tasks,
            configured.host,
            configured.port,
            shared=one_of_many,
            proxies=configured.proxies,
        )
        web.application.add_routes(pages)
        return await stack.enter_async_context(web)
    sockets = Sockets(app, secret, configured.slack_base_url, session, tasks)
    await stack.enter_async_context(sockets)
    standing.needs["slack"] = lambda: sockets.connected > 0
    return None


def _call(address: URL) -> Call | None:
    """Return what wakes other processes, where there can be any."""
    if is_sqlite(address):
        return None
    from jobs import queue

    return queue.call


def _engine(deliverer: Deliverer, address: URL, only: Only | None) -> Engine:
    if is_sqlite(address):
        return LocalEngine(deliverer)
    if only is Only.LISTEN:
        return RestingEngine()
    # It comes with the optional dependency that PostgreSQL needs, and takes its time to import.
    from jobs.queued import QueuedEngine

    return QueuedEngine(deliverer, conninfo(address))


async def settle_soon() -> None:
    """Settle in when those are answered who wait already."""
    await asyncio.sleep(A_MOMENT)
    await asyncio.to_thread(settle_in)


def settle_in() -> None:
    """Load what the first people to type would wait for, and let the garbage collector pass over what stays.

    For a process that runs nothing else, once: to walk through all that is loaded took 130 ms each time. What is new
    is looked through for circles after twenty thousand objects in place of seven hundred: one press makes some 1,300,
    and hardly a circle among them.
    """
    warm_up()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def warm_up() -> None:
    """Load all sentences, the names of languages and the parser of dates: they take more than a second."""
    Words().load()
    typed.zone("Lisbon")
    typed.languages("English")
    typed.day("the first Tuesday of May at the latest", date(2027, 1, 1))


async def who_we_are(client: AsyncWebClient, configured: Settings) -> Identity:
    """Ask Slack whose token this is; raises TokenRefused or SlackUnreachable."""
    with reaching(configured.slack_base_url, settings.variable("slack_bot_token")):
        answer = await client.auth_test()
    granted = str(answer.headers.get("x-oauth-scopes") or "")
    scopes = tuple(one.strip() for one in granted.split(",") if one.strip())
    return Identity(answer["team_id"], answer["team"], answer["user_id"], answer["bot_id"], scopes)


async def _remember(store: Store, identity: Identity, configured: Settings, clock: Clock) -> Workspace:
    now = clock.now()
    installed = await store.run(
        lambda tx: freezing.install(
            tx,
            identity.team_id,
            identity.team_name,
            identity.bot_user_id,
            locale=configured.locale,
            at=now,
            scopes=identity.scopes,
        )
    )
    if installed.back:
        # A token does not say who asked for it: whoever starts Trellis reads the log.
        log.warning("back in the workspace, and goes on", **asdict(installed.back))
    return installed.workspace


def _authorize(token: str, identity: Identity, store: Store) -> router.Find:
    known = AuthorizeResult(
        enterprise_id=None,
        team_id=identity.team_id,
        bot_token=token,
        bot_id=identity.bot_id,
        bot_user_id=identity.bot_user_id,
    )

    async def find(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult | None:
        if team_id != identity.team_id:
            return None
        # Nobody is answered where Trellis was removed.
        found = await store.read(lambda tx: workspaces.by_team(tx, identity.team_id))
        return known if found and found.installed else None

    return find


def _keys(configured: Settings, *, may_create: bool) -> list[bytes]:
    setting = configured.vault_keys.get_secret_value() if configured.vault_keys else None
    return load_keys(setting, key_file(configured), may_create=may_create)


def _settled(configured: Settings) -> list[bytes]:
    """Return the keys once they are known to be those of the database; the very first to start makes one."""
    return keymark.settle(
        configured.database_url,
        lambda may_create: _keys(configured, may_create=may_create),
        keys_from(configured),
    )


def keys_from(configured: Settings) -> str:
    """Return where the keys come from, as people set it."""
    return "TRELLIS_VAULT_KEYS" if configured.vault_keys else str(key_file(configured))


def vault_of(configured: Settings) -> Vault:
    """Return what opens the texts of the database in the settings; raises KeyMissing where there is no key."""
    return Vault(_keys(configured, may_create=False))


def key_file(configured: Settings) -> Path:
    """Return where the key of sealed text lies: as set, else beside the SQLite file, else in the data folder."""
    if configured.key_file:
        return configured.key_file
    address = normalise(configured.database_url)
    if is_sqlite(address):
        return sqlite_path(address).with_suffix(".key")
    return settings.data_folder() / "trellis.key"


async def _finish(engine: Engine, working: asyncio.Task[None], tasks: Tasks) -> None:
    await engine.stop()
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    await tasks.drain(DRAIN_SECONDS)
