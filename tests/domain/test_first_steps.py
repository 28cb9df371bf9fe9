"""The first steps of whoever coordinates tick themselves, and are gone once the needed ones are done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.first_steps import FirstStep, are_before, taken
from bot.domain.overview import Coordinated, Overview
from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Person, Role
from bot.domain.programme import Programme
from bot.domain.taking_part import Enrolled

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
AMARA = Person(3, 1, "ULEAD", "Amara", "Europe/London", "en-GB")
SPRING = Programme(1, 1, "Spring", date(2027, 1, 1), date(2027, 6, 30))
PAIR = Pair(1, 1, 1, PairState.INVITED, (Member(1, Role.MENTOR), Member(2, Role.MENTEE)), 3)
BEGINS = Overview(AMARA, NOW, (), (), may_coordinate=False, is_coordinator=True, check_ins_open={})
WITH_PROGRAMME = replace(BEGINS, coordinated=(Coordinated(SPRING, (), {}),))
ASKED = Coordinated(SPRING, (), {}, enrolled=(Enrolled(1, Role.MENTOR, invited_by=3),))
WITH_PEOPLE = replace(BEGINS, coordinated=(ASKED,))
WITH_PAIR = replace(BEGINS, coordinated=(Coordinated(SPRING, (PAIR,), {}),))


@pytest.mark.parametrize(
    ("overview", "done", "before"),
    [
        pytest.param(replace(BEGINS, is_coordinator=False), set(), False, id="no coordinator"),
        pytest.param(BEGINS, set(), True, id="nothing yet"),
        pytest.param(WITH_PROGRAMME, {FirstStep.PROGRAMME}, True, id="a programme"),
        pytest.param(
            replace(WITH_PROGRAMME, me=replace(AMARA, has_rehearsed=True)),
            {FirstStep.PROGRAMME, FirstStep.REHEARSAL},
            True,
            id="a rehearsal",
        ),
        pytest.param(WITH_PEOPLE, {FirstStep.PROGRAMME, FirstStep.PEOPLE}, True, id="people"),
        pytest.param(WITH_PAIR, set(FirstStep) - {FirstStep.REHEARSAL}, False, id="a pair"),
    ],
)
def test_steps_tick_themselves(overview: Overview, done: set[FirstStep], before: bool) -> None:
    assert ({step for step, is_done in taken(overview).items() if is_done}, are_before(overview)) == (
        done,
        before,
    )
