"""Closures: a coordinator ends a pair of their programme; both hear it kindly, and are asked to look back."""

from __future__ import annotations

from typing import Any

from bot.domain.pairs import OVER, RUNNING
from bot.errors import PairMoved
from bot.views import closures as views
from handlers import choosing, standing
from handlers import partings as endings
from handlers.services import On, Scene
from storage import audit, partings


def register(on: On) -> None:
    choosing.register(
        on,
        choosing.Steps(
            opens=views.OPEN,
            which_form=views.WHICH_FORM,
            form=views.FORM,
            which=lambda scene, seen: views.which(seen, scene.me.id, scene.reader()),
            confirm=lambda scene, chosen: confirm(scene, int(chosen or 0)),
            does=lambda scene, carried: (close(scene, int(carried or 0)), None),
        ),
    )


def confirm(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Ask whether a pair is to end; raises NotCoordinator, OwnPair, and PairMoved for one that is not under way."""
    pair = standing.looked_after(scene, pair_id)
    if pair.state not in RUNNING:
        raise PairMoved
    return views.form(pair, choosing.seen(scene, pair.programme_id), scene.reader())


def close(scene: Scene, pair_id: int) -> int:
    """End a pair, and return its programme's id; one that has come to its end stays as it is.

    Both hear that whoever acts ended it, the other coordinators that it has ended, and nobody why.
    Raises NotCoordinator, OwnPair, and PairMoved for one that never was under way.
    """
    pair = standing.looked_after(scene, pair_id)
    if pair.state in OVER:
        return pair.programme_id
    if pair.state not in RUNNING:
        raise PairMoved
    partings.by_coordinator(scene.tx, pair, scene.me.id, views.TOLD, at=scene.now)
    scene.touched |= {member.person_id for member in pair.members}
    endings.tell_coordinators(scene, pair)
    audit.note(scene.tx, scene.ws, scene.me.id, "pair.ended", f"pair:{pair.id}", at=scene.now)
    return pair.programme_id
