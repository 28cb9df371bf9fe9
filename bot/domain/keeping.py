"""How long what people wrote is kept, and what stays of a text of two when one of them goes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.people import Role

# For so many months after its end a pair's words are kept, where a programme has set nothing else.
USUAL_MONTHS = 12
# The last question to a pair comes four months after its programme's end; half a year leaves it room.
CHOICES = (6, 12, 24, 36)
# Somebody's own words in an answer that has not been merged yet.
_WORDS = frozenset({"text", "note"})
_ROLES = frozenset(map(str, Role))


def months_before(now: datetime, months: int) -> datetime:
    """Return the same moment so many months earlier, on the last day of a month that has no such day."""
    years, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(years, month + 1)[1])
    return now.replace(year=years, month=month + 1, day=day)


def without(value: Mapping[str, Any], role: str) -> dict[str, Any]:
    """Return a clause's value without what `role` said in it: what both settled on together, and the other's part.

    Words and lists that stand there without a role may be either's, so they go: who stays finds their own in their
    answers. The shapes stand in `bot.domain.comparing`.
    """
    left: dict[str, Any] = {}
    for name, part in value.items():
        if name in _WORDS or isinstance(part, list):
            continue
        if isinstance(part, Mapping) and set(part) <= _ROLES:
            others = {of: said for of, said in part.items() if of != role}
            if others:
                left[name] = others
        else:
            left[name] = part
    # The languages of both say nothing without them, and that the two wanted to talk says nothing alone.
    return {} if "tags" in value or set(left) <= {"talk"} else left
