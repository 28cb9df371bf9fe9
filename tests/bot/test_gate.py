"""Whoever is unknown may knock so often, send so much and take so long, and whoever is signed is heard all the same."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, web
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from bot import gate
from bot import listening as listening_
from bot.gate import Heard, Knocks, Rate, Reading, TooLarge, address_of
from bot.router import Call, Router
from bot.web import MOST_BYTES, PATH
from tests.bot.test_web import PRESS, RAW, counting
from tests.bot.wire import FORM, JSON, Wire, interactive, listening, signed

SECRET_WORDS = "the-fox-sleeps-under-the-old-bridge"


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_an_address_may_knock_so_often_and_hears_when_to_come_back() -> None:
    now = Hands()
    knocks = Knocks(Rate(burst=2, a_second=0.5), now=now)
    told = [knocks.wait("here") for _ in range(3)]
    now.seconds = 2.0
    assert (told, knocks.wait("here"), knocks.wait("here"), knocks.wait("there")) == ([0, 0, 2], 0, 2, 0)


def test_many_addresses_together_may_knock_so_often() -> None:
    knocks = Knocks(Rate(1, 1), Rate(burst=3, a_second=1), now=Hands())
    assert [knocks.wait(f"10.0.0.{n}") for n in range(5)] == [0, 0, 0, 1, 1]


def test_whoever_knocks_too_often_takes_nothing_from_the_others() -> None:
    knocks = Knocks(Rate(1, 1), Rate(burst=3, a_second=1), now=Hands())
    assert [knocks.wait("here") for _ in range(9)] == [0] + [1] * 8
    assert [knocks.wait("there"), knocks.wait("yonder")] == [0, 0]


def test_only_so_many_addresses_are_remembered() -> None:
    knocks = Knocks(most=100)
    for n in range(1_000):
        knocks.wait(f"10.0.{n // 250}.{n % 250}")
    assert len(knocks) == 100


def test_a_signature_is_new_once_and_forgotten_when_it_is_good_no_longer() -> None:
    heard = Heard(seconds=300)
    told = [heard.again("v0=" + "a" * 64, at) for at in (0.0, 299.0, 600.0, 601.0)]
    assert (told, len(heard)) == ([False, True, True, False], 1)


def test_only_so_many_signatures_are_remembered() -> None:
    heard = Heard(seconds=300, most=10)
    assert not any(heard.again(f"v0={n:064x}", 0.0) for n in range(1_000))
    assert (len(heard), heard.again(f"v0={999:064x}", 0.0)) == (10, True)


@pytest.mark.parametrize(
    ("remote", "told", "proxies", "found"),
    [
        ("192.0.2.7", "198.51.100.1", 0, "192.0.2.7"),
        ("10.0.0.1", "198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1", 2, "10.0.0.1"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("10.0.0.1", "x" * 5_000, 1, "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("10.0.0.1", "[2001:db8:1:2::9]", 1, "2001:db8:1:2::/64"),
        ("10.0.0.1", "[2001:db8:1:2::9]:443", 1, "2001:db8:1:2::/64"),
        ("10.0.0.1", "198.51.100.1:50123", 1, "198.51.100.1"),
        ("::ffff:192.0.2.7", "", 0, "192.0.2.7"),
        ("10.0.0.1", "fe80::1%" + "x" * 5_000, 1, "fe80::/64"),
    ],
)
def test_a_proxy_is_believed_by_setting_only(remote: str, told: str, proxies: int, found: str) -> None:
    assert address_of(remote, [told], proxies) == found


def test_a_proxy_may_add_a_header_of_its_own_to_the_one_that_somebody_made_up() -> None:
    assert address_of("10.0.0.1", ["6.6.6.6, 6.6.6.7", "198.51.100.1"], 1) == "198.51.100.1"


async def test_whoever_makes_headers_up_behind_a_proxy_is_counted_as_who_they_are() -> None:
    async with listening(Router(), proxies=1) as wire:
        told: list[int] = []
        # On a slow machine one or another more is let in meanwhile.
        while 429 not in told and len(told) < 10 * gate.ONE_ADDRESS.burst:
            headers = CIMultiDict({"X-Forwarded-For": f"6.6.{len(told) // 250}.{len(told) % 250}"})
            headers.add("X-Forwarded-For", "198.51.100.1")
            told.append((await wire.send(RAW, headers))[0])
    burst = int(gate.ONE_ADDRESS.burst)
    assert (told[:burst], told[-1]) == ([401] * burst, 429)


@given(told=st.text(), remote=st.none() | st.ip_addresses().map(str), proxies=st.integers(0, 3))
def test_whatever_a_header_says_is_an_address_or_not_believed(
    told: str, remote: str | None, proxies: int
) -> None:
    assert len(address_of(remote, [told], proxies)) <= 43


async def test_whoever_is_signed_is_heard_while_others_are_told_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Knocks.__init__, "__defaults__", (Rate(3, 0.1), Rate(5, 0.1), 10, time.monotonic))
    on: Router[None] = Router()
    values = counting(on)
    async with listening(on) as wire:
        unsigned = [await wire.send(RAW, {"Content-Type": FORM}) for _ in range(4)]
        forged = await wire.send(RAW, signed(RAW, FORM, secret="somebody else's"))
        async with wire.session.get(wire.url) as elsewhere:
            pages = (elsewhere.status, elsewhere.headers.get("Retry-After"))
        heard = await wire.payload(PRESS)
    refused, too_often = (401, "The signature does not fit."), (429, "Too often.")
    assert (unsigned, forged, pages) == ([refused] * 3 + [too_often], too_often, (429, "10"))
    assert (heard, values) == ((200, ""), ["42"])


async def test_a_press_that_somebody_recorded_is_not_heard_again() -> None:
    on: Router[None] = Router()
    values = counting(on)
    headers = signed(RAW, FORM)
    async with listening(on) as wire:
        told = [await wire.send(RAW, headers) for _ in range(2)]
        other = interactive({**PRESS, "trigger_id": "2"})
        anew = await wire.send(other, signed(other, FORM))
    assert (told, anew) == ([(200, ""), (401, "This was heard before.")], (200, ""))
    assert values == ["42", "42"]


async def test_an_event_that_slack_sends_again_within_the_second_is_heard() -> None:
    on: Router[None] = Router()
    seen: list[str | None] = []

    @on.event("app_home_opened")
    async def opened(call: Call[Any]) -> None:
        seen.append(call.event_id)

    event = {"type": "app_home_opened", "user": "UINES", "channel": "D1", "tab": "home"}
    body = {"type": "event_callback", "team_id": "TFERNHILL", "event_id": "Ev1", "event": event}
    raw = json.dumps(body).encode()
    headers = signed(raw, JSON)
    async with listening(on) as wire:
        assert [await wire.send(raw, headers) for _ in range(2)] == [(200, "")] * 2
    assert seen == ["Ev1", "Ev1"]


async def test_of_what_is_unsigned_nothing_is_read_and_nothing_is_written_down(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield SECRET_WORDS.encode() * 100
            await asyncio.sleep(0)

    caplog.set_level(logging.DEBUG)
    async with listening(Router()) as wire:
        started = time.monotonic()
        async with ClientSession() as other:
            try:
                async with other.post(wire.url, data=endless(), headers={"X-Slack-Signature": "v0="}) as told:
                    status = told.status
            except OSError:
                status = 401
        took = time.monotonic() - started
        assert (status, (await wire.payload(PRESS))[0]) == (401, 200)
    assert (took < gate.READ_SECONDS, SECRET_WORDS in caplog.text) == (True, False)


async def talk(wire: Wire, raw: bytes) -> bytes:
    """Send bytes, and return all that comes back until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", wire.port)
    writer.write(raw)
    await writer.drain()
    told = await reader.read()
    writer.close()
    return told


async def test_a_body_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reading.__init__, "__defaults__", (gate.MOST_READING, 0.05))
    headers = "".join(f"{name}: {value}\r\n" for name, value in signed(RAW, FORM).items())
    async with listening(Router()) as wire:
        told = await talk(
            wire, f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: 900\r\n\r\nab".encode()
        )
    assert told.split(b"\r\n")[0] == b"HTTP/1.1 408 Request Timeout"


async def test_what_is_no_http_is_refused_without_a_trace(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with listening(Router()) as wire:
        told = await talk(wire, f"{SECRET_WORDS} \x01 HTTP/9\r\n\r\n".encode())
        chunked = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
        headers = "".join(f"{name}: {value}\r\n" for name, value in signed(RAW, FORM).items())
        broken = await talk(wire, f"{chunked}{headers}\r\n{SECRET_WORDS}\r\n".encode())
    assert [one.split(b"\r\n")[0].split(b" ")[1] for one in (told, broken)] == [b"400", b"400"]
    assert "Traceback" not in (told + broken).decode()
    assert SECRET_WORDS not in caplog.text


async def test_too_much_is_refused_before_it_is_read() -> None:
    async with listening(Router()) as wire:
        headers = "".join(f"{name}: {value}\r\n" for name, value in signed(RAW, FORM).items())
        told = await talk(
            wire,
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {MOST_BYTES + 1}\r\n\r\n".encode(),
        )
    assert told.split(b"\r\n")[0] == b"HTTP/1.1 413 Request Entity Too Large"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", PATH, 405), ("PUT", PATH, 405), ("POST", "/", 404), ("GET", "/../etc/passwd", 404)],
)
async def test_other_ways_and_other_paths_are_answered_plainly(method: str, path: str, status: int) -> None:
    async with listening(Router()) as wire:
        url = wire.url.removesuffix(PATH) + path
        async with wire.session.request(method, url) as told:
            found = (told.status, "Traceback" in await told.text(), "Server" in told.headers)
    assert found == (status, False, False)


async def test_whoever_never_ends_their_headers_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening_, "KEEP_ALIVE_SECONDS", 0.2)
    async with listening(Router()) as wire:
        reader, writer = await asyncio.open_connection("127.0.0.1", wire.port)
        ended = asyncio.create_task(reader.read())
        writer.write(f"POST {PATH} HTTP/1.1\r\n".encode())
        while not ended.done():
            writer.write(b"X: 1\r\n")
            await asyncio.sleep(0.01)
        try:
            told = await ended
        except ConnectionResetError:
            # What was written last came after the end.
            told = b""
        writer.close()
        assert (told, (await wire.payload(PRESS))[0]) == (b"", 200)


async def test_of_too_many_strangers_the_first_are_cut_off_and_slack_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listening_, "MOST_STRANGERS", 5)
    on: Router[None] = Router()
    values = counting(on)
    async with listening(on) as wire:
        # Slack's own connection stays, however long it is quiet meanwhile.
        assert await wire.payload(PRESS) == (200, "")
        strangers = [await asyncio.open_connection("127.0.0.1", wire.port) for _ in range(20)]
        ends = [asyncio.create_task(reader.read(1)) for reader, _ in strangers]
        async with ClientSession() as anew:
            other = interactive({**PRESS, "trigger_id": "2"})
            async with anew.post(wire.url, data=other, headers=signed(other, FORM)) as told:
                assert told.status == 200
        last = interactive({**PRESS, "trigger_id": "3"})
        assert await wire.send(last, signed(last, FORM)) == (200, "")
        done, waiting = await asyncio.wait(ends, timeout=0.2)
        for one in waiting:
            one.cancel()
        for _, writer in strangers:
            writer.close()
    assert (values, len(done) >= 15, len(waiting) <= 5) == (["42"] * 3, True, True)


async def test_a_body_in_pieces_without_a_length_is_measured_as_it_comes() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * (MOST_BYTES // 20)

    async with listening(Router()) as wire, ClientSession() as other:
        try:
            async with other.post(wire.url, data=pieces(), headers=signed(RAW, FORM)) as told:
                status = told.status
        except OSError:
            # Cut off while the rest was still on its way.
            status = 413
        assert (status, (await wire.payload(PRESS))[0]) == (413, 200)


@asynccontextmanager
async def told_of(reading: Reading) -> AsyncIterator[tuple[list[str], int]]:
    """A server that reads bodies so; gives what became of each, and its port."""
    told: list[str] = []

    async def receive(request: web.Request) -> web.Response:
        try:
            told.append(f"{len(await reading.body(request))} bytes")
        except TimeoutError:
            told.append("given up")
        except TooLarge:
            told.append("too large")
        return web.Response()

    application = web.Application()
    application.router.add_post("/", receive)
    runner = web.AppRunner(application, lingering_time=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield told, runner.addresses[0][1]
    await runner.cleanup()


async def until(holds: Callable[[], bool]) -> None:
    while not holds():
        await asyncio.sleep(0.001)


async def test_of_many_slow_bodies_the_oldest_is_given_up() -> None:
    reading = Reading(most_bytes=100, most=150, seconds=20)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
    async with told_of(reading) as (told, port):
        first = await asyncio.open_connection("127.0.0.1", port)
        first[1].write(head + b"x" * 90)
        await until(lambda: reading.held == 90)
        second = await asyncio.open_connection("127.0.0.1", port)
        second[1].write(head + b"x" * 90)
        await until(lambda: told == ["given up"])
        second[1].write(b"x" * 10)
        await until(lambda: len(told) == 2)
        for _, writer in (first, second):
            writer.close()
    assert (told, reading.held) == (["given up", "100 bytes"], 0)


@pytest.mark.parametrize(("size", "becomes"), [(0, "0 bytes"), (100, "100 bytes"), (101, "too large")])
async def test_a_body_that_came_whole_is_measured_where_nobody_said_its_length(
    size: int, becomes: str
) -> None:
    chunk = b"%x\r\n%b\r\n" % (size, b"x" * size) if size else b""
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with told_of(Reading(most_bytes=100)) as (told, port):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head + chunk + b"0\r\n\r\n")
        await until(lambda: bool(told))
        writer.close()
    assert told == [becomes]
