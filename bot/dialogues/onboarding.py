"""The onboarding conversation: what each of the two tells about themselves before the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from bot import typed
from bot.dialogues import base
from bot.dialogues.again import ANEW, USE, Again, understand
from bot.dialogues.base import Dialogue, Step, Value
from bot.dialogues.sharing import Sharing
from bot.dialogues.steps import Choice, Words, _Step
from bot.dialogues.tags import Tags
from bot.domain import cards, common_hours
from bot.domain.audience import Audience
from bot.domain.calendar import WorkHours, is_break, is_within
from bot.domain.situation import Situation
from bot.typed import wall_times
from bot.typed.folding import normal
from bot.views import blocks, terms
from bot.views.blocks import Element
from bot.words import Markup, Reader

ID = "onboarding"
# The languages that most of our readers' colleagues work in; any other can be typed.
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "hi", "zh")
WEEK = range(7)


@dataclass(frozen=True)
class Languages(_Step):
    """The languages somebody works in."""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        own = situation.me.locale.replace("_", "-").split("-")[0]
        chosen = value["tags"] if value and "tags" in value else [own]
        tags = [*LANGUAGES, *(tag for tag in chosen if tag not in LANGUAGES)][:10]
        offered = [blocks.option(tag, reader.language_name(tag)) for tag in tags]
        return [
            blocks.checkboxes(base.FIELDS[0], offered, chosen),
            blocks.button(base.SAVE, reader.plain("step-buttons.save"), style="primary"),
        ]

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        chosen = list(fields.get("one") or ())
        return {"tags": chosen} if chosen else None

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        tags = list(typed.languages(text) or ())
        return {"tags": tags} if tags else None

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=reader.languages(value["tags"]))


@dataclass(frozen=True)
class Zone(_Step):
    """Where somebody's clock is: Slack's own guess is confirmed, or a city typed."""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        zone = value["zone"] if value else situation.me.zone
        label = reader.plain("onboarding-zone-options.confirm", place=reader.place(zone))
        return [blocks.button(base.ANSWERS[0], label, zone, "primary")]

    def pressed(self, pressed: str) -> Value | None:
        return {"zone": pressed}

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        if typed.command(text) is typed.Command.YES:
            return {"zone": situation.me.zone}
        zone = typed.zone(text)
        return {"zone": zone} if zone else None

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=reader.place(value["zone"]))


@dataclass(frozen=True)
class Days(_Step):
    """On which days somebody works."""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        chosen = value["days"] if value else situation.me.hours.days
        offered = [blocks.option(str(day), reader.weekday(day)) for day in WEEK]
        return [
            blocks.checkboxes(base.FIELDS[0], offered, [str(day) for day in chosen]),
            blocks.button(base.SAVE, reader.plain("step-buttons.save"), style="primary"),
        ]

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        days = sorted(int(day) for day in fields.get("one") or ())
        return {"days": days} if days else None

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        days = typed.work_days(text)
        return {"days": sorted(days)} if days else None

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=reader.weekdays(value["days"]))


@dataclass(frozen=True)
class Hours(_Step):
    """From when to when somebody works; across midnight is fine."""

    def details(self, situation: Situation, reader: Reader, value: Value | None) -> list[Markup]:
        """Say with the question on whose public holidays nothing comes; with the answer it is no news."""
        holidays = situation.me.holidays
        if value is not None or holidays is None:
            return []
        return [reader.mrkdwn("onboarding-hours-holidays", country=reader.country(holidays.country))]

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        hours = situation.me.hours
        starts, ends = (value["starts"], value["ends"]) if value else (_hm(hours.start), _hm(hours.end))
        return [
            blocks.time_picker(base.FIELDS[0], reader.plain("onboarding-hours-options.starts"), starts),
            blocks.time_picker(base.FIELDS[1], reader.plain("onboarding-hours-options.ends"), ends),
            blocks.button(base.SAVE, reader.plain("step-buttons.save"), style="primary"),
        ]

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        starts, ends = fields.get("one"), fields.get("two")
        if not starts or not ends or starts == ends:
            return None
        wall = time.fromisoformat(starts), time.fromisoformat(ends)
        # A break that was typed or filled in elsewhere stays, as long as it fits the times chosen here.
        lunch = situation.me.hours.lunch
        return common_hours.stretches(*wall, lunch if lunch and is_break(lunch, *wall) else None)

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        found = typed.hours(text)
        if found is None or found.start == found.end:
            return None
        return common_hours.stretches(found.start, found.end, found.lunch)

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=terms.wall_hours(value, reader))


@dataclass(frozen=True)
class PromptAt(_Step):
    """At which hour of their work day somebody likes to be written to."""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        chosen = value["at"] if value else None
        return [
            blocks.button(
                base.ANSWERS[n], reader.clock(at), _hm(at), "primary" if _hm(at) == chosen else None
            )
            for n, at in enumerate(offered_hours(situation.me.hours))
        ]

    def pressed(self, pressed: str) -> Value | None:
        return {"at": pressed}

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        at = _wall_time(text)
        return {"at": _hm(at)} if at and is_within(at, situation.me.hours) else None

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=reader.clock(time.fromisoformat(value["at"])))


def offered_hours(hours: WorkHours) -> list[time]:
    """Return the start, the middle and an hour before the end of a work day, to the half hour, each once.

    What falls into the break is offered for its end.
    """
    first = _minutes(hours.start)
    length = (_minutes(hours.end) - first) % (24 * 60)
    offsets = (0, length // 60 * 30, max(0, length - 60))
    found = [(first + offset) % (24 * 60) for offset in offsets]
    walls = [time(minutes // 60, minutes % 60) for minutes in found]
    after = hours.lunch[1] if hours.lunch else hours.start
    return list(dict.fromkeys(at if is_within(at, hours) else after for at in walls))


def _wall_time(text: str) -> time | None:
    found = wall_times.find(normal(text))
    return found.at if found else None


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute


def _hm(wall: time) -> str:
    return wall.strftime("%H:%M")


def _facts(situation: Situation, reader: Reader) -> dict[str, Any]:
    return {
        "partner": Markup(situation.partner.mention),
        "role": str(situation.role),
    }


INTERESTS = ("reading", "music", "films", "food", "sport", "outdoors", "games", "making")
TOPICS = ("leading", "craft", "career", "speaking", "decisions", "people", "confidence", "balance")
STYLES = ("direct", "thinking", "written", "aloud", "questions", "context")
FEEDBACK = ("direct", "gentle", "written", "examples")
# So long a card fits its message, whatever signs it is made of.
LONGEST_WANTS = 1500
LONGEST_NOTE = 500

_CARD = {"audience": Audience.CARD}
_TOLD_ONCE = {"personal": True}
_ON_CARD_ONCE = {**_CARD, **_TOLD_ONCE}


def _asks(kind: type[Any], id_: str, **more: Any) -> Step:
    step: Step = kind(id_, f"{ID}-{id_.replace('_', '-')}", **more)
    return step


# Each question is one step: its words stand in onboarding.ftl, and what has the audience CARD comes on the card.
ASKED: tuple[Step, ...] = (
    _asks(Words, "introduction", **_ON_CARD_ONCE),
    _asks(Words, "wants", longest=LONGEST_WANTS, **_CARD),
    _asks(Tags, "interests", options=INTERESTS, optional=True, **_ON_CARD_ONCE),
    _asks(Tags, "offers", options=TOPICS, longest=LONGEST_NOTE, **_CARD),
    _asks(Languages, "languages", **_ON_CARD_ONCE),
    _asks(Tags, "style", options=STYLES, optional=True, longest=LONGEST_NOTE, splits=False, **_ON_CARD_ONCE),
    _asks(Zone, "zone", **_TOLD_ONCE),
    _asks(Days, "days", **_TOLD_ONCE),
    _asks(Hours, "hours", **_TOLD_ONCE),
    _asks(PromptAt, "prompt_at", audience=Audience.ONLY_ME, **_TOLD_ONCE),
    _asks(Words, "commitments", longest=LONGEST_NOTE, optional=True, **_ON_CARD_ONCE),
    _asks(Choice, "feedback", options=FEEDBACK, optional=True, **_ON_CARD_ONCE),
)
ON_CARD = tuple(step for step in ASKED if step.audience is Audience.CARD)
SHARING = Sharing("card", "onboarding-card", Audience.ONLY_ME, steps=ON_CARD, dialogue=ID)
# What everybody is asked.
QUESTIONS = (*ASKED, SHARING)


def audience(step: Step, situation: Situation) -> Audience:
    """Return who reads an answer as things stand: once the card is chosen, that is decided."""
    known = situation.view and situation.view.answer(situation.me.id, f"{ID}.{SHARING.id}")
    return cards.audience(step.audience, step.id, known.value["left_out"] if known else None)


AGAIN = Again(
    "again",
    "onboarding-again",
    Audience.ONLY_ME,
    again=True,
    options=(USE, ANEW),
    understand=understand,
    steps=tuple(step for step in ASKED if step.personal),
    dialogue=ID,
)

ONBOARDING = Dialogue(ID, (AGAIN, *QUESTIONS), _facts, audience)
