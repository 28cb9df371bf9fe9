"""Surveys: pulse, mid-point, closing words and closing survey; the items are our own, not a validated scale."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner, WhenHeld
from bot.domain.pairs import OPEN as UNDER_WAY
from bot.domain.people import Intensity, Role
from bot.domain.rhythm import CLOSING, CONFIDENCE, MIDPOINT, PULSE, SURVEY, SURVEY_WINDOW
from bot.domain.situation import Answer, Situation
from bot.prompts.asking import Asking, Item, choice, rating, scale, words
from bot.prompts.private_word import button
from bot.prompts.review import changed
from bot.views import amendments, blocks, home
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader

# So long before the programme's last day the closing survey takes the pulse's place.
NEAR_THE_END = timedelta(days=14)
# A form holds what a person can overlook; further goals stand in Home.
MOST_GOALS = 5
FOLLOW = "follow"
YES = "yes"

STATEMENTS = tuple(scale(id_) for id_ in ("speak", "expect", "time", "moving", "match"))
OF_MENTORS = tuple(scale(id_, Role.MENTOR) for id_ in ("prepared", "supported", "fair", "learned"))
PROPOSALS = tuple(words(id_, longest=300) for id_ in ("start", "stop", "keep"))
# Words reach a coordinator only where their writer says so.
OPEN = choice("open", "no", "yes", usual="no")


def _of(prompt: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(item, of=prompt) for item in items)


class Survey(Asking):
    """What goes into totals only; beside it stands a private word with the coordinator."""

    audience = Audience.TOTALS

    def more_buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        """A word that somebody reads has its own place."""
        return [button(situation, reader)]


class Confidence(Survey):
    """On the first day: how sure of what they set out to learn, to be asked again at the end."""

    kind = CONFIDENCE
    manner = Manner(Intensity.USUAL, WhenHeld.FOLD)
    window = timedelta(days=7)
    items = (rating("now"),)


class Pulse(Survey):
    """Five items, four weeks after the beginning and then every two months."""

    kind = PULSE
    manner = Manner(Intensity.FEWER, WhenHeld.FOLD)
    # Rather weeks after its day than never: the two a week may be taken.
    window = timedelta(days=35)
    items = (*STATEMENTS, words("note"))

    def stale(self, situation: Situation) -> Reason | None:
        """Shortly before the closing survey, which holds the same statements, it would be asking twice."""
        pair = situation.pair
        today = situation.now.astimezone(ZoneInfo(situation.me.zone)).date()
        if pair.programme.rhythm.has(SURVEY) and pair.programme.ends_on - today <= NEAR_THE_END:
            return Reason("no-longer-due", audience=Audience.PAIR)
        return super().stale(situation)


class Midpoint(Survey):
    """Half-way: the five statements again, does the agreement still fit, and what would help?"""

    kind = MIDPOINT
    manner = Manner(Intensity.FEWER, WhenHeld.FOLD)
    window = timedelta(days=28)
    items = (
        choice("fits", YES, "change"),
        *_of("pulse", STATEMENTS),
        scale("feedback"),
        scale("boundaries"),
        # Turned round: who agrees has a difficulty.
        scale("distance"),
        words("note"),
        *OF_MENTORS,
    )

    def items_for(self, situation: Situation, writer: int) -> tuple[Item, ...]:
        """Each goal is asked about, and at the end what the programme should do."""
        goals = tuple(
            rating("goal").about(goal.number, goal=goal.title)
            for goal in situation.pair.goals[:MOST_GOALS]
            if not goal.closed_at
        )
        return (*super().items_for(situation, writer), *goals, *PROPOSALS, OPEN)

    def more_buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        """It stands in the place of a review: the agreement is read and changed from here."""
        agreement, pair = situation.pair.agreement, str(situation.pair.pair.id)
        if agreement is None:
            return super().more_buttons(situation, reader)
        change = blocks.button(amendments.OPEN, reader.plain("midpoint.propose"), pair)
        return [
            blocks.button(home.READ, reader.plain("home-buttons.agreement"), str(agreement.id)),
            *([change] if situation.pair.pair.state in UNDER_WAY else []),
            *super().more_buttons(situation, reader),
        ]

    def _asked(self, situation: Situation, reader: Reader) -> Message:
        """Name what has changed in the agreement since it began."""
        asked, since = super()._asked(situation, reader), changed(situation, reader)
        if since is None:
            return asked
        head, question, *rest = asked.blocks
        shown = (head, question, blocks.context(since), *rest)
        return replace(asked, text=f"{asked.text}\n{since}", blocks=shown)


class Closing(Asking):
    """Two weeks before the end: wins, thanks, and what continues, to be shared with the other."""

    kind = CLOSING
    manner = Manner(Intensity.FEWER, WhenHeld.FOLD)
    window = timedelta(days=13)
    items = (
        choice("goal", "reached", "partly", "changed"),
        words("thanks"),
        *(words(id_, longest=400) for id_ in ("wins", "continues")),
    )
    audience = Audience.PAIR
    shares = True


class ClosingSurvey(Survey):
    """At the end: what became of it, was it worth it, and would they do it again?"""

    kind = SURVEY
    manner = Manner(Intensity.FEWER, WhenHeld.FOLD)
    window = SURVEY_WINDOW
    # Nothing else is asked by then, so that words can hardly be meant for anything else.
    listens = window
    outlasts = True
    items = (
        choice("again", YES, "perhaps", "no"),
        choice("role", "mentor", "mentee", "either"),
        rating("confidence"),
        rating("recommend"),
        choice("bot", "helped", "neither", "hindered"),
        *_of("pulse", STATEMENTS),
        *_of("midpoint", OF_MENTORS),
        words("note"),
        OPEN,
        choice("quote", "no", "anonymous", "named", usual="no"),
        choice(FOLLOW, YES, "no", usual="no"),
    )

    def items_for(self, situation: Situation, writer: int) -> tuple[Item, ...]:
        """Each goal is asked about."""
        first, *others = super().items_for(situation, writer)
        goals = tuple(
            choice("goal", "reached", "partly", "dropped").about(goal.number, goal=goal.title)
            for goal in situation.pair.goals[:MOST_GOALS]
        )
        return (first, *goals, *others)

    def after(self, situation: Situation, answer: Answer, reader: Reader) -> tuple[Markup, ...]:
        """Beside how sure they are now stands how sure they were on the first day."""
        first = situation.pair.answer(situation.me.id, CONFIDENCE)
        now = answer.value.get("confidence")
        if first is None or not first.value.get("now") or not now:
            return ()
        return (reader.mrkdwn("closing-survey-then", then=str(first.value["now"]), now=str(now)),)
