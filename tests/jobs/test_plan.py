"""What comes back by itself: each occurrence once, at its wall time, and only the latest after an outage."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
import structlog

from bot.domain.cadence import FORTNIGHTLY, WEEKLY, Cadence, next_after
from bot.domain.cadence import Schedule as Rule
from bot.domain.deliveries import State
from bot.domain.people import Profile
from jobs import plan, resume, upkeep
from storage import deliveries, people, programmes, questions, schedules
from storage.schedules import Subject
from storage.store import Store
from storage.vault import Vault
from tests.jobs.office import Office

KIND = "check_in"


async def begin(
    work: Office,
    anchor: date,
    cadence: Cadence = WEEKLY,
    wall: time = time(10),
    zone: str = "Europe/Lisbon",
    *,
    kind: str = KIND,
    to: int | None = None,
) -> None:
    """Let something come back from a date on."""
    rule = Rule(anchor, cadence, wall, zone)
    due_at = next_after(rule, work.clock.now())[1]
    subject = Subject(work.ws, kind, work.pair, to or work.ines)
    await work.store.run(lambda tx: schedules.put(tx, subject, rule, due_at))


async def planned(work: Office) -> list[tuple[str, str, str]]:
    """Return the occasion, the moment (UTC) and the state of everything that was planned, oldest first."""
    rows = await work.store.read(lambda tx: deliveries.recent(tx, work.ws))
    return [(row.occasion, f"{row.due_at:%d %b %H:%M}", str(row.state)) for row in rows[::-1]]


async def tick_at(work: Office, *moment: int) -> int:
    """Let it be a moment (UTC), and plan."""
    year, month, day, hour, minute = (*moment, 0, 0)[:5]
    work.clock.move_to(datetime(year, month, day, hour, minute, tzinfo=UTC))
    return await plan.tick(work.store, work.clock)


async def test_an_occurrence_is_planned_when_it_is_due_and_once(work: Office) -> None:
    await begin(work, date(2027, 3, 9))
    assert await tick_at(work, 2027, 3, 9, 9, 59) == 0
    assert await planned(work) == []
    assert [await tick_at(work, 2027, 3, 9, 10) for _ in range(3)] == [1, 0, 0]
    assert await planned(work) == [("2027-03-09", "09 Mar 10:00", "planned")]
    [row] = await work.store.read(lambda tx: deliveries.recent(tx, work.ws))
    assert row.key == f"check_in:{work.pair}:2027-03-09:{work.ines}"
    assert row.expires_at == datetime(2027, 3, 14, 10, tzinfo=UTC)
    question = await work.store.read(lambda tx: questions.by_delivery(tx, work.ws, row.id))
    assert question is not None
    assert (question.question, question.occasion, question.closed_at) == (KIND, "2027-03-09", None)


async def test_a_fortnightly_prompt_comes_once_a_fortnight(work: Office) -> None:
    await begin(work, date(2027, 3, 9), FORTNIGHTLY)
    for day in range(1, 32):
        await tick_at(work, 2027, 3, day, 23)
    assert await planned(work) == [
        ("2027-03-09", "09 Mar 10:00", "planned"),
        ("2027-03-23", "23 Mar 10:00", "planned"),
    ]


async def test_an_outage_of_a_month_gives_one_question(work: Office) -> None:
    await begin(work, date(2027, 3, 9))
    assert await tick_at(work, 2027, 4, 8, 12) == 1
    assert await planned(work) == [("2027-04-06", "06 Apr 09:00", "planned")]
    await work.sweep()
    assert await work.posts() == [(1, "Thu 08 Apr 12:00")]
    await tick_at(work, 2027, 4, 13, 12)
    assert [occasion for occasion, _, _ in await planned(work)] == ["2027-04-06", "2027-04-13"]


async def test_a_question_that_an_outage_has_made_pointless_is_not_asked(work: Office) -> None:
    await begin(work, date(2027, 3, 9), Cadence(4, "week"))
    await tick_at(work, 2027, 3, 20, 12)
    await work.sweep()
    assert await planned(work) == [("2027-03-09", "09 Mar 10:00", "skipped")]
    assert await work.posts() == []


async def test_the_wall_time_is_kept_when_the_clocks_change(work: Office) -> None:
    # New York's clocks change on 14 March, Lisbon's on the 28th.
    await begin(work, date(2027, 3, 9))
    await begin(work, date(2027, 3, 9), zone="America/New_York", to=work.noah)
    for day in (9, 16, 23, 30):
        await tick_at(work, 2027, 3, day, 20)
    by_person = await work.store.read(
        lambda tx: {one: deliveries.recent(tx, work.ws, one)[::-1] for one in (work.ines, work.noah)}
    )
    assert [f"{row.due_at:%d %H:%M}" for row in by_person[work.ines]] == [
        "09 10:00",
        "16 10:00",
        "23 10:00",
        "30 09:00",
    ]
    assert [f"{row.due_at:%d %H:%M}" for row in by_person[work.noah]] == [
        "09 15:00",
        "16 14:00",
        "23 14:00",
        "30 14:00",
    ]


@pytest.mark.parametrize(
    ("zone", "anchor", "wall", "due"),
    [
        # 01:30 does not exist on 28 March in London: it moves forward.
        ("Europe/London", date(2027, 3, 28), time(1, 30), "28 Mar 01:30"),
        # 01:30 comes twice on 7 November in New York: the first counts, and the second brings nothing.
        ("America/New_York", date(2027, 11, 7), time(1, 30), "07 Nov 05:30"),
        # A gap of half an hour.
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 15), "02 Oct 15:45"),
    ],
)
async def test_a_gap_moves_forward_and_a_fold_happens_once(
    work: Office, zone: str, anchor: date, wall: time, due: str
) -> None:
    await begin(work, anchor, wall=wall, zone=zone)
    start = datetime.combine(anchor - timedelta(days=1), time(), UTC)
    for half_hour in range(4 * 24):
        work.clock.move_to(start + timedelta(minutes=30 * half_hour))
        await plan.tick(work.store, work.clock)
    assert await planned(work) == [(anchor.isoformat(), due, "planned")]


async def test_what_came_today_does_not_come_again_when_its_hour_is_moved(work: Office) -> None:
    await begin(work, date(2027, 3, 9))
    await tick_at(work, 2027, 3, 9, 10)
    await begin(work, date(2027, 3, 9), wall=time(16))
    await tick_at(work, 2027, 3, 9, 17)
    assert [occasion for occasion, _, _ in await planned(work)] == ["2027-03-09"]
    await tick_at(work, 2027, 3, 16, 17)
    assert [occasion for occasion, _, _ in await planned(work)] == ["2027-03-09", "2027-03-16"]


async def test_nothing_comes_after_the_last_day_of_the_programme(work: Office) -> None:
    ends_on = (await work.store.read(lambda tx: programmes.everyone(tx, work.ws)))[0].ends_on
    assert ends_on == date(2027, 12, 31)
    await begin(work, date(2027, 12, 24))
    for day in (24, 31):
        await tick_at(work, 2027, 12, day, 12)
    assert [occasion for occasion, _, _ in await planned(work)] == ["2027-12-24", "2027-12-31"]
    assert await work.store.read(schedules.next_due) is None
    # What is held up must leave before that day is over in Lisbon; the one of the 24th has its five days.
    rows = await work.store.read(lambda tx: deliveries.recent(tx, work.ws))
    assert [row.expires_at for row in rows] == [
        datetime(2028, 1, 1, tzinfo=UTC),
        datetime(2027, 12, 29, 10, tzinfo=UTC),
    ]


async def test_an_outage_beyond_the_last_day_gives_no_question(work: Office) -> None:
    await begin(work, date(2027, 12, 24))
    assert await tick_at(work, 2028, 1, 20, 12) == 1
    assert await planned(work) == []
    assert await work.store.read(schedules.next_due) is None


async def test_nothing_is_planned_while_a_pair_rests_and_its_rhythm_moves_by_whole_weeks(
    work: Office,
) -> None:
    await begin(work, date(2027, 3, 9), FORTNIGHTLY)
    paused_at = datetime(2027, 3, 8, 12, tzinfo=UTC)
    await work.change_pair(
        paused_by=work.noah, paused_at=paused_at, paused_until=paused_at + timedelta(days=7)
    )
    assert await tick_at(work, 2027, 3, 9, 12) == 1
    assert (await planned(work), await work.store.read(schedules.next_due)) == ([], None)
    work.clock.move_to(paused_at + timedelta(days=7))
    assert await resume.tick(work.store, work.clock) == 1
    for day in range(15, 32):
        await tick_at(work, 2027, 3, day, 12)
    checks = [one for one, _, _ in await planned(work) if one.startswith("2027")]
    assert checks == ["2027-03-16", "2027-03-30"]


async def test_the_last_survey_alone_may_still_come_when_the_programme_is_over(work: Office) -> None:
    await begin(work, date(2027, 12, 27), kind="closing_survey")
    await tick_at(work, 2027, 12, 27, 12)
    (row,) = await work.store.read(lambda tx: deliveries.recent(tx, work.ws))
    assert row.expires_at == datetime(2028, 1, 26, 10, tzinfo=UTC)


async def test_two_ticks_at_once_plan_once(work: Office, database_url: str, vault: Vault) -> None:
    await begin(work, date(2027, 3, 9))
    await begin(work, date(2027, 3, 9), to=work.noah)
    work.clock.move_to(datetime(2027, 3, 9, 12, tzinfo=UTC))
    elsewhere = await Store.open(database_url, vault)
    await asyncio.gather(*(plan.tick(store, work.clock) for store in (work.store, elsewhere, work.store)))
    await elsewhere.close()
    assert [occasion for occasion, _, _ in await planned(work)] == ["2027-03-09", "2027-03-09"]


async def test_a_schedule_that_cannot_be_planned_does_not_stop_the_others(work: Office) -> None:
    await begin(work, date(2027, 3, 8), kind="of_another_version")
    await begin(work, date(2027, 3, 9))
    with structlog.testing.capture_logs() as logged:
        assert await tick_at(work, 2027, 3, 9, 12) == 2
        assert await tick_at(work, 2027, 3, 9, 12, 59) == 0
        assert await tick_at(work, 2027, 3, 9, 13) == 1
    assert await planned(work) == [("2027-03-09", "09 Mar 10:00", "planned")]
    assert [(line["event"], line["kind"]) for line in logged] == [
        ("schedule cannot be planned", "of_another_version")
    ] * 2


async def test_many_are_planned_in_several_transactions(work: Office) -> None:
    await begin(work, date(2027, 3, 8))
    await begin(work, date(2027, 3, 9), to=work.noah)
    now = datetime(2027, 3, 9, 20, tzinfo=UTC)
    counts = [await work.store.run(lambda tx: plan.plan(tx, now, most=1)) for _ in range(3)]
    assert counts == [1, 1, 0]
    # Longest due goes first.
    assert [occasion for occasion, _, _ in await planned(work)] == ["2027-03-08", "2027-03-09"]
    states = [row.state for row in await work.store.read(lambda tx: deliveries.recent(tx, work.ws))]
    assert states == [State.PLANNED] * 2


async def test_somebody_who_moves_is_asked_on_the_same_day_at_their_hour_there_and_once(work: Office) -> None:
    await begin(work, date(2027, 3, 9))
    assert await tick_at(work, 2027, 3, 9, 10) == 1

    async def now_in(zone: str) -> None:
        profile = Profile("UMENTEE", "Inês", zone, "en-GB")
        await work.store.run(lambda tx: people.remember(tx, work.ws, profile, at=work.clock.now()))

    await now_in("America/New_York")
    # There it is six in the morning, and what was asked today is not asked again at ten.
    assert await tick_at(work, 2027, 3, 9, 15) == 0
    # On the 16th she flies to Tokyo, where ten in the morning has passed: the question comes, though late.
    assert await tick_at(work, 2027, 3, 16, 13) == 0
    await now_in("Asia/Tokyo")
    assert await tick_at(work, 2027, 3, 16, 13) == 1
    assert await tick_at(work, 2027, 3, 23, 1) == 1
    assert [(occasion, due) for occasion, due, _state in await planned(work)] == [
        ("2027-03-09", "09 Mar 10:00"),
        ("2027-03-16", "16 Mar 01:00"),
        ("2027-03-23", "23 Mar 01:00"),
    ]


async def test_when_the_rules_of_clocks_have_changed_each_schedule_follows_on_its_date(work: Office) -> None:
    await begin(work, date(2027, 3, 9))
    await begin(work, date(2027, 3, 10), to=work.noah)
    (first, second) = await work.store.read(lambda tx: schedules.of_pair(tx, work.ws, work.pair))

    async def due() -> list[datetime | None]:
        found = await work.store.read(lambda tx: schedules.of_pair(tx, work.ws, work.pair))
        return [one.next_due_at for one in found]

    right = await due()
    wrong = [instant + timedelta(hours=by) for instant, by in zip(right, (-1, 200), strict=True) if instant]
    for one, instant in zip((first, second), wrong, strict=True):
        await work.store.run(
            partial(schedules.advance, workspace_id=work.ws, schedule_id=one.id, next_due_at=instant)
        )
    # An hour is a change of rules; more than a day is a schedule that waits for its next try.
    assert await upkeep.realign(work.store) == 1
    assert await due() == [right[0], wrong[1]]
