"""One's own answers over time: the same statement in several surveys is one story, and others' answers are none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.situation import Answer
from bot.domain.trends import over_time
from bot.prompts import measures

ME, PARTNER = 1, 2
START = datetime(2027, 3, 29, 9, tzinfo=UTC)


def answer(question: str, weeks: int, person: int = ME, **value: Any) -> Answer:
    return Answer(weeks, person, 1, question, str(weeks), value, START + timedelta(weeks=weeks))


def told(*answers: Answer) -> list[tuple[str, list[str], str | None]]:
    found = over_time(answers, measures.over_time(), ME)
    return [(one.measure.words, [point.value for point in one.points], one.direction) for one in found]


def test_a_statement_is_followed_through_pulse_half_way_and_end() -> None:
    assert told(
        answer("closing_survey", 20, speak="5"),
        answer("pulse", 0, speak="3", match="4"),
        answer("midpoint", 9, speak="2"),
    ) == [("pulse-speak", ["3", "2", "5"], "up"), ("pulse-match", ["4"], None)]


def test_the_first_day_and_the_last_stand_together() -> None:
    assert told(answer("confidence", 0, now="6"), answer("closing_survey", 24, confidence="4")) == [
        ("confidence-now", ["6", "4"], "down")
    ]


def test_how_it_goes_is_followed_from_stuck_to_well() -> None:
    assert told(answer("check_in", 2, mood="stuck"), answer("check_in", 4, mood="well", confidence="")) == [
        ("check-in-mood", ["stuck", "well"], "up")
    ]
    assert told(answer("check_in", 2, mood="well"), answer("check_in", 4, mood="well")) == [
        ("check-in-mood", ["well", "well"], "same")
    ]


def test_what_the_partner_answered_and_what_was_written_are_no_part_of_it() -> None:
    mine = answer("session_pulse", 1, how="held", worth="4", line="It helped")
    theirs = answer("session_pulse", 1, PARTNER, how="held", worth="1")
    assert told(mine, theirs) == [("session-pulse-worth", ["4"], None)]
