"""Marked words are planted wherever somebody can write, and looked for in everything that leaves."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

from bot import log
from storage import rows
from storage.store import Transaction
from storage.tables import AuditEntry, Delivery
from tests.journeys.test_reopening import propose
from tests.roles.hands import acts
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village, village

MARK = "zqmark"
NAMES = ("Inês", "Duarte", "Noah", "Brooks", "Amara", "Okafor", "Fernhill")
# Where somebody answers in their own words; the rest is chosen from what we offer.
OWN = {"introduction", "wants", "style", "goals", "boundaries"}


def marked(texts: Mapping[str, str]) -> dict[str, str]:
    """Plant a mark in every answer that is in one's own words."""
    return {name: f"{text} {MARK} {name}" if name in OWN else text for name, text in texts.items()}


async def test_nothing_that_leaves_by_a_side_door_carries_a_marked_word(
    tmp_path: Path, sqlite_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with village(tmp_path, sqlite_url, health_port=port) as town, ClientSession() as session:
        log.configure("json", logging.DEBUG)
        await tell_all(town)
        told = {}
        for path in ("healthz", "readyz", "metrics"):
            async with session.get(f"http://127.0.0.1:{port}/{path}") as answer:
                told[path] = await answer.text()
        told["the ledger and the audit log"] = await town.demo.running.services.store.read(kept)
        told["what messages and views carry unseen"] = "\n".join(unseen(town))
        slack = town.demo.simulator
        tokens = (slack.bot_token, slack.app_token, slack.signing_secret)
        files = b"".join(one.read_bytes() for one in tmp_path.iterdir() if "trellis.db" in one.name)
        said = str([await person.conversation() for person in (town.ines, town.noah)])
    captured = capfd.readouterr()
    told["the log and the terminal"] = captured.err + captured.out
    # They were planted: both read them, and the log told of what went on.
    assert (said.count(MARK) >= 10, '"level": "error"' in told["the log and the terminal"]) == (True, True)
    found = [
        (where, word) for where, text in told.items() for word in (MARK, *NAMES, *tokens) if word in text
    ]
    assert found == []
    assert [word for word in (MARK, *tokens) if word.encode() in files] == []


async def tell_all(town: Village) -> None:
    """Write wherever one can, and let something go wrong."""
    ines, noah = town.ines, town.noah
    await town.programme()
    await town.pair()
    await town.onboard(ines, marked(ABOUT_INES))
    await town.onboard(noah, marked(ABOUT_NOAH))
    await town.answer_clauses(ines, marked(CLAUSES_OF_INES))
    await town.answer_clauses(noah, marked(CLAUSES_OF_NOAH))
    await town.sign(ines)
    await town.sign(noah)
    await propose(town, noah, "Cadence", **{"How often": "every 3 weeks"})
    await town.go_to(2027, 3, 16, 15, zone="Europe/Lisbon")
    await town.say(ines, f"progress: 40% {MARK} the draft")
    await town.say(ines, f"It goes well {MARK}")
    await ines.command(f"/progress 50% {MARK} still at it")
    await ines.command(f"/trellis {MARK} what is this")
    await break_something(town)


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
