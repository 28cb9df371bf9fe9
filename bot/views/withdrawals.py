"""Withdrawing an invitation that was not accepted yet: which one, what follows, and what its people read."""

from __future__ import annotations

from typing import Any

from bot.domain.overview import Coordinated, unanswered
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Role
from bot.domain.situation import Situation
from bot.domain.taking_part import Enrolled
from bot.views import blocks, choice
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader

OPEN = "invitation.withdraw"
WHICH_FORM = "invitation.withdraw.which"
FORM = "invitation.withdraw.form"
# What is withdrawn: a pair that was proposed, or the question whether somebody takes part.
PAIR = "pair"
PART = "part"

WITHDRAWN = "introduction_withdrawn"


def button(one: Coordinated, reader: Reader) -> list[Element]:
    """Return the way into withdrawing an invitation of a programme, where one waits for an answer."""
    if not any(each.state is PairState.INVITED for each in one.pairs) and not any(
        each.waits for each in one.enrolled
    ):
        return []
    return [blocks.button(OPEN, reader.plain("withdrawal.open"), str(one.programme.id))]


def which(one: Coordinated, reader: Reader) -> dict[str, Any]:
    """Ask which invitation it is."""
    pairs = [each for each in one.pairs if each.state is PairState.INVITED]
    groups = {reader.plain("withdrawal.pairs"): [_of_pair(each, one, reader) for each in pairs]}
    for role in (Role.MENTOR, Role.MENTEE):
        asked = [each for each in one.enrolled if each.waits and each.role is role]
        groups[reader.plain("withdrawal.part", role=str(role))] = [_of_part(each, one) for each in asked]
    said = reader.mrkdwn("withdrawal", programme=one.programme.name)
    return choice.form(WHICH_FORM, reader.plain("withdrawal.title"), said, groups, one, reader)


def _of_pair(pair: Pair, one: Coordinated, reader: Reader) -> Element:
    return {**choice.pair(pair, one, reader), "value": f"{PAIR}:{pair.id}"}


def _of_part(each: Enrolled, one: Coordinated) -> Element:
    value = f"{PART}:{one.programme.id}:{each.person_id}:{each.role}"
    return blocks.option(value, one.people[each.person_id].name)


def of_pair(pair: Pair, one: Coordinated, reader: Reader) -> dict[str, Any]:
    """Say what follows when a proposed pair is withdrawn."""
    facts = {str(member.role): Markup(one.people[member.person_id].mention) for member in pair.members}
    silent = Markup(reader.listed(one.people[each].mention for each in unanswered(pair)))
    said = [
        reader.mrkdwn("withdrawal-form.pair", people=silent, **facts),
        reader.mrkdwn("withdrawal-form.silent", people=silent),
    ]
    willing = [one.people[member.person_id].mention for member in pair.members if member.accepted_at]
    if willing:
        said.append(reader.mrkdwn("withdrawal-form.willing", people=Markup(reader.listed(willing))))
    return _form(said, f"{PAIR}:{pair.id}", reader)


def of_part(each: Enrolled, one: Coordinated, reader: Reader) -> dict[str, Any]:
    """Say what follows when somebody is asked no more whether they take part."""
    person = Markup(one.people[each.person_id].mention)
    said = [
        reader.mrkdwn("withdrawal-form.part", person=person, role=str(each.role)),
        reader.mrkdwn("withdrawal-form.silent", people=person),
    ]
    return _form(said, f"{PART}:{one.programme.id}:{each.person_id}:{each.role}", reader)


def _form(said: list[Markup], carries: str, reader: Reader) -> dict[str, Any]:
    return blocks.modal(
        FORM,
        reader.plain("withdrawal.title"),
        [*map(blocks.section, said), blocks.context(reader.mrkdwn("withdrawal-form.again"))],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("withdrawal.submit"),
        carries=carries,
    )


def told(situation: Situation, reader: Reader) -> Message:
    """Tell somebody who had said yes that the introduction will not come about, by whom, and not why."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    by = situation.others[int(situation.delivery.facts["people"][0])]
    facts = {"coordinator": Markup(by.mention), "partner": Markup(situation.partner.mention)}
    text = reader.mrkdwn("introduction-withdrawn", programme=situation.pair.programme.name, **facts)
    return Message(text, (blocks.section(text),))


VIEWS = {WITHDRAWN: told}
