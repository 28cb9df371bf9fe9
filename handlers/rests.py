"""Rests: a coordinator pauses a pair of their programme; both hear it, and either can go on."""

from __future__ import annotations

from typing import Any

from bot.domain.pairs import RUNNING, Pair
from bot.domain.people import Role
from bot.errors import OwnPair, PairMoved
from bot.router import Answer
from bot.views import pauses as views
from handlers import pauses, standing
from handlers import programmes as programme_handlers
from handlers.services import Call, On, Scene, act
from storage import audit, pairs, people


def register(on: On) -> None:
    on.view(views.FOR_TWO)(submitted)


async def submitted(call: Call) -> Answer:
    """Pause until a day, or until one of the two goes on."""
    pair_id = int(call.view.get("private_metadata") or 0)
    until = pauses.chosen(call)

    def record(scene: Scene) -> tuple[int, str | None]:
        pair = _looked_after(scene, pair_id)
        wrong = pauses.unfit(scene, until)
        if wrong is None and pauses.rest(scene, pair, until, people=[scene.me.id]):
            audit.note(scene.tx, scene.ws, scene.me.id, "pair.paused", f"pair:{pair.id}", at=scene.now)
        return pair.programme_id, wrong

    programme_id, refused = await act(call, record)
    if refused:
        return {"response_action": "errors", "errors": {views.UNTIL: refused}}
    programme_handlers.refresh(call, programme_id)
    return None


def form(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Ask until when; raises NotCoordinator, OwnPair, and PairMoved for a pair that is not under way."""
    pair = _looked_after(scene, pair_id)
    mentor, mentee = (
        people.get(scene.tx, scene.ws, pair.by_role(role)) for role in (Role.MENTOR, Role.MENTEE)
    )
    return views.for_two(mentor, mentee, pair_id, scene.reader())


def _looked_after(scene: Scene, pair_id: int) -> Pair:
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    standing.coordinated(scene, pair.programme_id)
    if pair.has(scene.me.id):
        raise OwnPair
    if pair.state not in RUNNING:
        raise PairMoved
    return pair
