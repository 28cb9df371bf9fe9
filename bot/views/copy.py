"""A copy of one's own data as people read it: in words, and page by page in windows of Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.views import blocks
from bot.words import Reader

READ = "own.read"
TURN = "own.turn"
TURN_BACK = "own.turn.back"
PAGE = "own.copy"
ROWS_ON_A_PAGE = 40
LONGEST = 2900

Label = Callable[[str], str | None]

# What of each table is worth a line to a person, in the order in which it is told; texts come with them, and every
# other detail stands in the file for machines.
TOLD: Mapping[str, tuple[str, ...]] = {
    "people": ("name", "zone", "locale", "country", "work_starts", "work_ends", "prompt_at"),
    "programmes": ("name", "starts_on", "ends_on"),
    "enrolments": ("role",),
    "pairs": ("state",),
    "pair_members": ("role",),
    "agreements": ("version", "snapshot"),
    "clauses": ("clause", "value"),
    "amendments": ("clause", "value", "snapshot"),
    "positions": ("clause", "value"),
    "signatures": ("person_id",),
    "goals": ("number", "title", "measure", "first_step", "target_on", "comment", "closed_as"),
    "milestones": ("title", "reached_at"),
    "progress": ("percent", "note"),
    "sessions": ("starts_at", "minutes", "state", "link", "agenda"),
    "answers": ("person_id", "question", "value"),
    "answer_edits": ("value",),
    "questions": ("question",),
    "drafts": ("text",),
    "schedules": ("kind", "next_due_at"),
    "deliveries": ("kind", "state"),
    "audit_log": ("person_id", "action"),
}
# When a row came to be, by the first of these that it has.
WHEN = (
    "answered_at", "replaced_at", "logged_at", "signed_at", "proposed_at", "sent_at", "due_at", "enrolled_at",
    "accepted_at", "created_at", "opened_at", "updated_at", "at",
)  # fmt: skip
# Names of ours that stand for a question or a kind of message.
NAMED = {"question", "kind"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words: when it came to be, and what it says."""

    when: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table in words."""

    title: str
    lines: tuple[Line, ...]


def sections(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    names: Mapping[int, Mapping[str, str]],
    label: Label,
    reader: Reader,
) -> list[Section]:
    """Put a copy into words; `label` names questions and kinds of messages."""
    told = _Told(names, label, reader)
    return [
        Section(
            reader.plain(f"held-{name.replace('_', '-')}"), tuple(told.line(row, TOLD[name]) for row in rows)
        )
        for name in TOLD
        if (rows := tables.get(name, ()))
    ]


def modal(found: Sequence[Section], page: int, reader: Reader) -> dict[str, Any]:
    """Show a page of the same in a window, with the way to the next and the one before."""
    rows = [(one.title, line) for one in found for line in one.lines]
    pages = max(1, -(-len(rows) // ROWS_ON_A_PAGE))
    page = min(max(page, 0), pages - 1)
    shown: list[blocks.Block] = []
    last = ""
    for title, line in rows[page * ROWS_ON_A_PAGE : (page + 1) * ROWS_ON_A_PAGE]:
        if title != last:
            shown.append(blocks.header(title))
            last = title
        shown.append(blocks.section(reader.mrkdwn("copy.line", when=line.when, said=_cut(line))))
    buttons = []
    if page:
        buttons.append(blocks.button(TURN_BACK, reader.plain("copy.back"), str(page - 1)))
    if page + 1 < pages:
        buttons.append(blocks.button(TURN, reader.plain("copy.next"), str(page + 1)))
    shown.append(blocks.context(reader.mrkdwn("copy.page", number=page + 1, of=pages)))
    if buttons:
        shown.append(blocks.actions(*buttons, block_id="pages"))
    return blocks.modal(PAGE, reader.plain("copy.title"), shown, close=reader.plain("modal-close"))


def _cut(line: Line) -> str:
    said = "\n".join(line.said)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class _Told:
    """Puts values into words."""

    names: Mapping[int, Mapping[str, str]]
    label: Label
    reader: Reader

    def line(self, row: Mapping[str, Any], columns: Sequence[str]) -> Line:
        when = next((row[name] for name in WHEN if row.get(name)), None)
        said = [one for name in columns for one in self._said(name, row.get(name))]
        return Line(self.reader.moment_in_words(when) if when else "", tuple(one for one in said if one))

    def _said(self, name: str, value: Any) -> Iterator[str]:
        if value is None or value == "":
            return
        if name == "person_id":
            known = self.names.get(value)
            yield known["name"] if known else self.reader.plain("gone")
        elif name in NAMED:
            # A code of ours would tell a person nothing.
            yield self.label(str(value)) or (
                self.reader.plain("outlook-line.other") if name == "kind" else ""
            )
        elif name == "clause":
            id_ = f"agreement-{str(value).replace('_', '-')}.label"
            yield self.reader.plain(id_) if self.reader.knows(id_) else str(value)
        else:
            yield from self._flat(value)

    def _flat(self, value: Any) -> Iterator[str]:
        match value:
            case Mapping():
                for one in value.values():
                    yield from self._flat(one)
            case list() | tuple():
                for one in value:
                    yield from self._flat(one)
            case datetime():
                yield self.reader.moment_in_words(value)
            case date():
                yield self.reader.day(value)
            case time():
                yield self.reader.clock(value)
            case None | bool():
                return
            case _:
                yield str(value)
