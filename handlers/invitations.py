"""Invitations: read, and answered with yes or no, in the message or from Home."""

from __future__ import annotations

from typing import Any

from bot.dialogues import onboarding
from bot.domain.pairs import Pair
from bot.errors import NotYours
from bot.router import Answer
from bot.views import home as home_views
from bot.views import invitation_form as form_views
from bot.views import invitations as views
from handlers import flow, home
from handlers.services import Call, On, Scene, act, look, open_view
from storage import pairs


def register(on: On) -> None:
    on.action(views.ACCEPT)(accept)
    on.action(views.DECLINE)(decline)
    on.action(home_views.INVITATION)(read)
    on.view(form_views.FORM)(accepted)


async def accept(call: Call) -> Answer:
    await act(call, lambda scene: flow.accepted(scene, _mine(scene, int(call.value or 0))))
    home.redraw(call)
    return None


async def decline(call: Call) -> Answer:
    """Say no; in the form over Home, which shows it then."""
    pair_id = int(call.value or 0)

    def record(scene: Scene) -> dict[str, Any]:
        flow.declined(scene, _mine(scene, pair_id))
        return form_views.modal(scene.situation(pair_id), scene.reader(), len(onboarding.QUESTIONS))

    view = await act(call, record)
    home.redraw(call)
    if call.view.get("type") == "modal":
        shown = call.client.views_update(view_id=call.view["id"], view=view)
        call.services.tasks.spawn(shown, "show an answered invitation")
    return None


async def read(call: Call) -> Answer:
    """Show an invitation where it was asked for."""

    def form(scene: Scene) -> dict[str, Any]:
        pair = _mine(scene, int(call.value or 0))
        return form_views.modal(scene.situation(pair.id), scene.reader(), len(onboarding.QUESTIONS))

    open_view(call, await look(call, form))
    return None


async def accepted(call: Call) -> Answer:
    """Yes, from Home."""
    pair_id = int(call.view.get("private_metadata") or 0)
    await act(call, lambda scene: flow.accepted(scene, _mine(scene, pair_id)))
    home.redraw(call)
    return None


def _mine(scene: Scene, pair_id: int) -> Pair:
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if scene.me.id not in {member.person_id for member in pair.members}:
        raise NotYours
    return pair
