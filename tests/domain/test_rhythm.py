"""The rhythm: what comes to whom and when, as a programme has set it, and never too much of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import Budget, budget_of, first_with_room
from bot.domain.cadence import FORTNIGHTLY, Cadence, until
from bot.domain.deliveries import (
    AGREED,
    ONCE,
    Circumstances,
    Delivery,
    DeliveryClass,
    Hold,
    Reason,
    Send,
    Skip,
    State,
    judge,
    leaves_room_for,
    may_fold,
)
from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Intensity, Person, Role
from bot.domain.programme import Programme
from bot.domain.rhythm import LINES, OFF, Agreed, Planned, Rhythm, rhythm, set_to
from bot.prompts import PROMPTS
from jobs.folding import MOST

BEGINS = date(2027, 3, 1)
PROGRAMME = Programme(1, 1, "Spring", BEGINS, date(2027, 8, 30))
AGREED_ON = Agreed(FORTNIGHTLY, 1)
NOW = datetime(2027, 3, 1, tzinfo=UTC)
ZONES = {Role.MENTEE: "Europe/Lisbon", Role.MENTOR: "America/New_York"}
IDS = {Role.MENTEE: 1, Role.MENTOR: 2}
PAIR = Pair(1, 1, 1, PairState.ACTIVE, (Member(1, Role.MENTEE), Member(2, Role.MENTOR)), 3)


def person(role: Role) -> Person:
    return Person(IDS[role], 1, "UONE", "One", ZONES[role], "en-GB", prompt_at=time(10), consented_at=NOW)


def planned(role: Role, set_: Rhythm | None = None) -> dict[str, Planned]:
    programme = replace(PROGRAMME, rhythm=set_ or Rhythm())
    return {one.kind: one for one in rhythm(person(role), role, programme, BEGINS, AGREED_ON)}


def test_a_mentee_hears_what_the_usual_rhythm_has_on_its_days() -> None:
    assert {kind: one.rule.anchor for kind, one in planned(Role.MENTEE).items()} == {
        "confidence": date(2027, 3, 2),
        "have_you_met": date(2027, 3, 11),
        "check_in": date(2027, 3, 16),
        "reflection": date(2027, 3, 22),
        "goal_nudge": date(2027, 3, 23),
        "pulse": date(2027, 3, 29),
        "midpoint": date(2027, 5, 31),
        "closing": date(2027, 8, 16),
        "closing_survey": date(2027, 8, 26),
    }


def test_a_mentor_is_asked_what_they_learn_and_checks_in_only_by_choice() -> None:
    kinds = set(planned(Role.MENTEE)) - {"check_in", "goal_nudge"} | {"learning"}
    assert set(planned(Role.MENTOR)) == kinds


@pytest.mark.parametrize("line", [line.id for line in LINES])
def test_a_line_that_is_off_comes_to_nobody(line: str) -> None:
    quiet = set_to({line: OFF})
    for role in (Role.MENTEE, Role.MENTOR):
        assert set(planned(role, quiet)) == set(planned(role)) - {line}


def test_a_line_is_set_to_one_of_its_choices_and_to_nothing_else() -> None:
    assert set_to({"pulse": 3, "reflection": 99, "closing": 14, "nonsense": 1, "feedback": 0}) == Rhythm(
        {"pulse": 3, "feedback": 0}
    )


def test_what_two_rhythms_set_otherwise_is_named() -> None:
    assert set_to({"pulse": 1, "closing": 7}).changed(set_to({"closing": 7, "feedback": 0})) == {
        "pulse",
        "feedback",
    }


def test_numbers_move_what_they_count() -> None:
    moved = planned(Role.MENTEE, set_to({"have_you_met": 14, "closing": 21, "pulse": 3}))
    assert (moved["have_you_met"].rule.anchor, moved["closing"].rule.anchor) == (
        date(2027, 3, 15),
        date(2027, 8, 9),
    )
    assert moved["pulse"].rule.cadence.every == 3


class Waits(NamedTuple):
    """A row that waits: when it is looked at again, in which order it was owed, and until when it may come."""

    at: datetime
    number: int
    kind: str
    due_at: datetime
    reason: Reason | None = None

    @property
    def expires_at(self) -> datetime:
        return self.due_at + PROMPTS[self.kind].window


class Life(NamedTuple):
    """What came on which day (local), what came within it, and what came to nothing and why."""

    came: list[tuple[date, str]]
    within: list[str]
    lost: list[str]


def lived(role: Role, intensity: Intensity, sessions_every: int, agreed_on: Agreed = AGREED_ON) -> Life:
    """Live the programme day by day."""
    me = replace(person(role), intensity=intensity)
    zone = ZoneInfo(me.zone)
    end = datetime(2027, 8, 31, tzinfo=UTC)
    due: list[tuple[datetime, str]] = []
    for one in rhythm(me, role, PROGRAMME, BEGINS, agreed_on):
        instants = list(until(one.rule, NOW, end))
        due += [(at, one.kind) for at in (instants[:1] if one.once else instants)]
    held = [datetime(2027, 3, 4, 16, tzinfo=UTC) + timedelta(days=sessions_every * n) for n in range(25)]
    due += [(at, "session_pulse") for at in held if at < end]
    life = Life([], [], [])
    sent: list[datetime] = []

    def seen(row: Waits, now: datetime) -> Circumstances:
        ahead = [at for at, kind in due if kind in leaves_room_for(row.kind) and at > now]
        owed = Delivery(7, 1, "k", row.kind, DeliveryClass.SCHEDULED, me.id, 1, "1", "", row.at, "")
        return Circumstances(
            replace(owed, expires_at=row.expires_at, reason=row.reason),
            me,
            PAIR,
            True,
            None,
            now,
            sent_lately=tuple(sent),
            coming=(*ahead, *(one.at for one in waiting if one.kind in leaves_room_for(row.kind))),
            manner=PROMPTS[row.kind].manner,
            budget=budget_of(me),
        )

    # As the ledger does it: what was due first goes first, and of two that are due together the older row.
    to_come = [Waits(at, number, kind, at) for number, (at, kind) in enumerate(sorted(due))]
    waiting: list[Waits] = []
    while to_come or waiting:
        row = min([*waiting, *to_come[:1]], key=lambda one: (one.at, one.number))
        (waiting if row in waiting else to_come).remove(row)
        now = row.at
        match judge(seen(row, now)):
            case Send():
                life.came.append((now.astimezone(zone).date(), row.kind))
                sent.append(now)
                beside = [one for one in waiting if may_fold(_held(seen(one, now)))]
                for part in sorted(beside, key=lambda one: (one.kind not in ONCE, one.number))[:MOST]:
                    waiting.remove(part)
                    life.within.append(part.kind)
            case Hold(later, reason):
                waiting.append(row._replace(at=later, reason=reason))
            case Skip(reason):
                life.lost.append(f"{row.kind}: {reason.id}")
    return life


def _held(seen: Circumstances) -> Circumstances:
    """The same of a row that is held, as all are that wait for a later day."""
    return replace(seen, delivery=replace(seen.delivery, state=State.HELD))


@pytest.mark.parametrize("role", [Role.MENTEE, Role.MENTOR])
def test_half_a_year_at_the_usual_rhythm_is_one_message_a_day_and_two_in_seven_days_at_most(
    role: Role,
) -> None:
    came, _within, lost = lived(role, Intensity.USUAL, sessions_every=14)
    days = [day for day, _kind in came]
    assert max(Counter(days).values()) == 1
    fullest = max(sum(day <= one < day + timedelta(days=7) for one in days) for day in days)
    assert fullest == 2
    # Nothing comes to nothing, but for a nudge on whose day there was no room; its row says so.
    assert set(lost) <= {"goal_nudge: budget", "have_you_met: budget"}


def test_who_wants_fewer_hears_less_and_the_ledger_says_what_was_left_out() -> None:
    usual, _within, _lost = lived(Role.MENTEE, Intensity.USUAL, sessions_every=14)
    fewer, within, lost = lived(Role.MENTEE, Intensity.FEWER, sessions_every=14)
    assert len(fewer) + len(lost) > len(fewer)
    assert len(fewer) < len(usual)
    assert {one for one in lost if not one.endswith(": budget")} == {
        f"{kind}: fewer-only" for kind in ("confidence", "goal_nudge", "reflection")
    }
    assert {kind for _day, kind in usual} - {kind for _day, kind in fewer} <= {
        *within,
        *(one.partition(":")[0] for one in lost),
    }


@pytest.mark.parametrize("weeks", [1, 2, 3])
@pytest.mark.parametrize("intensity", [Intensity.USUAL, Intensity.FEWER])
@pytest.mark.parametrize("role", [Role.MENTEE, Role.MENTOR])
def test_what_comes_once_comes_to_everybody_who_wants_it_however_full_their_weeks_are(
    role: Role, intensity: Intensity, weeks: int
) -> None:
    came, within, lost = lived(role, intensity, 14, Agreed(Cadence(weeks, "week")))
    arrived = [kind for _day, kind in came] + within
    looks_back = ONCE - {"have_you_met"}
    assert {kind: arrived.count(kind) for kind in looks_back} == dict.fromkeys(looks_back, 1)
    # Only where there is no room at all, and after each session they are asked how it went.
    is_full = (role, intensity) == (Role.MENTEE, Intensity.FEWER) and weeks < 3
    assert ("have_you_met" in arrived, "session_pulse" in arrived) == (not is_full, True)
    # What was agreed comes in its rhythm; of all else no seven days bring more than somebody wants to hear.
    days = [day for day, _kind in came]
    most = budget_of(replace(person(role), intensity=intensity)).a_week
    for day, kind in came:
        week = sum(day - timedelta(days=6) <= one <= day for one in days)
        assert kind in AGREED or week <= most
    # Nothing that was wanted is left out, but for nudges and for what the questions after sessions tell.
    assert {one for one in lost if one.endswith(": budget")} <= {"goal_nudge: budget", "have_you_met: budget"}


@given(st.lists(st.integers(-10, 40), max_size=12), st.integers(1, 3))
def test_the_first_day_with_room_is_free_and_overfills_no_seven_days(taken: list[int], most: int) -> None:
    days = [BEGINS + timedelta(days=one) for one in taken]
    day = first_with_room(BEGINS, days, Budget(a_week=most))
    assert BEGINS <= day <= BEGINS + timedelta(days=28)
    if day < BEGINS + timedelta(days=28):
        assert day not in days
        for first in range(-6, 1):
            week = [day + timedelta(days=first + n) for n in range(7)]
            assert sum(one in week for one in days) < most
