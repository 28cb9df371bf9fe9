"""The gate before everything that arrives over HTTP: how often, how much and how long somebody unknown may knock."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, and `a_second` from then on."""

    burst: float
    a_second: float


ONE_ADDRESS = Rate(burst=60, a_second=2)
ALL_TOGETHER = Rate(burst=600, a_second=20)
# Some 200 bytes each.
MOST_ADDRESSES = 10_000
MOST_SIGNATURES = 50_000
# What is read at once of bodies of which nobody knows yet whether they are signed.
MOST_READING = 32 * 1024 * 1024
# Slack gives up after three.
READ_SECONDS = 10.0
# A network of one house: whoever has one IPv6 address has 2**64 of them.
_HOUSE = 64
_WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](:\d{1,5})?|(?P<four>[\d.]+):\d{1,5}", re.ASCII)


class Knocks:
    """Counts what came without a signature, by address and in all; what was signed is never counted.

    Only so many addresses are remembered: the one that has been quiet longest is forgotten first, and all together
    are bounded in any case.
    """

    def __init__(
        self,
        one: Rate = ONE_ADDRESS,
        together: Rate = ALL_TOGETHER,
        most: int = MOST_ADDRESSES,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._one = one
        self._together = together
        self._most = most
        self._now = now
        self._all = _Bucket(together.burst, now())
        self._by_address: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        """Return how many addresses are remembered."""
        return len(self._by_address)

    def wait(self, address: str) -> int:
        """Count a knock from an address; return 0, or after how many seconds the next one may come."""
        now = self._now()
        bucket = self._by_address.pop(address, None) or _Bucket(self._one.burst, now)
        self._by_address[address] = bucket
        if len(self._by_address) > self._most:
            self._by_address.popitem(last=False)
        # Who knocks too often takes nothing away from the others.
        own = bucket.wait(self._one, now)
        return own or self._all.wait(self._together, now)


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float

    def wait(self, rate: Rate, now: float) -> int:
        self.left = min(rate.burst, self.left + (now - self.at) * rate.a_second)
        self.at = now
        if self.left < 1:
            return max(1, ceil((1 - self.left) / rate.a_second))
        self.left -= 1
        return 0


class Heard:
    """The signatures of late, by which a request that somebody recorded and sends again is known.

    Each process remembers its own, and beyond `most` the oldest is forgotten. What passes for that reason is harmless:
    a press or a form that comes twice changes nothing more, by the ledger's and the tables' own keys.
    """

    def __init__(self, seconds: float, most: int = MOST_SIGNATURES) -> None:
        self._seconds = seconds
        self._most = most
        self._until: OrderedDict[bytes, float] = OrderedDict()

    def __len__(self) -> int:
        """Return how many signatures are remembered."""
        return len(self._until)

    def again(self, signature: str, now: float) -> bool:
        """Tell whether a signature that fits was heard before; from now on it was. `now` is in seconds."""
        while self._until and next(iter(self._until.values())) < now:
            self._until.popitem(last=False)
        # Half of the digest tells it from all others as well.
        key = signature.encode()[-32:]
        if key in self._until:
            return True
        # One whose time stamp lies ahead by the whole window is good for twice that long.
        self._until[key] = now + 2 * self._seconds
        if len(self._until) > self._most:
            self._until.popitem(last=False)
        return False


class TooLarge(Exception):
    """More than may be read."""


class Reading:
    """Reads bodies whose sender nobody knows yet: each only so large and so long, and all of them only so much.

    Where all together are too much, the one that has been read longest is given up: whoever is honest is quick.
    """

    def __init__(self, most_bytes: int, most: int = MOST_READING, seconds: float = READ_SECONDS) -> None:
        self._most_bytes = most_bytes
        self._most = most
        self._seconds = seconds
        self._under_way: dict[asyncio.Timeout, int] = {}

    @property
    def held(self) -> int:
        """How many bytes of unfinished bodies there are."""
        return sum(self._under_way.values())

    async def body(self, request: web.Request) -> bytes:
        """Return the raw body; raises TooLarge, TimeoutError, and aiohttp's errors for what is no body at all."""
        if (request.content_length or 0) > self._most_bytes:
            raise TooLarge
        if request.content.is_eof():
            # As most come: with their headers, in one piece. Nothing is left to wait for.
            return self._bounded(request.content.read_nowait())
        async with asyncio.timeout(self._seconds) as limit:
            self._under_way[limit] = 0
            try:
                return await self._pieces(request, limit)
            finally:
                del self._under_way[limit]

    def _bounded(self, whole: bytes) -> bytes:
        # Of a body in chunks nobody said how long it is.
        if len(whole) > self._most_bytes:
            raise TooLarge
        return whole

    async def _pieces(self, request: web.Request, limit: asyncio.Timeout) -> bytes:
        pieces = bytearray()
        async for piece in request.content.iter_any():
            pieces += piece
            if len(pieces) > self._most_bytes:
                raise TooLarge
            self._under_way[limit] = len(pieces)
            if self.held > self._most:
                next(iter(self._under_way)).reschedule(asyncio.get_running_loop().time())
        return bytes(pieces)


def address_of(remote: str | None, forwarded: Sequence[str], proxies: int) -> str:
    """Return from which address a request came, of IPv6 its house's network.

    `forwarded` is each X-Forwarded-For there is: some proxies write on in the one that came, others add their own.
    Behind `proxies` of ours, each of which says from whom it heard, that is the one so many from the end; what stands
    before it anybody may have written.
    """
    told = [one.strip() for one in ",".join(forwarded).split(",")] if proxies else []
    found = told[-proxies] if len(told) >= proxies > 0 else remote or ""
    try:
        address = ipaddress.ip_address(_without_port(found))
    except ValueError:
        # A name of somebody's choice would be remembered as long as it is.
        return remote or ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        # So a server that listens on both sees whoever comes by IPv4; they are no one house.
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _HOUSE), strict=False))


def _without_port(told: str) -> str:
    """Return an address as it is, where a proxy tells its port as well."""
    with_port = _WITH_PORT.fullmatch(told)
    return with_port["six"] or with_port["four"] if with_port else told
