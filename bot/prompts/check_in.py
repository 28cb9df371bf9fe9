"""The check-in: at each agreed interval the mentee is asked how it goes, by choice the mentor too."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.audience import Audience
from bot.domain.check_ins import QUESTION, Mood
from bot.domain.goals import Goal, since
from bot.domain.manners import Manner
from bot.domain.pairs import OPEN
from bot.domain.people import Intensity, Role
from bot.domain.rhythm import MENTOR_CHECK_IN
from bot.domain.situation import Situation
from bot.prompts import current_goal
from bot.prompts.asking import Asking, choice, rating, words
from bot.views import blocks, goals, home, progress, terms
from bot.views.blocks import Element
from bot.words import Markup, Reader

# The newest; all of it stands in Home.
MOST_LOGGED = 3
# Beside the first, which takes what is typed, the others are brief.
BRIEF = (words("win", longest=300), words("next", longest=300))
ASK_ME = "prompt.ask_me_too"
ASK_NO_MORE = "prompt.ask_me_no_more"


class CheckIn(Asking):
    """See the module."""

    kind = QUESTION
    manner = Manner(Intensity.ESSENTIAL)
    # A question about the last stretch is worth asking for as long as a work week, and then it is over.
    window = timedelta(days=5)
    items = (choice("mood", *Mood), rating("confidence"), words("note"), *BRIEF)
    audience = Audience.PAIR
    shares = True

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Ask about the goal, where there is one that is still worked on."""
        goal = current_goal.to_ask_about(situation, situation.me.id)
        return reader.mrkdwn("check-in", goal=goal.title) if goal else reader.mrkdwn("check-in.no-goal")

    def more_buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        """Progress on a goal is logged from here too, as long as the pair goes on."""
        goes_on = situation.pair.pair.state in OPEN
        if not goes_on or current_goal.first_open(situation, situation.me.id) is None:
            return []
        pair_id = str(situation.pair.pair.id)
        return [blocks.button(home.PROGRESS, reader.plain("home-buttons.progress"), pair_id)]

    def answers_to_shared(self, situation: Situation, reader: Reader) -> list[Element]:
        """A mentor who would like to be asked as well says so here."""
        may = situation.pair.programme.rhythm.has(MENTOR_CHECK_IN) and situation.pair.agreement
        if situation.role is not Role.MENTOR or not may or is_asked_too(situation):
            return []
        pair_id = str(situation.pair.pair.id)
        return [blocks.button(ASK_ME, reader.plain("mentor-check-in-buttons.ask"), pair_id)]

    def beside(self, situation: Situation, reader: Reader) -> list[Markup]:
        """Beside the answer, the mentor sees how far the goal has come, and what was logged since the last one."""
        goal = current_goal.first_open(situation, situation.partner.id)
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


class MentorCheckIn(Asking):
    """The same for a mentor who chose it; the mentee sees the answer."""

    kind = MENTOR_CHECK_IN
    manner = Manner(Intensity.ESSENTIAL)
    window = timedelta(days=5)
    items = (choice("mood", *Mood), words("note"), BRIEF[1])
    audience = Audience.PAIR
    shares = True

    def more_buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        """What was chosen can be unchosen."""
        if not is_asked_too(situation):
            return []
        pair_id = str(situation.pair.pair.id)
        return [blocks.button(ASK_NO_MORE, reader.plain("mentor-check-in-buttons.stop"), pair_id)]


def is_asked_too(situation: Situation) -> bool:
    """Tell whether the mentor's own check-in is planned."""
    return any(one.kind == MENTOR_CHECK_IN for one in situation.pair.schedules)


def _stands(goal: Goal, reader: Reader) -> Markup:
    bar = terms.bar(goal.percent)
    return reader.mrkdwn("check-in-shared.goal", goal=goal.title, percent=goal.percent, bar=bar)


def _last_told(situation: Situation) -> datetime | None:
    """Return when the mentee answered the check-in before this one, if ever."""
    occasion = situation.delivery.occasion if situation.delivery else ""
    before = situation.pair.answer_before(situation.partner.id, QUESTION, occasion)
    return before.answered_at if before else None
