"""Public holidays by country and region, from the `holidays` package; each year that is asked for is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

# A year of a few hundred countries and regions, a few times over.
REMEMBERED = 2048


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """The public holidays of a country (ISO 3166-1), with those of a region (the package's code) where one is named.

    Holds a date that is one. A country that nobody has collected the holidays of has none.
    """

    country: str
    region: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in of_year(self.country, self.region, day.year)

    def next_after(self, day: date, language: str = "") -> tuple[date, str] | None:
        """Return the first that comes after a day, with its name in a language, else in the country's own."""
        for year in (day.year, day.year + 1):
            known = of_year(self.country, self.region, year, language)
            coming = [one for one in sorted(known.items()) if one[0] > day]
            if coming:
                return coming[0]
        return None


@lru_cache(maxsize=REMEMBERED)
def of_year(country: str, region: str, year: int, language: str = "") -> Mapping[date, str]:
    """Return the holidays of a year by date, each with its name in a language, else in the country's own."""
    # Heavy, and many processes never need it.
    import holidays

    known: Any = holidays
    try:
        kind = known.country_holidays(country)
        spoken = [one for one in kind.supported_languages if language and one.startswith(language)]
        named = spoken[0] if spoken else kind.default_language
        found = known.country_holidays(country, subdiv=region or None, years=year, language=named)
    except NotImplementedError:
        # A region that a newer version of the package names otherwise still has its country's holidays.
        return of_year(country, "", year, language) if region else {}
    return {day: str(name) for day, name in found.items() if day.year == year}


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the countries that are known, each with the codes of its regions."""
    import holidays

    known: Any = holidays
    found = known.list_supported_countries(include_aliases=False)
    return {country: tuple(regions) for country, regions in found.items()}


@cache
def region_names(country: str) -> Mapping[str, str]:
    """Return the regions of a country by code, each with its own name where the package has one."""
    import holidays

    known: Any = holidays
    aliases = known.country_holidays(country).get_subdivision_aliases()
    return {code: next(iter(aliases.get(code) or ()), code) for code in countries().get(country, ())}
