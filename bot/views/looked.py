"""What was looked at and changed, in words and page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.audit import Entry
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.views import blocks
from bot.words import Markup, Reader

OF_PROGRAMME = "programme.looked"
MINE = "own.looked"
OLDER = "looked.older"
PAGE = "looked"
ON_A_PAGE = 20
# What a page shows of one's own stands under this name, and that of a programme under its number.
ME = "me"


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log, newest first, with all that it names; `more` tells that there are older entries."""

    scope: str
    entries: Sequence[Entry]
    people: Mapping[int, Person]
    pairs: Mapping[int, Pair]
    programmes: Mapping[int, str]
    more: bool = False


def button(programme_id: int, reader: Reader) -> blocks.Element:
    """The button in the programme's page that opens its log."""
    return blocks.button(OF_PROGRAMME, reader.plain("looked.open"), str(programme_id))


def own_button(reader: Reader) -> blocks.Element:
    """The button that opens what concerns whoever presses it."""
    return blocks.button(MINE, reader.plain("looked.open"))


def page(log: Log, reader: Reader) -> dict[str, Any]:
    """Show a page."""
    words = "looked.mine" if log.scope == ME else "looked"
    shown = [blocks.section(reader.mrkdwn(words))]
    shown += [blocks.section(_line(one, log, reader)) for one in log.entries]
    if not log.entries:
        shown.append(blocks.section(reader.mrkdwn("looked.nothing")))
    if log.more:
        older = blocks.button(OLDER, reader.plain("looked.older"), f"{log.scope}:{log.entries[-1].id}")
        shown.append(blocks.actions(older, block_id="pages"))
    return blocks.modal(PAGE, reader.plain("looked.title"), shown, close=reader.plain("modal-close"))


def _line(entry: Entry, log: Log, reader: Reader) -> Markup:
    facts = {
        "who": _name(entry.person_id, log, reader),
        "whom": _whom(entry, log, reader),
        "programme": log.programmes.get(_programme(entry, log) or 0, ""),
    }
    said = reader.mrkdwn(f"looked-{entry.action.replace('.', '-').replace('_', '-')}", **facts)
    return reader.mrkdwn("looked.line", moment=reader.moment(entry.at), said=said)


def _programme(entry: Entry, log: Log) -> int | None:
    pair = log.pairs.get(entry.of("pair") or 0)
    return pair.programme_id if pair else entry.of("programme")


def _whom(entry: Entry, log: Log, reader: Reader) -> Markup:
    pair = log.pairs.get(entry.of("pair") or 0)
    if pair:
        return Markup(reader.listed(_name(one.person_id, log, reader) for one in pair.members))
    return _name(entry.about_id, log, reader) if entry.about_id else Markup("")


def _name(person_id: int | None, log: Log, reader: Reader) -> Markup:
    if person_id is None:
        return reader.mrkdwn("looked.operator")
    person = log.people.get(person_id)
    return Markup(person.mention) if person else reader.mrkdwn("gone")
