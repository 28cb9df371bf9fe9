"""Quiet: snoozing Trellis, and hearing from it again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot import typed
from bot.domain.cadence import at_local
from bot.router import Answer
from bot.typed import Snoozing
from bot.views import messages
from bot.views import quiet as views
from handlers import home, standing
from handlers.services import Call, On, Scene, act, glance, open_view
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
    open_view(call, await glance(call, lambda scene: views.snooze_form(next_monday(scene), scene.reader())))
    return None


async def submitted(call: Call) -> Answer:
    """A day was chosen."""
    until = date.fromisoformat(str(call.state[views.UNTIL][views.UNTIL]["selected_date"]))

    def record(scene: Scene) -> str | None:
        wrong = unfit(scene, until)
        if wrong is None:
            snooze(scene, until)
        return wrong

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


async def command(call: Call, wanted: Snoozing) -> Answer:
    """`/trellis snooze until Friday`, `3 days` or `off`; without a day, ask for it in the form of Home.

    Whoever asks for quiet is told where they asked, and gets no message about it.
    """
    if not (wanted.is_over or wanted.names_day):
        return await open_form(call)
    answer = await act(call, lambda scene: _ordered(scene, wanted))
    home.redraw(call)
    return answer


def said(scene: Scene, text: str) -> bool:
    """Carry out what was typed in Messages when it snoozes or ends a snooze; False where it does neither."""
    wanted = meant(scene, text)
    if wanted is None or not (wanted.is_over or wanted.until):
        return False
    if wanted.is_over:
        wake(scene)
    elif wanted.until and unfit(scene, wanted.until) is None:
        snooze(scene, wanted.until)
    else:
        return False
    return True


def meant(scene: Scene, words: str) -> Snoozing | None:
    """Return what somebody's words want of a snooze, as seen from their own today."""
    reader = scene.reader()
    return typed.snoozing(words, reader.today, reader.locale)


def _ordered(scene: Scene, wanted: Snoozing) -> str:
    """Do what a command wants, and say it, or why it was not done."""
    reader = scene.reader()
    if wanted.is_over:
        listen_again(scene)
        return reader.mrkdwn("snooze-command.off")
    if wanted.until is None:
        return reader.mrkdwn("snooze-command.unknown")
    wrong = unfit(scene, wanted.until)
    if wrong:
        return wrong
    ends = hear_nothing(scene, wanted.until)
    return f"{reader.mrkdwn('snoozed', until=reader.moment(ends))}\n{reader.mrkdwn('snooze-command')}"


def unfit(scene: Scene, until: date) -> str | None:
    """Say why a snooze cannot last until a day; None when it can."""
    reader = scene.reader()
    if until <= reader.today:
        return reader.plain("quiet-snooze.past")
    return reader.plain("quiet-snooze.far") if until > reader.today + FURTHEST else None


def day_of_tomorrow(scene: Scene) -> date:
    """Return tomorrow's date, where whoever acts is."""
    return scene.reader().today + timedelta(days=1)


def next_monday(scene: Scene) -> date:
    """Return the date of next Monday, where whoever acts is."""
    today = scene.reader().today
    return today + timedelta(days=7 - today.weekday())


def snooze(scene: Scene, until: date) -> None:
    """Send nothing unasked until the start of work on a day, and note it in Messages, where it can be ended."""
    hear_nothing(scene, until)
    scene.owe(messages.SNOOZED, facts={"day": until.isoformat()})


def hear_nothing(scene: Scene, until: date) -> datetime:
    """Send nothing unasked until the start of work on a day; returns that instant."""
    ends = at_local(until, scene.me.hours.start, scene.me.zone)
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, snoozed_until=ends)
    scene.rewrite_latest(messages.SNOOZED, 0, scene.me.id)
    return ends


def wake(scene: Scene) -> None:
    """End a snooze, and say so in Messages."""
    listen_again(scene)
    standing.say(scene, messages.AWAKE)


def listen_again(scene: Scene) -> None:
    """End a snooze: what it held comes at the next work hour."""
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, snoozed_until=None)
    deliveries.look_again(scene.tx, scene.ws, scene.me.id, at=scene.now)
    scene.rewrite_latest(messages.SNOOZED, 0, scene.me.id)
