"""What a status in Slack says of whether somebody is at work."""

from __future__ import annotations

import pytest

from bot.typed.away import says_away


@pytest.mark.parametrize(
    ("text", "emoji", "is_away"),
    [
        ("Vacationing", ":palm_tree:", True),
        ("", ":palm_tree:", True),
        ("Out sick", ":face_with_thermometer:", True),
        ("OOO until Monday", "", True),
        ("Out of the office", "", True),
        ("On parental leave", "", True),
        ("De vacaciones", "", True),
        ("Vuelvo el lunes", "", True),
        ("Férias!", "", True),
        ("Im Urlaub", "", True),
        ("En congés", "", True),
        ("In a meeting", ":spiral_calendar_pad:", False),
        ("Commuting", ":bus:", False),
        ("Working remotely", ":house_with_garden:", False),
        ("Please leave a message", "", False),
        ("", "", False),
    ],
)
def test_a_status_says_that_somebody_is_away_or_something_else(text: str, emoji: str, is_away: bool) -> None:
    assert says_away(text, emoji) is is_away
