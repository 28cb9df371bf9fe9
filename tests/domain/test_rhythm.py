"""The rhythm: what comes to whom and when, as a programme has set it, and never too much of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import Budget, budget_of, first_with_room
from bot.domain.cadence import FORTNIGHTLY, until
from bot.domain.deliveries import (
    AGREED,
    Circumstances,
    Delivery,
    DeliveryClass,
    Hold,
    Send,
    Skip,
    judge,
)
from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Intensity, Person, Role
from bot.domain.programme import Programme
from bot.domain.rhythm import LINES, OFF, Agreed, Planned, Rhythm, rhythm, set_to
from bot.prompts import PROMPTS

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


def lived(role: Role, intensity: Intensity, sessions_every: int) -> tuple[list[tuple[date, str]], list[str]]:
    """Live the programme day by day; return what came on which day (local), and what came to nothing and why."""
    me = replace(person(role), intensity=intensity)
    zone = ZoneInfo(me.zone)
    end = datetime(2027, 8, 31, tzinfo=UTC)
    due: list[tuple[datetime, str]] = []
    for one in rhythm(me, role, PROGRAMME, BEGINS, AGREED_ON):
        instants = list(until(one.rule, NOW, end))
        due += [(at, one.kind) for at in (instants[:1] if one.once else instants)]
    held = [datetime(2027, 3, 4, 16, tzinfo=UTC) + timedelta(days=sessions_every * n) for n in range(25)]
    due += [(at, "session_pulse") for at in held if at < end]
    agreed = [at for at, kind in due if kind in AGREED]
    came: list[tuple[date, str]] = []
    sent: list[datetime] = []
    lost: list[str] = []
    # As the ledger does it: what was due first goes first, and of two that are due together the older row.
    waiting = [(at, number, kind, at + PROMPTS[kind].window) for number, (at, kind) in enumerate(sorted(due))]
    while waiting:
        waiting.sort()
        now, number, kind, expires_at = waiting.pop(0)
        row = Delivery(
            7, 1, "k", kind, DeliveryClass.SCHEDULED, me.id, 1, "1", "", now, "", expires_at=expires_at
        )
        ahead = tuple(at for at in agreed if at > now) if kind not in AGREED else ()
        seen = Circumstances(
            row,
            me,
            PAIR,
            True,
            None,
            now,
            sent_lately=tuple(sent),
            coming=ahead,
            manner=PROMPTS[kind].manner,
            budget=budget_of(me),
        )
        match judge(seen):
            case Send():
                came.append((now.astimezone(zone).date(), kind))
                sent.append(now)
            case Hold(later):
                waiting.append((later, number, kind, expires_at))
            case Skip(reason):
                lost.append(f"{kind}: {reason.id}")
    return came, lost


@pytest.mark.parametrize("role", [Role.MENTEE, Role.MENTOR])
def test_half_a_year_at_the_usual_rhythm_is_one_message_a_day_and_two_in_seven_days_at_most(
    role: Role,
) -> None:
    came, lost = lived(role, Intensity.USUAL, sessions_every=14)
    days = [day for day, _kind in came]
    assert max(Counter(days).values()) == 1
    fullest = max(sum(day <= one < day + timedelta(days=7) for one in days) for day in days)
    assert fullest == 2
    # Nothing comes to nothing, but for a nudge on whose day there was no room; its row says so.
    assert set(lost) <= {"goal_nudge: budget"}


def test_who_wants_fewer_hears_less_and_the_ledger_says_what_was_left_out() -> None:
    usual, _ = lived(Role.MENTEE, Intensity.USUAL, sessions_every=14)
    fewer, lost = lived(Role.MENTEE, Intensity.FEWER, sessions_every=14)
    assert len(fewer) + len(lost) > len(fewer)
    assert len(fewer) < len(usual)
    assert {one for one in lost if not one.endswith(": budget")} == {
        f"{kind}: fewer-only" for kind in ("confidence", "goal_nudge", "reflection")
    }
    assert {kind for _day, kind in usual} - {kind for _day, kind in fewer} <= {
        one.partition(":")[0] for one in lost
    }


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
