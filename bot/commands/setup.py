"""`trellis setup`: the installation, asked step by step in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import guarded, out
from bot.errors import TrellisError


class NoTerminal(TrellisError):
    """`trellis setup` asks questions, and here is no terminal to ask them in. Put what Trellis needs into the
    environment or a .env file instead, as .env.example shows it, and look at it with `trellis doctor`."""


def setup(
    file: Annotated[Path, typer.Option("--env-file", help="The file to write.")] = Path(".env"),
) -> None:
    """Walk through the installation: create the Slack app, try its tokens, and write the .env file.

    Nothing is written before the end, and what the file has set is offered again.
    """

    def work() -> None:
        from bot.commands import env_file, walk

        if not sys.stdin.isatty():
            raise NoTerminal
        try:
            walk.talk(walk.Dialogue(file.absolute(), env_file.read(file)))
        except (typer.Abort, KeyboardInterrupt, EOFError):
            out.print("\nNothing was written.")
            raise typer.Exit(130) from None

    guarded(work)
