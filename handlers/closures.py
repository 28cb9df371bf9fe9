"""Closures: a coordinator ends a pair of their programme; both hear it kindly, and are asked to look back."""

from __future__ import annotations

from typing import Any

from bot.domain.pairs import OVER, RUNNING, Pair
from bot.errors import OwnPair, PairMoved
from bot.router import Answer
from bot.views import choice
from bot.views import closures as views
from handlers import partings as endings
from handlers import programmes as programme_handlers
from handlers import standing
from handlers.services import Call, On, Scene, act, look, open_view
from storage import audit, pairs, partings


def register(on: On) -> None:
    on.action(views.OPEN)(open_form)
    on.view(views.WHICH_FORM)(chosen)
    on.view(views.FORM)(submitted)


async def open_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, Any]:
        programme = standing.coordinated(scene, int(call.value or 0))
        seen = standing.programme(scene, programme, with_health=False)
        return views.which(seen, scene.me.id, scene.reader())

    open_view(call, await look(call, form))
    return None


async def chosen(call: Call) -> Answer:
    """Say what follows, before anything does."""
    pair_id = int(choice.chosen(call.state) or 0)
    return {"response_action": "update", "view": await look(call, lambda scene: confirm(scene, pair_id))}


async def submitted(call: Call) -> Answer:
    pair_id = int(call.view.get("private_metadata") or 0)
    programme_id = await act(call, lambda scene: close(scene, pair_id))
    programme_handlers.refresh(call, programme_id)
    return None


def confirm(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Ask whether a pair is to end; raises NotCoordinator, OwnPair, and PairMoved for one that is not under way."""
    pair = _looked_after(scene, pair_id)
    if pair.state not in RUNNING:
        raise PairMoved
    programme = standing.coordinated(scene, pair.programme_id)
    return views.form(pair, standing.programme(scene, programme, with_health=False), scene.reader())


def close(scene: Scene, pair_id: int) -> int:
    """End a pair, and return its programme's id; one that has come to its end stays as it is.

    Both hear that whoever acts ended it, the other coordinators that it has ended, and nobody why.
    Raises NotCoordinator, OwnPair, and PairMoved for one that never was under way.
    """
    pair = _looked_after(scene, pair_id)
    if pair.state in OVER:
        return pair.programme_id
    if pair.state not in RUNNING:
        raise PairMoved
    partings.by_coordinator(scene.tx, pair, scene.me.id, views.TOLD, at=scene.now)
    scene.touched |= {member.person_id for member in pair.members}
    endings.tell_coordinators(scene, pair)
    audit.note(scene.tx, scene.ws, scene.me.id, "pair.ended", f"pair:{pair.id}", at=scene.now)
    return pair.programme_id


def _looked_after(scene: Scene, pair_id: int) -> Pair:
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    standing.coordinated(scene, pair.programme_id)
    if pair.has(scene.me.id):
        raise OwnPair
    return pair
