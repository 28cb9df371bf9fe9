"""A whole Trellis for stories: the bot, its database, a Slack, three people, and a clock that stands still."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from pydantic import SecretStr

from bot.demo import COORDINATOR, MENTEE, MENTOR, Demo, demo
from simulator import Person
from simulator.visible import visible_text
from tests.keys import TEST_KEY

KEY = SecretStr(base64.urlsafe_b64encode(TEST_KEY).decode())
# A Monday on which Lisbon and New York are both at work, four weeks before Europe's clocks change.
START = datetime(2027, 3, 1, 15, tzinfo=UTC)
NAMES = {MENTEE: "ines", MENTOR: "noah", COORDINATOR: "amara"}
ZONES = {MENTEE: "Europe/Lisbon", MENTOR: "America/New_York", COORDINATOR: "Europe/London"}
# Long enough for a slow machine; a story that needs it has stopped.
PATIENCE = 20.0

ABOUT_INES = {
    "introduction": "I build data pipelines in Porto.",
    "wants": "To lead a team one day.",
    "interests": "Music, ham radio",
    "offers": "Leading a team, Confidence",
    "languages": "English, Portuguese",
    "style": "I take time before I answer",
    "zone": "yes",
    "days": "Monday to Friday",
    "hours": "9 to 18",
    "prompt_at": "10:00",
    "commitments": "School run until 9",
    "feedback": "Straight to the point",
    "card": "everything",
}
ABOUT_NOAH = {
    **ABOUT_INES,
    "introduction": "I run a platform team in Brooklyn.",
    "wants": "To listen better.",
    "interests": "music and sport",
    "offers": "Leading a team",
    "languages": "English",
    "style": "Direct words",
    "hours": "9 to 17",
    "prompt_at": "9:00",
    "commitments": "skip",
}
CLAUSES_OF_INES = {
    "channels": "Slack messages, E-mail",
    "tech": "Try everything out before the first session, rejoin the call, switch to the backup",
    "cadence": "every two weeks on Tuesday",
    "length": "45 minutes",
    "hours": "yes",
    "scheduling": "yes",
    "reply_time": "within a day",
    "contact": "Whenever something comes up",
    "progress": "With the next check-in",
    "commitments": "Nothing to plan around",
    "confidentiality": "Nothing leaves this room",
    "boundaries": "Health",
    "goals": "Lead my first project",
    "feedback": "Straight to the point",
    "language": "English",
    "conflict": "Talk it over, just the two of us",
    "review": "After three months",
    "end": "With one closing conversation",
}
CLAUSES_OF_NOAH = {**CLAUSES_OF_INES, "goals": "See Inês lead", "boundaries": "Nothing in particular"}


@dataclass
class Villagers:
    """Three people who act through their own hands; what they wait for, each kind of village knows."""

    ines: Person
    noah: Person
    amara: Person

    async def settle(self) -> None:
        """Wait until all is quiet."""
        raise NotImplementedError

    async def press(self, person: Person, label: str | None = None, **more: Any) -> None:
        """Press what is labelled so, or what `more` names otherwise, and wait for what follows."""
        await person.press(label, **more)
        await self.settle()

    async def say(self, person: Person, text: str, **more: Any) -> None:
        """Type to Trellis, and wait for what follows."""
        await person.say(text, **more)
        await self.settle()

    async def choose(self, person: Person, what: str, value: Any, **more: Any) -> None:
        """Choose in a select, a picker, boxes or a menu, and wait for what follows."""
        await person.choose(what, value, **more)
        await self.settle()

    async def sees_home(self, person: Person) -> list[str]:
        """Let somebody open Home, and return what stands there, line by line."""
        await person.open_home()
        await self.settle()
        return (await person.home()).splitlines()

    async def hears(self, person: Person, act: Awaitable[Any]) -> list[str]:
        """Let something happen, and return what Trellis then says anew in a person's DM."""
        before = {message["ts"] for message in await person.conversation()}
        await act
        await self.settle()
        after = await person.conversation()
        return [
            visible_text(one) for one in after if one["ts"] not in before and one.get("user") != person.id
        ]

    async def fill_in(
        self, person: Person, button: str, title: str, values: dict[str, Any]
    ) -> dict[str, str]:
        """Press a button that opens a form, fill it in and submit it; returns the errors under its fields."""
        await person.press(button)
        await person.opens_modal(title)
        errors = await person.submit(values)
        await self.settle()
        return dict(errors or {})

    async def programme(self, name: str = "Spring 2027", **dates: str) -> None:
        """Amara takes the role and creates a programme; `starts` and `ends` are ISO dates, else as proposed."""
        await self.amara.open_home()
        await self.settle()
        await self.press(self.amara, "Become coordinator")
        assert (
            await self.fill_in(
                self.amara, "Create a programme", "Create a programme", {"Name": name, **dates}
            )
            == {}
        )

    async def pair(self) -> None:
        """Amara introduces Noah as mentor to Inês as mentee."""
        people = {"Mentor": MENTOR, "Mentee": MENTEE}
        assert await self.fill_in(self.amara, "Introduce two people", "Introduce two people", people) == {}

    async def onboard(self, person: Person, about: dict[str, str]) -> None:
        """Say yes, and answer all questions about oneself in words."""
        await self.press(person, "Yes, count me in")
        for answer in about.values():
            await self.say(person, answer)

    async def answer_clauses(self, person: Person, clauses: dict[str, str]) -> None:
        """Answer all clauses of the agreement in words."""
        for answer in clauses.values():
            await self.say(person, answer)

    async def sign(self, person: Person) -> None:
        """Read and sign."""
        await person.press("Read and sign")
        await person.opens_modal("Mentoring agreement")
        assert not await person.submit({})
        await self.settle()

    async def answer_by_half(self) -> None:
        """Go from an empty workspace to where Inês has answered all clauses of the agreement, and Noah none."""
        await self.programme()
        await self.pair()
        await self.onboard(self.ines, ABOUT_INES)
        await self.onboard(self.noah, ABOUT_NOAH)
        await self.answer_clauses(self.ines, CLAUSES_OF_INES)

    async def agree(self) -> None:
        """Go from an empty workspace to a signed agreement."""
        await self.answer_by_half()
        await self.answer_clauses(self.noah, CLAUSES_OF_NOAH)
        await self.sign(self.ines)
        await self.sign(self.noah)


@dataclass
class Village(Villagers):
    """The running whole in one process, with a clock that moves."""

    demo: Demo

    async def settle(self) -> None:
        """Wait until everything that was delivered is acknowledged and everything owed by now is paid."""
        quiet, ends = 0, asyncio.get_running_loop().time() + PATIENCE
        while quiet < 2:
            await asyncio.sleep(0.005)
            busy = self._under_way()
            if not busy:
                # It looks at the whole ledger, which is worth it when nothing is coming any more.
                await self.demo.running.engine.settle()
                busy = self._under_way()
            quiet = 0 if busy else quiet + 1
            if asyncio.get_running_loop().time() > ends:
                raise AssertionError(f"still under way after {PATIENCE} s: {busy}")

    def _under_way(self) -> list[str]:
        """Name what the bot has not acknowledged yet, and the tasks it has not finished."""
        waiting = self.demo.simulator.world.log.unanswered()
        tasks = len(self.demo.running.services.tasks)
        named = [f"{one['kind']} {one['n']} (try {one['attempt']})" for one in waiting]
        return named + [f"{tasks} tasks"] * bool(tasks)

    async def go_to(self, *moment: int, zone: str = "UTC") -> None:
        """Move the clock to a moment, `2027, 3, 16, 10`, letting everything happen on the way."""
        year, month, day, hour, minute = (*moment, 0, 0)[:5]
        await self.demo.rehearsal.to(datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)))
        await self.settle()

    def posts(self) -> list[tuple[str, str, str]]:
        """Return every message the bot posted: to whom, when on that person's clock, and its first line."""
        found = []
        for call in self.demo.simulator.world.log.calls:
            if call["method"] == "chat.postMessage" and (call["response"] or {}).get("ok"):
                to = self._readers(call["response"]["channel"])
                moment = datetime.fromtimestamp(float(call["response"]["ts"]), UTC)
                local = [moment.astimezone(ZoneInfo(ZONES[one])) for one in to]
                at = " / ".join([f"{local[0]:%a %d %b %H:%M}", *(f"{one:%H:%M}" for one in local[1:])])
                who = " and ".join(NAMES[one] for one in to)
                found.append((who, at, call["arguments"]["text"].splitlines()[0]))
        return found

    def _readers(self, channel: str) -> list[str]:
        """Return whom of the three a conversation reaches."""
        members = self.demo.simulator.world.workspace(None).conversations[channel].members
        return [one for one in NAMES if one in members]


@asynccontextmanager
async def village(
    folder: Path,
    database_url: str | None = None,
    start: datetime = START,
    declined: Collection[str] = (),
    **settings: Any,
) -> AsyncIterator[Village]:
    """Start a village; with a database's address on that, else on a SQLite file in `folder`.

    Started again on the same folder it remembers, in a Slack that is new. `settings` are the bot's;
    `declined` are the optional scopes that whoever installed it did not grant.
    """
    changed: dict[str, Any] = {"vault_keys": KEY, **settings}
    if database_url:
        changed["database_url"] = database_url
    async with demo(folder, start=start, flows=False, declined=declined, **changed) as started:
        # On a busy machine Slack's three seconds may pass; a story is not about that.
        outgoing = started.simulator.world.outgoing
        outgoing.settings = replace(outgoing.settings, ack_seconds=PATIENCE)
        url = started.simulator.url
        async with ClientSession() as session:
            ines, noah, amara = (Person(url, one, session=session) for one in (MENTEE, MENTOR, COORDINATOR))
            yield Village(ines, noah, amara, started)
