"""In which country somebody probably is, from what Slack says of their clock and their language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel.core import get_global

# The locale that Slack gives to whoever never chose one says nothing of where they are, nor does its Latin America.
SLACKS_OWN = ("US", "LA")
NOWHERE = ("ZZ", "001")


def guess(zone: str, locale: str) -> str | None:
    """Return the country (ISO 3166-1) of an IANA zone, else the one that a locale such as `pt-PT` names, or None."""
    today = get_global("zone_aliases").get(zone, zone)
    by_zone = _by_zone().get(zone) or _by_zone().get(today) or get_global("zone_territories").get(today)
    if by_zone and by_zone not in NOWHERE:
        return str(by_zone)
    _language, _, territory = locale.replace("_", "-").rpartition("-")
    is_country = re.fullmatch("[A-Z]{2}", territory) and territory not in SLACKS_OWN
    return territory if is_country else None


@cache
def _by_zone() -> Mapping[str, str]:
    """Read the table of the time zone database (zone.tab: code, coordinates, zone, comment)."""
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows}
