"""Public holidays: which days they are, in a country and in a region, and how a person's hours follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar import WorkHours, next_open, overlap
from bot.domain.people import Person
from storage import public_holidays
from storage.public_holidays import PublicHolidays

WEEKDAYS = frozenset(range(5))
PORTUGAL = PublicHolidays("PT")


@pytest.mark.parametrize(
    ("holidays", "day", "is_one"),
    [
        pytest.param(PORTUGAL, date(2027, 6, 10), True, id="Portugal's day"),
        pytest.param(PORTUGAL, date(2027, 6, 11), False, id="the day after"),
        pytest.param(PORTUGAL, date(2040, 12, 25), True, id="a Christmas far ahead"),
        pytest.param(PublicHolidays("DE"), date(2027, 1, 6), False, id="Epiphany in most of Germany"),
        pytest.param(PublicHolidays("DE", "BY"), date(2027, 1, 6), True, id="Epiphany in Bavaria"),
        pytest.param(
            PublicHolidays("DE", "BY"), date(2027, 10, 3), True, id="a region has the country's too"
        ),
        pytest.param(PublicHolidays("DE", "QQ"), date(2027, 10, 3), True, id="a region nobody knows"),
        pytest.param(PublicHolidays("QQ"), date(2027, 12, 25), False, id="a country nobody knows"),
    ],
)
def test_a_day_is_a_holiday_or_not(holidays: PublicHolidays, day: date, is_one: bool) -> None:
    assert (day in holidays) is is_one


def test_the_next_holiday_is_named_also_across_the_new_year() -> None:
    assert [PORTUGAL.next_after(date(2027, 12, 8), language) for language in ("", "en", "es")] == [
        (date(2027, 12, 25), "Dia de Natal"),
        (date(2027, 12, 25), "Christmas Day"),
        (date(2027, 12, 25), "Dia de Natal"),
    ]
    assert PORTUGAL.next_after(date(2027, 12, 25)) == (date(2028, 1, 1), "Ano Novo")
    assert PublicHolidays("QQ").next_after(date(2027, 1, 1)) is None


def test_every_country_and_region_that_can_be_chosen_has_holidays() -> None:
    known = public_holidays.countries()
    assert {"PT", "US", "GB", "DE", "IN", "BR", "ES", "JP"} <= set(known)
    # But for uninhabited islands, and countries that are at war or name their days a year ahead.
    assert len([one for one in known if not public_holidays.of_year(one, "", 2027)]) < len(known) / 20
    assert public_holidays.region_names("DE")["BY"] == "Bayern"
    assert all(public_holidays.of_year("ES", region, 2027) for region in known["ES"])


def test_nobody_works_on_a_holiday_of_theirs() -> None:
    lisbon = WorkHours(WEEKDAYS, time(9), time(17), "Europe/Lisbon", holidays=PORTUGAL)
    assert next_open(lisbon, (), datetime(2027, 6, 10, 9, tzinfo=UTC)) == datetime(2027, 6, 11, 8, tzinfo=UTC)
    london = WorkHours(WEEKDAYS, time(9), time(17), "Europe/London", holidays=PublicHolidays("GB"))
    # 10 June is Portugal's day alone, and 26 March is Good Friday in both.
    week = overlap(lisbon, london, (date(2027, 6, 9), date(2027, 6, 11)), timedelta())
    assert {one.date() for one in week} == {date(2027, 6, 9), date(2027, 6, 11)}


def test_a_persons_hours_know_their_holidays() -> None:
    ines = Person(1, 1, "UINES", "Inês", "Europe/Lisbon", "pt-PT", holidays=PORTUGAL)
    assert (ines.hours.holidays, Person(2, 1, "UNOAH", "Noah", "UTC", "en-US").hours.holidays) == (
        PORTUGAL,
        (),
    )
