"""How much: somebody chooses what comes to them unasked, and how many messages at most."""

from __future__ import annotations

from typing import Any

from bot.domain.manners import wanted
from bot.domain.people import Intensity
from bot.prompts import PROMPTS
from bot.router import Answer
from bot.views import level as views
from bot.views import messages
from handlers import home
from handlers.services import Call, On, Scene, act, glance, open_view
from storage import deliveries, people


def register(on: On) -> None:
    on.action(views.OPEN)(open_form)
    on.view(views.FORM)(submitted)


async def open_form(call: Call) -> Answer:
    open_view(call, await glance(call, form))
    return None


async def submitted(call: Call) -> Answer:
    """A level and numbers were chosen."""
    chosen = {
        name: str(call.state[name][name]["selected_option"]["value"]) for name in (views.LEVEL, *views.OWN)
    }
    await act(call, lambda scene: keep(scene, chosen))
    home.redraw(call)
    return None


def form(scene: Scene) -> dict[str, Any]:
    """Ask how much; each level says which kinds it leaves out, as those kinds declare it."""
    left_out = {
        level: [f"{one.words}.title" for one in PROMPTS.values() if not wanted(one.manner, level)]
        for level in Intensity
    }
    return views.form(scene.me, left_out, scene.reader())


def keep(scene: Scene, chosen: dict[str, str]) -> None:
    """Write down what somebody asked for, and let what is held be looked at again."""
    a_day, a_week = (int(chosen[name]) if chosen[name].isdecimal() else None for name in views.OWN)
    wish = {"intensity": Intensity(chosen[views.LEVEL]), "most_a_day": a_day, "most_a_week": a_week}
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, **wish)
    deliveries.look_again(scene.tx, scene.ws, scene.me.id, at=scene.now)
    scene.owe(messages.FEWER)
