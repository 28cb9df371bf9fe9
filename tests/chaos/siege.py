"""A village whose bot is killed and started again; what was owed and what stands in Slack are compared at the end."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot import manifest
from bot.demo import COORDINATOR, MENTEE, MENTOR, PEOPLE
from bot.domain.deliveries import Delivery, State
from simulator import NotPossible, NotThere, Person, Simulator
from storage import deliveries
from storage.store import Store
from storage.vault import Vault
from tests.chaos.nursery import Nursery
from tests.chaos.patience import SECONDS, Patience
from tests.chaos.program import Program
from tests.keys import TEST_KEY
from tests.village import START, Villagers

UNDER_WAY = {State.PLANNED, State.HELD, State.SENDING}
# A lease has run out when so much has passed.
LATER = timedelta(seconds=120)
WORKSPACE = 1


class Patient(Person):
    """Somebody who waits for what they want to press: the bot draws in its own time."""

    async def press(self, label: str | None = None, **more: Any) -> dict[str, Any]:
        patience = Patience(0.02)
        while True:
            try:
                return await super().press(label, **more)
            except (NotThere, NotPossible):
                # It is not drawn yet, or was drawn anew between the look and the press.
                if not await patience.holds():
                    raise


@dataclass
class Siege(Villagers):
    """The bot is in a process of its own; the people, Slack and the ledger's readers are in this one."""

    slack: Simulator
    program: Program
    store: Store
    the_rest: Program

    async def begin(self, at: datetime = START) -> None:
        """Start the bot."""
        await self.program.start(at)

    async def die(self) -> None:
        """Kill the bot, and let nothing go wrong in Slack any more."""
        await self.program.kill()
        self.slack.world.faults.replace([])

    async def revive(self, at: datetime | None = None) -> None:
        """Start the killed bot again, later than all leases, and wait until it has caught up."""
        await self.program.start(at or self.program.now() + LATER)
        await self.settle()

    async def answer(self, person: Person, answers: Iterable[tuple[str, str]]) -> None:
        """Answer questions in words, each as soon as it stands in Slack, whoever may be dead meanwhile."""
        for kind, words in answers:
            await self._wait(partial(self._is_asked, person, kind))
            await person.say(words)

    async def _is_asked(self, person: Person, kind: str) -> bool:
        tokens = {row.token for row in await self.ledger() if row.kind == kind}
        return any(_token(message) in tokens for message in await person.conversation())

    def fault(self, kind: str, method: str, person: Person | None = None, **more: Any) -> None:
        """Let calls of a method fail, or only those to one person."""
        match = {"method": method, **({"channel": "D" + person.id[1:]} if person else {})}
        self.slack.world.faults.replace([{"match": match, "fault": kind, **more}])

    async def settle(self) -> None:
        """Wait until every event is acknowledged and nothing in the ledger that is due is under way."""

        async def is_quiet() -> bool:
            return not self._unheard() and not {row.state for row in await self._due()} & UNDER_WAY

        await self._wait(is_quiet, looks=2)

    async def until_waiting(self, kind: str) -> None:
        """Wait until a row of a kind stands in line, not claimed yet."""

        async def stands() -> bool:
            return bool(await self._tokens(kind, State.PLANNED))

        await self._wait(stands)

    async def until_owed(self, kind: str) -> None:
        """Wait until a row of a kind stands in the ledger, whatever became of it."""

        async def stands() -> bool:
            return any(row.kind == kind for row in await self.ledger())

        await self._wait(stands)

    async def until_under_way(self, kind: str, *, taken: bool = False) -> None:
        """Wait until a row of a kind is claimed and Slack has heard of it, or has taken it, but the ledger not."""

        async def stands() -> bool:
            return bool(await self._tokens(kind, State.SENDING) & self._heard_by_slack(taken=taken))

        await self._wait(stands)

    async def until_taken(self, kind: str) -> None:
        """Wait until Slack has taken what the dead bot had sent."""
        await self.until_under_way(kind, taken=True)

    async def _wait(self, holds: Callable[[], Awaitable[bool]], looks: int = 1) -> None:
        """Wait until something is true, at so many looks after another."""
        seen, patience = 0, Patience(0.005)
        while seen < looks:
            is_early = await patience.holds()
            seen = seen + 1 if await holds() else 0
            if not is_early:
                rows = [f"{row.key} {row.state} {row.reason}" for row in await self.ledger()]
                raise AssertionError(
                    "\n".join([f"waited {SECONDS} s in vain", *rows[-12:], *self.program.said()[-12:]])
                )

    async def _tokens(self, kind: str, state: State) -> set[str]:
        rows = await self.store.read(lambda tx: deliveries.recent(tx, WORKSPACE, most=100))
        return {row.token for row in rows if (row.kind, row.state) == (kind, state)}

    def _heard_by_slack(self, *, taken: bool) -> set[str]:
        """Return the tokens of all that was sent to Slack, or of what it has posted; rewritings carry none."""
        calls = self.slack.world.log.calls
        return {
            _token(call["arguments"]) for call in calls if not taken or (call["response"] or {}).get("ok")
        }

    async def _due(self) -> list[Delivery]:
        """Return the rows whose time has come; what is planned for a later day is nobody's debt yet."""
        now = self.program.now()
        return [row for row in await self.ledger() if row.due_at <= now]

    def _unheard(self) -> set[str]:
        """Return the events that the bot has not acknowledged at any try; what people press is not sent again."""
        events = [one for one in self.slack.world.log.deliveries if one["kind"] == "events_api"]
        heard = {one["body"]["event_id"] for one in events if one["acked"]}
        return {one["body"]["event_id"] for one in events} - heard

    async def ledger(self) -> list[Delivery]:
        """Return every row, oldest first."""
        return (await self.store.read(lambda tx: deliveries.recent(tx, WORKSPACE, most=1000)))[::-1]

    async def owed(self) -> list[tuple[str, str, str]]:
        """Return token, channel and ts of every message that the ledger says was sent, in their order in Slack."""
        rows = [row for row in await self.ledger() if row.state is State.SENT and row.rewrites_id is None]
        return sorted((row.token, str(row.channel), str(row.ts)) for row in rows)

    async def standing(self, *besides: Person) -> list[tuple[str, str, str]]:
        """Return token, channel and ts of every message of the bot's that one of the three, or `besides`, can read."""
        found: set[tuple[str, str, str]] = set()
        for person in (self.ines, self.noah, self.amara, *besides):
            # Two people see the pair's own conversation; a message said twice has a ts of its own.
            for channel, messages in (await person.state())["messages"].items():
                found |= {(_token(one), channel, one["ts"]) for one in messages if _token(one)}
        return sorted(found)

    async def ends(self) -> set[str]:
        """Return the states in which the rows of the ledger that were due have ended."""
        return {str(row.state) for row in await self._due()}

    async def read_by(self, person: Person) -> list[str]:
        """Return the first lines of what the bot told a person."""
        heard = [one for one in await person.conversation() if _token(one)]
        return [one["text"].splitlines()[0] for one in heard]


def _token(message: dict[str, Any]) -> str:
    return str(((message.get("metadata") or {}).get("event_payload") or {}).get("key") or "")


@asynccontextmanager
async def siege(
    folder: Path, database_url: str, cradle: Nursery, *, only: str = "", **variables: str
) -> AsyncIterator[Siege]:
    """Lay out a workspace and a database for a bot with these settings, which is not started yet.

    Where it does `only` the one, another one does the rest: see `the_rest`.
    """
    slack = Simulator(manifest=manifest.load(), accounts=PEOPLE, team_id="T0FERNHILL")
    await slack.start()
    # What the dead bot did not hear is told again soon.
    slack.world.outgoing.settings = type(slack.world.outgoing.settings)(retry_seconds=(0.1,) * 3)
    variables |= {
        "TRELLIS_SLACK_BOT_TOKEN": slack.bot_token,
        "TRELLIS_SLACK_APP_TOKEN": slack.app_token,
        "TRELLIS_SLACK_BASE_URL": slack.api_url,
        "TRELLIS_DATABASE_URL": database_url,
        # These stories are about what is lost and doubled, not about how long it takes.
        "TRELLIS_SENDS_PER_SECOND": "0",
        "TRELLIS_VAULT_KEYS": base64.urlsafe_b64encode(TEST_KEY).decode(),
    }
    program = Program(folder, variables, cradle, options=("--only", only) if only else ())
    store = await Store.open(database_url, Vault([TEST_KEY]))
    ines, noah, amara = (Patient(slack.url, one) for one in (MENTEE, MENTOR, COORDINATOR))
    rest = Program(folder, variables, cradle, "rest", ("--only", "work"))
    try:
        yield Siege(ines, noah, amara, slack, program, store, rest)
    finally:
        await program.kill()
        await rest.kill()
        await store.close()
        await slack.stop()
