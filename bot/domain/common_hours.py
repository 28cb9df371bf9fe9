"""The hours in which two people can meet: whether theirs overlap, and what lies between them when they do not.

Hours are the value of a clause: {"days": [0..6], "starts": "HH:MM", "ends": "HH:MM", "zone": IANA name}, and with a
break {"lunch": ["HH:MM", "HH:MM"]} too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calendar import WorkHours, shared_hours_per_week
from bot.domain.people import Role

Hours = dict[str, Any]

# A Monday of winter and one of summer: two zones lie differently apart in each, and what is agreed holds in both.
SEASONS = (date(2027, 1, 11), date(2027, 7, 12))
# What two people need in common each week, in hours, for a session to find its place.
LEAST = 1.0
DAY = 24 * 60
# What is proposed to two people without common hours, in minutes, and the steps in which it is looked for.
WINDOW = 120
STEP = 30


def work_hours(hours: Mapping[str, Any]) -> WorkHours:
    """Read the value of a clause as the calendar knows hours."""
    start, end = (time.fromisoformat(hours[name]) for name in ("starts", "ends"))
    return WorkHours(frozenset(hours["days"]), start, end, hours["zone"], lunch_of(hours))


def lunch_of(hours: Mapping[str, Any]) -> tuple[time, time] | None:
    """Read the break in a value, where there is one."""
    if not hours.get("lunch"):
        return None
    left, back = (time.fromisoformat(one) for one in hours["lunch"])
    return left, back


def stretches(start: time, end: time, lunch: tuple[time, time] | None = None) -> dict[str, Any]:
    """Return wall times as a value holds them; without a break it names none, so that equal hours are equal."""
    said: dict[str, Any] = {"starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}"}
    return said | {"lunch": [f"{one:%H:%M}" for one in lunch]} if lunch else said


def agreed(clauses: Mapping[str, Any]) -> tuple[WorkHours, WorkHours] | None:
    """Return the mentor's and the mentee's hours for sessions; None where nothing was agreed on them."""
    value = clauses.get("hours")
    if value is None:
        return None
    windows = value.get("windows") or {str(role): value for role in (Role.MENTOR, Role.MENTEE)}
    return work_hours(windows[Role.MENTOR]), work_hours(windows[Role.MENTEE])


def meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two people's hours overlap enough for a session, in winter and in summer."""
    hours = work_hours(one), work_hours(other)
    return all(shared_hours_per_week(*hours, monday) >= LEAST for monday in SEASONS)


def between(one: Mapping[str, Any], other: Mapping[str, Any]) -> Hours:
    """Return two hours a day for which both have to stretch least, and alike, in the zone of `other`.

    On the days that both named, or where they named none in common on all that either did.
    """
    spans = [_span(hours) for hours in (one, other)]

    def effort(start: int) -> tuple[int, int, int]:
        stretched = [_stretch(span, start) for span in spans]
        return max(stretched), sum(stretched), start

    start = min(range(0, DAY, STEP), key=effort)
    here = (start + _offset(other["zone"])) % DAY
    days = set(one["days"]) & set(other["days"]) or set(one["days"]) | set(other["days"])
    ends = _wall(here + WINDOW)
    return {"days": sorted(days), "starts": _wall(here), "ends": ends, "zone": other["zone"]}


def _span(hours: Mapping[str, Any]) -> tuple[int, int]:
    """Return when hours begin, in minutes of the day in UTC in winter, and how many minutes they last."""
    start, end = (_minutes(hours[name]) for name in ("starts", "ends"))
    return (start - _offset(hours["zone"])) % DAY, (end - start) % DAY or DAY


def _stretch(span: tuple[int, int], start: int) -> int:
    """Return by how many minutes somebody would have to begin earlier or end later."""
    begins, lasts = span
    after = (start - begins) % DAY
    if after + WINDOW <= lasts or lasts == DAY:
        return 0
    return min((begins - start) % DAY, max(0, after + WINDOW - lasts))


def _offset(zone: str) -> int:
    """Return by how many minutes a zone is ahead of UTC in winter."""
    noon = datetime.combine(SEASONS[0], time(12), ZoneInfo(zone))
    offset = noon.utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


def _minutes(wall: str) -> int:
    at = time.fromisoformat(wall)
    return at.hour * 60 + at.minute


def _wall(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
