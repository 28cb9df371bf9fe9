"""The goal nudge: only for a goal on which nothing was logged for as long as the agreed interval."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.agreement import cadence_of
from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.goals import Goal
from bot.domain.rhythm import NUDGE
from bot.domain.situation import Situation
from bot.prompts import current_goal
from bot.prompts.asking import Asking, choice, words
from bot.views import terms
from bot.words import Reader


class GoalNudge(Asking):
    """See the module."""

    kind = NUDGE
    window = timedelta(days=3)
    items = (choice("step", "on_it", "smaller", "changed"), words("note"))
    audience = Audience.ONLY_ME

    def stale(self, situation: Situation) -> Reason | None:
        """Progress that was logged lately, or no open goal, makes it needless."""
        found = super().stale(situation)
        if found:
            return found
        goal = _quiet_goal(situation)
        return None if goal else Reason("progress-recent")

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        mine = _quiet_goal(situation) or current_goal.first_open(situation, situation.me.id)
        goal = {"goal": mine.title, "percent": mine.percent, "bar": terms.bar(mine.percent)} if mine else {}
        return super().facts(situation, reader) | {"goal": "", "percent": 0, "bar": ""} | goal


def _quiet_goal(situation: Situation) -> Goal | None:
    agreement = situation.pair.agreement
    goal = current_goal.to_ask_about(situation, situation.me.id)
    if goal is None or agreement is None:
        return None
    interval = timedelta(days=cadence_of(agreement.clauses["cadence"]).mean_days)
    latest = goal.latest
    return goal if latest is None or situation.now - latest.logged_at >= interval else None
