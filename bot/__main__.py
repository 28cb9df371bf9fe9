"""The command line: what each command is called, and how Trellis runs until it is told to end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import structlog
import typer

from bot import log, settings
from bot.commands.backup import backup
from bot.commands.console import counting, err, guarded, out
from bot.commands.console import run as run_in_loop
from bot.commands.doctor import doctor
from bot.commands.export import export
from bot.commands.privacy import privacy
from bot.commands.purge import purge
from bot.commands.setup import setup
from bot.commands.unknown import unknown
from bot.loading import loading
from bot.processes import Only
from bot.reports import reporting
from bot.settings import Settings

cli = typer.Typer(
    name="trellis",
    no_args_is_help=True,
    add_completion=False,
    # What nobody foresaw is told plainly, and without the values of variables: tokens are among them.
    pretty_exceptions_enable=False,
)


def _tell_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"trellis {version('trellis-mentoring')}\n")
        raise typer.Exit


@cli.callback()
def trellis(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_tell_version, help="Say which version this is."),
    ] = False,
) -> None:
    """Trellis helps two people mentor well at a distance."""


class Mode(StrEnum):
    """How Slack reaches the app."""

    SOCKET = "socket"
    HTTP = "http"


@cli.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page listens; 0 takes a free port.")
    ] = 8027,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep", help="Go on with what Trellis remembered and the hour it was; the page begins empty."
        ),
    ] = False,
) -> None:
    """Start a workspace on this machine with the bot in it, and print the page's address."""
    from bot import app
    from bot import demo as demos

    def ready(url: str) -> None:
        out.print(f"\n  Trellis is ready: [bold]{url}[/]\n")
        out.print("  Open it in a browser. You play all three people; the buttons on top move the clock.")
        out.print(
            "  Begin as Amara: open Home, become coordinator, create a programme, introduce two people."
        )
        out.print("  Ctrl+C ends it.\n")

    log.configure("console", logging.WARNING)
    # That a new key was made matters to whoever keeps the database, and a demo's is thrown away.
    logging.getLogger("storage.vault").setLevel(logging.ERROR)
    out.print("Starting a workspace on this machine, and Trellis in it ...")

    async def until_told() -> None:
        async with demos.playing(port, keep=keep) as started:
            ready(started.simulator.url)
            async with _told() as told:
                await asyncio.to_thread(app.warm_up)
                await told.ready()

    run_in_loop(until_told)


@cli.command()
def run(
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="How many equal processes; more than one needs PostgreSQL.")
    ] = 1,
    only: Annotated[
        Only | None, typer.Option(help="Only listen to Slack, or only work, and leave the rest to others.")
    ] = None,
    child: Annotated[int, typer.Option(hidden=True, help="Which of several processes this is.")] = 0,
) -> None:
    """Run Trellis in the workspace that the tokens in the settings belong to."""

    async def forever() -> None:
        configured = settings.load()
        log.configure(configured.log)
        dsn = configured.sentry_dsn
        with reporting(dsn.get_secret_value() if dsn else None):
            if child:
                await _one_of_many(configured, child, only)
            elif processes == 1:
                await _alone(configured, only)
            else:
                await _parent(configured, processes, only)

    run_in_loop(forever)


async def _alone(configured: Settings, only: Only | None) -> None:
    with loading():
        from bot import app

    async with _told() as told, app.running(configured, only=only, at_once=False):
        await app.settle_soon()
        await told.ready()


async def _one_of_many(configured: Settings, number: int, only: Only | None) -> None:
    """Be a child, until told or until the parent is gone."""
    with loading():
        from bot import app
        from bot.processes import reporting
        from bot.standing import Standing

    structlog.contextvars.bind_contextvars(process=number)
    # The parent answers for all.
    configured = configured.model_copy(update={"health_port": None})
    standing = Standing()
    async with (
        _told() as told,
        reporting(standing, told.tell),
        app.running(configured, only=only, standing=standing, one_of_many=True, at_once=False),
    ):
        await app.settle_soon()
        await told.ready()


async def _parent(configured: Settings, count: int, only: Only | None) -> None:
    from bot import metrics, processes
    from bot.health import Health
    from storage.urls import is_sqlite, normalise

    address = normalise(configured.database_url)
    processes.refuse(count, only, is_sqlite=is_sqlite(address), mode=configured.mode)
    async with contextlib.AsyncExitStack() as stack:
        counted = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trellis-metrics-")))
        shared = {metrics.SHARED: str(counted)} if configured.health_port is not None else {}
        family = processes.Family(count, only, environment=shared)
        if configured.health_port is not None:
            health = Health(family.told, configured.host, configured.health_port, counted)
            await stack.enter_async_context(health)
        told = await stack.enter_async_context(_told())
        told.started()
        status = await family.run(told.event)
    if status:
        raise typer.Exit(status)


@cli.command()
def migrate() -> None:
    """Bring the database to the tables of this version; `run` does so by itself."""
    from storage import migrate as migrations

    def work() -> None:
        configured = settings.load()
        migrations.upgrade(configured.database_url)
        out.print(f"The database stands at revision {migrations.current(configured.database_url)}.")

    guarded(work)


@cli.command("migrate-data")
def migrate_data(
    to: Annotated[
        str, typer.Option(help="The new database: postgresql://USER:PASSWORD@HOST/NAME, and empty.")
    ],
) -> None:
    """Move what Trellis remembers from the SQLite file in the settings to PostgreSQL; once more if interrupted."""
    from bot import app
    from storage import moving

    def work() -> None:
        configured = settings.load()
        source = configured.database_url
        total = moving.count(source)
        with counting() as progress:
            bar = progress.add_task("", total=sum(total.values()))
            moving.move(source, to, lambda name, rows: progress.update(bar, description=name, advance=rows))
        out.print(f"All {sum(total.values())} rows stand in the new database, and each was compared.")
        out.print("From now on, set TRELLIS_DATABASE_URL to it; the file stays as it is, as a backup.")
        if not configured.vault_keys and not configured.key_file:
            out.print(
                f"The same key opens the texts: set TRELLIS_KEY_FILE={app.key_file(configured)} as well."
            )

    guarded(work)


@cli.command("rotate-key")
def rotate_key(
    new_key_file: Annotated[
        Path | None, typer.Option(help="A file that holds the new key; without it, one is made.")
    ] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="With PostgreSQL: no other machine has a copy of the key file.")
    ] = False,
) -> None:
    """Seal everything anew with a new key, beside a Trellis that runs; once more if interrupted."""
    from bot.commands import rotate_key as rotating

    async def work() -> None:
        done = await rotating.rotate(settings.load(), given=new_key_file, alone=alone)
        for line in rotating.tell(done):
            out.print(line)

    run_in_loop(work)


@cli.command()
def manifest(
    mode: Annotated[Mode, typer.Option(help="How Slack reaches the app.")] = Mode.SOCKET,
    base_url: Annotated[str, typer.Option(help="For http: the public address, https://...")] = "",
) -> None:
    """Print the manifest from which the Slack app is created."""
    from bot import manifest as manifests

    if mode is Mode.HTTP and not base_url.startswith("https://"):
        err.print("For http, say where Slack finds Trellis: --base-url https://trellis.example.com")
        raise typer.Exit(2)
    sys.stdout.write(manifests.as_yaml(manifests.variant(mode.value, base_url)))


class _Told:
    """Whether somebody told this process to end: by SIGTERM or Ctrl+C, of which a second one is not waited for."""

    def __init__(self) -> None:
        self.event = asyncio.Event()
        self._starting = asyncio.current_task()

    def tell(self) -> None:
        """End: what is under way is finished, and what has only begun to start is given up."""
        if not self.event.is_set():
            self.event.set()
            out.print("\nFinishing what is under way ...")
            if self._starting:
                self._starting.cancel()

    def started(self) -> None:
        """From now on there is something to finish."""
        self._starting = None

    async def ready(self) -> None:
        """It has started: wait until told."""
        self.started()
        await self.event.wait()


@contextlib.asynccontextmanager
async def _told() -> AsyncIterator[_Told]:
    told, loop = _Told(), asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)

    def tell() -> None:
        for number in numbers:
            loop.remove_signal_handler(number)
        told.tell()

    with contextlib.suppress(NotImplementedError):
        # Windows has no such handlers: there Ctrl+C cancels what runs, which drains it as well.
        for number in numbers:
            loop.add_signal_handler(number, tell)
    try:
        yield told
    except asyncio.CancelledError:
        if not told.event.is_set():
            raise


cli.command()(purge)
cli.command()(unknown)
cli.command()(export)
cli.command()(privacy)
cli.command()(doctor)
cli.command()(backup)
cli.command()(setup)


def main() -> None:
    """The `trellis` command."""
    cli()


if __name__ == "__main__":
    main()
