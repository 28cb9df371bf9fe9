"""A rolling deploy: the old version goes on working while the new one adds to the tables."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from storage import migrate
from storage.urls import normalise
from tests.chaos.nursery import Nursery
from tests.chaos.storm import Storm, storm

NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "9999_from_{number}"
down_revision = "{head}"
def upgrade():
    op.add_column("deliveries", sa.Column("tone", sa.String(16), nullable=True))
    op.create_table("tones", sa.Column("id", sa.Integer, primary_key=True))
    op.create_index("ix_deliveries_tone", "deliveries", ["tone"])
"""


@pytest.fixture
def of_next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In this process, though not in the programs, the source has one migration more."""
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    head = migrate.head()
    for script in sorted(migrate.SCRIPTS.rglob("*.py*")):
        if "__pycache__" not in script.parts and script.suffix != ".pyc":
            (scripts / script.relative_to(migrate.SCRIPTS)).write_text(script.read_text("utf-8"), "utf-8")
    (scripts / "versions" / "9999_tone.py").write_text(NEXT.format(head=head, number=head[:4]), "utf-8")
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)


@pytest.mark.postgres
async def test_an_old_process_goes_on_and_comes_back_while_a_newer_version_adds_a_column(
    tmp_path: Path, postgres_url: str, cradle: Nursery, of_next_version: None
) -> None:
    async with storm(tmp_path, postgres_url, cradle, processes=1, seed=1) as town:
        await town.begin(20)
        migrating = asyncio.create_task(asyncio.to_thread(migrate.upgrade, postgres_url))
        while not migrating.done():
            await town.owe(10)
            await asyncio.sleep(0.02)
        await migrating
        # Killed in the middle of a deploy, an old process comes back beside the new ones.
        await town.programs[0].kill()
        await town.owe(20)
        await town.pass_over()
        await all_ended(town)
        tally = await town.count()
        said = [line for line in town.programs[0].said() if '"level": "error"' in line]
    assert columns(postgres_url) >= {"tone", "state"}
    assert (tally.sent, tally.doubled, tally.lost, said) == (tally.messages, 0, 0, [])


async def all_ended(town: Storm) -> None:
    """Wait until every row of the ledger has."""
    async with asyncio.timeout(60):
        while await town.unfinished():
            await asyncio.sleep(0.05)


def columns(url: str) -> set[str]:
    """Name the columns of the ledger."""
    engine = create_engine(normalise(url))
    found = {column["name"] for column in inspect(engine).get_columns("deliveries")}
    engine.dispose()
    return found
