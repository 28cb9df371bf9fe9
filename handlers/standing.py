"""Where somebody stands: their pairs, what there is to do now, and whether they coordinate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.delivery import QUIET_SCOPE
from bot.domain.attention import may_be_quiet
from bot.domain.check_ins import QUESTION
from bot.domain.health import health
from bot.domain.overview import Coordinated, Overview, pressing
from bot.domain.pairs import Pair
from bot.domain.programme import Programme
from bot.errors import NotCoordinator, OwnPair
from handlers import apologies, foresight, place
from handlers.services import Scene
from storage import pairs, people, programmes, questions, signs, situations
from storage.health import of_programme

# Of so long the page of a programme tells how its messages fare.
LATELY = timedelta(days=30)


def overview(scene: Scene, clock_offset: float = 0.0, *, with_health: bool = True) -> Overview:
    """Load everything that Home is drawn from; what there is to do now is known without the messages' health."""
    tx, ws, me = scene.tx, scene.ws, scene.me
    mine = pairs.of_person(tx, ws, me.id)
    coordinated = programmes.coordinated_by(tx, ws, me.id)
    waiting = questions.waiting(tx, ws, me.id)
    views = tuple(situations.view(tx, ws, pair.id, reader=me.id) for pair in mine)
    return Overview(
        me=me,
        now=scene.now,
        views=views,
        foreseen=foresight.of_check_ins(scene, views),
        coordinated=tuple(programme(scene, one, with_health=with_health) for one in coordinated),
        may_coordinate=may_coordinate(scene),
        is_coordinator=is_coordinator(scene),
        coordinators=people.coordinators(tx, ws),
        parts=programmes.asked_of(tx, ws, me.id),
        check_ins_open={
            # The newest of a pair's comes last.
            one.pair_id: one.delivery_id or 0
            for one in reversed(waiting)
            if one.question == QUESTION
        },
        clock_offset=clock_offset,
        has_places=place.is_granted(scene),
        knows_quiet=QUIET_SCOPE in scene.workspace.scopes,
    )


def say(scene: Scene, kind: str, **more: Any) -> None:
    """Owe a message of a kind that ends with the one thing that there is to do now."""
    now = pressing(overview(scene, with_health=False))
    pair_id = now.view.pair.id if now.view else None
    foreseen = {"comes_at": now.comes_at.isoformat()} if now.comes_at else {}
    scene.owe(kind, pair_id=pair_id, facts={"now": str(now.now), **foreseen, **more})


def repeat(scene: Scene, kind: str) -> None:
    """Say the same, in other words where it has just been said."""
    say(scene, kind, again=apologies.times(scene, kind) % 2 == 1)


def is_coordinator(scene: Scene) -> bool:
    """Tell whether somebody coordinates: named in the settings, or once they took the role or made a programme."""
    return scene.me.slack_id in scene.coordinators or people.coordinates(scene.tx, scene.ws, scene.me.id)


def may_coordinate(scene: Scene) -> bool:
    """An owner or admin of the workspace may, while nobody coordinates yet."""
    if scene.me.slack_id in scene.coordinators:
        return True
    return scene.me.is_admin and not people.coordinators(scene.tx, scene.ws)


def coordinated(scene: Scene, programme_id: int) -> Programme:
    """Return a programme that whoever acts coordinates now; raises NotCoordinator."""
    mine = programmes.coordinated_by(scene.tx, scene.ws, scene.me.id)
    found = next((one for one in mine if one.id == programme_id), None)
    if found is None:
        raise NotCoordinator
    return found


def looked_after(scene: Scene, pair_id: int) -> Pair:
    """Return a pair of a programme that whoever acts coordinates; raises NotCoordinator, and OwnPair for their own."""
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    coordinated(scene, pair.programme_id)
    if pair.has(scene.me.id):
        raise OwnPair
    return pair


def programme(scene: Scene, one: Programme, *, with_health: bool = True) -> Coordinated:
    """Load a programme as its coordinators see it, on request without how its messages and quiet pairs fare."""
    found = tuple(pairs.of_programme(scene.tx, scene.ws, one.id))
    leading = programmes.coordinators(scene.tx, scene.ws, one.id)
    enrolled = programmes.enrolled(scene.tx, scene.ws, one.id)
    ids = {member.person_id for pair in found for member in pair.members} | leading
    ids |= {each.person_id for each in enrolled}
    known = people.several(scene.tx, scene.ws, ids)
    sent = of_programme(scene.tx, scene.ws, one.id, scene.now - LATELY, scene.now) if with_health else ()
    quiet = with_health and any(may_be_quiet(pair, scene.now) for pair in found)
    return Coordinated(
        programme=one,
        pairs=found,
        people=known,
        coordinators=tuple(known[number] for number in sorted(leading)),
        health=health(sent),
        enrolled=enrolled,
        signs=signs.of_programme(scene.tx, scene.ws, one.id) if quiet else {},
    )
