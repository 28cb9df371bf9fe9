"""The command line: demo, run, migrate, manifest."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import log, settings
from bot.errors import TrellisError

cli = typer.Typer(
    name="trellis",
    no_args_is_help=True,
    add_completion=False,
    # What nobody foresaw is told plainly, and without the values of variables: tokens are among them.
    pretty_exceptions_enable=False,
    help="Trellis helps two people mentor well at a distance.",
)
out = Console(highlight=False, soft_wrap=True)
# What goes wrong may have brackets in it, which are not meant as markup.
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


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
            await _until_told()

    _run(until_told)


@cli.command()
def run() -> None:
    """Run Trellis in the workspace that the tokens in the settings belong to."""

    async def forever() -> None:
        from bot import app

        configured = settings.load()
        log.configure(configured.log)
        async with app.running(configured):
            await asyncio.to_thread(app.settle_in)
            await _until_told()

    _run(forever)


@cli.command()
def migrate() -> None:
    """Bring the database to the tables of this version; `run` does so by itself."""
    from storage import migrate as migrations

    def work() -> None:
        configured = settings.load()
        migrations.upgrade(configured.database_url)
        out.print(f"The database stands at revision {migrations.current(configured.database_url)}.")

    _guarded(work)


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


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    _guarded(lambda: asyncio.run(work()))


def _guarded(work: Callable[[], None]) -> None:
    """End with one sentence for what a person can mend."""
    try:
        work()
    except KeyboardInterrupt:
        # Before it was ready, or a second time because the first took too long.
        raise typer.Exit(130) from None
    except TrellisError as wrong:
        err.print(str(wrong))
        raise typer.Exit(1) from None


async def _until_told() -> None:
    """Wait for SIGTERM or Ctrl+C; a second one is not waited for."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)
    with contextlib.suppress(NotImplementedError):
        # Windows has no such handlers: there Ctrl+C cancels what runs, which drains it as well.
        for number in numbers:
            loop.add_signal_handler(number, told.set)
    await told.wait()
    out.print("\nFinishing what is under way ...")
    for number in numbers:
        loop.remove_signal_handler(number)


def main() -> None:
    """The `trellis` command."""
    cli()


if __name__ == "__main__":
    main()
