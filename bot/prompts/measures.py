"""What of the answers to prompts can be counted: for one's own eyes over time, and for totals."""

from __future__ import annotations

from bot.domain.audience import Audience
from bot.domain.check_ins import Mood
from bot.domain.measures import Measure, Scale
from bot.domain.rhythm import CONFIDENCE, MENTOR_CHECK_IN, MIDPOINT, SURVEY
from bot.prompts import PROMPTS, Asking
from bot.prompts.check_in import CheckIn
from bot.prompts.items import Item, ItemKind
from bot.prompts.surveys import PROPOSALS

_SCALES = {
    ItemKind.SCALE: Scale.AGREEMENT,
    ItemKind.RATING: Scale.RATING,
    ItemKind.CHOICE: Scale.OPTIONS,
}
MOOD = "mood"
# From the lowest to the highest.
MOODS = (Mood.STUCK, Mood.SOME, Mood.WELL)
# What is asked at the end is what was asked on the first day.
_SAME = {(SURVEY, "confidence"): (CONFIDENCE, "now")}
# The words of which a survey asks whether coordinators may read them.
_OPEN = {MIDPOINT: ("note", *(one.id for one in PROPOSALS)), SURVEY: ("note",)}


def over_time() -> tuple[Measure, ...]:
    """Return what somebody may want to see of themselves over time: every scale, and how it has been going."""
    moods = tuple(
        Measure(kind, MOOD, f"{PROMPTS[kind].words}-{MOOD}", Scale.OPTIONS, MOODS)
        for kind in (CheckIn.kind, MENTOR_CHECK_IN)
    )
    scales = tuple(
        one for prompt in PROMPTS.values() for one in _of(prompt) if one.scale is not Scale.OPTIONS
    )
    return (*moods, *scales)


def counted(question: str) -> tuple[Measure, ...]:
    """Return what coordinators learn of a survey in totals; what its writer only allows or wishes is no measure."""
    return _of(PROMPTS[question])


def open_words(question: str) -> dict[str, str]:
    """Return what of a survey its writer may let coordinators read: its items, and the ids of words that name them."""
    items = _OPEN.get(question, ())
    return {item: f"{PROMPTS[question].words}-{item}" for item in items}


def surveys() -> tuple[str, ...]:
    """Return the kinds of prompts that count in totals, in the order in which they are asked."""
    return tuple(kind for kind, prompt in PROMPTS.items() if prompt.audience is Audience.TOTALS)


def _of(prompt: Asking) -> tuple[Measure, ...]:
    """Return the measures of a prompt; one that is asked of each goal is none."""
    kept = [one for one in prompt.items if one.kind in _SCALES and one.usual is None and not one.pressed]
    return tuple(_measure(prompt, item) for item in kept)


def _measure(prompt: Asking, item: Item) -> Measure:
    alike = _SAME.get((prompt.kind, item.id))
    words = f"{alike[0]}-{alike[1]}" if alike else item.words(prompt.words)
    return Measure(prompt.kind, item.id, words.replace("_", "-"), _SCALES[item.kind], item.options)
