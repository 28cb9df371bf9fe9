"""Leave: the days on which somebody is away, as they note them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bot.domain.calendar import DAY, Leave
from bot.errors import TrellisError

LONGEST = timedelta(days=366)
# As many as boxes that a form can show (docs.slack.dev, "Checkboxes").
MOST = 10


class LeaveReversed(TrellisError):
    """The last day lies before the first. Please choose a later one."""


class LeaveOver(TrellisError):
    """That time has passed already. Please choose days that lie ahead."""


class LeaveTooLong(TrellisError):
    """That is longer than a year. Please choose an earlier last day, or pause your pairs until you are back."""


class LeaveFull(TrellisError):
    """There is room for {most} times away. Please take one out first."""


def coming(leave: Leave, today: date) -> Leave:
    """Return what is not over yet, in order; dates are local, both included."""
    return tuple(sorted(one for one in leave if one[1] >= today))


def added(leave: Leave, first: date, last: date, today: date) -> Leave:
    """Return leave with one more; what touches is joined, what is over dropped.

    Raises LeaveReversed, LeaveOver, LeaveTooLong or LeaveFull.
    """
    if last < first:
        raise LeaveReversed
    if last < today:
        raise LeaveOver
    if last - first > LONGEST:
        raise LeaveTooLong
    joined: list[tuple[date, date]] = []
    for start, end in sorted((*coming(leave, today), (first, last))):
        if joined and start <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    if len(joined) > MOST:
        raise LeaveFull(most=MOST)
    return tuple(joined)


def without(leave: Leave, gone: Collection[tuple[date, date]]) -> Leave:
    """Return leave without some of it."""
    return tuple(one for one in leave if one not in gone)
