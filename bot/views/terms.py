"""How values of the domain are put into words: a cadence, a percentage, a clause's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from bot.domain.agreement import BY_ID, Kind, Value
from bot.domain.people import Role
from bot.words import Markup, Reader

BAR_CELLS = 10


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
        parts.append(reader.plain("cadence-weekday", day=reader.weekday(value["weekday"])))
    if value.get("at"):
        parts.append(reader.plain("cadence-at", time=reader.clock(time.fromisoformat(value["at"]))))
    return ", ".join(parts)


def clause(clause_id: str, value: Value, reader: Reader, names: Mapping[Role, str] | None = None) -> Markup:
    """Return a clause's value in words, one person's answer or what was settled; `names` are the pair's."""
    words = f"agreement-{clause_id.replace('_', '-')}"
    said = _SHOWN[BY_ID[clause_id].kind](words, value, reader, names or {})
    return reader.mrkdwn("agreement-talk", answer=said) if value.get("talk") else said


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
    full = round(percent * BAR_CELLS / 100)
    return "▰" * full + "▱" * (BAR_CELLS - full)


def _one(words: str, value: Value, reader: Reader, _names: Mapping[Role, str]) -> Markup:
    return reader.mrkdwn("said", text=option(words, value["choice"], reader))


def _cadence(_words: str, value: Value, reader: Reader, _names: Mapping[Role, str]) -> Markup:
    return reader.mrkdwn("said", text=cadence(value, reader))


def _channels(words: str, value: Value, reader: Reader, _names: Mapping[Role, str]) -> Markup:
    first, second = (option(words, value[name], reader) for name in ("preferred", "backup"))
    return reader.mrkdwn(f"{words}.shown", first=first, second=second)


def _union(words: str, value: Value, reader: Reader, names: Mapping[Role, str]) -> Markup:
    parts: list[Any] = [option(words, one, reader) for one in value.get("choices", ())]
    if value.get("note"):
        parts.append(value["note"])
    parts += _by_role(value.get("notes", {}), reader, names)
    return reader.mrkdwn("said", text=reader.listed(parts) if parts else option(words, "none", reader))


def _texts(_words: str, value: Value, reader: Reader, names: Mapping[Role, str]) -> Markup:
    if "text" in value:
        return reader.mrkdwn("said", text=value["text"])
    return Markup(
        "\n".join(reader.mrkdwn("said", text=one) for one in _by_role(value["texts"], reader, names))
    )


def _by_role(texts: Mapping[str, str], reader: Reader, names: Mapping[Role, str]) -> list[str]:
    return [
        reader.plain("said-by", name=names.get(Role(role)) or reader.plain(f"role-{role}"), text=text)
        for role, text in sorted(texts.items(), reverse=True)
    ]


_SHOWN = {
    Kind.LADDER: _one,
    Kind.CADENCE: _cadence,
    Kind.CHANNELS: _channels,
    Kind.UNION: _union,
    Kind.TEXTS: _texts,
}
