"""`trellis export`: writes what is kept of one person into two files, for who asks whoever runs Trellis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import settings
from bot.commands.console import out, run


def export(
    person: Annotated[str, typer.Option(help="Whose data, by Slack's id, such as U0123456.")],
    team: Annotated[
        str | None, typer.Option(help="Of which workspace, by Slack's id, where there are several.")
    ] = None,
    to: Annotated[Path, typer.Option(help="The folder for the two files.")] = Path(),
) -> None:
    """Write a copy of what is kept of a person: a page to read, and JSON. It is noted, and they can read that."""

    async def work() -> None:
        from bot.commands import copying

        for file in await copying.carry_out(settings.load(), person, team, to):
            out.print(str(file), markup=False)

    run(work)
