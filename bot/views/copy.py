"""A copy of one's own data as people read it: in words, and page by page in windows of Slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from bot.domain.audit import Entry
from bot.domain.pairs import Pair
from bot.views import blocks, terms
from bot.words import Reader

READ = "own.read"
TURN = "own.turn"
TURN_BACK = "own.turn.back"
PAGE = "own.copy"
ROWS_ON_A_PAGE = 40
LONGEST = 2900


class Telling(Protocol):
    """Names and reads back what this reader was asked; None for what this version does not know."""

    def label(self, id_: str) -> str | None:
        """Return what a question or a kind of message is called."""

    def answer(self, question: str, value: Mapping[str, Any]) -> list[str] | None:
        """Return the lines of an answer."""

    def clause(self, clause: str, value: Mapping[str, Any]) -> list[str] | None:
        """Return the lines of a clause's value."""


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
    "audit_log": ("action",),
}
# When a row came to be, by the first of these that it has.
WHEN = (
    "answered_at", "replaced_at", "logged_at", "signed_at", "proposed_at", "sent_at", "due_at", "enrolled_at",
    "accepted_at", "created_at", "opened_at", "updated_at", "at",
)  # fmt: skip
# Names of ours that stand for a question or a kind of message.
NAMED = {"question", "kind"}
# Words under which the codes of a column stand, each as an attribute.
CODES = {
    ("pairs", "state"): "home-stage",
    ("sessions", "state"): "copy-session",
    ("deliveries", "state"): "copy-delivery",
    ("goals", "closed_as"): "goal-closed-as",
}
# What nobody could tell from the value alone: two places, three times of the day, two days.
LABELS = {
    ("people", "zone"): "onboarding-zone.label",
    ("people", "locale"): "programme-language.label",
    ("people", "country"): "holidays-home.change",
    ("people", "work_starts"): "quiet-hours.starts",
    ("people", "work_ends"): "quiet-hours.ends",
    ("people", "prompt_at"): "onboarding-prompt-at.label",
    ("programmes", "starts_on"): "programme-form-starts",
    ("programmes", "ends_on"): "programme-form-ends",
}


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
    telling: Telling,
    reader: Reader,
    pairs: Mapping[int, Pair] | None = None,
) -> list[Section]:
    """Put a copy into words; `names` and `pairs` are those that its rows name by number."""
    told = _Told(
        names,
        telling,
        reader,
        pairs or {},
        {row["id"]: row["name"] for row in tables.get("programmes", ()) if "id" in row},
        {row["id"]: row["question"] for row in tables.get("answers", ()) if "id" in row},
    )
    return [
        Section(reader.plain(f"held-{name.replace('_', '-')}"), tuple(told.line(name, row) for row in rows))
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
    telling: Telling
    reader: Reader
    pairs: Mapping[int, Pair]
    programmes: Mapping[int, str]
    # What each answer answers, by its number: an earlier wording names that alone.
    questions: Mapping[int, str]

    def line(self, table: str, row: Mapping[str, Any]) -> Line:
        when = next((row[name] for name in WHEN if row.get(name)), None)
        said = [one for name in TOLD[table] for one in self._said(table, name, row)]
        return Line(self.reader.moment_in_words(when) if when else "", tuple(one for one in said if one))

    def _said(self, table: str, name: str, row: Mapping[str, Any]) -> Iterator[str]:
        value = row.get(name)
        if value is None or value == "":
            return
        if name == "person_id":
            yield self._name(value)
        elif name in NAMED:
            # A code of ours would tell a person nothing.
            yield self.telling.label(str(value)) or (
                self.reader.plain("outlook-line.other") if name == "kind" else ""
            )
        elif name == "action":
            yield self._noted(row)
        elif name == "value":
            yield from self._answer(row, value)
        elif (table, name) in LABELS:
            label = self.reader.plain(LABELS[table, name])
            for said in self._in_words(table, name, value):
                yield self.reader.plain("copy.labelled", label=label, said=said)
        else:
            yield from self._in_words(table, name, value)

    def _in_words(self, table: str, name: str, value: Any) -> Iterator[str]:
        match name:
            case "clause":
                yield self._known(f"agreement-{str(value).replace('_', '-')}.label", str(value))
            case "role":
                yield self._known(f"role-{value}", str(value))
            case "zone":
                yield self._place(value)
            case "locale":
                yield self.reader.language_name(value)
            case "country":
                yield self.reader.country(value)
            case "percent":
                yield self.reader.plain("percent", percent=value)
            case "minutes":
                yield self.reader.plain("copy.minutes", minutes=value)
            case "version":
                yield self.reader.plain("copy.version", version=value)
            case _ if words := CODES.get((table, name)):
                yield self._known(f"{words}.{terms.attribute(str(value))}", str(value))
            case _:
                yield from self._flat(value)

    def _place(self, zone: str) -> str:
        try:
            return self.reader.place(zone)
        except LookupError:
            # Of time-zone data that is newer, or older, than ours.
            return zone

    def _known(self, id_: str, otherwise: str) -> str:
        """Return a sentence, or what was kept by another version that knew more."""
        return self.reader.plain(id_) if self.reader.knows(id_) else otherwise

    def _answer(self, row: Mapping[str, Any], value: Any) -> Iterator[str]:
        found = None
        question = row.get("question") or self.questions.get(row.get("answer_id", 0))
        if question and isinstance(value, Mapping):
            found = self.telling.answer(question, value)
        elif "clause" in row and isinstance(value, Mapping):
            found = self.telling.clause(row["clause"], value)
        yield from self._flat(value) if found is None else found

    def _noted(self, row: Mapping[str, Any]) -> str:
        """Say what somebody looked at or changed."""
        entry = Entry(
            0,
            row.get("person_id"),
            row.get("about_id"),
            row["action"],
            str(row.get("subject", "")),
            row["at"],
        )
        id_ = f"looked-{entry.action.replace('.', '-').replace('_', '-')}"
        if not self.reader.knows(id_):
            return entry.action
        pair = self.pairs.get(entry.of("pair") or 0)
        whom = [one.person_id for one in pair.members] if pair else [entry.about_id] if entry.about_id else []
        programme = pair.programme_id if pair else entry.of("programme")
        return self.reader.plain(
            id_,
            who=self._name(entry.person_id) if entry.person_id else self.reader.plain("looked.operator"),
            whom=self.reader.listed(self._name(one) for one in whom),
            programme=self.programmes.get(programme or 0, ""),
        )

    def _name(self, person_id: int) -> str:
        known = self.names.get(person_id)
        return known["name"] if known else self.reader.plain("gone")

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
