"""How long words are kept, and what stays of a text of two when one of them goes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.keeping import CHOICES, USUAL_MONTHS, months_before, without
from bot.domain.rhythm import BY_ID, FOLLOW_UP


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ({"choice": "daily"}, {"choice": "daily"}),
        ({"choice": "daily", "talk": True}, {"choice": "daily", "talk": True}),
        ({"unit": "week", "every": 2}, {"unit": "week", "every": 2}),
        ({"quick": {"preferred": "slack", "backup": "email"}}, {"quick": {"preferred": "slack", "backup": "email"}}),
        ({"texts": {"mentee": "hers", "mentor": "his"}}, {"texts": {"mentor": "his"}}),
        ({"texts": {"mentee": "hers"}}, {}),
        ({"text": "whose?"}, {}),
        ({"choices": ["health"], "notes": {}}, {}),
        ({"choices": ["health", "family"], "notes": {"mentee": "hers", "mentor": "his"}}, {"notes": {"mentor": "his"}}),
        ({"choices": {"mentee": "gently", "mentor": "straight"}}, {"choices": {"mentor": "straight"}}),
        ({"tags": ["en", "pt"], "notes": {"mentor": "his"}}, {}),
        ({"windows": {"mentee": {}, "mentor": {"zone": "UTC"}}}, {"windows": {"mentor": {"zone": "UTC"}}}),
        ({"choices": ["health"], "note": "whose?", "talk": True}, {}),
    ],
)  # fmt: skip
def test_of_a_clause_the_part_of_who_stays_remains_and_what_both_settled(
    value: dict[str, Any], left: dict[str, Any]
) -> None:
    assert without(value, "mentee") == left


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [("2027-08-31", 6, "2027-02-28"), ("2028-08-31", 6, "2028-02-29"), ("2027-03-01", 36, "2024-03-01")],
)
def test_months_end_where_the_calendar_has_no_such_day(now: str, months: int, then: str) -> None:
    at = datetime.fromisoformat(f"{now}T09:30+00:00")
    assert months_before(at, months) == datetime.fromisoformat(f"{then}T09:30+00:00")


@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(CHOICES),
)
def test_a_longer_time_never_ends_earlier(now: datetime, months: int) -> None:
    assert months_before(now, months + 1) < months_before(now, months) < now


def test_the_last_question_comes_while_words_are_kept() -> None:
    # A follow-up looks at what was said in the closing survey.
    assert max(BY_ID[FOLLOW_UP].choices) < min(CHOICES) * 28
    assert USUAL_MONTHS in CHOICES
