"""Quiet: snoozing Trellis, hearing from it again, and hearing less."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.cadence import at_local
from bot.domain.people import Intensity
from bot.router import Answer
from bot.views import home as home_views
from bot.views import messages
from handlers import home, standing
from handlers.services import Call, On, Scene, act
from storage import deliveries, people

TOMORROW, NEXT_WEEK = "tomorrow", "week"


def register(on: On) -> None:
    on.action(messages.QUIET_TOMORROW)(tomorrow)
    on.action(messages.QUIET_WEEK)(week)
    on.action(messages.QUIET_FEWER)(fewer_)
    on.action(home_views.LISTEN)(listen)


async def tomorrow(call: Call) -> Answer:
    await act(call, lambda scene: snooze(scene, TOMORROW))
    return None


async def week(call: Call) -> Answer:
    await act(call, lambda scene: snooze(scene, NEXT_WEEK))
    return None


async def fewer_(call: Call) -> Answer:
    await act(call, fewer)
    return None


async def listen(call: Call) -> Answer:
    """End a snooze, in Home."""
    await act(call, wake)
    home.redraw(call)
    return None


def snooze(scene: Scene, until: str) -> None:
    """Send nothing unasked until the start of work tomorrow, or on Monday."""
    today = scene.reader().today
    days = 1 if until == TOMORROW else 7 - today.weekday()
    ends = at_local(today + timedelta(days=days), scene.me.hours.start, scene.me.zone)
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, snoozed_until=ends)
    scene.owe(messages.SNOOZED, facts={"until": ends.isoformat()})


def wake(scene: Scene) -> None:
    """End a snooze: what it held comes at the next work hour."""
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, snoozed_until=None)
    deliveries.look_again(scene.tx, scene.ws, scene.me.id, at=scene.now)
    standing.say(scene, messages.AWAKE)


def fewer(scene: Scene) -> None:
    """Send less."""
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, intensity=Intensity.FEWER)
    scene.owe(messages.FEWER)
