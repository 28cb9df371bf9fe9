"""Somebody in each of many workspaces types a command to the whole bot over signed HTTP; what that costs it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, cycle, islice
from urllib.parse import urlencode

from aiohttp import ClientSession

from benchmarks.acknowledgement import free_port
from benchmarks.authorising import BEGUN, team
from benchmarks.children import Child, child
from benchmarks.hosted_process import Told
from benchmarks.population import KEY
from bot.settings import variable
from bot.web import PATH
from storage import installations, migrate, rows
from storage.store import Store, Transaction
from storage.tables import Installation, Person, Workspace
from storage.vault import Vault

SECRET = "nobody else knows it"
ADMIN = "U0ADMIN"
# Rows that are written at once.
AT_ONCE = 1000
# So many people type at the same time.
HANDS = 4
# What is sent twice is refused.
NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Visited:
    """What the bot told after requests of all workspaces in turn, and after as many of the last one."""

    all_of_them: Told
    one_of_them: Told
    refused: int


async def settle(url: str, many: int) -> None:
    """Let so many workspaces have installed Trellis, each with an admin, in a database without any."""
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, Vault([KEY]))
    for begun in range(0, many, AT_ONCE):
        numbers = range(begun, min(begun + AT_ONCE, many))
        await store.run(lambda tx, numbers=numbers: _install(tx, numbers))  # type: ignore[misc]
    await store.close()


async def visit(url: str, many: int, requests: int) -> Visited:
    """Start the bot, and let people of so many workspaces type to it."""
    port = free_port()
    env = _settings(url, port)
    async with child("benchmarks.hosted_process", env=env) as bot, ClientSession() as session:
        await _told(bot)
        address = f"http://127.0.0.1:{port}{PATH}"
        teams = [team(number) for number in range(many)]
        refused = await _type(session, address, islice(cycle(teams), requests))
        # From now on it is known, whether it was among them or not.
        refused += await _type(session, address, teams[-1:])
        everybody = await _told(bot)
        refused += await _type(session, address, [teams[-1]] * requests)
        return Visited(everybody, await _told(bot), refused)


async def _told(bot: Child) -> Told:
    return Told(**json.loads(await bot.ask("?")))


async def _type(session: ClientSession, address: str, teams: Iterator[str] | Sequence[str]) -> int:
    """Let somebody in each of these workspaces type a command; returns how many were not answered."""
    waiting = iter(teams)
    refused = 0

    async def hand() -> None:
        nonlocal refused
        for one in waiting:
            raw = urlencode({**_command(one), "trigger_id": next(NUMBERS)}).encode()
            async with session.post(address, data=raw, headers=_signed(raw)) as answer:
                refused += answer.status != 200 or not await answer.text()

    await asyncio.gather(*(hand() for _ in range(HANDS)))
    return refused


def _command(team_id: str) -> Mapping[str, str]:
    return {
        "command": "/trellis",
        "text": "why",
        "team_id": team_id,
        "user_id": ADMIN,
        "channel_id": "D0ADMIN",
        "response_url": "http://127.0.0.1:9/",
        "api_app_id": "A0TRELLIS",
    }


def _signed(raw: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), b"v0:" + at.encode() + b":" + raw, hashlib.sha256)
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": f"v0={mac.hexdigest()}",
    }


def _settings(database_url: str, port: int) -> dict[str, str]:
    values = {
        "slack_bot_token": "",
        "slack_app_token": "",
        "slack_client_id": "1.2",
        "slack_client_secret": SECRET,
        "slack_signing_secret": SECRET,
        # Nobody is there: what is typed is answered without Slack.
        "slack_base_url": "http://127.0.0.1:9/api/",
        "public_url": f"http://127.0.0.1:{port}",
        "mode": "http",
        "host": "127.0.0.1",
        "port": str(port),
        "database_url": database_url,
        "vault_keys": base64.urlsafe_b64encode(KEY).decode(),
        "clock_offset": "0",
        "coordinators": "",
        "key_file": "",
    }
    return {variable(name): value for name, value in values.items()}


def _install(tx: Transaction, numbers: range) -> None:
    """Write many rows at once: one after the other they would take a minute."""
    here = [
        {
            "team_id": team(number),
            "name": f"Workspace {number}",
            "locale": "en",
            "bot_user_id": f"U{number:08d}",
            "scopes": ["chat:write", "im:history", "im:write", "users:read"],
            "installed_at": BEGUN,
            "uninstalled_at": None,
        }
        for number in numbers
    ]
    rows.add_each(tx, Workspace, ("team_id",), here)
    first = team(numbers.start), team(numbers.stop - 1)
    found = rows.find(tx, Workspace, Workspace.team_id >= first[0], Workspace.team_id <= first[1])
    ids = [row["id"] for row in found]
    granted = [
        {
            "workspace_id": ws,
            "enterprise_id": None,
            "app_id": "A0TRELLIS",
            "bot_id": f"B{ws:08d}",
            "installed_by": ADMIN,
            "token": tx.vault.seal(ws, installations.TOKEN, f"xoxb-{ws}"),
            "token_since": BEGUN,
        }
        for ws in ids
    ]
    rows.add_each(tx, Installation, ("workspace_id",), granted)
    admins = [
        {
            "workspace_id": ws,
            "slack_id": ADMIN,
            "name": "Amara",
            "zone": "Europe/London",
            "locale": "en-GB",
            "leave": [],
            "is_admin": True,
            "is_guest": False,
            "is_bot": False,
            "looked_up_at": BEGUN,
        }
        for ws in ids
    ]
    rows.add_each(tx, Person, ("workspace_id", "slack_id"), admins)
