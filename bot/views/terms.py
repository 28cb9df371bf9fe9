"""How values of the domain are put into words: a cadence, a percentage, a clause's answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import common_hours
from bot.domain.calendar import WorkHours, shared_spans
from bot.domain.clauses import BY_ID, Kind, Value
from bot.domain.people import Role
from bot.words import Markup, Reader

BAR_CELLS = 10
# The seven days from one, both ends included.
WEEK = timedelta(days=6)


def attribute(option: str) -> str:
    """Return an option's name as Fluent writes attributes; those that begin with a digit get a letter before it."""
    name = option.replace("_", "-")
    return f"n{name}" if name[0].isdigit() else name


def option(prefix: str, name: str, reader: Reader) -> str:
    """Return the label of an option: `agreement-length-options`, `45`."""
    return reader.plain(f"{prefix}-options.{attribute(name)}")


def cadence(value: Value, reader: Reader) -> str:
    """Return a cadence in words: `every 2 weeks, on Tuesday, at 16:00`."""
    parts = [reader.plain(f"cadence-{value['unit']}s", every=value["every"])]
    if value.get("weekday") is not None:
        parts.append(reader.plain("cadence-weekday", day=reader.weekday(value["weekday"], alone=False)))
    if value.get("at"):
        parts.append(reader.plain("cadence-at", time=reader.clock(time.fromisoformat(value["at"]))))
    return ", ".join(parts)


def clause(clause_id: str, value: Value, reader: Reader, names: Mapping[Role, str] | None = None) -> Markup:
    """Return a clause's value in words, one person's answer or what was settled; `names` are the pair's."""
    words = f"agreement-{clause_id.replace('_', '-')}"
    said = _SHOWN[BY_ID[clause_id].kind](words, value, reader, names or {})
    return reader.mrkdwn("agreement-talk", answer=said) if value.get("talk") else said


def channel(name: str, reader: Reader) -> str:
    """Return a channel as it is named within a sentence: `video call`, `Slack messages`."""
    return reader.plain(f"agreement-channels-names.{attribute(name)}")


def answered(words: str, value: Mapping[str, Any], reader: Reader, order: Sequence[str] = ()) -> Markup:
    """Return the answer to a prompt in words: what was chosen in bold, then what was written, in this order."""
    parts = []
    for item in order or value:
        said = value.get(item)
        if not said:
            continue
        if reader.knows(f"{words}-{item}-options"):
            label = option_label(words, item, str(said), reader)
            parts.append(reader.mrkdwn("prompt-chosen", answer=label))
        elif reader.knows(f"{words}-{item}.scale"):
            label = option_label(words, item, str(said), reader, is_scale=True)
            item_label = reader.mrkdwn(f"{words}-{item}.scale")
            parts.append(reader.mrkdwn("prompt-scored", item=item_label, answer=label))
        elif reader.knows(f"{words}-{item}.rated"):
            short = reader.mrkdwn(f"{words}-{item}.rated")
            parts.append(reader.mrkdwn("prompt-rated", item=short, answer=str(said)))
        elif reader.knows(f"{words}-{item}.short"):
            short = reader.mrkdwn(f"{words}-{item}.short")
            parts.append(reader.mrkdwn("prompt-written", item=short, text=str(said)))
        else:
            parts.append(reader.mrkdwn("said", text=str(said)))
    return Markup("\n".join(parts))


def option_label(words: str, item: str, value: str, reader: Reader, *, is_scale: bool = False) -> str:
    """Return the label of a prompt's option, or of a step of the common scale."""
    return option("scale" if is_scale else f"{words}-{item}", value, reader)


def bar(percent: int) -> str:
    """Return a bar of ten cells; it always stands beside the number."""
    return cells(round(percent * BAR_CELLS / 100), BAR_CELLS)


def cells(full: int, of: int) -> str:
    """Return a bar in which so many of some cells are full."""
    return "▰" * full + "▱" * (of - full)


def _one(words: str, value: Value, reader: Reader, _names: Mapping[Role, str]) -> Markup:
    return reader.mrkdwn("said", text=option(words, value["choice"], reader))


def _cadence(_words: str, value: Value, reader: Reader, _names: Mapping[Role, str]) -> Markup:
    return reader.mrkdwn("said", text=cadence(value, reader))


def _channels(words: str, value: Value, reader: Reader, _names: Mapping[Role, str]) -> Markup:
    return _lines(
        reader.mrkdwn(
            f"{words}.shown",
            use=reader.plain(f"{words}-uses.{part.id}"),
            first=channel(value[part.id]["preferred"], reader),
            second=channel(value[part.id]["backup"], reader),
        )
        for part in BY_ID[words.removeprefix("agreement-")].parts
        if part.id in value
    )


def _ladders(words: str, value: Value, reader: Reader, _names: Mapping[Role, str]) -> Markup:
    parts = BY_ID[words.removeprefix("agreement-")].parts
    said = {part.id: option(f"{words}-{part.id}", value[part.id], reader) for part in parts}
    return reader.mrkdwn(f"{words}.shown", **said)


def _hours(words: str, value: Value, reader: Reader, names: Mapping[Role, str]) -> Markup:
    windows = value.get("windows")
    if windows is None:
        return reader.mrkdwn("said", text=hours(value, reader))
    said = {role: hours(one, reader) for role, one in windows.items()}
    together = _together(words, value, reader)
    return _lines([*(reader.mrkdwn("said", text=one) for one in _by_role(said, reader, names)), *together])


def hours(value: Value, reader: Reader) -> str:
    """Return somebody's hours in words: `Monday to Friday, 09:00 to 17:00 (Lisbon time)`."""
    days = reader.weekdays(value["days"])
    walls, place = wall_hours(value, reader), reader.place(value["zone"])
    return reader.plain("agreement-hours.shown", days=days, hours=walls, place=place)


def wall_hours(value: Mapping[str, Any], reader: Reader) -> str:
    """Return the times of day of hours in words: `09:00 to 13:00 and 14:00 to 18:00`."""
    said = [value["starts"], *value.get("lunch", ()), value["ends"]]
    walls = [reader.clock(time.fromisoformat(one)) for one in said]
    pairs = zip(walls[::2], walls[1::2], strict=True)
    return reader.listed(reader.plain("onboarding-hours.shown", starts=one, ends=end) for one, end in pairs)


def work_hours(hours: WorkHours, reader: Reader) -> str:
    """Return the times of day at which somebody works in words."""
    return wall_hours(common_hours.stretches(hours.start, hours.end, hours.lunch), reader)


def _together(words: str, value: Value, reader: Reader) -> list[Markup]:
    """Say when both are there in the week to come, at the reader's time; where days differ, as on most of them."""
    both = common_hours.agreed({"hours": value})
    assert both is not None  # noqa: S101 - the value is there
    zone = ZoneInfo(reader.zone)
    spans = shared_spans(*both, (reader.today, reader.today + WEEK))
    days: dict[date, list[tuple[time, ...]]] = {}
    for span in spans:
        local = [one.astimezone(zone) for one in span]
        days.setdefault(local[0].date(), []).append(tuple(one.time() for one in local))
    if not days:
        return []
    usual = Counter(map(tuple, days.values())).most_common(1)[0][0]
    walls = [tuple(reader.clock(one) for one in span) for span in usual]
    said = reader.listed(
        reader.plain("onboarding-hours.shown", starts=starts, ends=ends) for starts, ends in walls
    )
    return [reader.mrkdwn(f"{words}.together", hours=said, place=reader.place(reader.zone))]


def _each(words: str, value: Value, reader: Reader, names: Mapping[Role, str]) -> Markup:
    if "choice" in value:
        return _one(words, value, reader, names)
    said = {role: option(words, one, reader) for role, one in value["choices"].items()}
    return _lines(reader.mrkdwn("said", text=one) for one in _by_role(said, reader, names))


def _tongues(_words: str, value: Value, reader: Reader, names: Mapping[Role, str]) -> Markup:
    lines = [reader.mrkdwn("said", text=reader.listed(reader.language_name(tag) for tag in value["tags"]))]
    if value.get("note"):
        lines.append(reader.mrkdwn("said", text=value["note"]))
    lines += [reader.mrkdwn("said", text=one) for one in _by_role(value.get("notes", {}), reader, names)]
    return _lines(lines)


def _lines(lines: Iterable[Markup]) -> Markup:
    """Return several things as a list, each on a line of its own; one alone stays where it is."""
    found = list(lines)
    return found[0] if len(found) == 1 else Markup("".join(f"\n• {one}" for one in found))


def several(said: Iterable[str], reader: Reader) -> Markup:
    """Return options and words of one's own as they stand, each on a line; in a sentence their capitals would err."""
    return _lines(reader.mrkdwn("said", text=one) for one in said)


def _union(words: str, value: Value, reader: Reader, names: Mapping[Role, str]) -> Markup:
    parts: list[Any] = [option(words, one, reader) for one in value.get("choices", ())]
    if value.get("note"):
        parts.append(value["note"])
    parts += _by_role(value.get("notes", {}), reader, names)
    return several(parts or [option(words, "none", reader)], reader)


def _texts(words: str, value: Value, reader: Reader, names: Mapping[Role, str]) -> Markup:
    said = [value["text"]] if "text" in value else _by_role(value["texts"], reader, names)
    found = [reader.mrkdwn("said", text=one) for one in said if one]
    return Markup("\n".join(found)) if found else reader.mrkdwn(f"{words}-options.none")


def _by_role(texts: Mapping[str, str], reader: Reader, names: Mapping[Role, str]) -> list[str]:
    return [
        reader.plain("said-by", name=names.get(Role(role)) or reader.plain(f"role-{role}"), text=text)
        for role, text in sorted(texts.items(), reverse=True)
    ]


_SHOWN = {
    Kind.LADDER: _one,
    Kind.LADDERS: _ladders,
    Kind.CADENCE: _cadence,
    Kind.CHANNELS: _channels,
    Kind.HOURS: _hours,
    Kind.UNION: _union,
    Kind.EACH: _each,
    Kind.TONGUES: _tongues,
    Kind.TEXTS: _texts,
}
