"""Inviting people to a programme: the forms, what would come of them line by line, and how far it has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.domain.people import Role
from bot.domain.programme import Programme
from bot.domain.rosters import MOST_CAPACITY, MOST_LINES, Came, Judged, Trial, Verdict
from bot.domain.situation import Situation
from bot.views import blocks, terms
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

INVITE = "roster.invite"
BY_LIST = "roster.by_list"
FORM = "roster.form"
LIST_FORM = "roster.list_form"
TRIAL = "roster.trial"
UNDER_WAY = "roster.under_way"
PEOPLE = "people"
GROUP = "group"
ROLE = "role"
ROOM = "room"
TEXT = "text"
FILE = "file"

DONE = "roster_done"

# So many lines of each kind are shown; a view holds no more (250 kB, and a hundred blocks).
MOST_SHOWN = {"faults": 300, "fresh": 200, "already": 60}
ROWS_IN_BLOCK = 20
LETTERS_IN_BLOCK = 2800
ENDINGS = ("csv", "txt", "tsv")


def button(programme_id: int, reader: Reader, style: str | None = None) -> Element:
    """Return the way into inviting people to a programme."""
    return blocks.button(INVITE, reader.plain("roster.invite"), str(programme_id), style)


def form(programme: Programme, reader: Reader, *, sees_groups: bool) -> dict[str, Any]:
    """Ask whom to invite as what; user groups where Trellis may see them."""
    people = blocks.people_picker(PEOPLE, reader.plain("roster-form.choose"))
    by_list = blocks.button(BY_LIST, reader.plain("roster-form.by-list"), str(programme.id))
    if sees_groups:
        found = blocks.external_select(GROUP, reader.plain("roster-form.choose-group"))
        group = blocks.input_block(GROUP, reader.plain("roster-form.group"), found, optional=True)
    else:
        group = blocks.context(reader.mrkdwn("roster-form.no-groups"))
    return blocks.modal(
        FORM,
        reader.plain("roster-form.title"),
        [
            blocks.section(reader.mrkdwn("roster-form", programme=programme.name)),
            blocks.input_block(PEOPLE, reader.plain("roster-form.people"), people, optional=True),
            group,
            _role(reader, Role.MENTEE),
            blocks.input_block(
                ROOM,
                reader.plain("roster-form.room"),
                blocks.number_input(ROOM, low=1, high=MOST_CAPACITY),
                reader.plain("roster-form.room-hint"),
                optional=True,
            ),
            blocks.divider(),
            blocks.section(reader.mrkdwn("roster-form.or"), by_list),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("roster-form.try"),
        carries=str(programme.id),
    )


def list_form(
    programme: Programme, reader: Reader, *, takes_files: bool, sees_emails: bool
) -> dict[str, Any]:
    """Ask for a list: pasted, or as a file where Trellis may read one."""
    text = blocks.text_input(TEXT, multiline=True)
    shown = [
        blocks.section(reader.mrkdwn("roster-list", programme=programme.name)),
        blocks.section(reader.mrkdwn("roster-list.pairs")),
        blocks.section(reader.mrkdwn("roster-list.people")),
        blocks.context(reader.mrkdwn("roster-list.names")),
    ]
    if not sees_emails:
        shown.append(blocks.context(reader.mrkdwn("roster-list.no-emails")))
    hint = reader.plain("roster-list.hint", limit=blocks.INPUT)
    shown.append(blocks.input_block(TEXT, reader.plain("roster-list.text"), text, hint, optional=takes_files))
    if takes_files:
        file = blocks.file_input(FILE, ENDINGS, most=1)
        hint = reader.plain("roster-list.file-hint", lines=MOST_LINES)
        shown.append(blocks.input_block(FILE, reader.plain("roster-list.file"), file, hint, optional=True))
    else:
        shown.append(blocks.context(reader.mrkdwn("roster-list.no-files")))
    shown.append(_role(reader, Role.MENTEE, reader.plain("roster-list.otherwise")))
    return blocks.modal(
        LIST_FORM,
        reader.plain("roster-form.title"),
        shown,
        close=reader.plain("modal-cancel"),
        submit=reader.plain("roster-form.try"),
        carries=str(programme.id),
    )


def _role(reader: Reader, chosen: Role, label: str = "") -> Block:
    options = [
        blocks.option(role, reader.plain(f"roster-role.{role}")) for role in (Role.MENTEE, Role.MENTOR)
    ]
    return blocks.input_block(
        ROLE, label or reader.plain("roster-form.role"), blocks.radio(ROLE, options, chosen)
    )


def looking(reader: Reader, number: int = 0) -> dict[str, Any]:
    """Say that people are being looked up, and how many accounts were looked at."""
    words = reader.mrkdwn("roster-looking.at", count=number) if number else reader.mrkdwn("roster-looking")
    return _telling(words, reader)


def sending(done: int, of: int, reader: Reader) -> dict[str, Any]:
    """Say how far the inviting has come."""
    bar = terms.bar(100 * done // max(of, 1))
    return _telling(reader.mrkdwn("roster-sending", done=done, count=of, bar=bar), reader)


def under_way(done: int, of: int, came: Came | None, programme: str, reader: Reader) -> dict[str, Any]:
    """Say how far it has come; with what came of it, it has come to its end."""
    if came is None:
        return sending(done, of, reader)
    return told(ended(came, of - done, programme, reader), reader, is_end=True)


def told(text: Markup, reader: Reader, *, is_end: bool = False) -> dict[str, Any]:
    """Say how it ended; at the end of it all, closing this closes everything below."""
    view = _telling(text, reader)
    return {**view, "clear_on_close": True} if is_end else view


def _telling(text: Markup, reader: Reader) -> dict[str, Any]:
    title = reader.plain("roster-form.title")
    return blocks.modal(UNDER_WAY, title, [blocks.section(text)], close=reader.plain("modal-close"))


def trial(tried: Trial, list_id: int, until: datetime, reader: Reader) -> dict[str, Any]:
    """Show what would happen: what is to be mended first, then whom it would invite, then who is there already.

    It can be sent off `until` then (UTC).
    """
    fresh = tried.of(Verdict.NEW)
    shown: list[Block] = [blocks.section(_summary(tried, reader))]
    shown += _rows("faults", tried.faults, reader)
    shown += _rows("fresh", fresh, reader)
    shown += _rows("already", tried.of(Verdict.ALREADY), reader)
    if tried.faults:
        shown.append(blocks.context(reader.mrkdwn("roster-trial.then")))
    if fresh:
        shown.append(blocks.context(reader.mrkdwn("roster-trial.until", moment=reader.moment(until))))
    return blocks.modal(
        TRIAL,
        reader.plain("roster-trial.title"),
        shown,
        close=reader.plain("modal-cancel" if fresh else "modal-close"),
        submit=reader.plain("roster-trial.submit", count=len(fresh)) if fresh else None,
        carries=str(list_id),
    )


def _summary(tried: Trial, reader: Reader) -> Markup:
    fresh = tried.of(Verdict.NEW)
    pairs = sum(line.role is None for line in fresh)
    said = [
        reader.mrkdwn("roster-trial.fresh", invited=invited(len(fresh) - pairs, pairs, reader)),
        reader.mrkdwn("roster-trial.already", count=len(tried.of(Verdict.ALREADY))),
        reader.mrkdwn("roster-trial.faults", count=len(tried.faults)),
    ]
    if tried.left_out:
        said.append(reader.mrkdwn("roster-trial.left-out", count=tried.left_out, most=MOST_LINES))
    return Markup("\n".join(said))


def invited(people: int, pairs: int, reader: Reader) -> str:
    """Return how many people and pairs, in words."""
    said = [reader.plain("roster-count.people", count=people)] if people or not pairs else []
    said += [reader.plain("roster-count.pairs", count=pairs)] if pairs else []
    return reader.listed(said)


def _rows(kind: str, lines: Sequence[Judged], reader: Reader) -> list[Block]:
    if not lines:
        return []
    most = MOST_SHOWN[kind]
    rows = [_row(line, reader) for line in lines[:most]]
    if len(lines) > most:
        rows.append(reader.mrkdwn("roster-trial.more", count=len(lines) - most))
    return [blocks.divider(), *_packed([reader.mrkdwn(f"roster-trial.head-{kind}"), *rows])]


def _packed(rows: Iterable[Markup]) -> list[Block]:
    """Return rows as sections, as many in each as fit."""
    packed: list[list[Markup]] = [[]]
    for row in rows:
        last = packed[-1]
        if len(last) == ROWS_IN_BLOCK or sum(map(len, last)) + len(row) > LETTERS_IN_BLOCK:
            packed.append(last := [])
        last.append(row)
    return [blocks.section("\n".join(part)) for part in packed if part]


def _row(line: Judged, reader: Reader) -> Markup:
    return reader.mrkdwn("roster-line", number=line.number, what=_what(line, reader))


def _what(line: Judged, reader: Reader) -> Markup:
    if line.verdict not in (Verdict.NEW, Verdict.ALREADY):
        said = reader.mrkdwn("roster-line.said", said=line.said) if line.said else Markup("")
        why = reader.mrkdwn(
            f"roster-fault.{line.verdict.replace('_', '-')}", first=line.first, most=MOST_CAPACITY
        )
        return Markup(f"{said}{why}")
    named = [_named(one.mention, is_guest=one.is_guest, reader=reader) for one in line.people]
    if line.role is None:
        return reader.mrkdwn("roster-line.pair", mentor=named[0], mentee=named[1])
    return reader.mrkdwn("roster-line.person", person=named[0], role=str(line.role), room=line.capacity or 0)


def _named(mention: str, *, is_guest: bool, reader: Reader) -> Markup:
    return reader.mrkdwn("roster-line.guest", person=Markup(mention)) if is_guest else Markup(mention)


def done(situation: Situation, reader: Reader) -> Message:
    """Tell whoever sent a list off what came of it."""
    facts = situation.delivery.facts if situation.delivery else {}
    name = situation.programme.name if situation.programme else ""
    came = Came(int(facts["invited"]), int(facts["pairs"]), int(facts["already"]))
    text = ended(came, int(facts.get("left", 0)), name, reader)
    return Message(text, (blocks.section(text),))


def ended(came: Came, left: int, programme: str, reader: Reader) -> Markup:
    """Say what came of a list, of which so many lines are left."""
    who = invited(came.people, came.pairs, reader)
    said = [reader.mrkdwn("roster-done", invited=who, programme=programme)]
    if came.already:
        said.append(reader.mrkdwn("roster-done.already", count=came.already))
    if left:
        said.append(reader.mrkdwn("roster-done.left", count=left))
    return Markup(" ".join(said))


def group_options(groups: Collection[tuple[str, str, str]], typed: str) -> list[Element]:
    """Return the user groups that fit what was typed, at most a hundred."""
    named = [(id_, f"{name} (@{handle})") for id_, handle, name in groups]
    fit = [(id_, label) for id_, label in named if typed.casefold() in label.casefold()]
    return [blocks.option(id_, label) for id_, label in fit[: blocks.OPTIONS]]


VIEWS = {DONE: done}
