"""Sends attacks, notes how each was answered, and looks whether anything was written."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import aiohttp
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import Flaky
from yarl import URL

from bot.domain.audit import HOME_OPENED
from tests.bot.wire import JSON, signed
from tests.hostile.attacks import Attack, attacks, enormous, torn
from tests.hostile.house import UNHEARD, House
from tests.hostile.invented import invented

TOGETHER = 20
# Of all attacks one in so many is torn bytes on a bare connection, and one in so many is of Hypothesis's making.
TORN, INVENTED = 6, 5
PATIENCE_WITH_TORN = 0.5
# Who writes down an error only when nobody of ours has caught it.
PAST = ("aiohttp", "asyncio", "bot.listening", "bot.router", "bot.web", "slack_bolt")


@dataclass
class Outcome:
    """How often each sort of attack was answered with which status, and what went wrong."""

    answered: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    routes: set[tuple[str, str, str]] = field(default_factory=set)

    @property
    def total(self) -> int:
        return self.answered.total()

    def note(self, sort: str, status: str, said: str, raw: bytes) -> bool:
        """Note an answer; returns whether it was right."""
        self.answered[sort, status] += 1
        is_wrong = status[:1] == "5" or status == "hang" or "Traceback" in said
        if is_wrong:
            self.wrong.append(f"{sort}: {status} {said[:200]!r} for {raw[:1500]!r}")
        return not is_wrong


async def besiege(home: House, number: int, chosen: int) -> Outcome:
    """Send so many attacks; what the database holds is the same afterwards, or that is wrong too."""
    outcome = Outcome()
    before = await home.remembered()
    for one in enormous(home):
        await _send(home, outcome, one)
    coming = attacks(home, number - number // TORN - number // INVENTED, chosen)
    while some := list(islice(coming, TOGETHER)):
        await asyncio.gather(*(_send(home, outcome, one) for one in some))
    chance = random.Random(chosen + 1)
    for _ in range(0, number // TORN, TOGETHER):
        pieces = [torn(home, chance) for _ in range(TOGETHER)]
        await asyncio.gather(*(_tear(home, outcome, *one) for one in pieces))
    await _invent(home, outcome, number // INVENTED, chosen)
    while outcome.total < number:
        await _send(home, outcome, next(attacks(home, 1, chosen + outcome.total)))
    after = await home.remembered()
    fresh = sorted(one for one in set(after) - set(before) if not _is_a_look_at_home(one))
    outcome.wrong += [f"written: {one[:1500]}" for one in fresh] + ["rows are gone"] * (
        len(after) < len(before)
    )
    await _still_serves(home, outcome)
    return outcome


async def _invent(home: House, outcome: Outcome, number: int, chosen: int) -> None:
    """Let Hypothesis send so many, and make small what is wrong: it asks, one after the other, from a thread."""
    loop = asyncio.get_running_loop()

    @seed(chosen)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(attack=invented(home))
    def all_are_answered(attack: Attack) -> None:
        home.forget_what_it_heard()
        assert asyncio.run_coroutine_threadsafe(_send(home, outcome, attack), loop).result()

    known = len(outcome.wrong)
    try:
        await asyncio.to_thread(all_are_answered)
    except (AssertionError, Flaky):
        # The last one is the smallest that goes wrong.
        outcome.wrong[known:] = outcome.wrong[-1:]


async def _still_serves(home: House, outcome: Outcome) -> None:
    """After all that, whoever is honest is answered, and of what was unsigned nothing is kept or told."""
    raw = b'{"type": "url_verification", "challenge": "3eZbrw1a"}'
    honest = [
        Attack("honest", "POST", "/slack/events", signed(raw, JSON, secret=home.secret), raw),
        Attack("honest", "GET", "/slack/install", {}, b""),
        *(Attack("honest", "GET", path, {}, b"", "health") for path in ("/healthz", "/readyz", "/metrics")),
        *(Attack("honest", "GET", path, {}, b"", "panel") for path in ("/", "/clock")),
    ]
    for one in honest:
        await _send(home, outcome, one)
    told = {status for sort, status in outcome.answered if sort == "honest"}
    assert home.running.web is not None
    outcome.wrong += [f"an honest request is answered {status}" for status in told - {"200"}]
    outcome.wrong += ["bodies are still held"] * bool(home.running.web._reading.held)
    written = home.log.getvalue()
    outcome.wrong += [f"in the log: {line[:500]}" for line in written.splitlines() if UNHEARD in line]
    outcome.wrong += sorted({line["exception"] for line in _unexpected(written)})


def _unexpected(written: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of the log about errors that came past what answers for errors."""
    for line in written.splitlines():
        told = json.loads(line) if line.startswith("{") else {}
        if "exception" in told and told["logger"].startswith(PAST):
            yield told


def _is_a_look_at_home(row: str) -> bool:
    """Whether a row only notes that a coordinator was drawn their own Home: once a day, whatever they pressed."""
    if row.startswith('INSERT INTO "sqlite_sequence"'):
        return "audit_log" in row
    return row.startswith('INSERT INTO "audit_log"') and f"'{HOME_OPENED}'" in row


async def _send(home: House, outcome: Outcome, attack: Attack) -> bool:
    door = home.door(attack.door)
    url = URL(f"http://127.0.0.1:{door.port}{attack.path}", encoded=True)
    headers = {name: value for name, value in attack.headers.items() if _is_header(value)}
    outcome.routes.add((attack.door, attack.method, attack.path.partition("?")[0]))
    try:
        async with home.session.request(
            attack.method, url, data=attack.raw, headers=headers, allow_redirects=False
        ) as told:
            said = (await told.read()).decode("utf-8", "replace")
            return outcome.note(attack.sort, str(told.status), said, attack.raw)
    except TimeoutError:
        return outcome.note(attack.sort, "hang", "", attack.raw)
    except (aiohttp.ClientError, ValueError, OSError) as cut:
        return outcome.note(attack.sort, f"cut ({type(cut).__name__})", "", attack.raw)


def _is_header(value: str) -> bool:
    return value.isprintable() and value.isascii()


async def _tear(home: House, outcome: Outcome, door: str, raw: bytes) -> None:
    said = b""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", home.door(door).port)
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
    outcome.note(f"torn {door}", status, said.decode("utf-8", "replace"), raw)
