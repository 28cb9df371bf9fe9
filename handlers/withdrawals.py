"""Withdrawals: a coordinator takes back an invitation that was not accepted yet; whoever has said yes is told."""

from __future__ import annotations

from typing import Any

from bot.domain.audit import INVITATION_WITHDRAWN
from bot.domain.deliveries import WAITING, Reason, State
from bot.domain.pairs import OPEN, Pair, PairState
from bot.domain.people import Role
from bot.domain.taking_part import Enrolled
from bot.errors import InvitationAnswered, PairMoved, WithdrawnAlready
from bot.views import enrolments
from bot.views import withdrawals as views
from handlers import choosing, standing
from handlers.services import On, Scene
from storage import audit, deliveries, pairs, partings, programmes


def register(on: On) -> None:
    choosing.register(
        on,
        choosing.Steps(
            opens=views.OPEN,
            which_form=views.WHICH_FORM,
            form=views.FORM,
            which=lambda scene, seen: views.which(seen, scene.reader()),
            confirm=confirm,
            does=withdraw,
        ),
    )


def withdraw(scene: Scene, carried: str) -> tuple[int, InvitationAnswered | None]:
    """Withdraw what a form carried; what was withdrawn before stays as it is, and so does what was answered meanwhile.

    Returns its programme's id, and that it was answered. Raises NotCoordinator.
    """
    found = _found(scene, carried)
    if isinstance(found, Pair):
        programme_id, is_done = found.programme_id, _withdraw_pair(scene, found)
    else:
        programme_id, is_done = found[0], _withdraw_part(scene, *found)
    return programme_id, None if is_done else InvitationAnswered()


def confirm(scene: Scene, carried: str) -> dict[str, Any]:
    """Ask whether an invitation is to be withdrawn; raises NotCoordinator, InvitationAnswered or WithdrawnAlready."""
    found = _found(scene, carried)
    if isinstance(found, Pair):
        if found.state is not PairState.INVITED:
            raise WithdrawnAlready if found.state is PairState.WITHDRAWN else InvitationAnswered
        return views.of_pair(found, choosing.seen(scene, found.programme_id), scene.reader())
    programme_id, part = found
    if not part.waits:
        raise InvitationAnswered if part.answered_at else WithdrawnAlready
    return views.of_part(part, choosing.seen(scene, programme_id), scene.reader())


def _found(scene: Scene, carried: str) -> Pair | tuple[int, Enrolled]:
    """Return what is meant, of a programme that whoever acts coordinates; raises NotCoordinator or PairMoved."""
    sort, *which = carried.split(":")
    if sort == views.PAIR:
        pair = pairs.get(scene.tx, scene.ws, int(which[0]))
        standing.coordinated(scene, pair.programme_id)
        return pair
    if sort != views.PART:
        raise PairMoved
    programme = standing.coordinated(scene, int(which[0]))
    part = programmes.part(scene.tx, scene.ws, programme.id, int(which[1]), Role(which[2]))
    if part is None:
        raise PairMoved
    return programme.id, part


def _withdraw_pair(scene: Scene, pair: Pair) -> bool:
    """The messages that asked ask no more; whoever has said yes hears it. False where it was answered."""
    if pair.state is not PairState.INVITED:
        return pair.state is PairState.WITHDRAWN
    partings.withdraw(scene.tx, pair, scene.me.id, views.WITHDRAWN, at=scene.now)
    scene.touched |= {member.person_id for member in pair.members}
    audit.note(scene.tx, scene.ws, scene.me.id, INVITATION_WITHDRAWN, f"pair:{pair.id}", at=scene.now)
    return True


def _withdraw_part(scene: Scene, programme_id: int, part: Enrolled) -> bool:
    """A message that asked asks no more, and one that is still to be sent never is; False where it was answered."""
    tx, ws, person_id = scene.tx, scene.ws, part.person_id
    stays = any(
        pair.state in OPEN and pair.programme_id == programme_id and pair.member(person_id).role is part.role
        for pair in pairs.of_person(tx, ws, person_id)
    )
    if not programmes.withdraw(tx, ws, programme_id, person_id, part.role, at=scene.now, stays=stays):
        return part.answered_at is None
    scene.touched.add(person_id)
    row = deliveries.latest(tx, ws, enrolments.TAKE_PART, f"{programme_id}-{part.role}", person_id)
    if row and row.state in WAITING:
        deliveries.settle(tx, row, State.SKIPPED, Reason("taken-back"))
    elif row:
        deliveries.add_facts(tx, row, answer=enrolments.WITHDRAWN)
        scene.rewrite(row.id, person_id)
    subject = f"programme:{programme_id}"
    audit.note(tx, ws, scene.me.id, INVITATION_WITHDRAWN, subject, at=scene.now, about=person_id)
    return True
