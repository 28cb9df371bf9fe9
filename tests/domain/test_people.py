"""What Slack says of an account is news only where it changes what Trellis keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Person, Profile, is_news
from bot.domain.status import Away

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
INES = Person(1, 1, "UMENTEE", "Inês", "Europe/Lisbon", "pt-PT")
SAID = Profile("UMENTEE", "Inês", "Europe/Lisbon", "pt-PT")
AWAY = replace(SAID, is_away=True, away_until=NOW + timedelta(days=3))
GONE = replace(SAID, zone="", locale="", deactivated=True)


@pytest.mark.parametrize(
    "said",
    [
        replace(SAID, zone="Asia/Tokyo"),
        replace(SAID, name="Inês Duarte"),
        replace(SAID, locale="en-GB"),
        replace(SAID, is_admin=True),
        replace(SAID, is_guest=True),
        replace(SAID, is_bot=True),
        replace(SAID, is_away=True),
        AWAY,
        GONE,
    ],
)
def test_whatever_is_kept_of_somebody_is_news_when_it_is_other_than_what_is_known(said: Profile) -> None:
    assert is_news(INES, said) is True


@pytest.mark.parametrize(
    ("known", "said"),
    [
        pytest.param(INES, SAID, id="as it is known"),
        pytest.param(INES, replace(SAID, zone="", locale=""), id="zone and language not said"),
        pytest.param(INES, replace(SAID, away_until=NOW), id="the end of a status that says nothing"),
        pytest.param(
            replace(INES, zone_confirmed=True), replace(SAID, zone="Asia/Tokyo"), id="a zone of their own"
        ),
        pytest.param(replace(INES, away=Away(NOW, AWAY.away_until)), AWAY, id="away, as it is known"),
        pytest.param(replace(INES, deactivated_at=NOW), GONE, id="gone, as it is known"),
    ],
)
def test_what_is_known_or_not_kept_is_no_news(known: Person, said: Profile) -> None:
    assert is_news(known, said) is False
