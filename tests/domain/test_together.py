"""When a message may go to the conversation of two people: what stands against it for either of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import calendar
from bot.domain.audience import Audience
from bot.domain.calendar import WorkHours
from bot.domain.deliveries import Circumstances, Delivery, DeliveryClass, Hold, Reason, Send, Skip, Verdict
from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Person, Role
from bot.domain.together import judge_together

# A Tuesday, 15:00 in Lisbon and 11:00 in New York, whose clocks have changed already.
NOW = datetime(2027, 3, 16, 15, tzinfo=UTC)
MORNING = datetime(2027, 3, 16, 10, tzinfo=UTC)
BOTH_AT_WORK = datetime(2027, 3, 16, 13, tzinfo=UTC)
DAY = timedelta(days=1)
INES = Person(1, 1, "UINES", "Inês", "Europe/Lisbon", "en-GB", consented_at=NOW)
NOAH = Person(2, 1, "UNOAH", "Noah", "America/New_York", "en-US", consented_at=NOW)
PAIR = Pair(1, 1, 1, PairState.ACTIVE, (Member(1, Role.MENTEE), Member(2, Role.MENTOR)), 3)
ROW = Delivery(
    7, 1, "key", "place_begun", DeliveryClass.CONSEQUENCE, 1, 1, "1", "0", NOW, "0" * 32, to_pair=True
)


def seen(person: Person, **more: Any) -> Circumstances:
    facts: dict[str, Any] = {"delivery": ROW, "pair": PAIR, "installed": True, "stale": None, "now": NOW}
    return Circumstances(**facts | {"person": person} | more)


def judged(ines: Person = INES, noah: Person = NOAH, **more: Any) -> Verdict:
    return judge_together([seen(ines, **more), seen(noah, **more)])


def held(until: datetime) -> Hold:
    return Hold(until, Reason("outside-hours-of-both", {"until": until.isoformat()}, Audience.PAIR))


PAUSED = replace(PAIR, paused_by=2, paused_at=NOW - DAY)
NOT_BOTH = Skip(Reason("not-both", audience=Audience.PAIR))
CASES: dict[str, tuple[dict[str, Any], Verdict]] = {
    "both are at work": ({}, Send()),
    "only one is at work yet": ({"now": MORNING}, held(BOTH_AT_WORK)),
    "the hour of both is over for today": (
        {"now": datetime(2027, 3, 16, 17, tzinfo=UTC)},
        held(BOTH_AT_WORK + DAY),
    ),
    "one snoozes": (
        {"noah": replace(NOAH, snoozed_until=NOW + timedelta(hours=1))},
        held(NOW + timedelta(hours=1)),
    ),
    "one is away": (
        {"noah": replace(NOAH, leave=((date(2027, 3, 15), date(2027, 3, 17)),))},
        held(BOTH_AT_WORK + 2 * DAY),
    ),
    "their hours never meet": (
        {"noah": replace(NOAH, work_starts=time(18), work_ends=time(22))},
        Skip(Reason("never-together", audience=Audience.PAIR)),
    ),
    "one has left": ({"noah": replace(NOAH, deactivated_at=NOW)}, NOT_BOTH),
    "one has not said yes": ({"ines": replace(INES, consented_at=None)}, NOT_BOTH),
    "the pair rests": ({"pair": PAUSED}, Skip(Reason("paused", audience=Audience.PAIR))),
    "the pair rests until a day": (
        {"pair": replace(PAUSED, paused_until=NOW + DAY)},
        Hold(NOW + DAY, Reason("paused-until", {"until": (NOW + DAY).isoformat()}, Audience.PAIR)),
    ),
    "the pair has ended": (
        {"pair": replace(PAIR, state=PairState.ENDED)},
        Skip(Reason("pair-over", audience=Audience.PAIR)),
    ),
    "nobody is installed here": (
        {"installed": False},
        Hold(NOW + timedelta(minutes=10), Reason("not-installed")),
    ),
    "the hour of both comes when it is no news any more": (
        {"now": MORNING, "delivery": replace(ROW, expires_at=BOTH_AT_WORK)},
        Skip(held(BOTH_AT_WORK).reason),
    ),
    "it is no news any more": (
        {"delivery": replace(ROW, expires_at=NOW)},
        Skip(Reason("too-late", {"until": NOW.isoformat()})),
    ),
}


@pytest.mark.parametrize(("changed", "verdict"), CASES.values(), ids=CASES)
def test_what_goes_to_both_waits_for_both(changed: dict[str, Any], verdict: Verdict) -> None:
    assert judged(**changed) == verdict


@pytest.mark.parametrize("changed", [changed for changed, _ in CASES.values()], ids=CASES)
def test_it_is_the_same_whoever_of_the_two_is_asked_first(changed: dict[str, Any]) -> None:
    common = {name: value for name, value in changed.items() if name not in ("ines", "noah")}
    mine = seen(changed.get("ines", INES), **common)
    theirs = seen(changed.get("noah", NOAH), **common)
    assert judge_together([mine, theirs]) == judge_together([theirs, mine])


zones = st.sampled_from(["Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
hours = st.builds(WorkHours, st.frozensets(st.integers(0, 6), min_size=1), clocks, clocks, zones)
instants = st.datetimes(datetime(2027, 3, 1), datetime(2027, 11, 30), timezones=st.just(UTC))  # noqa: DTZ001


@given(hours, hours, instants)
def test_an_hour_that_suits_both_is_one_at_which_both_work(
    a: WorkHours, b: WorkHours, instant: datetime
) -> None:
    opens = calendar.next_open_together([(a, ()), (b, ())], instant)
    if opens is None:
        assert calendar.shared_spans(a, b, (instant.date() + DAY, instant.date() + 60 * DAY)) == []
        return
    day = opens.astimezone().date()
    near = calendar.shared_spans(a, b, (instant.date() - DAY, day + 2 * DAY))
    first = next(max(start, instant) for start, end in near if end > instant)
    assert (opens >= instant, opens) == (True, first)


def test_for_one_person_it_is_the_hour_at_which_they_work() -> None:
    lisbon = WorkHours(frozenset({0}), time(9), time(17), "Europe/Lisbon")
    assert calendar.next_open_together([(lisbon, ())], NOW) == calendar.next_open(lisbon, (), NOW)
