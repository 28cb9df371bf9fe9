"""The goal nudge: for a goal on which nothing was logged for as long as the agreed interval, or that is due soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.agreement import cadence_of
from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.goals import Goal
from bot.domain.manners import Manner, WhenHeld
from bot.domain.people import Intensity
from bot.domain.rhythm import NUDGE
from bot.domain.situation import Situation
from bot.prompts import current_goal
from bot.prompts.asking import Asking, choice, words
from bot.views import terms
from bot.words import Markup, Reader


class GoalNudge(Asking):
    """See the module."""

    kind = NUDGE
    manner = Manner(Intensity.USUAL, WhenHeld.DROP)
    window = timedelta(days=3)
    items = (choice("step", "on_it", "smaller", "changed"), words("note"))
    audience = Audience.ONLY_ME

    def stale(self, situation: Situation) -> Reason | None:
        """Progress that was logged lately makes it needless, unless a goal's day is near; so does having no goal."""
        found = super().stale(situation)
        if found:
            return found
        return None if _due_soon(situation) or _quiet(situation) else Reason("progress-recent")

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Name the day of a goal that is due soon."""
        due = _due_soon(situation)
        if due is None or due.target_on is None:
            return super().question(situation, reader)
        return reader.mrkdwn(
            f"{self.words}.due",
            goal=due.title,
            percent=due.percent,
            bar=terms.bar(due.percent),
            day=reader.day(due.target_on),
        )

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        mine = _quiet(situation) or current_goal.first_open(situation, situation.me.id)
        goal = {"goal": mine.title, "percent": mine.percent, "bar": terms.bar(mine.percent)} if mine else {}
        return super().facts(situation, reader) | {"goal": "", "percent": 0, "bar": ""} | goal


def _due_soon(situation: Situation) -> Goal | None:
    """Return the goal whose day comes before one interval has passed, the nearest of several."""
    interval = _interval(situation)
    if interval is None:
        return None
    today = situation.now.astimezone(ZoneInfo(situation.me.zone)).date()
    due = [
        (goal.target_on, goal.number, goal)
        for goal in current_goal.worked_on(situation, situation.me.id)
        if goal.target_on and today <= goal.target_on <= today + interval
    ]
    return min(due)[-1] if due else None


def _quiet(situation: Situation) -> Goal | None:
    """Return the first goal on which nothing was logged for one interval."""
    interval = _interval(situation)
    if interval is None:
        return None
    mine = current_goal.worked_on(situation, situation.me.id)
    quiet = (goal for goal in mine if _rests(goal, situation.now - interval))
    return next(quiet, None)


def _rests(goal: Goal, since: datetime) -> bool:
    return goal.latest is None or goal.latest.logged_at <= since


def _interval(situation: Situation) -> timedelta | None:
    agreement = situation.pair.agreement
    return timedelta(days=cadence_of(agreement.clauses["cadence"]).mean_days) if agreement else None
