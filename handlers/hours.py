"""Hours: somebody changes from Home when they work, where their clock is, and when they are away."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from bot import typed
from bot.domain import leave as rules
from bot.domain.calendar import WorkHours, is_break, is_within
from bot.domain.pairs import OPEN
from bot.errors import TrellisError
from bot.router import Answer
from bot.views import quiet as views
from handlers import flow, home
from handlers.services import Call, On, Scene, act, glance, open_view
from storage import deliveries, pairs, people


def register(on: On) -> None:
    on.action(views.HOURS)(open_hours)
    on.view(views.HOURS_FORM)(hours)
    on.action(views.AWAY)(open_away)
    on.view(views.AWAY_FORM)(away)


async def open_hours(call: Call) -> Answer:
    open_view(call, await glance(call, lambda scene: views.hours_form(scene.me, scene.reader())))
    return None


async def hours(call: Call) -> Answer:
    """Days, hours and zone were filled in."""
    days = [int(one["value"]) for one in call.state[views.DAYS][views.DAYS].get("selected_options") or ()]
    starts, ends, at = (_wall(call, field) for field in (views.STARTS, views.ENDS, views.AT))
    lunch = [
        _wall(call, field) for field in (views.LEAVES, views.BACK) if _field(call, field).get("selected_time")
    ]
    zone = typed.zone(str(call.state[views.ZONE][views.ZONE].get("value") or ""))

    def record(scene: Scene) -> dict[str, str]:
        away = (lunch[0], lunch[-1]) if lunch else None
        wrong = _wrong(WorkHours(frozenset(days), starts, ends, zone or "", away), at)
        if wrong:
            return {field: scene.reader().plain(words) for field, words in wrong.items()}
        scene.me = people.change(
            scene.tx,
            scene.ws,
            scene.me.id,
            work_days=sorted(days),
            work_starts=starts,
            work_ends=ends,
            lunch_starts=away[0] if away else None,
            lunch_ends=away[1] if away else None,
            prompt_at=at,
            **flow.at_zone(scene, zone),
        )
        flow.hours_changed(scene, scene.me)
        for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id):
            if pair.state in OPEN:
                flow.introduced_anew(scene, pair.id)
        return {}

    return await _answered(call, await act(call, record))


async def open_away(call: Call) -> Answer:
    open_view(call, await glance(call, lambda scene: views.away_form(scene.me, scene.reader())))
    return None


async def away(call: Call) -> Answer:
    """Times away were taken out, or one more was noted."""
    gone = [_span(one["value"]) for one in _field(call, views.GONE).get("selected_options") or ()]
    first, last = (_field(call, field).get("selected_date") for field in (views.FIRST, views.LAST))

    def record(scene: Scene) -> dict[str, str]:
        if not first and (last or not gone):
            return {views.FIRST: scene.reader().plain("quiet-away.nothing")}
        kept = rules.without(scene.me.leave, gone)
        try:
            if first:
                begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
                kept = rules.added(kept, begins, ends, scene.reader().today)
        except TrellisError as wrong:
            return {views.LAST: scene.reader().plain(type(wrong).words_id(), **wrong.facts)}
        noted = [[begin.isoformat(), end.isoformat()] for begin, end in kept]
        scene.me = people.change(scene.tx, scene.ws, scene.me.id, leave=noted)
        deliveries.look_again(scene.tx, scene.ws, scene.me.id, at=scene.now)
        return {}

    return await _answered(call, await act(call, record))


async def _answered(call: Call, errors: dict[str, str]) -> Answer:
    if errors:
        return {"response_action": "errors", "errors": errors}
    home.redraw(call)
    return None


def _wrong(hours: WorkHours, at: time) -> dict[str, str]:
    """Return the ids of what stands against hours, by field."""
    wrong = {}
    if not hours.days:
        wrong[views.DAYS] = "quiet-hours.bad-day"
    if hours.start == hours.end:
        wrong[views.ENDS] = "quiet-hours.bad-ends"
    elif hours.lunch and not is_break(hours.lunch, hours.start, hours.end):
        wrong[views.LEAVES] = "quiet-hours.bad-break"
    elif not is_within(at, hours):
        wrong[views.AT] = "quiet-hours.bad-at"
    if not hours.zone:
        wrong[views.ZONE] = "quiet-hours.bad-zone"
    return wrong


def _wall(call: Call, name: str) -> time:
    return time.fromisoformat(str(_field(call, name)["selected_time"]))


def _field(call: Call, name: str) -> Any:
    return call.state.get(name, {}).get(name, {})


def _span(value: str) -> tuple[date, date]:
    first, _, last = value.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)
