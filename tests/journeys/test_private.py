"""What one answers in private shows to nobody else: not as words, not as a figure, and not by what becomes of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.rhythm import FOLLOW_UP, SESSION_PULSE, SETBACK
from bot.prompts import PROMPTS
from bot.prompts.asking import WRITE
from bot.prompts.session_pulse import HOW
from simulator import Person, visible_text
from simulator.naming import Named, named_in
from simulator.shapes import Json
from storage import deliveries, programmes
from tests.village import Village, village

LISBON = ZoneInfo("Europe/Lisbon")
MARK = "Kept to myself"
PRIVATE = {kind for kind, one in PROMPTS.items() if one.audience in (Audience.ONLY_ME, Audience.TOTALS)}
# Nobody is set back in this story, and it ends before the follow-up; tests/journeys/test_rhythm.py lives both.
ELSEWHERE = {SETBACK, FOLLOW_UP}
# What stands in a private form and is said to be shared there: whether the two met is the pair's.
SHARED_ITEMS = {(SESSION_PULSE, HOW)}
# Every so often the two look into their messages, and answer what has come.
EVERY = timedelta(days=4)
# What is not pressed when somebody looks around: it would end something, or leads out of Slack.
LEFT_ALONE = {"pair.pause", "pair.end", "session.call_off", "goal.close"}


@dataclass(frozen=True)
class Answers:
    """How somebody answers in private: with which words, and from which end of each scale."""

    words: str
    at_the_end: bool = False


@dataclass
class Life:
    """A programme lived to its end, in which everybody answers whatever they are asked."""

    town: Village
    answers: dict[str, Answers]
    answered: set[tuple[str, str]]
    rows: set[str]

    async def live(self) -> None:
        """Go through the programme, answering all the way."""
        ws = self.town.demo.running.workspace.id
        store = self.town.demo.running.services.store
        [programme] = await store.read(lambda tx: programmes.everyone(tx, ws))
        day = date(2027, 3, 3)
        while day <= programme.ends_on + EVERY:
            await self.town.go_to(day.year, day.month, day.day, 15, zone="Europe/Lisbon")
            for person in (self.town.ines, self.town.noah):
                await self._answer_everything(person)
            day += EVERY

    async def _answer_everything(self, person: Person) -> None:
        state = await person.state()
        for message in state["messages"][await person.dm()]:
            for named in named_in(state, message):
                if named.element["action_id"] == WRITE and named.element["value"] not in self.rows:
                    self.rows.add(named.element["value"])
                    await self._answer(person, named)

    async def _answer(self, person: Person, button: Named) -> None:
        kind = await self._kind(int(button.element["value"]))
        await person.press(action_id=WRITE, value=button.element["value"])
        await self.town.settle()
        view = await person.modal()
        if view is None:
            return
        said = self.answers[person.id] if kind in PRIVATE else Answers("For both of us")
        values = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                ends = said.at_the_end and (kind, block["block_id"]) not in SHARED_ITEMS
                values[block["block_id"]] = _answer_of(
                    block["element"], f"{said.words} {kind}", at_the_end=ends
                )
        assert await person.submit({name: one for name, one in values.items() if one is not None}) == {}
        await self.town.settle()
        self.answered.add((person.id, kind))

    async def _kind(self, row: int) -> str:
        running = self.town.demo.running
        found = await running.services.store.read(lambda tx: deliveries.get(tx, running.workspace.id, row))
        return found.kind

    async def seen_by(self, person: Person) -> list[str]:
        """Return all that somebody reads in their messages, and wherever each thing that can be pressed leads."""
        await self.town.settle()
        await person.open_home()
        await self.town.settle()
        seen = [await person.home(), *sorted(await _messages(person))]
        pressed: set[tuple[str, str]] = set()
        while fresh := _first_but(pressed, await person.state()):
            pressed.add(_name(fresh))
            seen += await self._where_it_leads(person, fresh)
        for line in ("/trellis help", "/progress", "/progress 10%"):
            await person.command(line)
            await self.town.settle()
            seen += await self._what_opened(person)
        return [*seen, *sorted(await _messages(person))]

    async def _where_it_leads(self, person: Person, named: Named) -> list[str]:
        kind, action_id = named.element["type"], named.element["action_id"]
        if action_id in LEFT_ALONE:
            return []
        if kind == "button":
            await person.press(action_id=action_id, value=named.element.get("value"))
            return await self._what_opened(person)
        seen = []
        for option in named.element.get("options", []) if kind == "overflow" else []:
            if "pause" not in option["value"]:
                await person.choose(action_id, option["value"])
                seen += await self._what_opened(person)
        return seen

    async def _what_opened(self, person: Person) -> list[str]:
        await self.town.settle()
        seen = []
        while view := await person.modal():
            seen.append(visible_text(view) + json.dumps(view["inputs"], sort_keys=True))
            await person.close()
            await self.town.settle()
        return seen


def _answer_of(element: Json, words: str, *, at_the_end: bool) -> Any:
    match element["type"]:
        case "plain_text_input":
            return words
        case "radio_buttons" | "static_select":
            return element["options"][-1 if at_the_end else 0]["value"]
        case "checkboxes" | "multi_static_select":
            return [element["options"][-1 if at_the_end else 0]["value"]]
    return None


def _name(named: Named) -> tuple[str, str]:
    """What leads to the same place has one name: a button of the same kind is pressed once."""
    return named.element["action_id"].rstrip("0123456789"), named.container["type"]


def _first_but(pressed: set[tuple[str, str]], state: Json) -> Named | None:
    return next((one for one in named_in(state, None) if _name(one) not in pressed), None)


async def _messages(person: Person) -> list[str]:
    state = await person.state()
    return [visible_text(one) for channel in state["messages"] for one in await person.conversation(channel)]


@asynccontextmanager
async def life(folder: Path, signed: Path, ines: Answers, noah: Answers) -> AsyncIterator[Life]:
    """A pair that has just signed, about to live its programme."""
    folder.mkdir()
    shutil.copy(signed / "trellis.db", folder / "trellis.db")
    async with village(folder, start=datetime(2027, 3, 2, 15, tzinfo=LISBON)) as town:
        yield Life(town, {town.ines.id: ines, town.noah.id: noah}, set(), set())


async def lived(
    folder: Path, signed: Path, ines: Answers, noah: Answers
) -> tuple[set[tuple[str, str]], dict[str, list[str]]]:
    """Let a programme be lived; return what was answered by whom, and what each of the three then sees."""
    async with life(folder, signed, ines, noah) as one:
        await one.town.ines.open_home()
        await one.town.settle()
        await one.town.ines.press("Propose a session", within="home")
        await one.town.ines.opens_modal("Find a time")
        assert await one.town.ines.submit({"day": "2027-03-11", "clock": "16:00"}) == {}
        await one.town.settle()
        await one.town.press(one.town.noah, "Yes, that suits me", within="messages")
        await one.live()
        people = {"ines": one.town.ines, "noah": one.town.noah, "amara": one.town.amara}
        return one.answered, {name: await one.seen_by(person) for name, person in people.items()}


async def test_what_one_answers_in_private_changes_nothing_that_anybody_else_sees(
    signed_folder: Path, tmp_path: Path
) -> None:
    noah = Answers("Between me and myself")
    answered, before = await lived(tmp_path / "before", signed_folder, Answers("Nothing of note"), noah)
    again, after = await lived(tmp_path / "after", signed_folder, Answers(MARK, at_the_end=True), noah)

    # Every private prompt was answered, or this story says nothing of it.
    assert (PRIVATE - {kind for _, kind in answered}, again) == (ELSEWHERE, answered)
    # Whoever wrote it finds it again; for everybody else nothing is different, neither a word nor a figure.
    assert (MARK in str(after["ines"]), noah.words in str(after["noah"])) == (True, True)
    assert (after["noah"], after["amara"]) == (before["noah"], before["amara"])
    assert noah.words not in str([after["ines"], after["amara"]])
