"""The introduction: the other's card, with what its writer chose to share, and something to begin with."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.dialogues.base import Value, skipped
from bot.dialogues.onboarding import ID, ON_CARD, SHARING
from bot.domain import cards, icebreakers
from bot.domain.audience import Audience
from bot.domain.icebreakers import Icebreaker, Kind, Told
from bot.domain.people import Person
from bot.domain.situation import Situation
from bot.views import blocks, place, terms
from bot.views.blocks import Message
from bot.words import Markup, Reader

# How an option of these kinds is called.
_LABELS = {
    Kind.INTEREST: "onboarding-interests",
    Kind.TOPIC: "onboarding-offers",
    Kind.STYLE: "onboarding-style",
}
SHARED, APART = "shared", "apart"


def render(situation: Situation, reader: Reader) -> Message:
    """Show the other's card as it stands now, two icebreakers from what both share and one from where they differ."""
    partner = situation.partner
    role = str(situation.pair.role_of(partner.id))
    head = reader.mrkdwn("introduction", partner=Markup(partner.mention), role=role)
    rows = card(situation, partner, reader)
    breakers = _breakers(situation, reader)
    next_ = reader.mrkdwn("introduction.next")
    shown = (
        blocks.header(reader.plain("introduction.title", name=partner.name)),
        blocks.section(head),
        *(blocks.section(row) for row in rows),
        blocks.divider(),
        blocks.section(breakers),
        blocks.context(next_),
    )
    return Message("\n".join((head, *rows, breakers, next_)), shown)


def opened(situation: Situation, reader: Reader) -> Message:
    """Open the pair's own conversation with the same icebreakers: of a card that was not shared, nothing is known."""
    return place.opened(situation, reader, _breakers(situation, reader))


def card(situation: Situation, person: Person, reader: Reader) -> list[Markup]:
    """Return the rows of somebody's card: what they told and share, then when they work."""
    role = str(situation.pair.role_of(person.id))
    rows = []
    for step in ON_CARD:
        value = on_card(situation, person.id, step.id)
        if value:
            heading = reader.mrkdwn(f"{ID}-{step.id}.card", name=person.name, role=role)
            text = step.shown(value, situation, reader)
            rows.append(reader.mrkdwn("introduction.row", heading=heading, text=text))
    hours = person.hours
    when = reader.mrkdwn(
        "introduction.hours",
        days=reader.weekdays(hours.days),
        hours=terms.work_hours(hours, reader),
        place=reader.place(person.zone),
    )
    return [*rows, when]


def on_card(situation: Situation, person_id: int, step: str) -> Value | None:
    """Return what stands on somebody's card under a step; of the other only what this person may read is known."""
    known = situation.pair.answer(person_id, f"{ID}.{step}")
    if known is None or skipped(known.value):
        return None
    chosen = situation.pair.answer(person_id, f"{ID}.{SHARING.id}")
    left_out = chosen.value["left_out"] if chosen else ()
    return None if cards.audience(Audience.CARD, step, left_out) is Audience.ONLY_ME else known.value


def told(situation: Situation, person: Person) -> Told:
    """Return what icebreakers are made of: what stands on somebody's card, and where their clock is."""

    def part(step: str, *names: str) -> frozenset[str]:
        value = on_card(situation, person.id, step) or {}
        return frozenset(one for name in names for one in value.get(name, ()))

    offset = situation.now.astimezone(ZoneInfo(person.zone)).utcoffset()
    return Told(
        interests=part("interests", "choices"),
        own=part("interests", "own"),
        topics=part("offers", "choices"),
        languages=part("languages", "tags"),
        styles=part("style", "choices"),
        offset=int(offset.total_seconds() // 60) if offset else 0,
    )


def _breakers(situation: Situation, reader: Reader) -> Markup:
    return Markup("\n".join((reader.mrkdwn("icebreakers"), *_icebreakers(situation, reader))))


def _icebreakers(situation: Situation, reader: Reader) -> Iterable[Markup]:
    pair = situation.pair.pair
    one, other = (told(situation, situation.pair.people[member.person_id]) for member in pair.members)
    first, second, last = icebreakers.pick(one, other, pair.id)
    for where, breaker in ((SHARED, first), (SHARED, second), (APART, last)):
        yield reader.mrkdwn("icebreakers.line", text=sentence(where, breaker, reader))


def sentence(where: str, breaker: Icebreaker, reader: Reader) -> Markup:
    """Put an icebreaker into words: into those for just this option where there are any."""
    words = f"icebreaker-{where}-{breaker.kind}"
    if breaker.kind in _LABELS and reader.knows(f"{words}-{breaker.what}.n1"):
        words = f"{words}-{breaker.what}"
    count = 1
    while reader.knows(f"{words}.n{count + 1}"):
        count += 1
    return reader.mrkdwn(f"{words}.n{breaker.turn % count + 1}", what=_called(breaker, reader))


def _called(breaker: Icebreaker, reader: Reader) -> str:
    if breaker.kind in _LABELS:
        return terms.option(_LABELS[breaker.kind], breaker.what, reader)
    return reader.language_name(breaker.what) if breaker.kind is Kind.LANGUAGE else breaker.what
