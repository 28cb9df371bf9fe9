"""Pauses: either of a pair can rest it and go on; the other is told, never why."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.cadence import at_local
from bot.domain.pairs import OPEN, Pair
from bot.errors import NotYours, PairMoved
from bot.router import Answer
from bot.views import messages
from bot.views import pauses as views
from handlers import home
from handlers.services import Call, On, Scene, act, glance, open_view
from storage import pairs, people
from storage import pauses as pause_rows

OPEN_FORM = "pair.pause"
FURTHEST = timedelta(days=366)


def register(on: On) -> None:
    on.action(OPEN_FORM)(open_form)
    on.view(views.FORM)(submitted)
    on.action(messages.RESUME, "home.resume")(resume)


async def open_form(call: Call) -> Answer:
    open_view(call, await glance(call, lambda scene: form(scene, int(call.value or 0))))
    return None


async def submitted(call: Call) -> Answer:
    """Pause until a day, or until somebody goes on."""
    pair_id = int(call.view.get("private_metadata") or 0)
    until = chosen(call)

    def record(scene: Scene) -> str | None:
        if wrong := unfit(scene, until):
            return wrong
        pause(scene, pair_id, until)
        return None

    refused = await act(call, record)
    home.redraw(call)
    return {"response_action": "errors", "errors": {views.UNTIL: refused}} if refused else None


def chosen(call: Call) -> date | None:
    """Return the last day that was chosen in a form, if one was."""
    day = call.state[views.UNTIL][views.UNTIL].get("selected_date")
    return date.fromisoformat(day) if day else None


def unfit(scene: Scene, until: date | None) -> str | None:
    """Return in words what stands against a last day, if anything does."""
    if until and until <= scene.reader().today:
        return scene.reader().plain("pause-past")
    if until and until > scene.reader().today + FURTHEST:
        return scene.reader().plain("quiet-snooze.far")
    return None


async def resume(call: Call) -> Answer:
    await act(call, lambda scene: go_on(scene, int(call.value or 0)))
    home.redraw(call)
    return None


def form(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Ask until when; raises NotYours or PairMoved."""
    pair = _mine(scene, pair_id)
    partner = people.get(scene.tx, scene.ws, pair.partners(scene.me.id)[0])
    return views.form(partner, pair_id, scene.reader())


def pause(scene: Scene, pair_id: int, until: date | None) -> None:
    """Rest a pair, until the start of a day where whoever pauses is, or until one of the two goes on."""
    rest(scene, _mine(scene, pair_id), until)


def rest(scene: Scene, pair: Pair, until: date | None, **facts: Any) -> bool:
    """Rest a pair of which whoever acts may say so, and tell both; False where it rests already."""
    if pair.is_paused(scene.now):
        return False
    told = {"paused_by": scene.me.id, "paused_at": scene.now, "paused_until": ends(scene, until)}
    pairs.change(scene.tx, scene.ws, pair.id, **told)
    for member in pair.members:
        scene.owe(messages.PAUSED, member.person_id, pair_id=pair.id, facts=facts)
    return True


def ends(scene: Scene, until: date | None) -> datetime | None:
    """Return when a pause with such a last day, if it has one, ends by the clock of whoever pauses (UTC)."""
    return at_local(until, scene.me.hours.start, scene.me.zone) if until else None


def go_on(scene: Scene, pair_id: int) -> None:
    """End a pause; the rhythm moves on by the weeks that were paused, so that nothing floods in."""
    pair = _mine(scene, pair_id)
    if not pair.is_paused(scene.now):
        raise PairMoved
    pause_rows.end(scene.tx, scene.ws, pair, at=scene.now)
    for member in pair.members:
        scene.rewrite_latest(messages.PAUSED, pair_id, member.person_id)
    for partner in pair.partners(scene.me.id):
        scene.owe(messages.RESUMED, partner, pair_id=pair_id)


def _mine(scene: Scene, pair_id: int) -> Pair:
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if scene.me.id not in {member.person_id for member in pair.members}:
        raise NotYours
    if pair.state not in OPEN:
        raise PairMoved
    return pair
