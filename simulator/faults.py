"""Faults on demand: rules that make calls and events go wrong as they do on a bad day."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from simulator.shapes import Json, Refused

CALL_FAULTS = {"429", "500", "cut_before", "cut_after", "500_after", "hang", "slow", "error"}
EVENT_FAULTS = {"lost_event", "double_event"}


@dataclass
class Rule:
    """One rule; it lets `after` matches pass, then strikes `times` times (None: for ever), each with `probability`."""

    match: Json
    kind: str
    times: int | None = None
    after: int = 0
    seconds: float | None = None
    error: str = "internal_error"
    probability: float = 1.0
    dice: random.Random = field(default_factory=random.Random)
    struck: int = 0

    def strikes(self) -> bool:
        """Asked once for each match."""
        if self.after > 0:
            self.after -= 1
            return False
        if self.times == 0 or self.dice.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        self.struck += 1
        return True


class Faults:
    """The rules in force; the first that matches and strikes decides."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def replace(self, rules: Any) -> None:
        """Takes the rules of the control API. Raises Refused, and leaves everything as it was, for one that is none."""
        if not isinstance(rules, list):
            raise Refused("rules is a list.")
        self._rules = [_read(rule) for rule in rules]

    def struck(self, kind: str) -> int:
        """How often the rules in force have made something go wrong in this way."""
        return sum(rule.struck for rule in self._rules if rule.kind == kind)

    def for_call(self, method: str, channels: set[str]) -> Rule | None:
        """The fault of this call; `channels` are all names of the conversation it is about."""
        for rule in self._rules:
            if rule.kind in CALL_FAULTS and _covers(rule.match, method, channels) and rule.strikes():
                return rule
        return None

    def for_event(self, event: Json) -> Rule | None:
        for rule in self._rules:
            if rule.kind in EVENT_FAULTS and _concerns(rule.match, event) and rule.strikes():
                return rule
        return None


def _covers(match: Json, method: str, channels: set[str]) -> bool:
    return match.get("method", method) == method and ("channel" not in match or match["channel"] in channels)


def _concerns(match: Json, event: Json) -> bool:
    where = match.get("channel")
    return match.get("event", event["type"]) == event["type"] and where in (None, event.get("channel"))


def _read(rule: Any) -> Rule:
    if not isinstance(rule, dict) or not isinstance(rule.get("match", {}), dict):
        raise Refused(
            'A rule is an object such as {"match": {"method": "chat.postMessage"}, "fault": "500"}.'
        )
    kind = rule.get("fault")
    match = rule.get("match", {})
    unknown = set(rule) - {"match", "fault", "times", "after", "seconds", "error", "probability", "seed"}
    if unknown or set(match) - {"method", "channel", "event"}:
        raise Refused(f"Nothing in a rule is called {sorted(unknown or set(match))!r}.")
    if kind not in CALL_FAULTS | EVENT_FAULTS:
        raise Refused(f"There is no fault {kind!r}; there are {sorted(CALL_FAULTS | EVENT_FAULTS)!r}.")
    if ("event" in match and kind in CALL_FAULTS) or ("method" in match and kind in EVENT_FAULTS):
        raise Refused(f"{kind} does not happen to what {match!r} names.")
    try:
        return Rule(
            match=match,
            kind=kind,
            times=None if rule.get("times") is None else int(rule["times"]),
            after=int(rule.get("after", 0)),
            seconds=None if rule.get("seconds") is None else float(rule["seconds"]),
            error=str(rule.get("error", "internal_error")),
            probability=float(rule.get("probability", 1.0)),
            dice=random.Random(rule.get("seed")),  # noqa: S311 - dice for tests, not secrets
        )
    except (TypeError, ValueError) as error:
        raise Refused(f"A number in the rule is none: {error}") from error
