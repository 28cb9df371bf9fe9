"""Enlisting: what a line of a list does once it is sent off; done twice it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.people import Role
from bot.domain.programme import Programme
from bot.views import enrolments as enrolment_views
from bot.views import rosters as views
from handlers import pairing
from handlers.services import Scene
from storage import audit, programmes
from storage import rosters as storage
from storage.rosters import Line


@dataclass(frozen=True, slots=True)
class Came:
    """What came of some lines."""

    people: int = 0
    pairs: int = 0
    already: int = 0

    def plus(self, other: Came) -> Came:
        """Return what came of both."""
        return Came(self.people + other.people, self.pairs + other.pairs, self.already + other.already)


def enlist(scene: Scene, programme: Programme, lines: Iterable[Line]) -> Came:
    """Invite the people of some lines; who is there by now is left as they are."""
    there = storage.present(scene.tx, scene.ws, programme.id)
    people = pairs = already = 0
    for line in lines:
        if line.role is None:
            ids = frozenset(line.people)
            if ids in there.pairs or ids in there.refused:
                already += 1
                continue
            mentor, mentee = line.people
            pairing.begin(scene, programme, mentor, mentee)
            pairs += 1
        elif _ask(scene, programme, line.people[0], line.role, line.capacity):
            people += 1
        else:
            already += 1
    return Came(people, pairs, already)


def finish(scene: Scene, programme: Programme, list_id: int, came: Came) -> None:
    """Tell whoever sent a list off what came of it, and note that they did."""
    facts = {"programme": programme.id, "invited": came.people, "pairs": came.pairs, "already": came.already}
    scene.owe(views.DONE, subject=str(list_id), occasion="once", facts=facts)
    if came.people:
        subject = f"programme:{programme.id}"
        audit.note(
            scene.tx, scene.ws, scene.me.id, "people.invited", subject, at=scene.now, count=came.people
        )


def _ask(scene: Scene, programme: Programme, person_id: int, role: Role, capacity: int | None) -> bool:
    """Ask somebody to take part; False where they do already, or have said no."""
    tx, ws = scene.tx, scene.ws
    if not programmes.invite(tx, ws, programme.id, person_id, role, capacity, by=scene.me.id, at=scene.now):
        return False
    facts = {"programme": programme.id, "role": str(role), "people": [scene.me.id]}
    subject = f"{programme.id}-{role}"
    scene.owe(enrolment_views.TAKE_PART, person_id, subject=subject, occasion="once", facts=facts)
    return True
