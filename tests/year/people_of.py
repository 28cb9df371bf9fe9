"""The people of a simulated year: pairs over twelve zones, with hours, holidays, leave, wishes, pauses and moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from random import Random
from typing import Any

from bot.domain.people import Intensity

# Zones with both changes of clocks, with one of half an hour, and with none; each with the country of its holidays.
ZONES = {
    "Europe/Lisbon": "PT",
    "Europe/Berlin": "DE",
    "Europe/London": "GB",
    "America/New_York": "US",
    "America/Los_Angeles": "US",
    "America/Sao_Paulo": "BR",
    "America/St_Johns": "CA",
    "Africa/Nairobi": "KE",
    "Asia/Kolkata": "IN",
    "Asia/Tokyo": "JP",
    "Australia/Sydney": "AU",
    "Pacific/Auckland": "NZ",
}
BEGINS, ENDS = date(2027, 1, 4), date(2027, 12, 31)
# Start, end and break; the last works at night.
SHIFTS: tuple[tuple[time, time, tuple[time, time] | None], ...] = (
    (time(9), time(17), None),
    (time(8, 30), time(18), (time(12, 30), time(13, 30))),
    (time(7), time(15), None),
    (time(22), time(6), (time(2), time(3))),
)


class Temper(Enum):
    """How soon somebody answers what they are asked: within hours, after days, or never."""

    PROMPT = (timedelta(minutes=2), timedelta(hours=5))
    LATE = (timedelta(days=1), timedelta(days=6))
    SILENT = None


@dataclass(frozen=True, slots=True)
class Member:
    """What somebody has set; `moves` are dates with the zones to which they go, at noon (UTC)."""

    slack_id: str
    zone: str
    settings: dict[str, Any]
    moves: tuple[tuple[date, str], ...] = ()
    temper: Temper = Temper.PROMPT

    def zone_at(self, instant: datetime) -> str:
        """Return where they are at an instant."""
        gone = [zone for day, zone in self.moves if noon(day) <= instant]
        return gone[-1] if gone else self.zone


@dataclass(frozen=True, slots=True)
class Couple:
    """Two people, how often they check in, and when they rest: from a date until another, or until they go on."""

    mentor: Member
    mentee: Member
    every: int
    pauses: tuple[tuple[date, date], ...] = field(default=())


def noon(day: date) -> datetime:
    """Return noon of a day (UTC), at which everything happens to people that is theirs to choose."""
    return datetime.combine(day, time(12), UTC)


def couples(count: int, seed: int, first: int = 0) -> list[Couple]:
    """Return so many pairs, the same for each seed, counted from `first` on."""
    chance = Random(seed)
    return [_couple(number, chance) for number in range(first, first + count)]


def _couple(number: int, chance: Random) -> Couple:
    mentor, mentee = (
        _member(f"U{role}{number:05}", 2 * number + nth, chance) for nth, role in enumerate("MN")
    )
    rests: tuple[tuple[date, date], ...] = ()
    if number % 3 == 1:
        first = BEGINS + timedelta(days=chance.randrange(30, 250))
        rests = ((first, first + timedelta(days=chance.randrange(3, 40))),)
    return Couple(mentor, mentee, chance.choice((1, 2, 2, 3)), rests)


def _member(slack_id: str, nth: int, chance: Random) -> Member:
    zone = list(ZONES)[nth % len(ZONES)]
    starts, ends, lunch = SHIFTS[nth % len(SHIFTS) if nth % 5 == 0 else 0]
    away = []
    for _ in range(chance.randrange(3)):
        first = BEGINS + timedelta(days=chance.randrange(20, 330))
        away.append([first.isoformat(), (first + timedelta(days=chance.randrange(1, 21))).isoformat()])
    settings: dict[str, Any] = {
        "work_days": [0, 1, 2, 3, 4] if nth % 7 else [6, 0, 1, 2, 3],
        "work_starts": starts,
        "work_ends": ends,
        "lunch_starts": lunch[0] if lunch else None,
        "lunch_ends": lunch[1] if lunch else None,
        "prompt_at": starts if nth % 2 else time((starts.hour + 1) % 24, starts.minute),
        "leave": sorted(away),
        "country": ZONES[zone] if nth % 4 else None,
        "intensity": chance.choice(list(Intensity)) if nth % 3 == 0 else Intensity.USUAL,
        "most_a_day": 2 if nth % 6 == 5 else None,
        "most_a_week": chance.choice((1, 3, 4)) if nth % 6 == 5 else None,
    }
    moves: tuple[tuple[date, str], ...] = ()
    if nth % 8 == 3:
        day = BEGINS + timedelta(days=chance.randrange(40, 300))
        moves = ((day, chance.choice([one for one in ZONES if one != zone])),)
    temper = list(Temper)[0 if nth % 5 < 3 else nth % 5 - 2]
    return Member(slack_id, zone, settings, moves, temper)
