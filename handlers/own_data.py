"""Your data: everybody can have all that is kept of them deleted, at once."""

from __future__ import annotations

from typing import Any

from bot.domain.deliveries import Reason
from bot.domain.pairs import OPEN, Pair
from bot.domain.programme import LastCoordinator, check_leaving
from bot.router import Answer
from bot.views import messages
from bot.views import own as views
from handlers import coordinators, copy, others
from handlers import programmes as programme_handlers
from handlers.services import Call, On, Scene, act, look, open_view
from storage import deliveries, erasing, pairs, partings, programmes


def register(on: On) -> None:
    on.action(views.OPEN)(open_page)
    on.action(views.DELETE)(open_delete)
    on.view(views.DELETE_FORM)(delete)


async def open_page(call: Call) -> Answer:
    open_view(call, await look(call, lambda scene: _page(scene)))
    return None


def _page(scene: Scene) -> dict[str, Any]:
    return views.page(scene.reader(), sends_files=copy.granted(scene))


async def open_delete(call: Call) -> Answer:
    open_view(call, await look(call, lambda scene: views.delete_form(len(_under_way(scene)), scene.reader())))
    return None


async def delete(call: Call) -> Answer:
    """The word was typed, or not; once it is done, Home is drawn without looking anybody up."""
    typed = str(call.state[views.CONFIRM][views.CONFIRM].get("value") or "").strip()

    def record(scene: Scene) -> tuple[dict[str, Any], dict[str, Any] | None]:
        reader = scene.reader()
        wrong = _refusal(scene, typed)
        if wrong:
            return {"response_action": "errors", "errors": {views.CONFIRM: wrong}}, None
        erase(scene)
        return {"response_action": "update", "view": views.deleted(reader)}, views.empty_home(reader)

    answer, home = await act(call, record)
    if home:
        call.services.homes.forget(call.team_id, call.user_id)
        publish = call.client.views_publish(user_id=call.user_id, view=home)
        call.services.tasks.spawn(publish, "draw the Home of nobody")
        call.services.tasks.spawn(_cover(call, answer["view"]), "cover the page below")
    return answer


async def _cover(call: Call, view: dict[str, Any]) -> None:
    """Say the same on the page below: whoever goes back would be offered there what is gone."""
    below = call.view.get("previous_view_id") or call.view.get("root_view_id")
    if below and below != call.view.get("id"):
        await programme_handlers.redraw_view(call, view, view_id=str(below))


def erase(scene: Scene) -> None:
    """Delete what is kept of whoever acts; their pairs end kindly, and who else coordinates is told."""
    # Afterwards nobody could tell any more who was beside them.
    scene.touched |= others.beside(scene.tx, scene.ws, scene.me.id)
    for programme in programmes.coordinated_by(scene.tx, scene.ws, scene.me.id):
        coordinators.leave(scene, programme)
    for pair in _under_way(scene):
        partings.end(scene.tx, pair, scene.me.id, messages.PARTNER_STOPPED, at=scene.now)
    deliveries.cancel_of(scene.tx, scene.ws, scene.me.id, Reason("deactivated"))
    erasing.person(scene.tx, scene.ws, scene.me.id, at=scene.now)


def _refusal(scene: Scene, typed: str) -> str | None:
    """Say what is missing: the word, in any language, or somebody who takes a programme over."""
    reader = scene.reader()
    if typed.casefold() not in reader.everywhere("own-delete.word"):
        return reader.plain("own-delete.wrong", word=reader.plain("own-delete.word"))
    try:
        for programme in programmes.coordinated_by(scene.tx, scene.ws, scene.me.id):
            check_leaving(scene.me.id, programmes.coordinators(scene.tx, scene.ws, programme.id))
    except LastCoordinator as wrong:
        return reader.plain(type(wrong).words_id(), **wrong.facts)
    return None


def _under_way(scene: Scene) -> list[Pair]:
    return [one for one in pairs.of_person(scene.tx, scene.ws, scene.me.id) if one.state in OPEN]
