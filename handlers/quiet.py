"""Quiet: snoozing Trellis, and hearing from it again."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.cadence import at_local
from bot.router import Answer
from bot.views import messages
from bot.views import quiet as views
from handlers import home, standing
from handlers.services import Call, On, Scene, act, look, open_view
from storage import deliveries, people

# Further ahead nobody means a snooze: a pause, or an end, says more to the other.
FURTHEST = timedelta(days=366)


def register(on: On) -> None:
    on.action(messages.QUIET_TOMORROW)(tomorrow)
    on.action(messages.QUIET_WEEK)(week)
    on.action(views.SNOOZE)(open_form)
    on.view(views.SNOOZE_FORM)(submitted)
    on.action(views.LISTEN)(listen)


async def tomorrow(call: Call) -> Answer:
    await act(call, lambda scene: snooze(scene, day_of_tomorrow(scene)))
    return None


async def week(call: Call) -> Answer:
    await act(call, lambda scene: snooze(scene, next_monday(scene)))
    return None


async def open_form(call: Call) -> Answer:
    """Ask until which day."""
    open_view(call, await look(call, lambda scene: views.snooze_form(next_monday(scene), scene.reader())))
    return None


async def submitted(call: Call) -> Answer:
    """A day was chosen."""
    until = date.fromisoformat(str(call.state[views.UNTIL][views.UNTIL]["selected_date"]))

    def record(scene: Scene) -> str | None:
        today = scene.reader().today
        if until <= today:
            return scene.reader().plain("quiet-snooze.past")
        if until > today + FURTHEST:
            return scene.reader().plain("quiet-snooze.far")
        snooze(scene, until)
        return None

    refused = await act(call, record)
    if refused:
        return {"response_action": "errors", "errors": {views.UNTIL: refused}}
    home.redraw(call)
    return None


async def listen(call: Call) -> Answer:
    """End a snooze, in Home or in the message that noted it."""
    await act(call, wake)
    home.redraw(call)
    return None


def day_of_tomorrow(scene: Scene) -> date:
    """Return tomorrow's date, where whoever acts is."""
    return scene.reader().today + timedelta(days=1)


def next_monday(scene: Scene) -> date:
    """Return the date of next Monday, where whoever acts is."""
    today = scene.reader().today
    return today + timedelta(days=7 - today.weekday())


def snooze(scene: Scene, until: date) -> None:
    """Send nothing unasked until the start of work on a day."""
    ends = at_local(until, scene.me.hours.start, scene.me.zone)
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, snoozed_until=ends)
    scene.rewrite_latest(messages.SNOOZED, 0, scene.me.id)
    scene.owe(messages.SNOOZED, facts={"until": ends.isoformat()})


def wake(scene: Scene) -> None:
    """End a snooze: what it held comes at the next work hour."""
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, snoozed_until=None)
    deliveries.look_again(scene.tx, scene.ws, scene.me.id, at=scene.now)
    scene.rewrite_latest(messages.SNOOZED, 0, scene.me.id)
    standing.say(scene, messages.AWAKE)
