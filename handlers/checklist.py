"""The first steps of whoever coordinates: put away, and found again."""

from __future__ import annotations

from datetime import datetime

from bot.errors import NotCoordinator
from bot.router import Answer
from bot.views import checklist as views
from handlers import home, standing
from handlers.services import Call, On, Scene, act
from storage import people


def register(on: On) -> None:
    on.action(views.PUT_AWAY)(put_away)
    on.action(views.FIND)(find)


async def put_away(call: Call) -> Answer:
    """Show the list no more; a button in Home brings it back."""
    await act(call, lambda scene: _keep(scene, scene.now))
    home.redraw(call)
    return None


async def find(call: Call) -> Answer:
    await act(call, lambda scene: _keep(scene, None))
    home.redraw(call)
    return None


def _keep(scene: Scene, away_at: datetime | None) -> None:
    if not standing.is_coordinator(scene):
        raise NotCoordinator
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, first_steps_away_at=away_at)
