"""Goals: how they stand on Home, and the forms to sharpen, mark out, close and answer them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.goals import (
    LONGEST_MILESTONE,
    LONGEST_PART,
    LONGEST_TITLE,
    MOST_MILESTONES,
    MOST_OPEN,
    Closing,
    Goal,
    Milestone,
    trend,
)
from bot.domain.people import Person, Role
from bot.domain.situation import PairView
from bot.views import blocks, terms
from bot.views.blocks import Block, Element
from bot.views.cutting import clip
from bot.words import Markup, Reader

ADD = "goal.add"
SHARPEN = "goal.sharpen"
MENU = "goal.menu"
LOOK = "goal.look"
AGAIN = "goal.again"
FORM = "goal.form"
MILESTONES = "goal.milestones"
CLOSE = "goal.close"
RESPONSE = "goal.response"

WHAT = "what"
MEASURE = "measure"
BY = "by"
STEP = "step"
REACHED = "reached"
MORE = "more"
HOW = "how"
COMMENT = "comment"
ENDORSE = "endorse"

# Slack's overflow menus hold five options (docs.slack.dev, "Overflow menu element").
MOST_CLOSED = 5
# Home and the mentor's summary show how a word begins; the whole of it was sent, or stands in the log.
GLIMPSE = 200


def on_home(view: PairView, me: Person, reader: Reader) -> list[Block]:
    """Draw a pair's goals: the open ones with what can be done, then the closed ones in a line each."""
    is_mine = view.role_of(me.id) is Role.MENTEE
    open_ = [goal for goal in view.goals if not goal.closed_at]
    closed = [goal for goal in view.goals if goal.closed_at]
    if not view.goals and not is_mine:
        return []
    has_room = is_mine and len(open_) < MOST_OPEN
    add = blocks.button(ADD, reader.plain("goal-buttons.add"), str(view.pair.id)) if has_room else None
    shown = [blocks.section(f"*{reader.mrkdwn('home-goals')}*", add)]
    for goal in open_[:MOST_OPEN]:
        shown += _goal(goal, view, _menu(goal, reader) if is_mine else _look_button(goal, reader), reader)
    if closed:
        shown.append(_closed(closed, reader, may_reopen=has_room))
    return shown


def progress_line(goal: Goal, reader: Reader) -> Markup:
    """Return a goal with how far it has come, as words, a bar and, where it moved lately, a trend."""
    line = reader.mrkdwn(
        "home-goal",
        number=goal.number,
        goal=goal.title,
        percent=goal.percent,
        bar=terms.bar(goal.percent),
    )
    points = trend(goal, reader.now)
    if points is None:
        return line
    direction = "steady" if points == 0 else "up" if points > 0 else "down"
    return reader.mrkdwn(
        "goal-line-trend",
        line=line,
        trend=reader.mrkdwn(f"goal-trend.{direction}", points=abs(points)),
    )


def _goal(goal: Goal, view: PairView, accessory: Element, reader: Reader) -> list[Block]:
    notes = [_facts(goal, view, reader), _latest(goal, reader), _comment(goal, view, reader)]
    return [
        blocks.section(progress_line(goal, reader), accessory, f"goal:{view.pair.id}:{goal.number}"),
        blocks.context("\n".join(note for note in notes if note)),
    ]


def _facts(goal: Goal, view: PairView, reader: Reader) -> str:
    found: list[str] = []
    if goal.target_on:
        found.append(reader.mrkdwn("goal-by", day=reader.day(goal.target_on)))
    if goal.milestones:
        counts = {"reached": len(goal.reached), "all": len(goal.milestones)}
        found.append(reader.mrkdwn("goal-steps", **counts))
    if goal.endorsed_at:
        found.append(reader.mrkdwn("goal-endorsed", mentor=_mentor(view)))
    return " · ".join(found)


def _latest(goal: Goal, reader: Reader) -> Markup:
    latest = goal.latest
    if latest is None:
        return reader.mrkdwn("home-goal-none")
    note = glimpse(latest.note or reader.plain("percent", percent=latest.percent))
    return reader.mrkdwn("home-goal-latest", moment=reader.moment(latest.logged_at), note=note)


def _comment(goal: Goal, view: PairView, reader: Reader) -> str:
    if not goal.comment:
        return ""
    return reader.mrkdwn("goal-commented", mentor=_mentor(view), comment=glimpse(goal.comment))


def glimpse(text: str) -> str:
    """Return how a text begins, on one line."""
    return clip(" ".join(text.split()), GLIMPSE)


def _mentor(view: PairView) -> Markup:
    return Markup(view.people[view.pair.by_role(Role.MENTOR)].mention)


def _menu(goal: Goal, reader: Reader) -> Element:
    names = ["sharpen", "milestones", "close"]
    if goal.latest and goal.latest.person_id == goal.person_id:
        names.insert(2, "take-back")
    return blocks.overflow(
        MENU, [blocks.option(f"{name}:{goal.id}", reader.plain(f"goal-menu.{name}")) for name in names]
    )


def _look_button(goal: Goal, reader: Reader) -> Element:
    return blocks.button(LOOK, reader.plain("goal-buttons.look"), str(goal.id))


def _closed(closed: Sequence[Goal], reader: Reader, *, may_reopen: bool) -> Block:
    latest = sorted(closed, key=lambda goal: (goal.closed_at, goal.id), reverse=True)[:MOST_CLOSED]
    rows: list[str] = [reader.mrkdwn("goal-closed-lines")]
    for goal in latest:
        how = closed_as(goal.closed_as, reader)
        rows.append(reader.mrkdwn("goal-closed-line", number=goal.number, goal=goal.title, closed=how))
    more = len(closed) - len(latest)
    if more:
        rows.append(reader.mrkdwn("goal-more-closed", count=more))
    options = [blocks.option(str(one.id), reader.plain("goal-again", goal=one.title)) for one in latest]
    return blocks.section("\n".join(rows), blocks.overflow(AGAIN, options) if may_reopen else None)


def closed_as(closing: Closing | None, reader: Reader) -> str:
    """Return in words how a goal ended."""
    return reader.plain(f"goal-closed-as.{terms.attribute(closing or Closing.REACHED)}")


def form(partner: Person, pair_id: int, goal: Goal | None, reader: Reader) -> dict[str, Any]:
    """Ask the four questions of a goal, filled with what was said before; without a goal, of a new one."""
    seen = reader.plain("goal-seen", partner=partner.name)
    shown: list[Block] = [blocks.section(reader.mrkdwn("goal-form"))]
    if goal and goal.endorsed_at:
        note = reader.mrkdwn("goal-form.endorsed", partner=Markup(partner.mention))
        shown.append(blocks.context(note))
    shown.append(_field(WHAT, goal.title if goal else None, LONGEST_TITLE, seen, reader))
    shown.append(_field(MEASURE, goal.measure if goal else None, LONGEST_PART, seen, reader))
    on = goal.target_on.isoformat() if goal and goal.target_on else None
    day = blocks.date_picker(BY, reader.plain("goal-form.day"), on)
    shown.append(blocks.input_block(BY, reader.plain("goal-form.by"), day, optional=True))
    shown.append(_field(STEP, goal.first_step if goal else None, LONGEST_PART, seen, reader))
    title = reader.plain("goal-form.title" if goal else "goal-form.new")
    return _modal(FORM, title, shown, f"{pair_id}:{goal.id if goal else ''}", reader)


def _field(name: str, said: str | None, longest: int, seen: str, reader: Reader) -> Block:
    is_first = name == WHAT
    field = blocks.text_input(name, multiline=not is_first, initial=said or "", longest=longest)
    label = reader.plain(f"goal-form.{name}")
    return blocks.input_block(name, label, field, seen, optional=not is_first)


def milestones(goal: Goal, partner: Person, reader: Reader) -> dict[str, Any]:
    """Show a goal's milestones to tick, with room for new ones."""
    intro = reader.mrkdwn("goal-milestones", goal=goal.title, partner=Markup(partner.mention))
    shown: list[Block] = [blocks.section(intro)]
    done = [str(one.id) for one in goal.reached]
    if goal.milestones:
        options = [blocks.option(str(one.id), one.title) for one in goal.milestones[:MOST_MILESTONES]]
        boxes = blocks.checkboxes(REACHED, options, done)
        shown.append(
            blocks.input_block(REACHED, reader.plain("goal-milestones.reached"), boxes, optional=True)
        )
    if len(goal.milestones) < MOST_MILESTONES:
        field = blocks.text_input(MORE, multiline=True, longest=MOST_MILESTONES * (LONGEST_MILESTONE + 1))
        seen = reader.plain("goal-seen", partner=partner.name)
        shown.append(
            blocks.input_block(MORE, reader.plain("goal-milestones.more"), field, seen, optional=True)
        )
    carries = f"{goal.id}:{','.join(done)}"
    return _modal(MILESTONES, reader.plain("goal-milestones.title"), shown, carries, reader)


def close(goal: Goal, reader: Reader) -> dict[str, Any]:
    """Ask how a goal ended."""
    options = [blocks.option(one, closed_as(one, reader)) for one in Closing]
    how = blocks.input_block(HOW, reader.plain("goal-close.how"), blocks.radio(HOW, options))
    return blocks.modal(
        CLOSE,
        reader.plain("goal-close.title"),
        [blocks.section(reader.mrkdwn("goal-close", goal=goal.title)), how],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("goal-close.submit"),
        carries=str(goal.id),
    )


def look(goal: Goal, mentee: Person, reader: Reader) -> dict[str, Any]:
    """Show a goal with all of its parts to the mentor, who can endorse it and write a word on it."""
    shown: list[Block] = [blocks.section(progress_line(goal, reader))]
    shown += [blocks.section(part) for part in _parts(goal, reader)]
    field = blocks.text_input(COMMENT, multiline=True, initial=goal.comment or "", longest=LONGEST_PART)
    seen = reader.plain("goal-seen", partner=mentee.name)
    shown.append(blocks.input_block(COMMENT, reader.plain("goal-look.comment"), field, seen, optional=True))
    box = [blocks.option(ENDORSE, reader.plain("goal-look.endorses"))]
    boxes = blocks.checkboxes(ENDORSE, box, [ENDORSE] if goal.endorsed_at else [])
    shown.append(blocks.input_block(ENDORSE, reader.plain("goal-look.endorse"), boxes, optional=True))
    return _modal(RESPONSE, reader.plain("goal-look.title"), shown, str(goal.id), reader)


def _parts(goal: Goal, reader: Reader) -> list[Markup]:
    by = reader.day(goal.target_on) if goal.target_on else None
    said = (("measure", goal.measure), ("by", by), ("step", goal.first_step))
    parts = [reader.mrkdwn(f"goal-look.{name}", text=text) for name, text in said if text]
    if goal.milestones:
        rows = [reader.mrkdwn("goal-look.milestones"), *(_milestone(one, reader) for one in goal.milestones)]
        parts.append(Markup("\n".join(rows)))
    return parts or [reader.mrkdwn("goal-look.bare")]


def _milestone(one: Milestone, reader: Reader) -> Markup:
    words = "goal-milestone-line.reached" if one.reached_at else "goal-milestone-line.open"
    return reader.mrkdwn(words, milestone=one.title)


def _modal(
    callback_id: str, title: str, shown: Sequence[Block], carries: str, reader: Reader
) -> dict[str, Any]:
    return blocks.modal(
        callback_id,
        title,
        shown,
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
        carries=carries,
    )
