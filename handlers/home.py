"""Home: drawn anew whenever it is opened, and after whatever is pressed in it."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.errors import NotYours
from bot.router import Answer
from bot.views import home as views
from bot.views import messages
from handlers import conversation, looked, standing
from handlers.services import Call, On, Scene, act, browse, meet
from storage import pairs


def register(on: On) -> None:
    on.event("app_home_opened")(opened)
    on.action(views.CONTINUE)(go_on)
    on.action(views.HELP)(help_)
    on.action(views.DIFFERENCES)(differences)


async def opened(call: Call) -> Answer:
    """Draw Home; the Messages tab needs nothing."""
    if call.event.get("tab") == "home":
        welcome(call)
    return None


async def go_on(call: Call) -> Answer:
    await act(call, lambda scene: conversation.go_on(scene, int(call.value or 0)))
    return None


async def differences(call: Call) -> Answer:
    """Lay both people's answers side by side once more, where the newest message is."""

    def owe(scene: Scene) -> None:
        pair = pairs.get(scene.tx, scene.ws, int(call.value or 0))
        if scene.me.id not in {member.person_id for member in pair.members}:
            raise NotYours
        scene.owe(messages.COMPARISON, pair_id=pair.id)

    await act(call, owe)
    return None


async def help_(call: Call) -> Answer:
    def owe(scene: Scene) -> None:
        scene.owe(messages.HELP)

    await act(call, owe)
    return None


def welcome(call: Call) -> None:
    """Look anew at who acts (they may have become an admin) and draw their Home, in a task of its own."""

    async def draw_for() -> None:
        await meet(call, call.user_id)
        await publish(call)

    call.services.tasks.spawn(draw_for(), "draw Home")


def redraw(call: Call) -> None:
    """Draw Home anew in a task of its own, for whoever acts."""
    call.services.tasks.spawn(publish(call), "redraw Home")


async def publish(call: Call) -> None:
    """Draw Home; where it shows a coordinator how pairs stand, that is noted first, once a day."""

    def drawn(scene: Scene) -> tuple[dict[str, Any], bool]:
        return draw(scene, call.services.settings.clock_offset), bool(looked.unnoted(scene))

    homes, who = call.services.homes, (call.team_id, call.user_id)
    homes.drawing(*who, asyncio.get_running_loop().time())
    view, is_look = await browse(call, drawn)
    if is_look:
        await act(call, looked.note_home)
    await call.client.views_publish(user_id=call.user_id, view=view)
    homes.drew(*who, view)


def draw(scene: Scene, clock_offset: float = 0.0) -> dict[str, Any]:
    """Draw Home for whoever acts."""
    return views.view(standing.overview(scene, clock_offset), scene.reader())
