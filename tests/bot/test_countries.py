"""In which country somebody probably is: their zone says it best, their language where the zone does not."""

from __future__ import annotations

import pytest

from bot.countries import guess


@pytest.mark.parametrize(
    ("zone", "locale", "country"),
    [
        ("Europe/Lisbon", "en-GB", "PT"),
        ("America/New_York", "en-US", "US"),
        ("Asia/Kolkata", "en-US", "IN"),
        ("Asia/Calcutta", "en-US", "IN"),
        ("Europe/Kyiv", "uk-UA", "UA"),
        ("UTC", "pt-BR", "BR"),
        ("UTC", "es_ES", "ES"),
        ("UTC", "en-US", None),
        ("UTC", "es-419", None),
        ("UTC", "es-LA", None),
        ("Etc/GMT+3", "", None),
    ],
)
def test_a_country_is_guessed_from_the_zone_and_else_from_the_language(
    zone: str, locale: str, country: str | None
) -> None:
    assert guess(zone, locale) == country
