"""Invitations: yes or no."""

from __future__ import annotations

from bot.domain.pairs import Pair
from bot.errors import NotYours
from bot.router import Answer
from bot.views import invitations as views
from handlers import flow
from handlers.services import Call, On, Scene, act
from storage import pairs


def register(on: On) -> None:
    on.action(views.ACCEPT)(accept)
    on.action(views.DECLINE)(decline)


async def accept(call: Call) -> Answer:
    await act(call, lambda scene: flow.accepted(scene, _mine(scene, call)))
    return None


async def decline(call: Call) -> Answer:
    await act(call, lambda scene: flow.declined(scene, _mine(scene, call)))
    return None


def _mine(scene: Scene, call: Call) -> Pair:
    pair = pairs.get(scene.tx, scene.ws, int(call.value or 0))
    if scene.me.id not in {member.person_id for member in pair.members}:
        raise NotYours
    return pair
