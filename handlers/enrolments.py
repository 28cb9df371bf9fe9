"""Taking part in a programme: yes or no to being asked, before there is a partner."""

from __future__ import annotations

from bot.domain.people import Role
from bot.errors import InvitationWithdrawn, NotYours
from bot.router import Answer
from bot.views import enrolments as views
from handlers import flow, home
from handlers.services import Call, On, Scene, act
from storage import deliveries, people, programmes


def register(on: On) -> None:
    on.action(views.YES)(yes)
    on.action(views.NO)(no)


async def yes(call: Call) -> Answer:
    await act(call, lambda scene: _answer(scene, call.value or "", takes_part=True))
    home.redraw(call)
    return None


async def no(call: Call) -> Answer:
    """No, at once or later on; a pair that is under way stays as it is."""
    await act(call, lambda scene: _answer(scene, call.value or "", takes_part=False))
    home.redraw(call)
    return None


def _answer(scene: Scene, value: str, *, takes_part: bool) -> None:
    """Keep an answer; raises NotYours for whoever was not asked, InvitationWithdrawn, and InvitationOver for a yes."""
    number, _, named = value.partition(":")
    role = Role(named) if named in (Role.MENTOR, Role.MENTEE) else None
    row = (
        deliveries.latest(scene.tx, scene.ws, views.TAKE_PART, f"{number}-{role}", scene.me.id)
        if role
        else None
    )
    if role is None or row is None:
        raise NotYours
    part = programmes.part(scene.tx, scene.ws, int(number), scene.me.id, role)
    if part is None or (part.answered_at is None and not part.waits):
        raise InvitationWithdrawn
    if takes_part:
        flow.refuse_over(scene, int(number))
    programmes.answer(scene.tx, scene.ws, int(number), scene.me.id, role, takes_part=takes_part, at=scene.now)
    if takes_part and scene.me.consented_at is None:
        people.change(scene.tx, scene.ws, scene.me.id, consented_at=scene.now)
    deliveries.add_facts(scene.tx, row, answer="accepted" if takes_part else "declined")
    scene.rewrite(row.id)
    scene.touched |= programmes.coordinators(scene.tx, scene.ws, int(number))
