"""What a status in Slack says, and for how long it is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.status import Away, Quiet

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_status_is_believed_until_it_ends_and_without_an_end_for_three_weeks() -> None:
    ends, endless = Away(NOW - 90 * DAY, NOW), Away(NOW - 21 * DAY)
    assert [one.holds_at(NOW - HOUR) for one in (ends, endless)] == [True, True]
    assert [one.holds_at(NOW) for one in (ends, endless)] == [False, False]


def test_quiet_is_from_its_begin_to_before_its_end_and_is_asked_for_again_after_ten_minutes() -> None:
    quiet = Quiet(NOW, NOW + HOUR, NOW)
    assert [quiet.holds_at(NOW + by) for by in (-HOUR, 0 * HOUR, HOUR)] == [False, True, False]
    assert [quiet.is_old(NOW + timedelta(minutes=by)) for by in (10, 11)] == [False, True]
    assert (Quiet().holds_at(NOW), Quiet().is_old(NOW)) == (False, True)
