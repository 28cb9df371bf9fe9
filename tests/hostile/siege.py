"""Sends attacks, notes how each was answered, and looks whether anything was written."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

import aiohttp
from yarl import URL

from bot.domain.audit import HOME_OPENED
from tests.hostile.attacks import Attack, attacks, torn
from tests.hostile.house import House

TOGETHER = 20
# Of all attacks one in so many is torn bytes on a bare connection.
TORN = 6
PATIENCE_WITH_TORN = 0.5


@dataclass
class Outcome:
    """How often each sort of attack was answered with which status, and what went wrong."""

    answered: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.answered.total()

    def note(self, sort: str, status: str, said: str, raw: bytes) -> None:
        self.answered[sort, status] += 1
        if status[:1] == "5" or status == "hang" or "Traceback" in said:
            self.wrong.append(f"{sort}: {status} {said[:200]!r} for {raw[:1500]!r}")


async def besiege(home: House, number: int, seed: int) -> Outcome:
    """Send so many attacks; what the database holds is the same afterwards, or that is wrong too."""
    outcome = Outcome()
    before = await home.remembered()
    chance = random.Random(seed + 1)
    coming = attacks(home, number - number // TORN, seed)
    while some := list(islice(coming, TOGETHER)):
        await asyncio.gather(*(_send(home, outcome, one) for one in some))
    for _ in range(0, number // TORN, TOGETHER):
        pieces = [torn(home, chance) for _ in range(TOGETHER)]
        await asyncio.gather(*(_tear(home, outcome, one) for one in pieces))
    after = await home.remembered()
    fresh = sorted(one for one in set(after) - set(before) if not _is_a_look_at_home(one))
    outcome.wrong += [f"written: {one[:1500]}" for one in fresh] + ["rows are gone"] * (
        len(after) < len(before)
    )
    return outcome


def _is_a_look_at_home(row: str) -> bool:
    """Whether a row only notes that a coordinator was drawn their own Home: once a day, whatever they pressed."""
    if row.startswith('INSERT INTO "sqlite_sequence"'):
        return "audit_log" in row
    return row.startswith('INSERT INTO "audit_log"') and f"'{HOME_OPENED}'" in row


async def _send(home: House, outcome: Outcome, attack: Attack) -> None:
    url = URL(home.origin + attack.path, encoded=True)
    headers = {name: value for name, value in attack.headers.items() if _is_header(value)}
    try:
        async with home.session.request(
            attack.method, url, data=attack.raw, headers=headers, allow_redirects=False
        ) as told:
            said = (await told.read()).decode("utf-8", "replace")
            outcome.note(attack.sort, str(told.status), said, attack.raw)
    except TimeoutError:
        outcome.note(attack.sort, "hang", "", attack.raw)
    except (aiohttp.ClientError, ValueError, OSError) as cut:
        outcome.note(attack.sort, f"cut ({type(cut).__name__})", "", attack.raw)


def _is_header(value: str) -> bool:
    return value.isprintable() and value.isascii()


async def _tear(home: House, outcome: Outcome, raw: bytes) -> None:
    assert home.running.web is not None
    said = b""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", home.running.web.port)
        writer.write(raw)
        try:
            async with asyncio.timeout(PATIENCE_WITH_TORN):
                said = await reader.read(65_536)
        finally:
            writer.close()
        first = said.split(b"\r\n")[0].split(b" ")
        status = first[1].decode("ascii", "replace") if len(first) > 1 else "closed"
    except TimeoutError:
        # It may lack its end, for which the server waits a while; that it goes on serving, the next ones show.
        status = "waits"
    except OSError:
        status = "closed"
    outcome.note("torn", status, said.decode("utf-8", "replace"), raw)
