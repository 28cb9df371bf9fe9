"""Home: drawn anew whenever it is opened, and after whatever is pressed in it."""

from __future__ import annotations

from typing import Any

from bot.domain.check_ins import QUESTION
from bot.domain.overview import Coordinated, Overview
from bot.domain.people import Intensity
from bot.domain.programme import Programme
from bot.router import Answer
from bot.views import home as views
from bot.views import messages
from handlers import conversation
from handlers.services import Call, On, Scene, act, look, meet
from storage import deliveries, pairs, people, programmes, questions, situations


def register(on: On) -> None:
    on.event("app_home_opened")(opened)
    on.action(views.CONTINUE)(go_on)
    on.action(views.HELP)(help_)
    on.action(views.USUAL)(usual)


async def opened(call: Call) -> Answer:
    """Draw Home; the Messages tab needs nothing."""
    if call.event.get("tab") == "home":
        await meet(call, call.user_id)
        await publish(call)
    return None


async def go_on(call: Call) -> Answer:
    await act(call, lambda scene: conversation.go_on(scene, int(call.value or 0)))
    return None


async def help_(call: Call) -> Answer:
    def owe(scene: Scene) -> None:
        scene.owe(messages.HELP)

    await act(call, owe)
    return None


async def usual(call: Call) -> Answer:
    """Back to the usual number of messages."""

    def change(scene: Scene) -> None:
        people.change(scene.tx, scene.ws, scene.me.id, intensity=Intensity.USUAL)

    await act(call, change)
    redraw(call)
    return None


def redraw(call: Call) -> None:
    """Draw Home anew in a task of its own, for whoever acts."""
    call.services.tasks.spawn(publish(call), "redraw Home")


async def publish(call: Call) -> None:
    view = await look(call, lambda scene: draw(scene, call.services.settings.clock_offset))
    await call.client.views_publish(user_id=call.user_id, view=view)


def draw(scene: Scene, clock_offset: float = 0.0) -> dict[str, Any]:
    """Draw Home for whoever acts."""
    return views.view(overview(scene, clock_offset), scene.reader())


def overview(scene: Scene, clock_offset: float = 0.0) -> Overview:
    """Load everything that Home is drawn from."""
    tx, ws, me = scene.tx, scene.ws, scene.me
    mine = pairs.of_person(tx, ws, me.id)
    coordinated = programmes.coordinated_by(tx, ws, me.id)
    waiting = questions.waiting(tx, ws, me.id)
    return Overview(
        me=me,
        now=scene.now,
        views=tuple(situations.view(tx, ws, pair.id, reader=me.id) for pair in mine),
        coordinated=tuple(_coordinated(scene, one) for one in coordinated),
        may_coordinate=may_coordinate(scene),
        is_coordinator=is_coordinator(scene),
        check_ins_open=frozenset(one.pair_id for one in waiting if one.question == QUESTION),
        delivery_counts=deliveries.counts(tx, ws) if coordinated else {},
        clock_offset=clock_offset,
    )


def is_coordinator(scene: Scene) -> bool:
    """Tell whether somebody coordinates: named in the settings, or once they took the role or made a programme."""
    return scene.me.slack_id in scene.coordinators or people.coordinates(scene.tx, scene.ws, scene.me.id)


def may_coordinate(scene: Scene) -> bool:
    """An owner or admin of the workspace may, while nobody coordinates yet."""
    if scene.me.slack_id in scene.coordinators:
        return True
    return scene.me.is_admin and not people.anybody_coordinates(scene.tx, scene.ws)


def _coordinated(scene: Scene, programme: Programme) -> Coordinated:
    found = tuple(pairs.of_programme(scene.tx, scene.ws, programme.id))
    ids = {member.person_id for pair in found for member in pair.members}
    return Coordinated(programme, found, people.several(scene.tx, scene.ws, ids))
