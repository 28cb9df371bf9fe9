"""docs/privacy.md, put together from what the code declares: audiences, tables, fates and settings."""

from __future__ import annotations

from collections.abc import Iterable
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


def document(words: Words) -> str:
    """Return the document as Markdown, in English."""
    reader = Reader(words, DEFAULT, "UTC", _NEVER)
    parts = [
        f"# {reader.plain('privacy.title')}",
        reader.plain("privacy"),
        f"## {reader.plain('privacy-read.title')}",
        reader.plain("privacy-read"),
        _audiences(reader),
        reader.plain("privacy-read.coordinators"),
        f"## {reader.plain('privacy-held.title')}",
        reader.plain("privacy-held"),
        _tables(reader),
        reader.plain("privacy-held.why"),
        _reasons(reader),
        f"## {reader.plain('privacy-gone.title')}",
        reader.plain("privacy-gone"),
        reader.plain("privacy-gone.two"),
        reader.plain("privacy-gone.others"),
        f"## {reader.plain('privacy-time.title')}",
        _listed(
            reader.plain("privacy-time.pairs", usual=USUAL_MONTHS, choices=reader.listed(map(str, CHOICES))),
            reader.plain("privacy-time.purge", days=int(Settings.model_fields["purge_after_days"].default)),
            reader.plain("privacy-time.events", days=REMEMBERED.days),
            reader.plain("privacy-time.backups"),
        ),
        f"## {reader.plain('privacy-copy.title')}",
        reader.plain("privacy-copy"),
        f"## {reader.plain('privacy-slack.title')}",
        reader.plain("privacy-slack"),
        f"## {reader.plain('privacy-heard.title')}",
        reader.plain("privacy-heard"),
        f"## {reader.plain('privacy-log.title')}",
        reader.plain("privacy-log"),
    ]
    return "\n\n".join(parts) + "\n"


def _audiences(reader: Reader) -> str:
    written = seen.written()
    rows = []
    for audience in Audience:
        said = dict.fromkeys(reader.plain(one) for one in written.get(audience, ()) if reader.knows(one))
        if said:
            rows.append((reader.plain(f"seen-by.{audience.replace('_', '-')}"), "; ".join(said)))
    return _table((reader.plain("privacy-read.who"), reader.plain("privacy-read.what")), rows)


def _tables(reader: Reader) -> str:
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
    return _table(head, rows)


def _reasons(reader: Reader) -> str:
    rows = []
    for why in Why:
        kept = [
            f"`{name}`: {', '.join(columns)}"
            for name, holding in HOLDINGS.items()
            if (columns := holding.kept.get(why))
        ]
        if kept:
            rows.append((reader.plain(f"privacy-why.{why}"), "; ".join(kept)))
    return _table((reader.plain("privacy-held.reason"), reader.plain("privacy-held.columns")), rows)


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


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(one.replace('|', '/') for one in line)} |" for line in lines)


def _listed(*lines: str) -> str:
    return "\n".join(f"- {line}" for line in lines)
