"""Choosing one of many pairs or people: a form with one select, under headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from bot.domain.overview import Coordinated
from bot.domain.pairs import Pair
from bot.domain.people import Role
from bot.views import blocks
from bot.views.blocks import Element
from bot.words import Markup, Reader

WHICH = "which_one"
# A view holds no more (250 kB).
MOST = 1000


def form(
    callback_id: str,
    title: str,
    said: Markup,
    groups: Mapping[str, Sequence[Element]],
    one: Coordinated,
    reader: Reader,
) -> dict[str, Any]:
    """Ask for one of the options, which are offered under their headings."""
    options = _headed(groups, reader)
    shown = [blocks.section(said)]
    if options:
        picker = blocks.grouped_select(WHICH, reader.plain("choice.placeholder"), options)
        shown.append(blocks.input_block(WHICH, reader.plain("choice.label"), picker))
    else:
        shown.append(blocks.section(reader.mrkdwn("choice.nothing")))
    if sum(map(len, groups.values())) > MOST:
        shown.append(blocks.context(reader.mrkdwn("choice.more", count=MOST)))
    return blocks.modal(
        callback_id,
        title,
        shown,
        close=reader.plain("modal-cancel" if options else "modal-close"),
        submit=reader.plain("choice.next") if options else None,
        carries=str(one.programme.id),
    )


def pair(of: Pair, one: Coordinated, reader: Reader) -> Element:
    """Return the option of a pair: its two by name."""
    return blocks.option(
        str(of.id),
        reader.plain(
            "choice.pair",
            mentor=one.people[of.by_role(Role.MENTOR)].name,
            mentee=one.people[of.by_role(Role.MENTEE)].name,
        ),
    )


def chosen(state: Mapping[str, Any]) -> str:
    """Return the value of what was chosen, from the state of the form's inputs; empty where nothing was."""
    option = state.get(WHICH, {}).get(WHICH, {}).get("selected_option") or {}
    return str(option.get("value") or "")


def _headed(groups: Mapping[str, Sequence[Element]], reader: Reader) -> dict[str, list[Element]]:
    """Cut groups that are longer than Slack takes them, and say which part each is."""
    found: dict[str, list[Element]] = {}
    left = MOST
    for what, every in groups.items():
        options = list(islice(every, left))
        left -= len(options)
        for start in range(0, len(options), blocks.OPTIONS):
            part = options[start : start + blocks.OPTIONS]
            numbers = {"first": start + 1, "last": start + len(part)}
            label = (
                reader.plain("choice.part", what=what, **numbers) if len(options) > blocks.OPTIONS else what
            )
            found[label] = part
    return found
