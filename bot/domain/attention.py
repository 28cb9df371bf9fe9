"""Attention: which pairs are worth a coordinator's look, by plain rules over facts that coordinators may know, and why.

A stage that takes more than 21 days is the usual alarm; two agreed check-ins without a sign are the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.pairs import Pair, PairState

UNANSWERED_FOR = timedelta(days=7)
STALLED_FOR = timedelta(days=21)
QUIET_FOR = timedelta(days=28)
RESTS_FOR = timedelta(days=56)


class Why(StrEnum):
    """Why somebody should look, what has waited longest for others first."""

    UNANSWERED = "unanswered"
    STALLED = "stalled"
    QUIET = "quiet"
    RESTS = "rests"


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of life that both of a pair can see, whoever of them gave one.

    `last_at` is the latest of them (UTC), which may lie ahead: a session that both agreed on. `interval` is the one
    between check-ins.
    """

    last_at: datetime | None = None
    interval: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A pair that is worth a look, why, and since when it has been so that it is (UTC)."""

    pair: Pair
    why: Why
    since: datetime


def worth_a_look(pairs: Iterable[Pair], signs: Mapping[int, Signs], now: datetime) -> tuple[Look, ...]:
    """Return the pairs that are worth a look, reason by reason, longest first; of which no signs are known, is none."""
    order = list(Why)
    found = [look for pair in pairs if (look := _look(pair, signs.get(pair.id), now))]
    return tuple(sorted(found, key=lambda one: (order.index(one.why), one.since, one.pair.id)))


def may_be_quiet(pair: Pair, now: datetime) -> bool:
    """Tell whether a pair has been under way for so long that its signs are worth asking for."""
    return (
        pair.state is PairState.ACTIVE
        and not pair.is_paused(now)
        and now - _went_on_at(pair, now) >= QUIET_FOR
    )


def _look(pair: Pair, signs: Signs | None, now: datetime) -> Look | None:
    if pair.is_paused(now):
        return _rests(pair, now)
    since = _went_on_at(pair, now)
    if pair.state is PairState.INVITED:
        return Look(pair, Why.UNANSWERED, since) if now - since >= UNANSWERED_FOR else None
    if pair.state in (PairState.ONBOARDING, PairState.AGREEING):
        return Look(pair, Why.STALLED, since) if now - since >= STALLED_FOR else None
    if signs is None or not may_be_quiet(pair, now):
        return None
    last = max(since, signs.last_at or since)
    enough = max(QUIET_FOR, 2 * (signs.interval or timedelta(0)))
    return Look(pair, Why.QUIET, last) if now - last >= enough else None


def _rests(pair: Pair, now: datetime) -> Look | None:
    """A pause with a last day ends by itself; one without is asked after, once it is long."""
    since = pair.paused_at
    if since is None or pair.paused_until or now - since < RESTS_FOR:
        return None
    return Look(pair, Why.RESTS, since)


def _went_on_at(pair: Pair, now: datetime) -> datetime:
    """Return since when a pair stands where it stands, or since when it goes on after a pause."""
    since = pair.state_since or now
    return max(since, pair.paused_until) if pair.paused_until and pair.paused_until <= now else since
