"""Pairs that are worth a coordinator's look: in a line of Home, and on a programme's page with what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.attention import Look, Why, worth_a_look
from bot.domain.overview import Coordinated, unanswered
from bot.domain.pairs import PairState
from bot.domain.people import Role
from bot.views import blocks
from bot.views.blocks import Block, Element
from bot.words import Markup, Reader

MENU = "attention.menu"
WITHDRAW = "withdraw"
END = "end"
ANOTHER = "another"
PAUSE = "pause"

MOST = 12


def in_brief(one: Coordinated, reader: Reader) -> list[Block]:
    """Say in Home how many pairs are worth a look."""
    found = worth_a_look(one.pairs, one.signs, reader.now)
    return [blocks.context(reader.mrkdwn("attention.brief", count=len(found)))] if found else []


def on_page(one: Coordinated, reader: Reader) -> Iterator[Block]:
    """Name on a programme's page each pair that is worth a look, with why, since when, and what can be done."""
    found = worth_a_look(one.pairs, one.signs, reader.now)
    if not found:
        return
    yield blocks.section(reader.mrkdwn("attention", count=len(found)))
    for look in found[:MOST]:
        yield blocks.section(_said(look, one, reader), _menu(look, reader), block_id=f"look:{look.pair.id}")
    if len(found) > MOST:
        yield blocks.context(reader.mrkdwn("home-programme-more", count=len(found) - MOST))
    yield blocks.context(reader.mrkdwn("attention.what"), reader.mrkdwn("attention.seen"))


def _said(look: Look, one: Coordinated, reader: Reader) -> Markup:
    pair = look.pair
    return reader.mrkdwn(
        f"attention-why.{look.why}",
        mentor=Markup(one.people[pair.by_role(Role.MENTOR)].mention),
        mentee=Markup(one.people[pair.by_role(Role.MENTEE)].mention),
        stage=reader.plain(f"home-stage.{pair.state}"),
        days=(reader.now - look.since).days,
        people=Markup(reader.listed(one.people[id_].mention for id_ in unanswered(pair))),
    )


def _menu(look: Look, reader: Reader) -> Element:
    if look.pair.state is PairState.INVITED:
        offered = [ANOTHER, WITHDRAW]
    else:
        offered = [ANOTHER, END] if look.why is Why.RESTS else [ANOTHER, PAUSE, END]
    options = [
        blocks.option(f"{what}:{look.pair.id}", reader.plain(f"attention-menu.{what}")) for what in offered
    ]
    return blocks.overflow(MENU, options)
