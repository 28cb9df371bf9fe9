"""Jobs that stand still after each of their steps, so that a test may choose who goes on first, and who dies."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Door
from bot.domain.pace import Pace
from jobs.deliver import Deliverer
from storage.store import Store, Transaction
from tests.jobs.office import WORDS, Office

T = TypeVar("T")
# So often whatever could run has had its turn: a task that waits for another's lock, too.
TURNS = 10


@dataclass(eq=False)
class Standing:
    """Somebody between two steps: whose, which was taken, and the token of the message that is about to be written."""

    job: Job
    after: str
    token: str | None
    goes: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Steps:
    """Everybody who stands still, and whether anything moves."""

    standing: list[Standing] = field(default_factory=list)
    # Without them everything flows.
    closed: bool = True
    _moving: int = 0
    _still: asyncio.Event = field(default_factory=asyncio.Event)

    @contextlib.contextmanager
    def moving(self) -> Iterator[None]:
        """Something is under way that nobody can stop, such as a commit or a call to Slack."""
        self._moving += 1
        self._still.clear()
        try:
            yield
        finally:
            self._moving -= 1
            if not self._moving:
                self._still.set()

    async def stand(self, job: Job, after: str, token: str | None = None) -> None:
        """Stand still until somebody says `go`."""
        if not self.closed:
            return
        here = Standing(job, after, token)
        self.standing.append(here)
        try:
            await here.goes.wait()
        finally:
            if here in self.standing:
                self.standing.remove(here)

    async def go(self, one: Standing) -> None:
        """Let one go on to their next step."""
        self.standing.remove(one)
        one.goes.set()
        await self.all_still()

    async def all_still(self) -> None:
        """Wait until nothing moves."""
        turns = 0
        while turns < TURNS:
            if self._moving:
                await self._still.wait()
                turns = 0
            await asyncio.sleep(0)
            turns += 1


class Job:
    """A process of its own on the same ledger: what it knows dies with it."""

    def __init__(self, work: Office, steps: Steps, pace: Pace | None) -> None:
        self._work = work
        self._steps = steps
        self._pace = pace
        self._sweep: asyncio.Task[int] | None = None
        self._deliverer = self._born()

    def _born(self) -> Deliverer:
        mine = self._work.deliverer
        store = cast("Store", _Store(self._work.store, self._steps, self))

        async def client(workspace: Any) -> AsyncWebClient:
            whole = await mine._clients(workspace)
            session = cast("aiohttp.ClientSession", _Session(whole, self._steps, self))
            return AsyncWebClient(whole.token, base_url=whole.base_url, session=session, retry_handlers=[])

        return Deliverer(store, self._work.clock, WORDS, Door(), client, pace=self._pace)

    async def sweep(self) -> None:
        """Begin to sweep, unless it does already."""
        if self._sweep is None or self._sweep.done():
            self._sweep = asyncio.create_task(self._deliverer.sweep())
        await self._steps.all_still()

    async def die(self) -> None:
        """Be killed wherever it stands; whoever comes in its place knows nothing."""
        if self._sweep:
            self._sweep.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweep
        self._sweep = None
        self._deliverer = self._born()
        await self._steps.all_still()


class _Store:
    """A store whose answers reach the job when it may go on."""

    def __init__(self, store: Store, steps: Steps, job: Job) -> None:
        self._store, self._steps, self._job = store, steps, job

    async def run(self, work: Callable[[Transaction], T], **more: Any) -> T:
        with self._steps.moving():
            answer = await self._store.run(work, **more)
        await self._steps.stand(self._job, "writing")
        return answer

    async def read(self, work: Callable[[Transaction], T], **more: Any) -> T:
        with self._steps.moving():
            answer = await self._store.read(work, **more)
        await self._steps.stand(self._job, "reading")
        return answer


class _Session:
    """An HTTP session that stands still right before it writes, and when the answer is there."""

    closed = False

    def __init__(self, whole: AsyncWebClient, steps: Steps, job: Job) -> None:
        assert whole.session is not None
        self._session, self._steps, self._job = whole.session, steps, job

    @contextlib.asynccontextmanager
    async def request(self, verb: str, url: str, **more: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        method = url.rsplit("/", 1)[1]
        if method == "chat.postMessage":
            said = json.loads(more["data"])
            await self._steps.stand(
                self._job, "looking at the clock", said["metadata"]["event_payload"]["key"]
            )
        try:
            with self._steps.moving():
                async with self._session.request(verb, url, **more) as response:
                    await response.read()
                    yield response
        finally:
            await self._steps.stand(self._job, method)
