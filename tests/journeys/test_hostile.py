"""Whatever is malformed, hostile or random is answered without an error of ours, and nothing of it is kept."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import listening
from tests.hostile.house import SERVERS, house
from tests.hostile.kept import InFile, InServer, Kept
from tests.hostile.siege import besiege
from tests.past import Memory
from tests.postgres import CHECKOUT, Server

NUMBER = 900
FEW = 200
# What opens a port, or serves at one.
SERVES = ("web.Application(", "web.Server(", "AppRunner(", "create_server(", "start_server(", "HTTPServer(")
PACKAGES = ("bot", "handlers", "jobs", "storage")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept(
    request: pytest.FixtureRequest, tmp_path: Path, signed_past: tuple[Path, Memory]
) -> Iterator[tuple[Kept, Memory, int]]:
    """A database in which a pair has signed, what its Slack remembers, and how often it is attacked."""
    if request.param == "sqlite":
        folder, memory = signed_past
        yield InFile(Path(shutil.copy(folder / "trellis.db", tmp_path))), memory, NUMBER
        return
    name, memory = request.getfixturevalue("signed_database")
    lent: Server = request.getfixturevalue("postgres_server")
    with lent.database(name) as url:
        yield InServer(url), memory, FEW


async def test_hundreds_of_attacks_do_nothing(kept: tuple[Kept, Memory, int], tmp_path: Path) -> None:
    database, memory, number = kept
    async with house(database, tmp_path, memory) as home:
        outcome = await besiege(home, number, 5)
    assert outcome.wrong == []
    assert outcome.total >= number
    # They got as far as they were meant to: some to the gate, some to a handler.
    assert {status for _, status in outcome.answered} >= {"200", "400", "401", "404", "405", "413"}
    assert {door for door, _method, _path in outcome.routes} == set(SERVERS)


def test_whatever_serves_is_attacked() -> None:
    files = [one for package in PACKAGES for one in (CHECKOUT / package).rglob("*.py")]
    serving = {one for one in files if any(opens in one.read_text("utf-8") for opens in SERVES)}
    attacked = {Path(inspect.getfile(kind)) for kind in SERVERS.values()}
    assert serving == {*attacked, Path(inspect.getfile(listening))}
