"""What Slack says about blocks that it refuses: one value per refusal, in Slack's own sentences.

The sentences, codes and constraint types are those of slackhq/hack-json-schema, which Slack's API checks its
arguments with, and of answers that people have published. For rules whose sentence nobody has published, such as a
date that does not exist, the sentence is our own in the same style.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse blocks.

    `pointer` is a JSON pointer relative to the list of blocks (or to the view), `message` Slack's sentence, `code`
    one of `missing_field`, `invalid_type` and `failed_constraint`; `constraint` has `type` and mostly `expected`
    and `got`.
    """

    pointer: str
    message: str
    code: str
    constraint: dict[str, Any] | None = None


def at(pointer: str, problems: Iterable[Problem]) -> list[Problem]:
    """The same problems seen from further out, where what they are about has this pointer."""
    return [replace(problem, pointer=f"{pointer}{problem.pointer}") for problem in problems]


def under(step: str | int, problems: Iterable[Problem]) -> list[Problem]:
    """The same problems seen from the parent, in which they stand under `step`."""
    return at(f"/{step}", problems)


def missing(name: str) -> Problem:
    return Problem("", f"missing required field: {name}", "missing_field")


def wrong_type(wanted: str) -> Problem:
    """`wanted` is one of object, string, array, number, integer and boolean."""
    if wanted == "boolean":
        return Problem("", "must be a boolean", "invalid_type")
    article = "an" if wanted[0] in "aio" else "a"
    return Problem("", f"must provide {article} {wanted}", "invalid_type")


def _failed(message: str, kind: str, **facts: object) -> Problem:
    return Problem("", message, "failed_constraint", {"type": kind, **facts})


def too_long(most: int, got: int) -> Problem:
    return _failed(f"must be less than {most + 1} characters", "max_length", expected=most, got=got)


def too_short(least: int, got: int) -> Problem:
    return _failed(f"must be more than {least - 1} characters", "min_length", expected=least, got=got)


def too_many(most: int, got: int) -> Problem:
    return _failed(f"no more than {most} items allowed", "max_items", expected=most, got=got)


def too_few(least: int, got: int) -> Problem:
    return _failed(f"must provide at least {least} items", "min_items", expected=least, got=got)


def too_small(least: int, got: float) -> Problem:
    return _failed(f"must be greater than {least}", "minimum", expected=least, got=got)


def too_large(most: float | str, got: float | str) -> Problem:
    return _failed(f"must be less than {most}", "maximum", expected=most, got=got)


def not_a_choice(choices: Sequence[str], got: str) -> Problem:
    return _failed("must be a valid enum value", "enum", expected=list(choices), got=got)


def unsupported_type(supported: Sequence[str], got: str) -> Problem:
    message = f"unsupported type: {got}"
    return under("type", [_failed(message, "enum", expected=list(supported), got=got)])[0]


def no_match(pattern: str, got: str) -> Problem:
    return _failed(f"input must match regex pattern: {pattern}", "pattern", expected=pattern, got=got)


def unknown_key(name: str) -> Problem:
    return _failed(f"invalid additional property: {name}", "additional_properties", got=name)


def no_schema_matches() -> Problem:
    """The entry that Slack puts at an enclosing object, before what is wrong inside it."""
    return _failed("failed to match all allowed schemas", "all_of")


def not_exactly_one() -> Problem:
    return _failed("failed to match exactly one allowed schema", "one_of")


def broken_rule(pointer: str, message: str) -> Problem:
    """A rule between fields, which Slack checks after the schema; it is no constraint of one value."""
    return Problem(pointer, message, "failed_constraint")


def already_exists(pointer: str, name: str, value: str) -> Problem:
    return broken_rule(pointer, f'`{name}` "{value}" already exists')


def define_either(pointer: str, names: Sequence[str]) -> Problem:
    *others, last = [f"`{name}`" for name in names]
    return broken_rule(pointer, f"must define either {', '.join(others)} or {last}")
