"""`make hostile`: many attacks, a table of how each sort was answered, and whether anything was wrong."""

from __future__ import annotations

import asyncio
import secrets
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from storage import migrate
from tests.hostile.house import house
from tests.hostile.kept import InFile, InServer, Kept
from tests.hostile.siege import Outcome, besiege
from tests.past import live
from tests.postgres import server
from tests.village import Village

# When the pair has just been asked how it goes.
LATER = datetime(2027, 3, 16, 14, 30, tzinfo=UTC)


class Kind(StrEnum):
    """The kinds of database."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def main(
    number: Annotated[int, typer.Option(min=100, help="How many attacks.")] = 20_000,
    seed: Annotated[
        int | None, typer.Option(help="The same seed sends the same; without it, new ones.")
    ] = None,
    database: Annotated[Kind, typer.Option(help="On which kind of database.")] = Kind.SQLITE,
) -> None:
    """Attack a Trellis on this machine in every way we know."""
    chosen = secrets.randbelow(2**31) if seed is None else seed
    with tempfile.TemporaryDirectory() as folder, lent(Path(folder), database) as kept:
        outcome = asyncio.run(_attacked(kept, Path(folder), number, chosen))
    out = Console()
    out.print(_table(outcome, chosen))
    for one in outcome.wrong[:40]:
        out.print(one, markup=False, soft_wrap=True)
    out.print(f"{outcome.total} attacks, {len(outcome.wrong)} of them with something wrong.")
    sys.exit(bool(outcome.wrong))


@contextmanager
def lent(folder: Path, database: Kind) -> Iterator[Kept]:
    """Lend a database at the newest migration, until it is not needed any more."""
    if database is Kind.SQLITE:
        migrate.upgrade(f"sqlite:///{folder / 'trellis.db'}")
        yield InFile(folder / "trellis.db")
        return
    with server() as running:
        running.make_template()
        with running.database() as url:
            yield InServer(url)


async def _attacked(kept: Kept, folder: Path, number: int, seed: int) -> Outcome:
    memory = await asyncio.to_thread(live, folder, _some_weeks, kept.url)
    async with house(kept, folder, memory, LATER) as home:
        return await besiege(home, number, seed)


async def _some_weeks(town: Village) -> None:
    """Let a pair sign, and be asked how it goes; all three look at Home."""
    await town.agree()
    await town.go_to(*LATER.timetuple()[:5])
    for person in (town.ines, town.noah, town.amara):
        await town.sees_home(person)


def _table(outcome: Outcome, seed: int) -> Table:
    sorts = sorted({sort for sort, _ in outcome.answered})
    statuses = sorted({status for _, status in outcome.answered})
    table = Table(title=f"How {outcome.total} attacks were answered (seed {seed})")
    for heading in ("sort", *statuses, "all"):
        table.add_column(heading, justify="left" if heading == "sort" else "right")
    for sort in sorts:
        counts = [outcome.answered[sort, status] for status in statuses]
        table.add_row(sort, *(str(one or "") for one in counts), str(sum(counts)))
    totals = Counter[str]()
    for (_, status), count in outcome.answered.items():
        totals[status] += count
    table.add_row("all", *(str(totals[status]) for status in statuses), str(outcome.total))
    return table


if __name__ == "__main__":
    typer.run(main)
