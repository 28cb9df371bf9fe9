"""The outlook: when something will come, by the guards that will be asked when it is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.audience import Audience
from bot.domain.deliveries import (
    GUARDS,
    Circumstances,
    Delivery,
    DeliveryClass,
    Hold,
    Reason,
    Send,
    State,
    judge,
)
from bot.domain.manners import Manner, WhenHeld
from bot.domain.outlook import KNOWN_AHEAD, Coming, foreseen, soonest, waits_for_another
from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Intensity, Person, Role
from bot.domain.status import Away, Quiet
from storage.public_holidays import PublicHolidays

ZONES = ("Europe/Lisbon", "America/New_York")
PAIR = Pair(1, 1, 1, PairState.ACTIVE, (Member(1, Role.MENTEE), Member(2, Role.MENTOR)), 3)
DAY = timedelta(days=1)


def local(zone: str, day: int, hour: int = 10, month: int = 4) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def person(zone: str, **more: Any) -> Person:
    return replace(Person(1, 1, "UINES", "Inês", zone, "en-GB", consented_at=local(zone, 1)), **more)


def due(who: Person, at: datetime, **more: Any) -> Circumstances:
    """A check-in that is due then, and may come until five days later."""
    row = Delivery(
        *(0, 1, "", "check_in", DeliveryClass.SCHEDULED, 1, 1, "1", at.date().isoformat(), at, ""),
        expires_at=at + 5 * DAY,
    )
    facts: dict[str, Any] = {"delivery": row, "person": who, "pair": PAIR, "installed": True, "stale": None}
    return Circumstances(**facts | more, now=at)


def until(id_: str, at: datetime, **more: Any) -> Reason:
    audience = more.pop("audience", Audience.ONLY_ME)
    return Reason(id_, {"until": at.isoformat(), **more}, audience)


def comes(at: datetime | None, *held: Reason, missed: tuple[Reason, ...] = ()) -> Coming:
    return Coming("check_in", at, 1, held, missed)


# It is Thursday 1 April 2027, noon, and a check-in is due on Tuesday 6 April at ten.
@pytest.mark.parametrize("zone", ZONES)
class TestEachHold:
    """What stands in the way of it, what is told, and that the guards say the same when its day has come."""

    def sees(self, zone: str, change: dict[str, Any], *told: tuple[int, int, str], **more: Any) -> None:
        seen = due(person(zone, **change), local(zone, 6), **more)
        held = []
        for day, hour, id_ in told:
            facts: dict[str, Any] = {"zone": zone} if id_ in ("outside-hours", "holiday", "away") else {}
            if id_ == "paused-until":
                facts["audience"] = Audience.PAIR
            held.append(until(id_, local(zone, day, hour), **facts))
        day, hour, _id = told[-1]
        assert foreseen([seen], local(zone, 1, 12)) == comes(local(zone, day, hour), *held)
        assert judge(seen) == Hold(local(zone, *told[0][:2]), held[0])
        assert judge(replace(seen, now=local(zone, day, hour))) == Send()

    def test_a_snooze(self, zone: str) -> None:
        self.sees(zone, {"snoozed_until": local(zone, 8, 9)}, (8, 9, "snoozed"))

    def test_leave(self, zone: str) -> None:
        self.sees(zone, {"leave": ((date(2027, 4, 5), date(2027, 4, 7)),)}, (8, 9, "away"))

    def test_a_public_holiday(self, zone: str) -> None:
        # The founding of the Chakri dynasty.
        self.sees(zone, {"holidays": PublicHolidays("TH", "")}, (7, 9, "holiday"))

    def test_hours(self, zone: str) -> None:
        self.sees(zone, {"work_starts": time(13)}, (6, 13, "outside-hours"))

    def test_a_pause_with_a_last_day(self, zone: str) -> None:
        paused = replace(PAIR, paused_by=2, paused_at=local(zone, 1), paused_until=local(zone, 8, 9))
        self.sees(zone, {}, (8, 9, "paused-until"), pair=paused)

    def test_do_not_disturb(self, zone: str) -> None:
        quiet = Quiet(local(zone, 6, 8), local(zone, 6, 15), local(zone, 1))
        self.sees(zone, {"quiet": quiet}, (6, 15, "do-not-disturb"))

    def test_a_status_with_an_end(self, zone: str) -> None:
        away = Away(local(zone, 1), local(zone, 7, 12))
        self.sees(zone, {"away": away}, (7, 12, "status-away"))

    def test_one_after_the_other(self, zone: str) -> None:
        """A snooze ends on a holiday, and after it a morning is kept free of messages."""
        change = {
            "snoozed_until": local(zone, 6, 11),
            "holidays": PublicHolidays("TH", ""),
            "quiet": Quiet(local(zone, 7, 8), local(zone, 7, 12), local(zone, 1)),
        }
        self.sees(zone, change, (6, 11, "snoozed"), (7, 9, "holiday"), (7, 12, "do-not-disturb"))

    def test_a_status_without_an_end_is_believed_today_alone(self, zone: str) -> None:
        who = person(zone, away=Away(local(zone, 1)))
        tomorrow = until("status-away", local(zone, 2, 9))
        assert foreseen([due(who, local(zone, 1, 15))], local(zone, 1, 12)) == comes(
            local(zone, 2, 9), tomorrow
        )
        assert foreseen([due(who, local(zone, 6))], local(zone, 1, 12)) == comes(local(zone, 6))

    def test_what_cannot_wait_so_long_is_left_out_and_the_next_is_told(self, zone: str) -> None:
        who = person(zone, snoozed_until=local(zone, 19, 9))
        weekly = [due(who, local(zone, day)) for day in (6, 13, 20)]
        snoozed = until("snoozed", local(zone, 19, 9))
        # What is due on the 13th may come until the 18th.
        assert foreseen(weekly, local(zone, 1, 12)) == comes(local(zone, 20), missed=(snoozed,))
        assert foreseen(weekly[:2], local(zone, 1, 12)) == comes(None, missed=(snoozed,))

    def test_what_makes_sense_on_its_day_alone_is_left_out(self, zone: str) -> None:
        who = person(zone, snoozed_until=local(zone, 7, 9))
        on_its_day = {"manner": Manner(when_held=WhenHeld.DROP)}
        some = [due(who, local(zone, day), **on_its_day) for day in (6, 13)]
        snoozed = until("snoozed", local(zone, 7, 9))
        assert foreseen(some, local(zone, 1, 12)) == comes(local(zone, 13), missed=(snoozed,))

    def test_what_is_not_wished_for_is_never_coming(self, zone: str) -> None:
        who = person(zone, intensity=Intensity.ESSENTIAL)
        some = [due(who, local(zone, day), manner=Manner(Intensity.USUAL)) for day in (6, 13)]
        assert foreseen(some, local(zone, 1, 12)) == comes(None, missed=(Reason("essential-only"),))


def test_where_nothing_stands_in_the_way_it_comes_when_it_is_due() -> None:
    at = local("Europe/Lisbon", 6)
    assert foreseen([due(person("Europe/Lisbon"), at)], at - DAY) == comes(at)


def test_what_is_held_already_is_told_with_what_holds_it_after_that() -> None:
    zone = ZONES[0]
    seen = due(person(zone, snoozed_until=local(zone, 8, 9)), local(zone, 6))
    budget, before = until("budget", local(zone, 6)), until("snoozed", local(zone, 6))
    snoozed = until("snoozed", local(zone, 8, 9))
    assert foreseen([seen], local(zone, 5), (budget,)) == comes(local(zone, 8, 9), budget, snoozed)
    # Snoozed again before the first had ended: one of the two says it.
    assert foreseen([seen], local(zone, 5), (before,)) == comes(local(zone, 8, 9), snoozed)


def test_somebody_without_an_hour_of_work_in_sight_is_told_so() -> None:
    who = person(ZONES[0], leave=((date(2027, 4, 1), date(2029, 4, 1)),))
    assert foreseen([due(who, local(ZONES[0], 6))], local(ZONES[0], 5)) == comes(
        None, missed=(Reason("never-open"),)
    )


def test_nothing_is_foreseen_of_nothing() -> None:
    assert foreseen([], local(ZONES[0], 6)) is None


def test_a_message_without_room_waits_for_another_until_its_window_ends() -> None:
    ends = local(ZONES[0], 9)
    row = replace(
        due(person(ZONES[0]), local(ZONES[0], 6)).delivery,
        state=State.HELD,
        due_at=ends,
        expires_at=ends,
        reason=until("budget", ends),
    )
    assert waits_for_another(row) == until("taken-along", ends)
    for other in ({"state": State.PLANNED}, {"due_at": ends - DAY}, {"reason": until("snoozed", ends)}):
        changed: dict[str, Any] = other
        assert waits_for_another(replace(row, **changed)) is None


def test_the_soonest_stand_first_and_what_has_no_instant_last() -> None:
    first, second = comes(local(ZONES[0], 6)), comes(local(ZONES[0], 7))
    paused, never = comes(None, Reason("paused")), comes(None, missed=(Reason("fewer-only"),))
    assert soonest([never, second, paused, first]) == (first, second, paused, never)
    many: Iterable[Coming] = [comes(local(ZONES[0], day)) for day in range(20, 0, -1)]
    assert [one.at for one in soonest(many)] == [local(ZONES[0], day) for day in range(1, 9)]


def test_every_guard_is_asked_ahead_but_those_whose_answer_shows_on_the_day() -> None:
    shown_then = {"installed", "active", "consent", "contact", "relevant", "budget"}
    assert {*sum(GUARDS.values(), ())} - KNOWN_AHEAD == shown_then
