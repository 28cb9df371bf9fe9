"""The forms for when somebody hears from Trellis: work days and hours, time away, and a snooze."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from bot.domain.leave import MOST, coming
from bot.domain.people import Person
from bot.views import blocks, holidays, level, outlook, terms
from bot.views.blocks import Block, Element
from bot.words import Markup, Reader

HOURS = "quiet.hours"
HOURS_FORM = "quiet.hours_form"
AWAY = "quiet.away"
AWAY_FORM = "quiet.away_form"
SNOOZE = "quiet.date"
SNOOZE_FORM = "quiet.snooze_form"
LISTEN = "home.listen"

DAYS, STARTS, LEAVES, BACK, ENDS, AT, ZONE = "days", "starts", "leaves", "back", "ends", "at", "zone"
GONE, FIRST, LAST = "gone", "first", "last"
UNTIL = "until"
LONGEST_ZONE = 80


def on_home(me: Person, reader: Reader) -> list[Block]:
    """Draw when somebody hears from Trellis, and what can be changed about it."""
    change = blocks.button(HOURS, reader.plain("quiet-buttons.hours"))
    away = blocks.button(AWAY, reader.plain("quiet-buttons.away"))
    shown = [
        blocks.section(f"*{reader.mrkdwn('quiet-home')}*\n{hours(me, reader)}", change),
        blocks.section(time_away(me, reader), away),
        *holidays.on_home(me, reader),
        *level.on_home(me, reader),
    ]
    snoozed = me.snoozed_until if me.snoozed_until and me.snoozed_until > reader.now else None
    if snoozed:
        listen = blocks.button(LISTEN, reader.plain("home-buttons.listen"))
        shown.append(blocks.section(reader.mrkdwn("home-snoozed", until=reader.moment(snoozed)), listen))
    return shown


def buttons(me: Person, reader: Reader) -> list[Element]:
    """Return the buttons to hear nothing for a while, and to see what comes."""
    found: list[Element] = []
    if me.snoozed_until is None or me.snoozed_until <= reader.now:
        found.append(blocks.button(SNOOZE, reader.plain("quiet-buttons.snooze")))
    return [*found, blocks.button(outlook.OPEN, reader.plain("outlook.open"))]


def hours(me: Person, reader: Reader) -> Markup:
    """Say on which days and at which hours somebody hears from Trellis."""
    return reader.mrkdwn(
        "home-hours",
        days=reader.weekdays(me.hours.days),
        hours=terms.work_hours(me.hours, reader),
        place=reader.place(me.zone),
    )


def time_away(me: Person, reader: Reader) -> Markup:
    """Say when somebody is away."""
    spans = [span(one, reader) for one in coming(me.leave, reader.today)]
    if not spans:
        return reader.mrkdwn("quiet-home.here")
    return reader.mrkdwn("quiet-home.away", spans=reader.listed(spans))


def span(one: tuple[date, date], reader: Reader) -> str:
    """Return a first and a last day in words, or one day."""
    first, last = one
    if first == last:
        return reader.day(first)
    return reader.plain("quiet-span", first=reader.day(first), last=reader.day(last))


def hours_form(me: Person, reader: Reader) -> dict[str, Any]:
    """Ask for work days, work hours, the hour for what is asked, and the zone."""
    days = [blocks.option(str(day), reader.weekday(day)) for day in range(7)]
    chosen = [str(day) for day in sorted(me.hours.days)]
    at = me.prompt_at or me.hours.start
    zone = blocks.text_input(ZONE, initial=me.zone, longest=LONGEST_ZONE)
    return blocks.modal(
        HOURS_FORM,
        reader.plain("quiet-hours.title"),
        [
            blocks.section(reader.mrkdwn("quiet-hours")),
            blocks.input_block(
                DAYS, reader.plain("onboarding-days.label"), blocks.checkboxes(DAYS, days, chosen)
            ),
            _time(STARTS, me.hours.start, reader),
            _time(ENDS, me.hours.end, reader),
            _time(LEAVES, me.hours.lunch[0] if me.hours.lunch else None, reader),
            _time(BACK, me.hours.lunch[1] if me.hours.lunch else None, reader),
            _time(AT, at, reader),
            blocks.input_block(
                ZONE, reader.plain("onboarding-zone.label"), zone, reader.plain("quiet-hours.zone-hint")
            ),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
    )


def _time(field: str, at: time | None, reader: Reader) -> Block:
    label = reader.plain(f"quiet-hours.{field}")
    hint = reader.plain(f"quiet-hours.{field}-hint") if field in (ENDS, LEAVES, AT) else ""
    picker = blocks.time_picker(field, label, f"{at:%H:%M}" if at else None)
    return blocks.input_block(field, label, picker, hint, optional=field in (LEAVES, BACK))


def away_form(me: Person, reader: Reader) -> dict[str, Any]:
    """Show the times away to take out, with room for one more."""
    known = coming(me.leave, reader.today)[:MOST]
    shown: list[Block] = [blocks.section(reader.mrkdwn("quiet-away"))]
    if known:
        options = [blocks.option(f"{first}/{last}", span((first, last), reader)) for first, last in known]
        boxes = blocks.checkboxes(GONE, options)
        shown.append(blocks.input_block(GONE, reader.plain("quiet-away.gone"), boxes, optional=True))
    for field in (FIRST, LAST):
        label = reader.plain(f"quiet-away.{field}")
        hint = reader.plain("quiet-away.last-hint") if field == LAST else ""
        shown.append(blocks.input_block(field, label, blocks.date_picker(field, label), hint, optional=True))
    return blocks.modal(
        AWAY_FORM,
        reader.plain("quiet-away.title"),
        shown,
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
    )


def snooze_form(until: date, reader: Reader) -> dict[str, Any]:
    """Ask until which day; next Monday is proposed."""
    picker = blocks.date_picker(UNTIL, reader.plain("quiet-snooze.until"), until.isoformat())
    return blocks.modal(
        SNOOZE_FORM,
        reader.plain("quiet-snooze.title"),
        [
            blocks.section(reader.mrkdwn("quiet-snooze")),
            blocks.input_block(
                UNTIL, reader.plain("quiet-snooze.until"), picker, reader.plain("quiet-snooze.hint")
            ),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("quiet-snooze.submit"),
    )
