"""Lists of people that somebody pastes or uploads: comma-separated values, read generously and line by line."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.people import Role
from bot.domain.rosters import MOST_CAPACITY, MOST_LINES, Asked, Judged, Named, Read, Sort, Verdict

# Longer than any address (RFC 5321), and than any name in Slack.
LONGEST_CELL = 320
LONGEST_SHOWN = 60
SEPARATORS = "\t;,"
# A cell that goes over more lines than this was opened by mistake.
LINES_IN_ROW = 20
# So many lines tell how the cells are kept apart.
LINES_THAT_TELL = 50

_ID = re.compile(r"[UW][A-Z0-9]{3,20}")
_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,20})(?:\|[^>]*)?>")
_ADDRESS = re.compile(r"[^@\s<>\"',;()]+@[^@\s<>\"',;()]+\.[^@\s<>\"',;()]+")
_IN_BRACKETS = re.compile(r".*<(?:mailto:)?([^<>|]+)(?:\|[^<>]*)?>")
# What a table of calculations would take for one of its own.
_FORMULA = re.compile(r"[=+\-]|@[^@]*\(")

ROLES = {
    Role.MENTOR: {"mentor", "mentors", "mentora", "mentores", "mentoras", "mentor/a", "mentor o mentora"},
    Role.MENTEE: {"mentee", "mentees", "mentoree", "protege", "aprendiz"},
}
_ROLE_OF = {word: role for role, words in ROLES.items() for word in words}
_HEADERS = {
    "mentor": {*ROLES[Role.MENTOR], "mentor email", "mentor e-mail", "mentor id"},
    "mentee": {*ROLES[Role.MENTEE], "mentee email", "mentee e-mail", "mentee id"},
    "person": {
        *("person", "people", "member", "user", "email", "e-mail", "handle", "id", "slack id", "persona"),
        *("personas", "miembro", "usuario", "correo", "correo electronico", "email address"),
    },
    "role": {"role", "as", "rol", "papel", "como"},
    "capacity": {"capacity", "places", "room", "capacidad", "plazas", "cupo"},
}
_COLUMN_OF = {word: column for column, words in _HEADERS.items() for word in words}


class _Wrong(Exception):
    """A line of which nothing can come."""

    def __init__(self, verdict: Verdict, said: str = "") -> None:
        super().__init__(verdict)
        self.verdict = verdict
        self.said = said


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    otherwise: Role | None
    columns: dict[str, int] | None = None
    asked: list[Asked] = field(default_factory=list)
    faults: list[Judged] = field(default_factory=list)
    left_out: int = 0


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 where it says so, else UTF-8, else what Windows writes in the west."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(text: str, otherwise: Role | None = None) -> Read:
    """Read a list; who stands alone in a line takes part as `otherwise`.

    A line is `mentor, mentee`, or `person, role` with how many people there is room for as a third; commas, semicolons
    and tabs are told apart, quotes (RFC 4180), a heading and columns that mean nothing to us are taken as they come.
    """
    reading = _Reading(otherwise)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    is_first = True
    for number, cells in _rows(plain):
        if isinstance(cells, Verdict):
            reading.faults.append(Judged(number, cells))
            continue
        if not any(cells):
            continue
        if is_first:
            is_first = False
            reading.columns = _columns(cells)
            if reading.columns is not None:
                continue
        _take(reading, number, cells)
    return Read(tuple(reading.asked), tuple(reading.faults), reading.left_out)


def _take(reading: _Reading, number: int, cells: list[str]) -> None:
    if len(reading.asked) + len(reading.faults) >= MOST_LINES:
        reading.left_out += 1
        return
    try:
        reading.asked.append(_line(reading, number, cells))
    except _Wrong as wrong:
        said = _shown(wrong.said)
        reading.faults.append(Judged(number, wrong.verdict, said=said))


def _rows(text: str) -> Iterator[tuple[int, list[str] | Verdict]]:
    """Yield each row's first line, counted from one, and its cells, or why it has none.

    A quoted cell may go over a few lines; a quotation mark that is never closed costs its own line alone.
    """
    separator = _separator(text)
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        cells, used = _row(lines[at : at + LINES_IN_ROW], separator)
        yield at + 1, _cells(cells) if cells is not None else Verdict.QUOTE
        at += used


def _row(lines: Sequence[str], separator: str) -> tuple[list[str] | None, int]:
    """Return the cells of the row that begins with the first line, and of how many lines it is."""
    for used in range(1, len(lines) + 1):
        part = "\n".join(lines[:used])
        try:
            return next(csv.reader([part], delimiter=separator, skipinitialspace=True, strict=True), []), used
        except csv.Error:
            if part.count('"') % 2 == 0:
                break
    return None, 1


def _cells(cells: Sequence[str]) -> list[str]:
    found = [_clean(cell) for cell in cells]
    if len(found) == 1:
        words = found[0].split()
        if len(words) > 1 and all(_is_clear(word) for word in words):
            return words
    return found


def _separator(text: str) -> str:
    """Return what keeps cells apart: whatever stands in most of the first lines."""
    lines = [line for line in text.split("\n", LINES_THAT_TELL)[:LINES_THAT_TELL] if line.strip()]
    return max(SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), sign == ","))


def _clean(cell: str) -> str:
    """Return a cell without what cannot be seen, and without the apostrophe by which tables mark a text."""
    seen = "".join(" " if one.isspace() else one for one in cell if unicodedata.category(one) != "Cf")
    return seen.strip().removeprefix("'").strip()


def _columns(cells: Sequence[str]) -> dict[str, int] | None:
    """Return which column is where, for a heading; None for a line that names people already."""
    named = {_COLUMN_OF.get(_fold(cell), ""): at for at, cell in reversed(list(enumerate(cells)))}
    named.pop("", None)
    if any(_is_person(cell) for cell in cells) or not {"mentor", "mentee", "person"} & set(named):
        return None
    return named


def _line(reading: _Reading, number: int, cells: Sequence[str]) -> Asked:
    for cell in cells:
        if any(unicodedata.category(one) == "Cc" for one in cell):
            raise _Wrong(Verdict.SIGNS)
    if reading.columns is not None:
        return _by_heading(reading, number, reading.columns, cells)
    return _by_place(reading, number, [cell for cell in cells if cell])


def _by_heading(reading: _Reading, number: int, columns: dict[str, int], cells: Sequence[str]) -> Asked:
    there = {name: cells[at] for name, at in columns.items() if at < len(cells) and cells[at]}
    if "mentor" in there and "mentee" in there:
        return Asked(number, (_person(there["mentor"]), _person(there["mentee"])))
    role = next((_ROLE_OF[name] for name in ("mentor", "mentee") if name in there), None)
    who = there.get("person") or there.get("mentor") or there.get("mentee") or ""
    if role is None and "role" in there:
        role = _role(there["role"])
    return _alone(reading, number, who, role, there.get("capacity", ""))


def _by_place(reading: _Reading, number: int, cells: Sequence[str]) -> Asked:
    who, *more = cells
    if not more:
        return _alone(reading, number, who, None, "")
    if _fold(who) in _ROLE_OF and _fold(more[0]) not in _ROLE_OF:
        who, more[0] = more[0], who
    if _fold(more[0]) in _ROLE_OF:
        return _alone(reading, number, who, _role(more[0]), more[1] if len(more) > 1 else "")
    if not _is_person(more[0]) and _is_person(who):
        # Whoever means a role writes a single word that is no name in Slack's own form.
        _refuse_formula(more[0])
        raise _Wrong(Verdict.ROLE, more[0])
    return Asked(number, (_person(who), _person(more[0])))


def _alone(reading: _Reading, number: int, who: str, role: Role | None, capacity: str) -> Asked:
    named = _person(who)
    role = role or reading.otherwise
    if role is None:
        raise _Wrong(Verdict.ROLE, who)
    return Asked(number, (named,), role, _capacity(capacity))


def _role(cell: str) -> Role:
    found = _ROLE_OF.get(_fold(cell))
    if found is None:
        raise _Wrong(Verdict.ROLE, cell)
    return found


def _capacity(cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) < 4 and 1 <= int(cell) <= MOST_CAPACITY):
        raise _Wrong(Verdict.CAPACITY, cell)
    return int(cell)


def _person(cell: str) -> Named:
    """Return who is named; raises _Wrong."""
    if not cell or len(cell) > LONGEST_CELL:
        raise _Wrong(Verdict.NOBODY, cell)
    mention = _MENTION.fullmatch(cell)
    if mention:
        return Named(Sort.ID, mention[1])
    bracketed = _IN_BRACKETS.fullmatch(cell)
    bare = (bracketed[1] if bracketed else cell).strip().removeprefix("mailto:")
    if _ADDRESS.fullmatch(bare):
        return Named(Sort.EMAIL, bare.casefold())
    _refuse_formula(cell)
    if _ID.fullmatch(bare):
        return Named(Sort.ID, bare)
    name = _fold(bare.removeprefix("@"))
    if not any(one.isalnum() for one in name):
        raise _Wrong(Verdict.NOBODY, cell)
    return Named(Sort.HANDLE, name)


def _refuse_formula(cell: str) -> None:
    if _FORMULA.match(cell):
        raise _Wrong(Verdict.FORMULA, cell)


def _is_person(cell: str) -> bool:
    """Tell whether a cell names somebody in a form that nothing else has."""
    bare = _IN_BRACKETS.fullmatch(cell)
    inside = bare[1] if bare else cell
    return bool(
        _MENTION.fullmatch(cell)
        or _ADDRESS.fullmatch(inside)
        or _ID.fullmatch(cell)
        or (cell.startswith("@") and len(cell) > 1 and not _FORMULA.match(cell))
    )


def _is_clear(word: str) -> bool:
    return _is_person(word) or _fold(word) in _ROLE_OF or (word.isascii() and word.isdigit())


def _fold(cell: str) -> str:
    """Return a name without case, accents and doubled spaces."""
    decomposed = unicodedata.normalize("NFKD", cell.casefold())
    return " ".join("".join(one for one in decomposed if unicodedata.category(one) != "Mn").split())


def fold_name(name: str) -> str:
    """Return a name as lists are compared by it."""
    return _fold(name)


def _shown(said: str) -> str:
    """Return what was at fault, as much as can be shown."""
    plain = "".join(one for one in said if unicodedata.category(one) != "Cc")
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
