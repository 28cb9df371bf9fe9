"""The words in which Block Kit's schema is written down: a shape for each kind of JSON value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Surface = Literal["message", "modal", "home"]

EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})
NOWHERE: frozenset[Surface] = frozenset()


@dataclass(frozen=True)
class String:
    """A string of `least` to `most` UTF-16 code units, one of `choices`, or wholly matching `pattern`."""

    least: int = 0
    most: int | None = None
    choices: tuple[str, ...] = ()
    pattern: str | None = None

    @cached_property
    def regex(self) -> re.Pattern[str] | None:
        return re.compile(self.pattern) if self.pattern else None


@dataclass(frozen=True)
class Number:
    """A number between `least` and `most`, both included; whole unless `whole` is off."""

    least: int | None = None
    most: int | None = None
    whole: bool = True


@dataclass(frozen=True)
class Boolean:
    """true or false."""


@dataclass(frozen=True)
class Array:
    """A list of `least` to `most` items, each of the shape `of`."""

    of: "Shape"
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Object:
    """An object that has all `required` fields, exactly one of each group in `exactly_one`, and no unknown field.

    `surfaces` says where it may stand when a `Variant` chooses it by its type. `wrapped` marks a schema that is made
    of several; Slack then names the whole object before what is wrong in it.
    """

    fields: Mapping[str, "Shape"] = field(hash=False)
    required: tuple[str, ...] = ()
    exactly_one: tuple[tuple[str, str], ...] = ()
    surfaces: frozenset[Surface] = EVERYWHERE
    wrapped: bool = False

    @cached_property
    def needed(self) -> frozenset[str]:
        return frozenset(self.required)


@dataclass(frozen=True)
class Variant:
    """One of several objects, chosen by the field `type`."""

    members: Mapping[str, Object] = field(hash=False)
    wrapped: bool = False

    def on(self, surface: Surface) -> list[str]:
        """The types that may stand on the surface, in the alphabet's order."""
        return sorted(name for name, member in self.members.items() if surface in member.surfaces)


Shape = String | Number | Boolean | Array | Object | Variant


def typed(
    name: str,
    fields: Mapping[str, Shape],
    required: tuple[str, ...] = (),
    exactly_one: tuple[tuple[str, str], ...] = (),
    surfaces: frozenset[Surface] = EVERYWHERE,
    wrapped: bool = False,
) -> Object:
    """An object whose `type` is the name."""
    whole = {"type": String(choices=(name,)), **fields}
    return Object(whole, ("type", *required), exactly_one, surfaces, wrapped)


def one_of(*members: Object, wrapped: bool = False) -> Variant:
    """A choice between typed objects."""
    return Variant({type_of(member): member for member in members}, wrapped)


def type_of(shape: Object) -> str:
    """The only `type` that a typed object may have."""
    kind = shape.fields["type"]
    assert isinstance(kind, String)  # noqa: S101  typed() is the only maker of typed objects
    return kind.choices[0]
