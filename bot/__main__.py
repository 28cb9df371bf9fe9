"""The command line: demo, run, migrate, manifest."""

from __future__ import annotations

import asyncio
import signal
import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from bot import log, settings
from bot.errors import TrellisError

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Trellis helps two people mentor well at a distance."
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Mode(StrEnum):
    """How Slack reaches the app."""

    SOCKET = "socket"
    HTTP = "http"


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page listens.")] = 8027,
    keep: Annotated[bool, typer.Option("--keep", help="Go on with what the last demo left.")] = False,
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

    log.configure("console", 30)
    _run(lambda: demos.play(port, keep=keep, ready=ready))


@cli.command()
def run() -> None:
    """Run Trellis in the workspace that the tokens in the settings belong to."""

    async def forever() -> None:
        from bot import app

        configured = settings.load()
        log.configure(configured.log)
        async with app.running(configured):
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


def _run(work: object) -> None:
    def start() -> None:
        assert callable(work)  # noqa: S101 - our own callers
        asyncio.run(work())

    _guarded(start)


def _guarded(work: object) -> None:
    """End with one sentence for what a person can mend."""
    try:
        assert callable(work)  # noqa: S101 - our own callers
        work()
    except KeyboardInterrupt:
        out.print("\nGood-bye.")
    except TrellisError as wrong:
        err.print(str(wrong))
        raise typer.Exit(1) from None


async def _until_told() -> None:
    """Wait for SIGTERM or Ctrl+C."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()


def main() -> None:
    """The `trellis` command."""
    cli()


if __name__ == "__main__":
    main()
