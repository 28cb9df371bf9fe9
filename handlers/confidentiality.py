"""Asking about confidentiality: to the partner, or to those who coordinate; whom the writer chose reads it alone."""

from __future__ import annotations

from typing import Any

from bot.domain.pairs import OPEN
from bot.domain.situation import Situation
from bot.errors import NobodyApart, NotYours, PairMoved
from bot.prompts import PROMPTS, Record
from bot.prompts.confidentiality import CONCERN, QUESTION
from bot.router import Answer
from bot.views import confidentiality as views
from handlers import asides, consequences
from handlers.prompts import asked_by
from handlers.services import Call, On, Scene, act, glance, open_view
from storage import answers, deliveries, people, questions


def register(on: On) -> None:
    on.action(views.OPEN)(begin)
    on.action(views.REPLY)(reply)
    on.view(views.FORM)(send)


async def begin(call: Call) -> Answer:
    """Open the form."""
    open_view(call, await glance(call, lambda scene: _form(scene, int(call.value or 0))))
    return None


async def reply(call: Call) -> Answer:
    """Open the form of whoever answers their partner."""
    pair_id = int(call.value or 0)
    open_view(call, await glance(call, lambda scene: views.reply_form(_mine(scene, pair_id), scene.reader())))
    return None


async def send(call: Call) -> Answer:
    """Pass the words on to whom they were written for."""
    pair_id = int(call.view.get("private_metadata") or 0)
    note = str(call.state[views.NOTE][views.NOTE].get("value") or "").strip()
    # Only an answer to the partner has nobody to choose.
    chosen = call.state.get(views.TO, {}).get(views.TO, {}).get("selected_option")
    to = chosen["value"] if chosen else views.PARTNER

    def record(scene: Scene) -> str | None:
        if not note:
            return scene.reader().plain("prompt-nothing")
        _send(scene, _mine(scene, pair_id), to, note)
        return None

    refused = await act(call, record)
    return {"response_action": "errors", "errors": {views.NOTE: refused}} if refused else None


def _form(scene: Scene, pair_id: int) -> dict[str, Any]:
    situation = _mine(scene, pair_id)
    try:
        apart = people.several(scene.tx, scene.ws, set(asides.readers(scene, pair_id)))
    except NobodyApart:
        apart = {}
    return views.form(situation, [apart[one] for one in sorted(apart)], scene.reader())


def _send(scene: Scene, situation: Situation, to: str, note: str) -> None:
    """Remember the words as answered at once, in a message from which their writer can take them back."""
    pair_id = situation.pair.pair.id
    is_concern = to == views.COORDINATORS
    kind = CONCERN if is_concern else QUESTION
    facts = {"people": asides.readers(scene, pair_id)} if is_concern else {}
    number = scene.owe_row(kind, pair_id=pair_id, facts=facts)
    if number is None:
        raise PairMoved
    row = deliveries.get(scene.tx, scene.ws, number)
    intent = Record({views.NOTE: note}, PROMPTS[kind].audience)
    asked = asked_by(scene, row)
    questions.ask(scene.tx, asked, row.id, at=scene.now)
    answers.record(scene.tx, asked, intent.value, intent.audience, at=scene.now)
    questions.close(scene.tx, asked, at=scene.now)
    consequences.follow(scene, scene.situation(pair_id, row), row, intent)


def _mine(scene: Scene, pair_id: int) -> Situation:
    situation = scene.situation(pair_id)
    if scene.me.id not in {member.person_id for member in situation.pair.pair.members}:
        raise NotYours
    if situation.pair.pair.state not in OPEN:
        raise PairMoved
    return situation
