"""`trellis unknown`: lists messages of which nobody knows whether they arrived, and settles one."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import settings
from bot.commands.console import out, run


def unknown(
    arrived: Annotated[
        int | None, typer.Option(help="The number of one of them that did, as who got it says.")
    ] = None,
    again: Annotated[
        int | None, typer.Option(help="The number of one of them that did not: it is sent again.")
    ] = None,
) -> None:
    """List messages of which nobody knows whether they arrived; ask who was to get one, and settle it."""

    async def work() -> None:
        from bot.commands import unsettled

        configured, settled = settings.load(), [one for one in (arrived, again) if one is not None]
        for number in settled:
            await unsettled.settle(configured, number, arrived=number == arrived)
        for line in await unsettled.listed(configured):
            out.print(line, markup=False)

    run(work)
