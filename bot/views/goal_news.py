"""What a pair hears of its goals: milestones, the end of a goal, what was logged, and the mentor's word."""

from __future__ import annotations

from typing import Any

from bot.domain.goals import Closing, Goal, finished
from bot.domain.people import Role
from bot.domain.situation import Situation
from bot.views import blocks, goals, progress, terms
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

MILESTONE = "milestone_reached"
NEWS = "goal_news"
RESPONSE = "goal_response"
CLOSED = "goal_closed"


def milestone(situation: Situation, reader: Reader) -> Message:
    """Celebrate a milestone with each of the pair; one that was taken back is open again."""
    goal = _goal(situation)
    number = int(_row(situation)["milestone"])
    one = next(one for one in goal.milestones if one.id == number)
    words = str(situation.role) if one.reached_at else "open"
    facts = _facts(situation, goal) | {"milestone": one.title}
    text = reader.mrkdwn(f"goal-milestone-reached.{words}", **facts)
    may_answer = one.reached_at and situation.role is Role.MENTOR
    return _said(text, button=_look(goal, reader) if may_answer else None)


def news(situation: Situation, reader: Reader) -> Message:
    """Tell the mentor what was logged."""
    goal = _goal(situation)
    entry = next(one for one in goal.log if one.id == int(_row(situation)["entry"]))
    facts = _facts(situation, goal)
    if entry.withdrawn_at:
        stands = {"percent": goal.percent, "bar": terms.bar(goal.percent)}
        return _said(reader.mrkdwn("goal-news.taken-back", **facts, **stands))
    figure = progress.figure(entry.percent, entry.note, reader)
    if not finished(goal, entry):
        return _said(reader.mrkdwn("goal-news.logged", figure=figure, **facts))
    text = reader.mrkdwn("goal-news.done", figure=figure, **facts)
    return _said(text, reader.mrkdwn("goal-news.ask"), button=_look(goal, reader))


def response(situation: Situation, reader: Reader) -> Message:
    """Tell the mentee what the mentor says of a goal."""
    goal = _goal(situation)
    comment = reader.mrkdwn("said", text=goal.comment) if goal.comment else None
    with_words, alone = ("both", "endorsed") if goal.endorsed_at else ("comment", "nothing")
    words = with_words if comment else alone
    head = reader.mrkdwn(f"goal-response.{words}", **_facts(situation, goal))
    return _said(head, *([comment] if comment else []))


def closed(situation: Situation, reader: Reader) -> Message:
    """Tell how a goal ended, or that it was taken up again."""
    goal = _goal(situation)
    facts = _facts(situation, goal)
    if situation.role is Role.MENTOR:
        how = terms.attribute(goal.closed_as or Closing.REACHED) if goal.closed_at else "open"
        return _said(reader.mrkdwn(f"goal-closed-mentor.{how}", **facts))
    if goal.closed_at:
        return _said(reader.mrkdwn("goal-closed-mentee.reached", **facts))
    return _said(reader.mrkdwn("goal-closed-mentee.open", goal=goal.title))


def _facts(situation: Situation, goal: Goal) -> dict[str, Any]:
    return {"partner": Markup(situation.partner.mention), "goal": goal.title}


def _row(situation: Situation) -> dict[str, Any]:
    if situation.delivery is None:
        raise LookupError("news are always a row of the ledger")
    return situation.delivery.facts


def _goal(situation: Situation) -> Goal:
    number = int(_row(situation)["goal"])
    return next(one for one in situation.pair.goals if one.number == number)


def _look(goal: Goal, reader: Reader) -> Element:
    return blocks.button(goals.LOOK, reader.plain("goal-buttons.look"), str(goal.id))


def _said(*lines: Markup, button: Element | None = None) -> Message:
    shown: list[Block] = [blocks.section(line) for line in lines]
    if button:
        shown.append(blocks.actions(button))
    return Message("\n".join(lines), tuple(shown))
