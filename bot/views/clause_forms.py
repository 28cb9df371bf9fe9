"""The inputs in which a clause is answered in a form, and how they are read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from bot.domain import common_hours
from bot.domain.cadence import LADDER
from bot.domain.calendar import is_break
from bot.domain.clauses import BY_ID, LONGEST_NOTE, Clause, Kind, Part, Value
from bot.domain.goals import LONGEST_TITLE
from bot.views import blocks, terms
from bot.views.blocks import Block
from bot.words import Reader

CHOICE = "choice"
OFTEN = "often"
WEEKDAY = "weekday"
CHOICES = "choices"
NOTE = "note"
TEXT = "text"
DAYS = "days"
STARTS = "starts"
ENDS = "ends"
# Without a break, neither.
BREAK = ("leaves", "back")
TAGS = "tags"
ANY_DAY = "any"
PREFERRED = ("preferred", "backup")
# The languages that most of our readers' colleagues work in; any other can be typed in the conversation.
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "hi", "zh")
MOST_TAGS = 10


def words(clause_id: str) -> str:
    """Return how the ids of a clause's words begin."""
    return f"agreement-{clause_id.replace('_', '-')}"


def inputs(clause_id: str, value: Value, reader: Reader) -> list[Block]:
    """Return a clause's inputs, filled with one person's own answer."""
    clause = BY_ID[clause_id]
    return _INPUTS[clause.kind](clause, value, reader)


def entered(clause_id: str, state: Mapping[str, Any], before: Value) -> Value:
    """Read what stands in a clause's inputs, as its writer's own answer.

    What the form does not ask is taken from `before`, their answer until now: a cadence's hour, the zone of hours.
    """
    clause = BY_ID[clause_id]
    match clause.kind:
        case Kind.LADDER | Kind.EACH:
            return {"choice": _of(state, CHOICE)}
        case Kind.LADDERS:
            return {part.id: _of(state, part.id) for part in clause.parts}
        case Kind.CADENCE:
            every, _, unit = _of(state, OFTEN).partition(" ")
            weekday = None if _of(state, WEEKDAY) == ANY_DAY else int(_of(state, WEEKDAY))
            return {"every": int(every), "unit": unit, "weekday": weekday, "at": before.get("at")}
        case Kind.CHANNELS:
            return {
                part.id: {name: _of(state, f"{part.id}.{name}") for name in PREFERRED}
                for part in clause.parts
            }
        case Kind.HOURS:
            days = sorted(int(day) for day in _of(state, DAYS))
            said = {
                "days": days,
                "starts": _of(state, STARTS),
                "ends": _of(state, ENDS),
                "zone": before["zone"],
            }
            lunch = [_of(state, name) for name in BREAK if name in state]
            return said | {"lunch": lunch} if any(lunch) else said
        case Kind.UNION:
            return {"choices": _of(state, CHOICES), "note": _of(state, NOTE)}
        case Kind.TONGUES:
            return {"tags": sorted(_of(state, TAGS)), "note": _of(state, NOTE)}
        case Kind.TEXTS:
            return {"text": _of(state, TEXT)}


def wrong(clause_id: str, said: Value, reader: Reader) -> dict[str, str]:
    """Return what is missing or cannot be in an answer, by block."""
    clause = BY_ID[clause_id]
    missing = reader.plain("amendment-missing")
    match clause.kind:
        case Kind.CHANNELS:
            same = reader.plain("amendment-same-channels")
            twice = [one for one in said if one != "talk" and said[one]["preferred"] == said[one]["backup"]]
            return {f"{use}.{PREFERRED[1]}": same for use in twice}
        case Kind.HOURS if not said["days"]:
            return {DAYS: reader.plain("amendment-no-day")}
        case Kind.HOURS if said["starts"] == said["ends"]:
            return {ENDS: reader.plain("amendment-no-hours")}
        case Kind.HOURS if not _has_a_break_or_none(said):
            return {BREAK[0]: reader.plain("amendment-bad-break")}
        case Kind.UNION if not said["choices"] and not said["note"]:
            return {NOTE: missing}
        case Kind.TONGUES if not said["tags"]:
            return {TAGS: reader.plain("amendment-no-language")}
        case Kind.TEXTS if not said["text"] and not clause.optional:
            return {TEXT: missing}
    return {}


def _has_a_break_or_none(said: Value) -> bool:
    if "lunch" not in said:
        return True
    lunch = common_hours.lunch_of(said) if all(said["lunch"]) else None
    return lunch is not None and is_break(lunch, *(time.fromisoformat(said[name]) for name in (STARTS, ENDS)))


def first_input(clause_id: str) -> str:
    """Return the block under which something is said about a clause's inputs as a whole."""
    clause = BY_ID[clause_id]
    match clause.kind:
        case Kind.LADDERS:
            return clause.parts[0].id
        case Kind.CHANNELS:
            return f"{clause.parts[0].id}.{PREFERRED[1]}"
    names = {Kind.CADENCE: OFTEN, Kind.HOURS: DAYS, Kind.UNION: CHOICES, Kind.TONGUES: TAGS, Kind.TEXTS: TEXT}
    return names.get(clause.kind, CHOICE)


def _of(state: Mapping[str, Any], name: str) -> Any:
    element = state[name][name]
    if "selected_options" in element:
        return [one["value"] for one in element["selected_options"] or ()]
    if "selected_time" in element:
        return element["selected_time"]
    chosen = element.get("selected_option")
    return chosen["value"] if chosen else str(element.get("value") or "").strip()


def _options(prefix: str, names: Sequence[str], reader: Reader) -> list[blocks.Element]:
    return [blocks.option(one, terms.option(prefix, one, reader)) for one in names]


def _label(clause: Clause, reader: Reader) -> str:
    return reader.plain(f"{words(clause.id)}.label")


def _ladder(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    label = _label(clause, reader)
    picker = blocks.select(CHOICE, label, _options(words(clause.id), clause.options, reader), value["choice"])
    return [blocks.input_block(CHOICE, label, picker)]


def _ladders(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    return [_part(clause, part, value[part.id], reader) for part in clause.parts]


def _part(clause: Clause, part: Part, value: str, reader: Reader) -> Block:
    label = reader.plain(f"{words(clause.id)}-{part.id}")
    options = _options(f"{words(clause.id)}-{part.id}", part.options, reader)
    return blocks.input_block(part.id, label, blocks.select(part.id, label, options, value))


def _cadence(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    present = (value["every"], value["unit"])
    usual: list[tuple[int, str]] = [(one.every, one.unit) for one in LADDER]
    rungs = usual if present in usual else [present, *usual]
    offered = [
        blocks.option(f"{every} {unit}", terms.cadence({"every": every, "unit": unit}, reader))
        for every, unit in rungs
    ]
    often = reader.plain("amendment-often")
    day = reader.plain("amendment-weekday")
    days = [blocks.option(ANY_DAY, reader.plain("amendment-any-day"))]
    days += [blocks.option(str(number), reader.weekday(number)) for number in range(7)]
    weekday = ANY_DAY if value.get("weekday") is None else str(value["weekday"])
    return [
        blocks.input_block(OFTEN, often, blocks.select(OFTEN, often, offered, f"{present[0]} {present[1]}")),
        blocks.input_block(WEEKDAY, day, blocks.select(WEEKDAY, day, days, weekday)),
    ]


def _channels(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    found = []
    for part in clause.parts:
        offered = _options(words(clause.id), part.options, reader)
        use = reader.plain(f"{words(clause.id)}-uses.{part.id}")
        for name in PREFERRED:
            label = reader.plain(f"{words(clause.id)}-input.{name}", use=use)
            id_ = f"{part.id}.{name}"
            found.append(
                blocks.input_block(id_, label, blocks.select(id_, label, offered, value[part.id][name]))
            )
    return found


def _hours(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    days = [blocks.option(str(day), reader.weekday(day)) for day in range(7)]
    boxes = blocks.checkboxes(DAYS, days, [str(day) for day in value["days"]])
    found = [blocks.input_block(DAYS, _label(clause, reader), boxes, optional=True)]
    walls = {STARTS: value[STARTS], ENDS: value[ENDS]} | dict.fromkeys(BREAK)
    walls |= zip(BREAK, value.get("lunch", ()), strict=False)
    for name, wall in walls.items():
        label = reader.plain(f"{words(clause.id)}-{name}", place=reader.place(value["zone"]))
        picker = blocks.time_picker(name, label, wall)
        found.append(blocks.input_block(name, label, picker, optional=name in BREAK))
    return found


def _union(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    boxes = blocks.checkboxes(CHOICES, _options(words(clause.id), clause.options, reader), value["choices"])
    ticks = blocks.input_block(CHOICES, _label(clause, reader), boxes, optional=True)
    return [ticks, _note(value, reader)]


def _tongues(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    tags = [*LANGUAGES, *(tag for tag in value["tags"] if tag not in LANGUAGES)][-MOST_TAGS:]
    offered = [blocks.option(tag, reader.language_name(tag)) for tag in tags]
    boxes = blocks.checkboxes(TAGS, offered, value["tags"])
    ticks = blocks.input_block(TAGS, _label(clause, reader), boxes, optional=True)
    return [ticks, _note(value, reader, reader.plain(f"{words(clause.id)}-note"))]


def _note(value: Value, reader: Reader, label: str | None = None) -> Block:
    field = blocks.text_input(NOTE, multiline=True, initial=value.get("note", ""), longest=LONGEST_NOTE)
    hint = reader.plain("audience-pair")
    return blocks.input_block(NOTE, label or reader.plain("amendment-note"), field, hint, optional=True)


def _texts(clause: Clause, value: Value, reader: Reader) -> list[Block]:
    field = blocks.text_input(TEXT, multiline=True, initial=value.get("text", ""), longest=LONGEST_TITLE)
    hint = reader.plain("audience-pair")
    return [blocks.input_block(TEXT, _label(clause, reader), field, hint, optional=clause.optional)]


_INPUTS = {
    Kind.LADDER: _ladder,
    Kind.LADDERS: _ladders,
    Kind.CADENCE: _cadence,
    Kind.CHANNELS: _channels,
    Kind.HOURS: _hours,
    Kind.UNION: _union,
    Kind.EACH: _ladder,
    Kind.TONGUES: _tongues,
    Kind.TEXTS: _texts,
}
