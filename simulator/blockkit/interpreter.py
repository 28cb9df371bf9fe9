"""Holds JSON values against shapes and says what Slack would say of each difference."""

from collections.abc import Callable
from typing import Any

from . import problems as say
from .problems import Problem, under
from .shapes import Array, Boolean, Number, Object, Shape, String, Surface, Variant

# What fits is the common case by far, and it costs no list.
FINE: list[Problem] = []


def differences(shape: Shape, value: object, surface: Surface) -> list[Problem]:
    """Everything in which the value differs from the shape, in the order in which Slack tells it.

    As with Slack, the first failed rule of a value hides the others of the same value: an object that lacks a field
    is not looked into, nor is a list that is too long.
    """
    return CHECKS[type(shape)](shape, value, surface)


def units(text: str) -> int:
    """The length in UTF-16 code units: a character outside the basic plane (most emoji) counts as two.

    Slack's clients count these, its validation library counts code points and its documentation says "characters";
    what is short enough here is short enough for all three.
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def _string(shape: String, value: object, surface: Surface) -> list[Problem]:
    if not isinstance(value, str):
        return [say.wrong_type("string")]
    if shape.choices and value not in shape.choices:
        return [say.not_a_choice(shape.choices, value)]
    if shape.regex and not shape.regex.fullmatch(value):
        return [say.no_match(shape.regex.pattern, value)]
    if shape.most is not None and 2 * len(value) > shape.most and units(value) > shape.most:
        return [say.too_long(shape.most, units(value))]
    if len(value) < shape.least:
        return [say.too_short(shape.least, len(value))]
    return FINE


def _number(shape: Number, value: object, surface: Surface) -> list[Problem]:
    if isinstance(value, bool) or not isinstance(value, int if shape.whole else (int, float)):
        return [say.wrong_type("integer" if shape.whole else "number")]
    if shape.least is not None and value < shape.least:
        return [say.too_small(shape.least, value)]
    if shape.most is not None and value > shape.most:
        return [say.too_large(shape.most, value)]
    return FINE


def _boolean(shape: Boolean, value: object, surface: Surface) -> list[Problem]:
    return FINE if isinstance(value, bool) else [say.wrong_type("boolean")]


def _array(shape: Array, value: object, surface: Surface) -> list[Problem]:
    if not isinstance(value, list):
        return [say.wrong_type("array")]
    if shape.most is not None and len(value) > shape.most:
        return [say.too_many(shape.most, len(value))]
    if len(value) < shape.least:
        return [say.too_few(shape.least, len(value))]
    found: list[Problem] = []
    check = CHECKS[type(shape.of)]
    for index, item in enumerate(value):
        if wrong := check(shape.of, item, surface):
            found += under(index, wrong)
    return found


def _object(shape: Object, value: object, surface: Surface) -> list[Problem]:
    found = _in_object(shape, value, surface)
    return _wrapped(value, found) if found and shape.wrapped else found


def _in_object(shape: Object, value: object, surface: Surface) -> list[Problem]:
    if not isinstance(value, dict):
        return [say.wrong_type("object")]
    if incomplete := _incomplete(shape, value):
        return incomplete
    found: list[Problem] = []
    known = 0
    for name, field in shape.fields.items():
        if name in value:
            known += 1
            if wrong := CHECKS[type(field)](field, value[name], surface):
                found += under(name, wrong)
    if known < len(value):
        found += [say.unknown_key(str(name)) for name in value if name not in shape.fields]
    return found


def _incomplete(shape: Object, value: dict[str, Any]) -> list[Problem]:
    """What the object lacks; of two fields that stand for each other Slack asks for the first."""
    if not shape.exactly_one and shape.needed <= value.keys():
        return FINE
    absent = [pair[0] for pair in shape.exactly_one if not any(name in value for name in pair)]
    absent += [name for name in shape.required if name not in value]
    if absent:
        return [say.missing(name) for name in absent]
    return [say.not_exactly_one() for pair in shape.exactly_one if all(name in value for name in pair)]


def _variant(shape: Variant, value: object, surface: Surface) -> list[Problem]:
    found = _in_variant(shape, value, surface)
    return _wrapped(value, found) if found and shape.wrapped else found


def _in_variant(shape: Variant, value: object, surface: Surface) -> list[Problem]:
    if not isinstance(value, dict):
        return [say.wrong_type("object")]
    if "type" not in value:
        return [say.missing("type")]
    kind = value["type"]
    if not isinstance(kind, str):
        return under("type", [say.wrong_type("string")])
    member = shape.members.get(kind)
    if member is None or surface not in member.surfaces:
        return [say.unsupported_type(shape.on(surface), kind)]
    return _object(member, value, surface)


def _wrapped(value: object, found: list[Problem]) -> list[Problem]:
    # Each of the two schemas that a wrapped one is made of refuses what is no object, so Slack says it twice.
    twice = 1 if isinstance(value, dict) else 2
    return [say.no_schema_matches(), *(found * twice)]


CHECKS: dict[type, Callable[[Any, object, Surface], list[Problem]]] = {
    String: _string,
    Number: _number,
    Boolean: _boolean,
    Array: _array,
    Object: _object,
    Variant: _variant,
}
