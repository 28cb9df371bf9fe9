"""Rests: a coordinator pauses a pair of their programme; both hear it, and either can go on."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.domain.pairs import RUNNING
from bot.domain.people import Role
from bot.errors import PairMoved
from bot.router import Answer
from bot.views import pauses as views
from handlers import pauses, standing
from handlers import programmes as programme_handlers
from handlers.services import Call, On, Scene, act
from storage import audit, people


def register(on: On) -> None:
    on.view(views.FOR_TWO)(submitted)


async def submitted(call: Call) -> Answer:
    """Pause until a day, or until one of the two goes on; refused or not, the page behind shows how it stands."""
    pair_id = int(call.view.get("private_metadata") or 0)
    until = pauses.chosen(call)
    programme_id, refused = await act(call, lambda scene: pause(scene, pair_id, until))
    programme_handlers.refresh(call, programme_id)
    return {"response_action": "errors", "errors": {views.UNTIL: refused}} if refused else None


def form(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Ask until when; raises NotCoordinator, OwnPair, and PairMoved for a pair that is not under way."""
    pair = standing.looked_after(scene, pair_id)
    if pair.state not in RUNNING:
        raise PairMoved
    mentor, mentee = (
        people.get(scene.tx, scene.ws, pair.by_role(role)) for role in (Role.MENTOR, Role.MENTEE)
    )
    return views.for_two(mentor, mentee, pair_id, scene.reader())


def pause(scene: Scene, pair_id: int, until: date | None) -> tuple[int, str | None]:
    """Rest a pair; returns its programme's id, and in words why not where it does not.

    That is a day that does not fit, and what came of it meanwhile: an end, or another pause. Raises NotCoordinator and
    OwnPair.
    """
    pair = standing.looked_after(scene, pair_id)
    if pair.state not in RUNNING:
        return pair.programme_id, scene.reader().plain(PairMoved.words_id())
    if wrong := pauses.unfit(scene, until):
        return pair.programme_id, wrong
    if pauses.rest(scene, pair, until, people=[scene.me.id]):
        audit.note(scene.tx, scene.ws, scene.me.id, "pair.paused", f"pair:{pair.id}", at=scene.now)
    elif (pair.paused_by, pair.paused_until) != (scene.me.id, pauses.ends(scene, until)):
        return pair.programme_id, scene.reader().plain("pause-form.already")
    return pair.programme_id, None
