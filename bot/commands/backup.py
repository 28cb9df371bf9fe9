"""`trellis backup`: a copy of the SQLite file while Trellis works with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import guarded, out


def backup(
    to: Annotated[Path, typer.Argument(help="The new file, such as trellis-2027-03-01.db.")],
) -> None:
    """Copy the SQLite file to a new one, whole and readable by you alone; works beside `run`."""
    from bot import app, settings
    from storage import backup as backups

    def work() -> None:
        configured = settings.load()
        size = backups.copy(configured.database_url, to.absolute())
        out.print(f"Copied to {to.absolute()}: {size / 1_000_000:.1f} MB, and found whole.", markup=False)
        where = "TRELLIS_VAULT_KEYS" if configured.vault_keys else app.key_file(configured)
        out.print(f"The key is not in it: keep a copy of {where} too, in another place.", markup=False)

    guarded(work)
