"""Coordinators: naming another for a programme, saying no to it, and leaving the role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.people import Person, Role
from bot.domain.programme import Programme, check_coordinator, check_leaving
from bot.errors import TrellisError
from bot.router import Answer
from bot.views import coordinators as views
from handlers import home, standing
from handlers import programmes as programme_handlers
from handlers.services import Call, On, Scene, act, look, meet, open_view
from storage import audit, deliveries, people, programmes


def register(on: On) -> None:
    on.action(views.NAME)(open_name_form)
    on.view(views.NAME_FORM)(named)
    on.action(views.LEAVE)(open_leave_form)
    on.view(views.LEAVE_FORM)(left)
    on.action(views.REFUSE)(refuse)


async def open_name_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, Any]:
        return views.name_form(standing.coordinated(scene, int(call.value or 0)), scene.reader())

    open_view(call, await look(call, form))
    return None


async def named(call: Call) -> Answer:
    """Somebody was chosen to coordinate too."""
    programme_id = int(call.view["private_metadata"])
    await look(call, lambda scene: standing.coordinated(scene, programme_id))
    person = await meet(call, _chosen(call))

    def record(scene: Scene) -> dict[str, str]:
        return _tried(scene, lambda: name(scene, standing.coordinated(scene, programme_id), person))

    errors = await act(call, record)
    if errors:
        return {"response_action": "errors", "errors": errors}
    programme_handlers.refresh(call, programme_id)
    return None


async def open_leave_form(call: Call) -> Answer:
    """Ask whether somebody really leaves; the last one is asked who takes over."""
    open_view(call, await look(call, lambda scene: _leave_form(scene, int(call.value or 0))))
    return None


async def left(call: Call) -> Answer:
    """Somebody leaves, having named who takes over where they are the last."""
    programme_id = int(call.view["private_metadata"])
    chosen = _chosen(call)
    await look(call, lambda scene: standing.coordinated(scene, programme_id))
    heir = await meet(call, chosen) if chosen else None

    def record(scene: Scene) -> dict[str, str] | dict[str, Any]:
        programme = standing.coordinated(scene, programme_id)
        if heir:
            wrong = _tried(scene, lambda: name(scene, programme, heir))
            if wrong:
                return {"response_action": "errors", "errors": wrong}
        elif _is_last(scene, programme):
            # The others have left since the form was opened: it asks now who takes over.
            return {"response_action": "update", "view": _leave_form(scene, programme_id)}
        leave(scene, programme, untold=heir)
        return {"response_action": "clear"}

    answer = await act(call, record)
    home.redraw(call)
    return answer


async def refuse(call: Call) -> Answer:
    """No thanks, to having been named; somebody who is the last by now is asked who takes over."""
    programme_id = int(call.value or 0)

    def record(scene: Scene) -> dict[str, Any] | None:
        programme = programmes.get(scene.tx, scene.ws, programme_id)
        mine = programmes.coordinated_by(scene.tx, scene.ws, scene.me.id)
        if programme in mine and _is_last(scene, programme):
            return _leave_form(scene, programme_id)
        _settle_message(scene, programme)
        if programme in mine:
            leave(scene, programme, refused=True)
        return None

    form = await act(call, record)
    if form:
        open_view(call, form)
    home.redraw(call)
    return None


def name(scene: Scene, programme: Programme, person: Person) -> None:
    """Let somebody coordinate too, and tell them; raises what the rules say against it."""
    programmes.hold(scene.tx, scene.ws, programme.id)
    check_coordinator(person, programmes.coordinators(scene.tx, scene.ws, programme.id))
    programmes.enrol(scene.tx, scene.ws, programme.id, person.id, Role.COORDINATOR, at=scene.now)
    _tell(scene, views.NAMED, programme, person.id)
    _note(scene, "coordinator.named", programme, person.id)


def leave(scene: Scene, programme: Programme, *, refused: bool = False, untold: Person | None = None) -> None:
    """Coordinate a programme no more, and tell the others, but for who takes over; raises LastCoordinator."""
    programmes.hold(scene.tx, scene.ws, programme.id)
    others = programmes.coordinators(scene.tx, scene.ws, programme.id)
    check_leaving(scene.me.id, others)
    programmes.leave(scene.tx, scene.ws, programme.id, scene.me.id, Role.COORDINATOR, at=scene.now)
    if not programmes.coordinated_by(scene.tx, scene.ws, scene.me.id):
        people.change(scene.tx, scene.ws, scene.me.id, coordinator_at=None)
    for person_id in sorted(others - {scene.me.id, untold.id if untold else 0}):
        _tell(scene, views.REFUSED if refused else views.LEFT, programme, person_id)
    _note(scene, "coordinator.left", programme, scene.me.id)


def _leave_form(scene: Scene, programme_id: int) -> dict[str, Any]:
    programme = standing.coordinated(scene, programme_id)
    return views.leave_form(programme, scene.reader(), is_last=_is_last(scene, programme))


def _is_last(scene: Scene, programme: Programme) -> bool:
    return programmes.coordinators(scene.tx, scene.ws, programme.id) <= {scene.me.id}


def _settle_message(scene: Scene, programme: Programme) -> None:
    """Let the message by which somebody was named say that they said no."""
    row = deliveries.latest(scene.tx, scene.ws, views.NAMED, str(programme.id), scene.me.id)
    if row:
        deliveries.add_facts(scene.tx, row, refused=True)
        scene.rewrite(row.id)


def _tell(scene: Scene, kind: str, programme: Programme, person_id: int) -> None:
    facts = {"programme": programme.id, "people": [scene.me.id]}
    scene.owe(kind, person_id, subject=str(programme.id), facts=facts)


def _note(scene: Scene, action: str, programme: Programme, person_id: int) -> None:
    audit.note(
        scene.tx, scene.ws, scene.me.id, action, f"programme:{programme.id}", at=scene.now, about=person_id
    )


def _tried(scene: Scene, work: Callable[[], None]) -> dict[str, str]:
    """Do it; return under the picker what the rules say against it."""
    try:
        work()
    except TrellisError as wrong:
        return {views.WHO: scene.reader().plain(type(wrong).words_id(), **wrong.facts)}
    return {}


def _chosen(call: Call) -> str:
    return str(call.state.get(views.WHO, {}).get(views.WHO, {}).get("selected_user") or "")
