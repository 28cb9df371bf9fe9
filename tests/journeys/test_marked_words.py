"""Marked words are planted wherever somebody can write, and looked for in everything that leaves."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import MetaData, create_engine, select

from bot import log
from bot.reports import reporting
from storage import rows
from storage.store import Transaction
from storage.tables import AuditEntry, Delivery
from storage.urls import normalise
from tests.bot.test_reports import sentry
from tests.journeys.marking import MARK, OPEN_MARK, Field, Marking, fields
from tests.past import Memory
from tests.postgres import Server
from tests.roles.hands import acts
from tests.views.gallery import World, forms
from tests.village import Village, village

NAMES = ("Inês", "Duarte", "Noah", "Brooks", "Amara", "Okafor", "Fernhill")
# What is read as something else and never kept as it was typed, or is another field's twin in the same column.
NOT_COME_BY: dict[Field, str] = {
    ("own.delete_form", "confirm"): "is compared, and not kept",
    ("quiet.hours_form", "zone"): "is read as a zone",
    ("roster.form", "room"): "is a number",
}
# What everybody may read who takes part stands there as it is.
OPEN = {("programmes", "name"), ("people", "name")}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept_at(
    request: pytest.FixtureRequest, tmp_path: Path, signed_past: tuple[Path, Memory]
) -> Iterator[tuple[str, Memory]]:
    """The address of a database in which a pair has signed, and what its Slack remembers."""
    if request.param == "sqlite":
        folder, memory = signed_past
        yield f"sqlite:///{shutil.copy(folder / 'trellis.db', tmp_path / 'trellis.db')}", memory
        return
    name, memory = request.getfixturevalue("signed_database")
    lent: Server = request.getfixturevalue("postgres_server")
    with lent.database(name) as url:
        yield url, memory


async def test_nothing_that_leaves_by_a_side_door_carries_a_marked_word(
    tmp_path: Path, kept_at: tuple[str, Memory], capfd: pytest.CaptureFixture[str]
) -> None:
    url, memory = kept_at
    log.configure("json", logging.DEBUG)
    async with sentry() as (address, came), watched(address):  # noqa: SIM117
        async with village(tmp_path, url, health_port=0) as town, ClientSession() as session:
            memory.give(town.demo.simulator)
            planted = await tell_all(town, session)
            health = town.demo.running.health
            assert health is not None
            told = {}
            for path in ("healthz", "readyz", "metrics"):
                async with session.get(f"http://127.0.0.1:{health.port}/{path}") as answer:
                    told[path] = await answer.text()
            told["the ledger and the audit log"] = await town.demo.running.services.store.read(kept)
            told["what messages and views carry unseen"] = "\n".join(unseen(town))
            slack = town.demo.simulator
            tokens = (slack.bot_token, slack.app_token, slack.signing_secret)
            said = str([await person.conversation() for person in (town.ines, town.noah)])
            stored = await asyncio.to_thread(everything_stored, url)
            files = b"".join(one.read_bytes() for one in tmp_path.iterdir() if "trellis.db" in one.name)
    captured = capfd.readouterr()
    told["the log and the terminal"] = captured.err + captured.out
    told["reports of errors"] = b"".join(came).decode("utf-8", "replace")
    # They were planted: both read them, the log told of what went on, and what went wrong was reported.
    assert (said.count(MARK) >= 10, '"level": "error"' in told["the log and the terminal"]) == (True, True)
    assert "handler failed" in told["reports of errors"]
    assert all_that_can_be_typed() - planted == set(NOT_COME_BY)
    found = [
        (where, word)
        for where, text in told.items()
        for word in (MARK, OPEN_MARK, *NAMES, *tokens)
        if word in text
    ]
    assert found == []
    assert [at for at, text in stored.items() if any(word in text for word in (MARK, *tokens))] == []
    assert [word for word in (MARK, *tokens) if word.encode() in files] == []


@asynccontextmanager
async def watched(address: str) -> AsyncIterator[None]:
    """Report errors to an address; the end waits for what is on its way, which is taken in this loop."""
    stack = ExitStack()
    stack.enter_context(reporting(address))
    yield
    await asyncio.to_thread(stack.close)


def all_that_can_be_typed() -> set[Field]:
    """Return every field of every form in which somebody can type, after the gallery of all forms."""
    views = [one.view for one in forms(World()) if one.view]
    return {found for view in views for found in fields(dict(view))}


def everything_stored(url: str) -> dict[tuple[str, str], str]:
    """Return all that stands in each column of each table of a database, the queue's included, but for what is open."""
    engine = create_engine(normalise(url))
    known = MetaData()
    known.reflect(engine)
    found: dict[tuple[str, str], str] = {}
    with engine.connect() as line:
        for table in known.tables.values():
            for row in line.execute(table.select()).mappings():
                for name, value in row.items():
                    found[table.name, name] = found.get((table.name, name), "") + repr(value)
    engine.dispose()
    return {at: text for at, text in found.items() if at not in OPEN}


async def tell_all(town: Village, session: ClientSession) -> set[Field]:
    """Write wherever one can, by form, in a message, by command and in a thread, and let something go wrong."""
    ines, noah, amara = town.ines, town.noah, town.amara
    marking = Marking(town, session)
    for person in (ines, noah, amara):
        await town.sees_home(person)
        await marking.everywhere(person)
    await marking.ask_everything()
    await marking.ask_of_a_new_pair()
    for person in (ines, noah):
        await marking.everywhere(person)
    await town.say(ines, f"progress: 40% {MARK} the draft")
    await town.say(ines, f"It goes well {MARK}")
    await ines.command(f"/progress 50% {MARK} still at it")
    await ines.command(f"/trellis {MARK} what is this")
    await break_something(town)
    return marking.planted


async def break_something(town: Village) -> None:
    """Press a button whose value is a marked word, as no message of ours has one: its handler fails."""
    await town.ines.open_home()
    await town.settle()
    world = town.demo.simulator.world
    here = world.workspace(None)
    press = next(acts(world, here, town.ines.id, lambda name: name == "action pair.pause"))
    press.body["actions"][0]["value"] = MARK
    await world.outgoing.interact("interactive", press.body)
    await town.settle()


def kept(tx: Transaction) -> str:
    """Return what the ledger and the audit log hold beside what people wrote."""
    found = [dict(one) for one in tx.execute(select(rows.table(Delivery))).mappings()]
    found += [dict(one) for one in tx.execute(select(rows.table(AuditEntry))).mappings()]
    return json.dumps(found, default=str, ensure_ascii=False)


UNSEEN = ("metadata", "private_metadata", "callback_id", "external_id", "action_id", "block_id", "value")


def unseen(town: Village) -> Iterator[str]:
    """Yield what calls to Slack carry that nobody reads: metadata and ids, and the values of buttons and choices."""
    for call in town.demo.simulator.world.log.calls:
        yield from _under(call["arguments"], UNSEEN)


def _under(part: Any, names: tuple[str, ...]) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name in names:
                yield json.dumps(value, ensure_ascii=False)
            else:
                yield from _under(value, names)
    elif isinstance(part, list):
        for one in part:
            yield from _under(one, names)
    elif isinstance(part, str) and part[:1] in "[{":
        try:
            yield from _under(json.loads(part), names)
        except ValueError:
            return
