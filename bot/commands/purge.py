"""`trellis purge`: lists the workspaces that are to go with all that is kept of them, and lets them go."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import settings
from bot.commands.console import out, run


def purge(
    team: Annotated[
        str | None,
        typer.Option(
            help="One workspace by Slack's id, like T0123456; else all whose time of grace is over."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Delete it for good; without, only list it.")] = False,
) -> None:
    """Delete all that is kept of a workspace from which Trellis was removed; `run` does so by itself in time."""

    async def work() -> None:
        # What people named themselves may have brackets in it, which are not meant as markup.
        from bot.commands import purging

        await purging.carry_out(settings.load(), team, lambda line: out.print(line, markup=False), really=yes)

    run(work)
