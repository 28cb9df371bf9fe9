"""Plants a marked word in every field that can be typed into, wherever a story comes by one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

import handlers
from bot import hosting
from bot.demo import MENTEE
from bot.dialogues import base
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.pairs import PairState
from bot.domain.people import Role
from bot.domain.rhythm import SESSION_PULSE
from bot.domain.sessions import SessionState
from bot.prompts import PROMPTS
from simulator import Person
from simulator.state.surfaces import elements
from storage import deliveries, pairs, questions
from storage.answers import Asked
from storage.store import Transaction
from storage.tables import Session
from tests.roles.explorer import HERE
from tests.roles.hands import Act, Json, acts, obey
from tests.views.gallery import World, situations
from tests.village import Village

# The second for what everybody may read who takes part, and which is therefore not sealed.
MARK, OPEN_MARK = "zqmark", "zqopen"
TYPED_INTO = ("plain_text_input", "number_input", "email_text_input", "url_text_input")
# What a field may ask for, apart from words: an address, a day, a number, somebody, a list.
WORDS = (
    f"{MARK} words",
    f"https://example.com/{MARK}",
    "60",
    "Lisbon",
    "<@UMENTEE> mentee",
)
# What would end the story: it comes last, or where it is told.
ENDS = (
    "own.",
    "pair.",
    "enrolment.no",
    "rehearsal.",
    "place.",
    "goal.menu close",
    "session.cancel",
    "quiet.away",
    "quiet.snooze",
    "coordinator.leave",
)
# A clause of the agreement that is put in words, and one to which words can be added.
WORDY, NOTED = "commitments", "tech"
LANGUAGE = "agreement.language"
Field = tuple[str, str]


def fields(view: Json) -> Iterator[Field]:
    """Yield which fields of a form can be typed into: by the form's callback id, and their own action id."""
    for _block, element in elements(view["blocks"]):
        if element["type"] in TYPED_INTO:
            yield view["callback_id"], element["action_id"]


@dataclass
class Marking:
    """Opens every form that somebody can open, fills in whatever can be typed, and submits it."""

    town: Village
    session: Any
    planted: set[Field] = field(default_factory=set)
    pressed: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        running = self.town.demo.running
        self.router = handlers.routes()
        self.client = hosting.speaking(
            self.town.demo.simulator.bot_token, running.services.settings, self.session
        )

    @property
    def world(self) -> Any:
        return self.town.demo.simulator.world

    async def everywhere(self, person: Person, wanted: Callable[[str], bool] = lambda _name: True) -> None:
        """Press whatever is wanted and was not pressed before, and fill in the forms that come of it."""
        for act in self._new(person, wanted):
            await self._do(act)
            await self._go_on(person)
            self.world.workspace(None).modals.clear()
            await self.town.settle()

    def _new(self, person: Person, wanted: Callable[[str], bool]) -> list[Act]:
        def is_new(name: str) -> bool:
            is_left_out = name.removeprefix("action ").startswith(ENDS)
            return (
                name.startswith("action ")
                and wanted(name)
                and not is_left_out
                and (person.id, name) not in self.pressed
            )

        found = list(acts(self.world, self.world.workspace(None), person.id, is_new))
        self.pressed |= {(person.id, act.name) for act in found}
        return found

    async def _go_on(self, person: Person, steps: int = 3) -> None:
        """Fill in the form that is open, the next one to which it leads, and what its own buttons open."""
        stack = self.world.workspace(None).modal_stack(person.id)
        if not stack or not steps:
            return
        top, below = stack[-1], list(stack)
        for act in self._new(person, lambda _name: True):
            await self._do(act)
            if self.world.workspace(None).modal_stack(person.id)[-1:] != [top]:
                await self._go_on(person, steps - 1)
            self.world.workspace(None).modals[person.id] = list(below)
        if top.settings.get("submit") and await self._submitted(person, top):
            after = self.world.workspace(None).modal_stack(person.id)
            if after and after[-1] is not top:
                await self._go_on(person, steps - 1)

    async def _submitted(self, person: Person, top: Any) -> bool:
        """Submit the form on top with the first words that it takes; returns whether it took any."""
        here = self.world.workspace(None)
        [act] = acts(self.world, here, person.id, lambda name: name.startswith("view "))
        if str(act.id).startswith(ENDS):
            return False
        for words in WORDS:
            marked = self._marked(act, words)
            answer = await self._do(marked)
            if not isinstance(answer, dict) or answer.get("response_action") != "errors":
                self.planted |= set(fields(marked.body["view"]))
                return True
        return False

    def _marked(self, act: Act, words: str) -> Act:
        body = copy.deepcopy(act.body)
        view = body["view"]
        for block, element in elements(view["blocks"]):
            if element["type"] in TYPED_INTO:
                # A programme's name stands everywhere.
                words = words.replace(MARK, OPEN_MARK) if act.id == "programme.form" else words
                typed = "60" if element["type"] == "number_input" else words
                longest = element.get("max_length") or len(typed)
                view["state"]["values"].setdefault(block["block_id"], {})[element["action_id"]] = {
                    "type": element["type"],
                    "value": typed[:longest],
                }
            elif element["type"] == "static_select" and (told := _wordy(element, act.by)):
                view["state"]["values"][block["block_id"]][element["action_id"]]["selected_option"] = told
        return Act(act.kind, act.id, body, act.by)

    async def _do(self, act: Act) -> Any:
        in_modal = (act.body.get("view") or {}).get("type") == "modal"
        view = act.body["view"]["id"] if in_modal else None
        act.body["trigger_id"] = self.world.triggers.new(HERE, act.by, view)
        answer = await self.router.dispatch(act.call(self.client, self.town.demo.running.services))
        await self.town.demo.running.services.tasks.drain(20)
        obey(self.world.workspace(None), act, answer)
        return answer

    async def ask_everything(self) -> None:
        """Let each prompt that takes words come now, to both, whenever it would be due."""
        running = self.town.demo.running
        now, here = running.services.clock.now(), running.workspace.id

        def owe(tx: Transaction) -> None:
            # How it went is told of a session whose hour has come, and not of one that was moved.
            newest = tx.scalar(select(func.max(Session.id)))
            began = now - timedelta(hours=2)
            tx.execute(
                update(Session).where(Session.id == newest).values(starts_at=began, state=SessionState.AGREED)
            )
            for kind, (known, facts) in self._asking().items():
                subject = str(newest) if kind == SESSION_PULSE else known
                for person in (2, 3):
                    owed = Owed(
                        kind=kind,
                        delivery_class=DeliveryClass.REPLY,
                        person_id=person,
                        pair_id=1,
                        subject=subject,
                        occasion=now.date().isoformat(),
                        facts=facts,
                        due_at=now,
                    )
                    deliveries.owe(tx, here, owed, at=now)

        await running.services.store.run(owe)
        running.engine.wake()
        await self.town.settle()
        self.pressed = {one for one in self.pressed if not one[1].startswith("action prompt.")}

    async def ask_of_a_new_pair(self) -> None:
        """Let the one clause whose form has a line of its own be asked in a pair that has not signed yet."""
        running = self.town.demo.running
        now, here = running.services.clock.now(), running.workspace.id

        def begin(tx: Transaction) -> None:
            both = {Role.MENTOR: 3, Role.MENTEE: 1}
            pair = pairs.create(tx, here, 1, both, by=1, at=now)
            for person in both.values():
                pairs.change_member(tx, here, pair.id, person, accepted_at=now, onboarded_at=now)
            pairs.change(tx, here, pair.id, state=PairState.AGREEING)
            asked = Asked(here, 3, pair.id, LANGUAGE, str(pair.id))
            owed = Owed(
                kind=LANGUAGE,
                delivery_class=DeliveryClass.REPLY,
                person_id=3,
                pair_id=pair.id,
                subject=str(pair.id),
                occasion=str(pair.id),
                due_at=now,
            )
            questions.ask(tx, asked, deliveries.owe(tx, here, owed, at=now), at=now)

        await running.services.store.run(begin)
        running.engine.wake()
        await self.town.settle()
        self.pressed = {one for one in self.pressed if one[1] != f"action {base.WRITE}"}

    def _asking(self) -> dict[str, tuple[str, dict[str, Any]]]:
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        for situation in situations(World()):
            row = situation.delivery
            if row and row.kind in PROMPTS and row.pair_id is not None:
                found.setdefault(row.kind, ("1", dict(row.facts)))
        return found


def _wordy(element: Json, who: str) -> Json | None:
    """Return the choice of a select that leads to words, which is another one for each of the two."""
    clause = WORDY if who == MENTEE else NOTED
    return next((one for one in element.get("options", ()) if one["value"] == clause), None)
