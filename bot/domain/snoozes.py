"""Snoozes: until which day somebody wants to hear nothing, wherever they are by then."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.cadence import at_local
from bot.domain.people import Person

# The kind of the message that notes one.
NOTED = "snoozed"


def moved(person: Person, zone: str, now: datetime) -> datetime | None:
    """Return until when (UTC) somebody who moves to a zone at `now` hears nothing: the same day and hour there.

    None where they hear from Trellis, or where that hour has passed there; what was over stays over.
    """
    until = person.snoozed_until
    if until is None or until <= now:
        return None
    local = until.astimezone(ZoneInfo(person.zone))
    there = at_local(local.date(), local.time(), zone)
    return there if there > now else None
