"""The rules of Block Kit between the fields of one element: choices that are offered, ranges that are not empty."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from .problems import Problem, already_exists, at, broken_rule, define_either, no_match, too_large

Json = dict[str, Any]
Rule = Callable[[Json], Iterator[Problem]]

WHOLE_NUMBER = r"^-?[0-9]+$"


def broken_by_element(element: Json) -> Iterator[Problem]:
    """Every rule that an element of the right shape breaks; pointers are relative to the element."""
    for rule in ELEMENT_RULES.get(element["type"], ()):
        yield from rule(element)


def _offered(element: Json) -> Iterator[tuple[str, Json]]:
    """Each option on offer with its pointer, grouped or not."""
    for index, option in enumerate(element.get("options", ())):
        yield f"/options/{index}", option
    for number, group in enumerate(element.get("option_groups", ())):
        for index, option in enumerate(group["options"]):
            yield f"/option_groups/{number}/options/{index}", option


def _values_differ(element: Json) -> Iterator[Problem]:
    seen: set[str] = set()
    for pointer, option in _offered(element):
        if option["value"] in seen:
            yield already_exists(f"{pointer}/value", "value", option["value"])
        seen.add(option["value"])


def _initial_is_offered(element: Json) -> Iterator[Problem]:
    chosen = [("/initial_option", element["initial_option"])] if "initial_option" in element else []
    chosen += [
        (f"/initial_options/{i}", option) for i, option in enumerate(element.get("initial_options", ()))
    ]
    if not chosen:
        return
    offered = [option for _, option in _offered(element)]
    for pointer, option in chosen:
        if option not in offered:
            yield broken_rule(pointer, "must exactly match one of the provided options")


def _least_below_most(least: str, most: str) -> Rule:
    def rule(element: Json) -> Iterator[Problem]:
        low, high = element.get(least), element.get(most)
        if low is not None and high is not None and Decimal(low) > Decimal(high):
            yield from at(f"/{least}", [too_large(high, low)])

    return rule


def _numbers_are_whole(element: Json) -> Iterator[Problem]:
    if element["is_decimal_allowed"]:
        return
    for name in ("initial_value", "min_value", "max_value"):
        if "." in element.get(name, ""):
            yield from at(f"/{name}", [no_match(WHOLE_NUMBER, element[name])])


def _day_exists(element: Json) -> Iterator[Problem]:
    try:
        date.fromisoformat(element.get("initial_date", "2026-01-01"))
    except ValueError:
        yield broken_rule("/initial_date", "must be a valid date")


def _zone_exists(element: Json) -> Iterator[Problem]:
    if "timezone" in element and element["timezone"] not in _zones():
        yield broken_rule("/timezone", "must be a valid IANA timezone")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _filter_filters(element: Json) -> Iterator[Problem]:
    if element.get("filter") == {}:
        yield define_either("/filter", ("include", "exclude_external_shared_channels", "exclude_bot_users"))


_CHOICE = (_values_differ, _initial_is_offered)

ELEMENT_RULES: dict[str, tuple[Rule, ...]] = {
    "checkboxes": _CHOICE,
    "radio_buttons": _CHOICE,
    "static_select": _CHOICE,
    "multi_static_select": _CHOICE,
    "overflow": (_values_differ,),
    "conversations_select": (_filter_filters,),
    "multi_conversations_select": (_filter_filters,),
    "plain_text_input": (_least_below_most("min_length", "max_length"),),
    "rich_text_input": (_least_below_most("min_lines", "max_lines"),),
    "number_input": (_least_below_most("min_value", "max_value"), _numbers_are_whole),
    "datepicker": (_day_exists,),
    "timepicker": (_zone_exists,),
}
