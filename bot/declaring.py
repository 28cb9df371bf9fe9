"""What Trellis keeps, put together from what the code declares: for docs/privacy.md, and a page in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.audience import Audience
from bot.domain.keeping import CHOICES, USUAL_MONTHS
from bot.settings import Settings
from bot.words import DEFAULT, Reader, Words
from handlers import seen
from jobs.upkeep import REMEMBERED
from storage.holdings import HOLDINGS, Holding, Of, Why, named
from storage.tables import Base
from storage.types import Sealed

# Nothing in the document depends on it.
_NEVER = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Table:
    """What is kept, row by row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines of a list."""

    lines: tuple[str, ...]


Part = str | Table | Listed


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what stands under it."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """All of it. Words between backquotes are names of the program's own."""

    title: str
    lead: str
    sections: tuple[Section, ...]


def declared(reader: Reader, purge_after_days: int) -> Declared:
    """Say what is kept, who can see it and for how long, in the reader's language."""
    say = reader.plain
    usual = {"usual": USUAL_MONTHS, "choices": reader.listed(map(str, CHOICES))}
    times = (
        say("privacy-time.pairs", **usual),
        say("privacy-time.purge", days=purge_after_days),
        say("privacy-time.events", days=REMEMBERED.days),
        say("privacy-time.backups"),
    )
    sections: dict[str, tuple[Part, ...]] = {
        "read": (say("privacy-read"), _audiences(reader), say("privacy-read.coordinators")),
        "held": (say("privacy-held"), _tables(reader), say("privacy-held.why"), _reasons(reader)),
        "gone": (say("privacy-gone"), say("privacy-gone.two"), say("privacy-gone.others")),
        "time": (Listed(times),),
        "copy": (say("privacy-copy"),),
        "slack": (say("privacy-slack"),),
        "heard": (say("privacy-heard"),),
        "log": (say("privacy-log"),),
    }
    return Declared(
        say("privacy.title"),
        say("privacy"),
        tuple(Section(say(f"privacy-{name}.title"), parts) for name, parts in sections.items()),
    )


def document(words: Words) -> str:
    """Return the document as Markdown, in English, with what is set where nothing else is."""
    days = int(Settings.model_fields["purge_after_days"].default)
    whole = declared(Reader(words, DEFAULT, "UTC", _NEVER), days)
    parts = [f"# {whole.title}", whole.lead]
    for section in whole.sections:
        parts += [f"## {section.title}", *map(_markdown, section.parts)]
    return "\n\n".join(parts) + "\n"


def _markdown(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Listed):
        return "\n".join(f"- {line}" for line in part.lines)
    lines = [part.head, ["---"] * len(part.head), *part.rows]
    return "\n".join(f"| {' | '.join(one.replace('|', '/') for one in line)} |" for line in lines)


def _audiences(reader: Reader) -> Table:
    written = seen.written()
    rows = []
    for audience in Audience:
        said = dict.fromkeys(reader.plain(one) for one in written.get(audience, ()) if reader.knows(one))
        if said:
            rows.append((reader.plain(f"seen-by.{audience.replace('_', '-')}"), "; ".join(said)))
    return Table((reader.plain("privacy-read.who"), reader.plain("privacy-read.what")), tuple(rows))


def _tables(reader: Reader) -> Table:
    head = [reader.plain(f"privacy-held.{one}") for one in ("what", "sealed", "copy", "deleted", "in-time")]
    rows = []
    for table in Base.metadata.sorted_tables:
        if table.name not in HOLDINGS:
            continue
        holding = HOLDINGS[table.name]
        sealed = any(isinstance(column.type, Sealed) for column in table.c)
        rows.append(
            (
                f"{reader.plain(_name(table.name))} (`{table.name}`)",
                reader.plain(f"privacy-sealed.{str(sealed).lower()}"),
                reader.plain(f"privacy-copied.{_copied(holding)}"),
                reader.plain(f"privacy-deleted.{_deleted(holding)}"),
                reader.plain(f"privacy-in-time.{holding.in_time}"),
            )
        )
    return Table(tuple(head), tuple(rows))


def _reasons(reader: Reader) -> Table:
    rows = []
    for why in Why:
        kept = [
            f"`{name}`: {', '.join(columns)}"
            for name, holding in HOLDINGS.items()
            if (columns := holding.kept.get(why))
        ]
        if kept:
            rows.append((reader.plain(f"privacy-why.{why}"), "; ".join(kept)))
    return Table((reader.plain("privacy-held.reason"), reader.plain("privacy-held.columns")), tuple(rows))


def _name(table: str) -> str:
    return f"held-{table.replace('_', '-')}"


def _copied(holding: Holding) -> str:
    if holding.of is Of.NOBODY:
        return "no"
    return "part" if set(named(holding.hidden)) else "yes"


def _deleted(holding: Holding) -> str:
    if holding.goes_by:
        return "both" if holding.redacts else "rows"
    if holding.redacts:
        return "redacted"
    return "emptied" if holding.empties else "kept"
