"""The check-in: at each agreed interval the mentee is asked how it goes, and the mentor sees the answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.audience import Audience
from bot.domain.check_ins import QUESTION, Mood
from bot.domain.goals import Goal, since
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words
from bot.views import goals, progress, terms
from bot.words import Markup, Reader

# The newest; all of it stands in Home.
MOST_LOGGED = 3


class CheckIn(Asking):
    """See the module."""

    kind = QUESTION
    # A question about the last stretch is worth asking for as long as a work week, and then it is over.
    window = timedelta(days=5)
    items = (choice("mood", *Mood), words("note"))
    audience = Audience.PAIR
    shares = True

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Ask about the goal, where there is one."""
        goal = _goal_of(situation, situation.me.id)
        return reader.mrkdwn("check-in", goal=goal.title) if goal else reader.mrkdwn("check-in.no-goal")

    def beside(self, situation: Situation, reader: Reader) -> list[Markup]:
        """Beside the answer, the mentor sees how far the goal has come, and what was logged since the last one."""
        goal = _goal_of(situation, situation.partner.id)
        shown = [] if goal is None else [_stands(goal, reader)]
        fresh = since(situation.pair.goals, _last_told(situation))[-MOST_LOGGED:]
        if fresh:
            shown.append(reader.mrkdwn("check-in-shared.logged"))
        for about, entry in fresh:
            said = progress.figure(entry.percent, goals.glimpse(entry.note or "") or None, reader)
            shown.append(
                reader.mrkdwn("check-in-shared.entry", number=about.number, goal=about.title, figure=said)
            )
        return shown


def _stands(goal: Goal, reader: Reader) -> Markup:
    bar = terms.bar(goal.percent)
    return reader.mrkdwn("check-in-shared.goal", goal=goal.title, percent=goal.percent, bar=bar)


def _last_told(situation: Situation) -> datetime | None:
    """Return when the mentee answered the check-in before this one, if ever."""
    occasion = situation.delivery.occasion if situation.delivery else ""
    earlier = [
        one.answered_at
        for one in situation.pair.answers
        if one.question == QUESTION and one.person_id == situation.partner.id and one.occasion < occasion
    ]
    return max(earlier, default=None)


def _goal_of(situation: Situation, person_id: int) -> Goal | None:
    mine = [one for one in situation.pair.goals if one.person_id == person_id and not one.closed_at]
    return mine[0] if mine else None
