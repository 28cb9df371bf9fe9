"""Withdrawals: a coordinator takes back an invitation that was not accepted yet; whoever has said yes is told."""

from __future__ import annotations

from typing import Any

from bot.domain.audit import INVITATION_WITHDRAWN
from bot.domain.deliveries import WAITING, Reason, State
from bot.domain.overview import Coordinated
from bot.domain.pairs import OPEN, Pair, PairState
from bot.domain.people import Role
from bot.domain.taking_part import Enrolled
from bot.errors import InvitationAnswered, PairMoved
from bot.router import Answer
from bot.views import choice, enrolments
from bot.views import withdrawals as views
from handlers import programmes as programme_handlers
from handlers import standing
from handlers.services import Call, On, Scene, act, look, open_view
from storage import audit, deliveries, pairs, partings, programmes


def register(on: On) -> None:
    on.action(views.OPEN)(open_form)
    on.view(views.WHICH_FORM)(chosen)
    on.view(views.FORM)(submitted)


async def open_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, Any]:
        programme = standing.coordinated(scene, int(call.value or 0))
        return views.which(standing.programme(scene, programme, with_health=False), scene.reader())

    open_view(call, await look(call, form))
    return None


async def chosen(call: Call) -> Answer:
    """Say what follows, before anything does."""
    carried = choice.chosen(call.state)
    return {"response_action": "update", "view": await look(call, lambda scene: confirm(scene, carried))}


async def submitted(call: Call) -> Answer:
    carried = str(call.view.get("private_metadata") or "")
    programme_id, was_answered = await act(call, lambda scene: withdraw(scene, carried))
    # The page behind the form shows how it stands, whatever came of it.
    programme_handlers.refresh(call, programme_id)
    if was_answered:
        raise InvitationAnswered
    return None


def withdraw(scene: Scene, carried: str) -> tuple[int, bool]:
    """Withdraw what a form carried; what was withdrawn before stays as it is, and so does what was answered meanwhile.

    Returns its programme's id, and whether it was answered. Raises NotCoordinator.
    """
    found = _found(scene, carried)
    if not isinstance(found, Pair):
        return found[0], not _withdraw_part(scene, *found)
    if found.state is PairState.INVITED:
        _withdraw_pair(scene, found)
    return found.programme_id, found.state not in (PairState.INVITED, PairState.WITHDRAWN)


def confirm(scene: Scene, carried: str) -> dict[str, Any]:
    """Ask whether an invitation is to be withdrawn; raises NotCoordinator or InvitationAnswered."""
    found = _found(scene, carried)
    if isinstance(found, Pair):
        if found.state is not PairState.INVITED:
            raise InvitationAnswered
        return views.of_pair(found, _seen(scene, found.programme_id), scene.reader())
    programme_id, part = found
    if not part.waits:
        raise InvitationAnswered
    return views.of_part(part, _seen(scene, programme_id), scene.reader())


def _seen(scene: Scene, programme_id: int) -> Coordinated:
    programme = standing.coordinated(scene, programme_id)
    return standing.programme(scene, programme, with_health=False)


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


def _withdraw_pair(scene: Scene, pair: Pair) -> None:
    """The messages that asked ask no more; whoever has said yes hears it, within their hours."""
    partings.withdraw(scene.tx, pair, scene.me.id, views.WITHDRAWN, at=scene.now)
    scene.touched |= {member.person_id for member in pair.members}
    audit.note(scene.tx, scene.ws, scene.me.id, INVITATION_WITHDRAWN, f"pair:{pair.id}", at=scene.now)


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
