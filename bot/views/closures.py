"""Ending a pair as whoever coordinates it: which one, what follows, and what both read."""

from __future__ import annotations

from typing import Any

from bot.domain.overview import Coordinated, by_stage, days_in_stage
from bot.domain.pairs import RUNNING, Pair, PairState
from bot.domain.people import Role
from bot.domain.situation import Situation
from bot.views import blocks, choice
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader, capital

OPEN = "programme.end_pair"
WHICH_FORM = "programme.end_pair.which"
FORM = "programme.end_pair.form"

TOLD = "closure_told"


def offered(one: Coordinated, me: int) -> tuple[Pair, ...]:
    """Return the pairs that somebody who coordinates can end: their own they end as everybody does, from Home."""
    return tuple(each for each in one.pairs if each.state in RUNNING and not each.has(me))


def button(one: Coordinated, reader: Reader) -> list[Element]:
    """Return the way into ending a pair of a programme, where one is under way."""
    if not any(each.state in RUNNING for each in one.pairs):
        return []
    return [blocks.button(OPEN, reader.plain("closure.open"), str(one.programme.id))]


def which(one: Coordinated, me: int, reader: Reader) -> dict[str, Any]:
    """Ask which pair it is, stage by stage, those longest there first."""
    groups = {
        capital(reader.plain(f"home-stage.{stage}")): [choice.pair(each, one, reader) for each in pairs]
        for stage, pairs in by_stage(offered(one, me))
    }
    said = reader.mrkdwn("closure", programme=one.programme.name)
    return choice.form(WHICH_FORM, reader.plain("closure.title"), said, groups, one, reader)


def form(pair: Pair, one: Coordinated, reader: Reader) -> dict[str, Any]:
    """Say what both will hear, and what comes after that."""
    stands = reader.mrkdwn(
        "closure-form",
        mentor=Markup(one.people[pair.by_role(Role.MENTOR)].mention),
        mentee=Markup(one.people[pair.by_role(Role.MENTEE)].mention),
        stage=reader.plain(f"home-stage.{pair.state}"),
        days=days_in_stage(pair, reader.now, reader.zone),
        paused=str(pair.is_paused(reader.now)).lower(),
    )
    then = "closure-form.then" if pair.state is PairState.ACTIVE else "closure-form.unbegun"
    said = [stands, reader.mrkdwn("closure-form.told"), reader.mrkdwn(then)]
    return blocks.modal(
        FORM,
        reader.plain("closure.title"),
        [*map(blocks.section, said), blocks.context(reader.mrkdwn("closure-form.why"))],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("closure.submit"),
        carries=str(pair.id),
    )


def told(situation: Situation, reader: Reader) -> Message:
    """Tell one of the two that it has ended, by whom and not why."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    by = situation.others[int(situation.delivery.facts["people"][0])]
    view = situation.pair
    text = reader.mrkdwn(
        "closure-told",
        coordinator=Markup(by.mention),
        partner=Markup(situation.partner.mention),
        programme=view.programme.name,
        agreed=str(view.is_agreed).lower(),
    )
    return Message(text, (blocks.section(text),))


VIEWS = {TOLD: told}
