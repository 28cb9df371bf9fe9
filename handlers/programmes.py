"""Programmes: taking the role of coordinator, creating a programme, changing it, and looking at it whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain.audit import PROGRAMME_OPENED
from bot.domain.people import Role
from bot.domain.programme import Programme, check_dates
from bot.errors import CoordinatorThere, NotCoordinator, TrellisError
from bot.router import Answer
from bot.views import home as home_views
from bot.views import programme as views
from bot.views import programme_page
from bot.views.coordinators import OPEN
from handlers import home, standing
from handlers.services import Call, On, Scene, act, look, meet, open_view
from storage import audit, people, programmes, rhythms

# A usual programme; both dates are proposals.
USUAL_LENGTH = timedelta(weeks=26)


class NameMissing(TrellisError):
    """Please give the programme a name."""


def register(on: On) -> None:
    on.action(home_views.COORDINATE)(coordinate)
    on.action(views.CREATE)(open_form)
    on.action(views.EDIT)(open_form)
    on.action(OPEN)(open_page)
    on.view(views.FORM)(submitted)


async def coordinate(call: Call) -> Answer:
    """An owner or admin takes the role, while nobody has it."""
    await meet(call, call.user_id)

    def take(scene: Scene) -> None:
        if not standing.may_coordinate(scene):
            _say_who_coordinates(scene)
            raise NotCoordinator
        people.make_coordinator(scene.tx, scene.ws, scene.me.id, at=scene.now)
        for one in programmes.everyone(scene.tx, scene.ws):
            # Whoever coordinated it has left the workspace.
            if not programmes.coordinators(scene.tx, scene.ws, one.id):
                programmes.enrol(scene.tx, scene.ws, one.id, scene.me.id, Role.COORDINATOR, at=scene.now)
        audit.note(
            scene.tx, scene.ws, scene.me.id, "coordinator.taken", f"person:{scene.me.id}", at=scene.now
        )

    await act(call, take)
    home.redraw(call)
    return None


async def open_form(call: Call) -> Answer:
    """Ask for a new programme's name, dates and language, or for those of the one that the button carries."""

    def form(scene: Scene) -> dict[str, Any]:
        if call.value:
            known = standing.coordinated(scene, int(call.value))
            return views.form(scene.reader(), known.starts_on, known.ends_on, known, spoken=_spoken(scene))
        _refuse_others(scene)
        today = scene.reader().today
        return views.form(scene.reader(), today, today + USUAL_LENGTH, spoken=_spoken(scene))

    open_view(call, await look(call, form))
    return None


async def open_page(call: Call) -> Answer:
    """Show a programme whole, and note who looked."""
    programme_id = int(call.value or 0)

    def opened(scene: Scene) -> dict[str, Any]:
        shown = page(scene, programme_id)
        subject = f"programme:{programme_id}"
        audit.note(scene.tx, scene.ws, scene.me.id, PROGRAMME_OPENED, subject, at=scene.now)
        return shown

    open_view(call, await act(call, opened))
    return None


async def submitted(call: Call) -> Answer:
    """A programme was described; the form of one that is changed carries its id."""
    known = int(call.view.get("private_metadata") or 0)
    name = str(call.state[views.NAME][views.NAME].get("value") or "").strip()
    starts, ends = (
        date.fromisoformat(str(call.state[field][field]["selected_date"]))
        for field in (views.STARTS, views.ENDS)
    )
    # A form of before asked for none.
    tongue = call.state.get(views.LANGUAGE, {}).get(views.LANGUAGE, {}).get("selected_option")

    def record(scene: Scene) -> dict[str, str]:
        before = standing.coordinated(scene, known) if known else None
        if before is None:
            _refuse_others(scene)
        wrong = _wrong(scene, name, starts, ends)
        if not wrong:
            fresh = {"language": tongue["value"]} if tongue else {}
            _keep(scene, before, name=name, starts_on=starts, ends_on=ends, **fresh)
        return wrong

    errors = await act(call, record)
    if errors:
        return {"response_action": "errors", "errors": errors}
    refresh(call, known)
    return None


def page(scene: Scene, programme_id: int) -> dict[str, Any]:
    """Draw a programme that whoever acts coordinates; raises NotCoordinator."""
    one = standing.coordinated(scene, programme_id)
    return programme_page.page(standing.programme(scene, one), scene.reader())


def refresh(call: Call, programme_id: int) -> None:
    """Draw Home anew, and the page of a programme where a form was laid over it."""
    home.redraw(call)
    root = call.view.get("root_view_id")
    if not root or root == call.view.get("id"):
        return

    async def draw() -> None:
        view = await look(call, lambda scene: page(scene, programme_id))
        # Whoever has closed it meanwhile misses nothing.
        await redraw_view(call, view, view_id=root)

    call.services.tasks.spawn(draw(), "redraw a programme")


async def redraw_view(call: Call, view: Mapping[str, Any], **which: str) -> bool:
    """Draw a view anew, `view_id` or `external_id` says which; False when it is not there, or not any more."""
    try:
        await call.client.views_update(view=dict(view), **which)
    except SlackApiError as refused:
        if refused.response.get("error") != "not_found":
            raise
        return False
    return True


def refresh_page(call: Call, programme_id: int) -> None:
    """Draw Home anew, and the page on which something was pressed."""
    home.redraw(call)

    async def draw() -> None:
        view = await look(call, lambda scene: page(scene, programme_id))
        await redraw_view(call, view, view_id=call.view["id"])

    call.services.tasks.spawn(draw(), "redraw a programme")


def _wrong(scene: Scene, name: str, starts: date, ends: date) -> dict[str, str]:
    """Return what stands against a programme, by field."""
    reader = scene.reader()
    wrong = {} if name else {views.NAME: reader.plain(NameMissing.words_id())}
    try:
        check_dates(starts, ends, reader.today)
    except TrellisError as unfit:
        wrong[views.ENDS] = reader.plain(type(unfit).words_id(), **unfit.facts)
    return wrong


def _spoken(scene: Scene) -> str:
    """Return the tag of the workspace's language."""
    return scene.words.language_of(scene.workspace.locale)


def _keep(scene: Scene, before: Programme | None, **values: Any) -> None:
    """Write a programme down; the rhythm of its pairs follows a new last day."""
    tx, ws, me, now = scene.tx, scene.ws, scene.me, scene.now
    if before is None:
        made = programmes.create(tx, ws, **values, by=me.id, at=now)
        audit.note(tx, ws, me.id, "programme.created", f"programme:{made.id}", at=now)
        return
    programmes.change(tx, ws, before.id, **values)
    audit.note(tx, ws, me.id, "programme.changed", f"programme:{before.id}", at=now)
    if values["ends_on"] != before.ends_on:
        rhythms.follow_dates(tx, ws, before.id, at=now)


def _say_who_coordinates(scene: Scene) -> None:
    """Raise CoordinatorThere when an owner or admin comes second."""
    there = people.coordinators(scene.tx, scene.ws)
    if scene.me.is_admin and there:
        raise CoordinatorThere(people=scene.reader().listed(one.name for one in there))


def _refuse_others(scene: Scene) -> None:
    if not standing.is_coordinator(scene):
        raise NotCoordinator
