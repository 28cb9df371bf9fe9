"""The rehearsal of a coordinator: begun, walked through, answered without being kept, and removed in one press."""

from __future__ import annotations

from typing import Any

from slack_sdk.errors import SlackApiError

from bot import rehearsing, render
from bot.domain.deliveries import Delivery
from bot.domain.situation import Situation
from bot.errors import NotCoordinator, NotYours, PairMoved
from bot.prompts import PROMPTS, Record, asking
from bot.rehearsing import Played
from bot.router import Answer
from bot.views import agreement as agreement_views
from bot.views import rehearsal as views
from bot.views.blocks import Element
from handlers import home, standing
from handlers.services import Call, On, Scene, act, look, open_view, tell
from storage import deliveries, people, rehearsals


def register(on: On) -> None:
    on.action(views.START)(start)
    on.action(views.NEXT, views.GO)(go)
    on.action(views.SIDE)(other_side)
    on.action(views.REMOVE)(remove)
    on.action(*views.INNERS)(pressed)
    on.view(views.FORM)(filled_in)


async def start(call: Call) -> Answer:
    """Show the first step, in Messages."""

    def begin(scene: Scene) -> None:
        programme = standing.coordinated(scene, int(call.value or 0))
        people.change(scene.tx, scene.ws, scene.me.id, rehearsed_at=scene.now)
        _show(scene, programme.id, rehearsing.STEPS[0], str(call.services.clock.now().timestamp()))

    await act(call, begin)
    home.redraw(call)
    return None


async def go(call: Call) -> Answer:
    """Show another step; from one message, each once."""
    step = call.value or ""

    def show(scene: Scene) -> None:
        row = _mine(scene, call)
        if step not in rehearsing.STEPS:
            raise PairMoved
        _show(scene, int(row.facts["programme"]), step, f"{row.id}-{step}")

    await act(call, show)
    return None


async def other_side(call: Call) -> Answer:
    """Show the same step as the other of the two sees it, in place."""

    def turn(scene: Scene) -> None:
        row = _mine(scene, call)
        other = "mentee" if row.facts.get("side") == "mentor" else "mentor"
        _redraw(scene, row, side=other)

    await act(call, turn)
    return None


async def pressed(call: Call) -> Answer:
    """Something within a step was pressed: show what it would do, where that can be shown; else say so."""
    number = int(call.id.rpartition(".")[2])

    def what(scene: Scene) -> dict[str, Any] | str | None:
        row = _mine(scene, call)
        played, element = _pressed(scene, row, number)
        return _would_do(scene, row, played, element)

    shown = await act(call, what)
    if isinstance(shown, dict):
        open_view(call, shown)
    elif shown:
        call.services.tasks.spawn(tell(call, shown), "say that a rehearsal keeps nothing")
    return None


async def filled_in(call: Call) -> Answer:
    """A form of a rehearsal closes, and nothing of it is kept."""
    return None


async def remove(call: Call) -> Answer:
    """Take every message of the rehearsal away."""
    call.services.tasks.spawn(_remove(call), "remove a rehearsal")
    return None


async def _remove(call: Call) -> None:
    rows = await act(call, lambda scene: rehearsals.of_person(scene.tx, scene.ws, scene.me.id))
    for row in rows:
        if row.channel and row.ts:
            try:
                await call.client.chat_delete(channel=row.channel, ts=row.ts)
            except SlackApiError as refused:
                if refused.response.get("error") != "message_not_found":
                    raise
    await act(call, lambda scene: rehearsals.forget(scene.tx, scene.ws, [row.id for row in rows]))
    said = await look(call, lambda scene: scene.reader().mrkdwn("rehearsal.removed"))
    await tell(call, said)


def _show(scene: Scene, programme_id: int, step: str, occasion: str) -> None:
    if not standing.is_coordinator(scene):
        raise NotCoordinator
    facts = {"programme": programme_id, "step": step, "side": "mentee"}
    scene.owe(views.KIND, subject=str(programme_id), occasion=occasion, facts=facts)


def _redraw(scene: Scene, row: Delivery, **facts: Any) -> None:
    deliveries.add_facts(scene.tx, row, **facts)
    scene.rewrite(row.id)


def _mine(scene: Scene, call: Call) -> Delivery:
    """Return the row whose message was pressed; raises NotYours, or NotCoordinator for who is none any more."""
    row = deliveries.by_message(scene.tx, scene.ws, call.channel_id, call.message_ts or "")
    if row is None or row.person_id != scene.me.id or row.kind != views.KIND:
        raise NotYours
    standing.coordinated(scene, int(row.facts["programme"]))
    return row


def _pressed(scene: Scene, row: Delivery, number: int) -> tuple[Played, Element]:
    reader = scene.reader()
    played = rehearsing.play(scene.situation(None, row), reader)
    if played.situation is None:
        raise PairMoved
    _blocks, elements = rehearsing.put_out_of_action(render.message(played.situation, reader).blocks)
    if number >= len(elements):
        raise PairMoved
    return played, elements[number]


def _would_do(scene: Scene, row: Delivery, played: Played, element: Element) -> dict[str, Any] | str | None:
    """Return the form that would open, or what to say; None where the message itself shows it."""
    situation, reader = played.situation, scene.reader()
    if situation is None or situation.delivery is None:
        raise PairMoved
    prompt, action_id = PROMPTS.get(situation.delivery.kind), str(element["action_id"])
    if prompt and action_id in asking.PRESSES:
        intent = prompt.answer(situation, str(element.get("value")).partition(":")[0])
        if isinstance(intent, Record):
            # Only choices can be pressed: words of ours.
            _redraw(scene, row, said=intent.value)
            return None
    if prompt and action_id == asking.UNDO:
        _redraw(scene, row, said=None)
        return None
    if prompt and action_id == asking.WRITE:
        return _harmless(prompt.form(situation, reader))
    if action_id in (agreement_views.SIGN, agreement_views.READ):
        return _document(situation, scene)
    return reader.mrkdwn("rehearsal.pressed")


def _document(situation: Situation, scene: Scene) -> dict[str, Any]:
    agreement = situation.pair.agreement or situation.pair.proposed
    if agreement is None:
        raise PairMoved
    may_sign = situation.pair.agreement is None
    return _harmless(dict(agreement_views.modal(situation, agreement, scene.reader(), may_sign=may_sign)))


def _harmless(form: dict[str, Any]) -> dict[str, Any]:
    """Return a form that leads to us, and carries nothing."""
    shown = [one for one in form["blocks"] if one["type"] != "actions"]
    kept = {key: value for key, value in form.items() if key != "private_metadata"}
    return {**kept, "callback_id": views.FORM, "blocks": shown}
