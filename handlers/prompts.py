"""Prompts: answers by press or form, and the menu that stands on each: snooze, pause, fewer, why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.deliveries import Delivery
from bot.domain.pairs import OPEN
from bot.domain.situation import Situation
from bot.errors import PairMoved
from bot.prompts import PROMPTS, REMINDERS, Intent, Record, Withdraw, asking
from bot.router import Answer
from bot.views import home as home_views
from bot.views import quiet as quiet_views
from bot.views import why as why_views
from handlers import consequences, foresight, level, pauses, quiet
from handlers.services import Call, On, Scene, act, glance, open_view
from storage import answers, questions
from storage.answers import Asked


def register(on: On) -> None:
    on.action(*asking.PRESSES)(press)
    on.action(asking.WRITE, home_views.ANSWER)(write)
    on.action(asking.UNDO)(undo)
    on.action(asking.MENU)(menu)
    on.view(asking.FORM)(written)


async def press(call: Call) -> Answer:
    """A button of a prompt: `value:row`."""
    value, _, row = (call.value or "").partition(":")

    def record(scene: Scene) -> None:
        situation = mine(scene, int(row))
        intend(scene, situation, PROMPTS[_kind(situation)].answer(situation, value))

    await act(call, record)
    return None


async def write(call: Call) -> Answer:
    """Open the form for an answer in words."""
    open_view(call, await glance(call, lambda scene: _form(scene, int(call.value or 0))))
    return None


async def undo(call: Call) -> Answer:
    """Take an answer back."""
    await act(call, lambda scene: intend(scene, mine(scene, int(call.value or 0)), Withdraw()))
    return None


async def written(call: Call) -> Answer:
    """An answer came by the form: choices, words, or both."""
    row = int(call.view.get("private_metadata") or 0)
    fields = {block_id: _filled(block[block_id]) for block_id, block in call.state.items()}

    def record(scene: Scene) -> str | None:
        situation = mine(scene, row)
        intent = PROMPTS[_kind(situation)].filled_in(situation, fields)
        if intent is None:
            return scene.reader().plain("prompt-nothing")
        intend(scene, situation, intent)
        return None

    refused = await act(call, record)
    return {"response_action": "errors", "errors": {next(reversed(fields)): refused}} if refused else None


def _filled(element: Mapping[str, Any]) -> str | None:
    chosen = element.get("selected_option")
    return chosen["value"] if chosen else element.get("value")


async def menu(call: Call) -> Answer:
    """The menu of a prompt: `choice:row`."""
    choice, _, row_text = (call.value or "").partition(":")
    row = int(row_text)
    if choice == "why":
        open_view(call, await glance(call, lambda scene: _why(scene, row)))
    elif choice == "date":
        open_view(call, await glance(call, lambda scene: _snooze(scene, row)))
    elif choice == "fewer":
        open_view(call, await glance(call, lambda scene: _level(scene, row)))
    elif choice == "pause":
        open_view(
            call, await glance(call, lambda scene: pauses.form(scene, _pair(mine(scene, row, asks=False))))
        )
    else:
        await act(call, lambda scene: _chosen(scene, choice, row))
    return None


def _chosen(scene: Scene, choice: str, row: int) -> None:
    mine(scene, row, asks=False)
    _MENU[choice](scene)


def intend(scene: Scene, situation: Situation, intent: Intent | None, source_ts: str | None = None) -> None:
    """Carry out what a prompt made of an answer, rewrite its message, and let the partner see what is theirs."""
    row = situation.delivery
    if row is None or intent is None:
        raise PairMoved
    asked = asked_by(scene, row)
    if isinstance(intent, Record):
        scene.answers_first = answers.record(
            scene.tx, asked, intent.value, intent.audience, at=scene.now, source_ts=source_ts
        )
    else:
        answers.withdraw(scene.tx, asked, at=scene.now)
    questions.close(scene.tx, asked, at=scene.now)
    scene.rewrite(row.id)
    consequences.follow(scene, situation, row, intent)


def asked_by(scene: Scene, row: Delivery) -> Asked:
    """Name the question that a prompt's row asked."""
    return Asked(scene.ws, row.person_id, row.pair_id or 0, row.kind, row.occasion)


def mine(scene: Scene, row: int, *, asks: bool = True) -> Situation:
    """Return the situation of a prompt that was sent to whoever acts; raises NotYours or PairMoved.

    Only what `asks` can be answered; a menu stands on reminders too.
    """
    delivery = scene.sent(row)
    if delivery.kind not in (PROMPTS if asks else (*PROMPTS, *REMINDERS)) or delivery.pair_id is None:
        raise PairMoved
    return scene.situation(delivery.pair_id, delivery)


def _form(scene: Scene, row: int) -> dict[str, Any]:
    situation = mine(scene, row)
    return PROMPTS[_kind(situation)].form(situation, scene.reader())


def _why(scene: Scene, row: int) -> dict[str, Any]:
    situation = mine(scene, row, asks=False)
    following = None
    if situation.view and situation.view.pair.state in OPEN:
        following = foresight.of_kind(scene, situation.view.pair, _kind(situation))
    return why_views.modal(situation, scene.reader(), following)


def _snooze(scene: Scene, row: int) -> dict[str, Any]:
    mine(scene, row, asks=False)
    return quiet_views.snooze_form(quiet.next_monday(scene), scene.reader())


def _level(scene: Scene, row: int) -> dict[str, Any]:
    mine(scene, row, asks=False)
    return level.form(scene)


def _pair(situation: Situation) -> int:
    return situation.pair.pair.id


def _kind(situation: Situation) -> str:
    return situation.delivery.kind if situation.delivery else ""


_MENU: dict[str, Callable[[Scene], None]] = {
    "tomorrow": lambda scene: quiet.snooze(scene, quiet.day_of_tomorrow(scene)),
    # Stood in the menu until there was a form for any day; old messages still show it.
    "week": lambda scene: quiet.snooze(scene, quiet.next_monday(scene)),
}
