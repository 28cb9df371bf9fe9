"""The guards: whether a message may leave now, and if not, until when or why never."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import render
from bot.domain.audience import Audience
from bot.domain.budget import Budget, budget_of
from bot.domain.deliveries import (
    AGREED,
    GUARDS,
    ONCE,
    WAITING,
    Circumstances,
    Delivery,
    DeliveryClass,
    Hold,
    Owed,
    Reason,
    Send,
    Skip,
    State,
    Verdict,
    judge,
    leaves_room_for,
    may_fold,
)
from bot.domain.manners import Manner, WhenHeld
from bot.domain.pairs import OPEN, Member, Pair, PairState
from bot.domain.people import Intensity, Person, Role
from bot.domain.rhythm import set_to
from bot.domain.status import Away, Quiet
from bot.prompts import PROMPTS, REMINDERS

REPLY, CONSEQUENCE, REMINDER, SCHEDULED = DeliveryClass
# A Tuesday morning in Lisbon.
NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NIGHT = datetime(2027, 3, 16, 22, tzinfo=UTC)
MORNING = datetime(2027, 3, 17, 9, tzinfo=UTC)
INES = Person(1, 1, "UINES", "Inês", "Europe/Lisbon", "en-GB", consented_at=NOW)
PAIR = Pair(1, 1, 1, PairState.ACTIVE, (Member(1, Role.MENTEE), Member(2, Role.MENTOR)), 3)


def row(class_: DeliveryClass, **more: Any) -> Delivery:
    return Delivery(7, 1, "key", "check_in", class_, 1, 1, "1", "2027-03-16", NOW, "0" * 32, **more)


def seen(class_: DeliveryClass = SCHEDULED, **more: Any) -> Circumstances:
    facts: dict[str, Any] = {
        "delivery": row(class_),
        "person": INES,
        "pair": PAIR,
        "installed": True,
        "stale": None,
        "now": NOW,
    }
    return Circumstances(**facts | more)


def paused(until: datetime | None) -> Pair:
    return replace(PAIR, paused_by=2, paused_at=NOW - DAY, paused_until=until)


# What stands in the way, and what each guard then says; in the order in which the guards are asked.
OUT = {"until": MORNING.isoformat(), "zone": "Europe/Lisbon"}
OBSTACLES: dict[str, tuple[dict[str, Any], Verdict]] = {
    "installed": ({"installed": False}, Hold(NOW + 10 * MINUTE, Reason("not-installed"))),
    "active": ({"person": replace(INES, deactivated_at=NOW)}, Skip(Reason("deactivated"))),
    "consent": ({"person": replace(INES, consented_at=None)}, Skip(Reason("no-consent"))),
    "pair": ({"pair": paused(None)}, Skip(Reason("paused", audience=Audience.PAIR))),
    "relevant": ({"stale": Reason("answered")}, Skip(Reason("answered"))),
    "wish": (
        {"person": replace(INES, intensity=Intensity.FEWER), "manner": Manner(Intensity.USUAL)},
        Skip(Reason("fewer-only")),
    ),
    "snooze": (
        {"person": replace(INES, snoozed_until=NIGHT + DAY)},
        Hold(NIGHT + DAY, Reason("snoozed", {"until": (NIGHT + DAY).isoformat()})),
    ),
    "contact": (
        {"contact_from": NOW + DAY},
        Hold(NOW + DAY, Reason("contact", {"until": (NOW + DAY).isoformat()}, Audience.PAIR)),
    ),
    "hours": ({"now": NIGHT}, Hold(MORNING, Reason("outside-hours", OUT))),
    "quiet": (
        {"person": replace(INES, quiet=Quiet(NOW - HOUR, NIGHT, NOW))},
        Hold(NIGHT, Reason("do-not-disturb", {"until": NIGHT.isoformat()})),
    ),
    "away": (
        {"person": replace(INES, away=Away(NOW - DAY))},
        Hold(MORNING, Reason("status-away", {"until": MORNING.isoformat()})),
    ),
    "budget": ({"sent_lately": (NOW,)}, Hold(MORNING, Reason("budget", {"until": MORNING.isoformat()}))),
}


def test_the_guards_of_each_class_are_asked_in_one_order() -> None:
    order = list(OBSTACLES)
    assert [sorted(names, key=order.index) for names in GUARDS.values()] == [
        list(one) for one in GUARDS.values()
    ]


@pytest.mark.parametrize("class_", DeliveryClass)
def test_where_nothing_stands_in_the_way_a_message_leaves(class_: DeliveryClass) -> None:
    assert judge(seen(class_)) == Send()


@pytest.mark.parametrize(("class_", "obstacle"), list(product(DeliveryClass, OBSTACLES)))
def test_an_obstacle_stops_the_classes_that_look_out_for_it(class_: DeliveryClass, obstacle: str) -> None:
    facts, verdict = OBSTACLES[obstacle]
    assert judge(seen(class_, **facts)) == (verdict if obstacle in GUARDS[class_] else Send())


def test_the_answer_to_ones_own_act_needs_no_more_than_an_account() -> None:
    assert GUARDS[REPLY] == ("installed", "active")


@given(st.sampled_from(DeliveryClass), st.sets(st.sampled_from(list(OBSTACLES)), min_size=1))
def test_of_several_obstacles_the_first_is_named(class_: DeliveryClass, there: set[str]) -> None:
    facts: dict[str, Any] = {}
    person = INES
    for name in there:
        more = dict(OBSTACLES[name][0])
        changed = more.pop("person", None)
        if changed is not None:
            fields = ("deactivated_at", "consented_at", "snoozed_until", "intensity", "quiet", "away")
            own = {
                one: getattr(changed, one) for one in fields if getattr(changed, one) != getattr(INES, one)
            }
            person = replace(person, **own)
        facts |= more
    first = next((name for name in OBSTACLES if name in there and name in GUARDS[class_]), None)
    expected = OBSTACLES[first][1] if first else Send()
    if first == "installed":
        # The one that says nothing of a calendar: it looks again in a while.
        expected = Hold(facts.get("now", NOW) + 10 * MINUTE, Reason("not-installed"))
    assert judge(seen(class_, person=person, **facts)) == expected


def test_an_invitation_comes_before_consent_since_it_asks_for_it() -> None:
    stranger = replace(INES, consented_at=None)
    assert judge(seen(CONSEQUENCE, person=stranger, before_consent=True)) == Send()
    assert judge(seen(CONSEQUENCE, person=stranger)) == Skip(Reason("no-consent"))


def test_a_message_about_no_pair_asks_neither_for_consent_nor_for_a_pair() -> None:
    assert judge(seen(REMINDER, person=replace(INES, consented_at=None), pair=None)) == Send()


@pytest.mark.parametrize("state", PairState)
def test_prompts_end_with_the_pair(state: PairState) -> None:
    over = Skip(Reason("pair-over", audience=Audience.PAIR))
    assert judge(seen(pair=replace(PAIR, state=state))) == (Send() if state in OPEN else over)


@pytest.mark.parametrize("state", PairState)
def test_what_looks_back_comes_to_a_pair_that_is_over(state: PairState) -> None:
    survey = replace(row(SCHEDULED), kind="closing_survey")
    assert judge(seen(pair=replace(PAIR, state=state), delivery=survey)) == Send()


def test_a_pause_with_an_end_holds_and_one_without_skips() -> None:
    until = NOW + 3 * DAY
    held = Hold(until, Reason("paused-until", {"until": until.isoformat()}, Audience.PAIR))
    assert [judge(seen(pair=paused(end))) for end in (until, None, NOW)] == [
        held,
        Skip(Reason("paused", audience=Audience.PAIR)),
        Send(),
    ]


def test_a_snooze_that_has_ended_holds_nothing() -> None:
    assert [judge(seen(person=replace(INES, snoozed_until=NOW - one))) for one in (HOUR, timedelta())] == [
        Send()
    ] * 2


def test_who_never_works_is_not_waited_for() -> None:
    away = replace(INES, leave=((NOW.date(), NOW.date() + 900 * DAY),))
    assert judge(seen(person=away)) == Skip(Reason("never-open"))


TUESDAY, WEDNESDAY = NOW.date(), NOW.date() + DAY


@dataclass(frozen=True)
class Holidays:
    """The holidays of nowhere, by date."""

    days: tuple[date, ...]
    country: str = "QQ"
    region: str = ""

    def __contains__(self, day: object) -> bool:
        return day in self.days

    def next_after(self, day: date, language: str = "") -> tuple[date, str] | None:
        return min(((one, "A day") for one in self.days if one > day), default=None)


@pytest.mark.parametrize(
    ("leave", "holidays", "now", "reason", "opens"),
    [
        pytest.param((), (TUESDAY,), NOW, "holiday", MORNING, id="on a holiday"),
        pytest.param((), (WEDNESDAY,), NIGHT, "holiday", MORNING + DAY, id="the night before one"),
        pytest.param((), (WEDNESDAY,), NOW - 6 * HOUR, "outside-hours", NOW - HOUR, id="before another day"),
        pytest.param(((TUESDAY, WEDNESDAY),), (), NOW, "away", MORNING + DAY, id="away"),
        pytest.param(
            ((TUESDAY, WEDNESDAY),), (WEDNESDAY,), NOW, "away", MORNING + DAY, id="a holiday while away"
        ),
        pytest.param(
            ((TUESDAY, TUESDAY),),
            (WEDNESDAY,),
            NOW,
            "holiday",
            MORNING + DAY,
            id="a holiday after being away",
        ),
    ],
)
def test_a_day_off_holds_with_its_own_reason(
    leave: tuple[tuple[date, date], ...],
    holidays: tuple[date, ...],
    now: datetime,
    reason: str,
    opens: datetime,
) -> None:
    person = replace(INES, leave=leave, holidays=Holidays(holidays))
    facts = {"until": opens.isoformat(), "zone": "Europe/Lisbon"}
    verdicts = {class_: judge(seen(class_, person=person, now=now)) for class_ in DeliveryClass}
    held = Hold(opens, Reason(reason, facts))
    assert verdicts == {REPLY: Send(), CONSEQUENCE: held, REMINDER: held, SCHEDULED: held}


def test_hours_are_those_of_the_person() -> None:
    early = replace(INES, zone="America/New_York", work_starts=time(8))
    opens = datetime(2027, 3, 16, 12, tzinfo=UTC)
    assert judge(seen(person=early)) == Hold(
        opens, Reason("outside-hours", {"until": opens.isoformat(), "zone": "America/New_York"})
    )


@pytest.mark.parametrize("class_", DeliveryClass)
def test_a_message_whose_window_has_closed_never_leaves(class_: DeliveryClass) -> None:
    late = Skip(Reason("too-late", {"until": NOW.isoformat()}))
    assert judge(seen(class_, delivery=row(class_, expires_at=NOW))) == late
    assert judge(seen(class_, delivery=row(class_, expires_at=NOW + HOUR))) == Send()


@pytest.mark.parametrize(
    ("ends", "held"), [(MORNING + HOUR, True), (MORNING, False), (MORNING - HOUR, False)]
)
def test_a_hold_beyond_the_window_is_a_skip_for_the_same_reason(ends: datetime, held: bool) -> None:
    reason = Reason("outside-hours", OUT)
    verdict = judge(seen(now=NIGHT, delivery=row(SCHEDULED, expires_at=ends)))
    assert verdict == (Hold(MORNING, reason) if held else Skip(reason))


@given(st.sampled_from(DeliveryClass), st.integers(0, 365 * 24 * 60), st.booleans())
def test_whoever_is_told_to_wait_can_go_when_the_wait_is_over(
    class_: DeliveryClass, minutes: int, snoozed: bool
) -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    person = replace(INES, snoozed_until=now + 5 * HOUR if snoozed else None)
    for _turn in range(3):
        verdict = judge(seen(class_, person=person, now=now))
        if isinstance(verdict, Send):
            return
        assert isinstance(verdict, Hold)
        assert verdict.until > now
        now = verdict.until
    raise AssertionError("it is held for ever")


def nudge(*days_ago: int, intensity: Intensity = Intensity.USUAL, kind: str = "goal_nudge") -> Verdict:
    """Judge a nudge after messages that were sent so many days ago."""
    return judge(
        seen(
            delivery=replace(row(SCHEDULED), kind=kind),
            person=(person := replace(INES, intensity=intensity, prompt_at=time(10))),
            budget=budget_of(person),
            sent_lately=tuple(NOW - DAY * ago for ago in days_ago),
        )
    )


def no_room_before(day: datetime) -> Hold:
    return Hold(day, Reason("budget", {"until": day.isoformat()}))


# Thursday, Friday and Monday, at the hour that she chose; the one after is the first weekday with room.
THURSDAY, FRIDAY, MONDAY = NOW + 2 * DAY, NOW + 3 * DAY, NOW + 6 * DAY


@pytest.mark.parametrize(
    ("days_ago", "intensity", "verdict"),
    [
        pytest.param((), Intensity.USUAL, Send(), id="the first"),
        pytest.param((4,), Intensity.USUAL, Send(), id="the second in a week"),
        pytest.param(
            (5, 4), Intensity.USUAL, no_room_before(THURSDAY), id="the third waits for the first to age"
        ),
        pytest.param((7, 4), Intensity.USUAL, Send(), id="a week ago does not count"),
        pytest.param((4,), Intensity.FEWER, no_room_before(FRIDAY), id="one a week for who wants fewer"),
        pytest.param((1,), Intensity.FEWER, no_room_before(MONDAY), id="when she works next"),
        pytest.param((0,), Intensity.USUAL, no_room_before(NOW + DAY), id="one a day"),
    ],
)
def test_there_is_only_so_much_that_anybody_is_sent_unasked(
    days_ago: tuple[int, ...], intensity: Intensity, verdict: Verdict
) -> None:
    assert nudge(*days_ago, intensity=intensity) == verdict


@pytest.mark.parametrize("intensity", Intensity)
def test_the_rhythm_that_two_people_agreed_on_is_kept_however_little_else_may_come(
    intensity: Intensity,
) -> None:
    assert nudge(6, 5, 3, 1, intensity=intensity, kind="check_in") == Send()
    assert nudge(0, intensity=intensity, kind="check_in") == no_room_before(NOW + DAY)


# Each kind says for itself under which wishes it comes; whoever adds one decides that here.
COMES_WITH = {
    Intensity.USUAL: {"confidence", "feedback", "goal_nudge", "learning", "reflection", "setback"},
    Intensity.FEWER: {
        "agreement_nudge",
        "closing",
        "closing_survey",
        "have_you_met",
        "midpoint",
        "pulse",
        "questions",
    },
    Intensity.ESSENTIAL: {
        "check_in",
        "confidentiality_concern",
        "confidentiality_question",
        "follow_up",
        "mentor_check_in",
        "private_word",
        "review",
        "review_half_way",
        "session_pulse",
        "session_soon",
        "session_tomorrow",
        "tech_check",
    },
}


def test_every_kind_declares_for_whom_it_is_and_what_it_does_when_held() -> None:
    found: dict[Intensity, set[str]] = {level: set() for level in Intensity}
    for kind in (*PROMPTS, *REMINDERS):
        found[render.manner(kind).least].add(kind)
    assert found == COMES_WITH
    held = {how: {kind for kind in PROMPTS if render.manner(kind).when_held is how} for how in WhenHeld}
    assert held[WhenHeld.DROP] == {"goal_nudge"}
    comes_again = {"feedback", "learning", "pulse", "reflection", "setback"}
    # Whether they have met is a strange question beside how their session went.
    assert held[WhenHeld.FOLD] == {"confidence", *(ONCE - {"have_you_met"}), *comes_again}


@given(st.sampled_from(sorted(PROMPTS)))
def test_who_wants_less_never_gets_what_who_wants_more_does_not(kind: str) -> None:
    manner = render.manner(kind)
    comes = [
        judge(seen(person=replace(INES, intensity=level), manner=manner)) == Send() for level in Intensity
    ]
    assert comes == sorted(comes, reverse=True)
    assert comes[0]


def test_a_message_whose_moment_was_the_point_is_not_held_for_another_day() -> None:
    nudges = Manner(when_held=WhenHeld.DROP)
    early = NOW.replace(hour=7)
    same_day = Hold(
        NOW.replace(hour=9), Reason("outside-hours", {**OUT, "until": NOW.replace(hour=9).isoformat()})
    )
    assert judge(seen(now=early, manner=nudges)) == same_day
    assert judge(seen(now=NIGHT, manner=nudges)) == Skip(Reason("outside-hours", OUT))


@pytest.mark.parametrize(
    ("numbers", "own", "intensity", "budget"),
    [
        pytest.param({}, (None, None), Intensity.USUAL, Budget(1, 2), id="the usual"),
        pytest.param({"week_budget": 4}, (None, None), Intensity.USUAL, Budget(1, 4), id="the programme's"),
        pytest.param({"week_budget": 4}, (2, 1), Intensity.USUAL, Budget(2, 1), id="one's own goes before"),
        pytest.param({"day_budget": 2}, (None, 3), Intensity.USUAL, Budget(2, 3), id="each number by itself"),
        pytest.param(
            {"week_budget": 4}, (None, None), Intensity.FEWER, Budget(1, 1), id="fewer is one a week"
        ),
        pytest.param({}, (None, 3), Intensity.FEWER, Budget(1, 3), id="unless a number was set"),
    ],
)
def test_a_budget_is_the_programmes_until_somebody_sets_their_own(
    numbers: dict[str, int], own: tuple[int | None, int | None], intensity: Intensity, budget: Budget
) -> None:
    person = replace(INES, most_a_day=own[0], most_a_week=own[1], intensity=intensity)
    assert budget_of(person, set_to(numbers)) == budget


def test_a_budget_cannot_be_switched_off() -> None:
    assert set_to({"day_budget": 0, "week_budget": 0, "reflection": 0}) == set_to({"reflection": 0})


def test_with_a_larger_budget_a_second_message_comes_on_the_same_day() -> None:
    lately: dict[str, Any] = {"sent_lately": (NOW - HOUR,), "delivery": replace(row(SCHEDULED), kind="pulse")}
    assert judge(seen(**lately, budget=Budget(2, 3))) == Send()
    assert isinstance(judge(seen(**lately)), Hold)


def test_the_most_personal_class_goes_first() -> None:
    assert sorted([SCHEDULED, REMINDER, CONSEQUENCE, REPLY], key=lambda one: one.urgency) == [
        REPLY,
        CONSEQUENCE,
        REMINDER,
        SCHEDULED,
    ]


def test_a_key_says_what_about_whom_and_when_and_nothing_else() -> None:
    owed = Owed("check_in", SCHEDULED, 7, "42", "2025-03-17", NOW, pair_id=42, facts={"note": "a secret"})
    assert owed.key == "check_in:42:2025-03-17:7"


def test_what_waits_is_planned_or_held() -> None:
    assert set(WAITING) == {State.PLANNED, State.HELD}


@pytest.mark.parametrize(
    ("how", "verdict"),
    [
        pytest.param(
            WhenHeld.FOLD, no_room_before(THURSDAY), id="until its window ends another may take it along"
        ),
        pytest.param(WhenHeld.LATE, Skip(no_room_before(FRIDAY).reason), id="alone it would come too late"),
    ],
)
def test_what_finds_no_room_in_its_window_waits_only_where_it_may_come_within_another(
    how: WhenHeld, verdict: Verdict
) -> None:
    waits = replace(row(SCHEDULED, expires_at=THURSDAY), kind="closing")
    person, lately = replace(INES, prompt_at=time(10)), (NOW - 4 * DAY, NOW - 3 * DAY)
    found = seen(delivery=waits, person=person, sent_lately=lately, manner=Manner(when_held=how))
    assert judge(found) == verdict
    # When it has waited in vain, the ledger still says that there was no room.
    assert isinstance(verdict, Hold | Skip)
    over = replace(waits, state=State.HELD, reason=verdict.reason)
    assert judge(replace(found, delivery=over, now=THURSDAY)) == Skip(no_room_before(THURSDAY).reason)


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_only_what_nothing_but_the_budget_holds_may_come_within_another_message(obstacle: str) -> None:
    facts, _ = OBSTACLES[obstacle]
    manner = Manner(facts.get("manner", Manner()).least, WhenHeld.FOLD)
    found = seen(**{**facts, "manner": manner, "delivery": row(SCHEDULED, state=State.HELD)})
    assert may_fold(found) is (obstacle == "budget" or obstacle not in GUARDS[SCHEDULED])


@pytest.mark.parametrize(
    ("how", "state", "due_at", "may"),
    [
        (WhenHeld.FOLD, State.HELD, NOW + DAY, True),
        (WhenHeld.FOLD, State.PLANNED, NOW, True),
        (WhenHeld.FOLD, State.PLANNED, NOW + DAY, False),
        (WhenHeld.FOLD, State.SENDING, NOW, False),
        (WhenHeld.LATE, State.HELD, NOW + DAY, False),
        (WhenHeld.DROP, State.HELD, NOW + DAY, False),
    ],
)
def test_what_comes_within_another_message_is_held_or_due_and_its_kind_says_that_it_may(
    how: WhenHeld, state: State, due_at: datetime, may: bool
) -> None:
    waits = replace(row(SCHEDULED, state=state), due_at=due_at)
    assert may_fold(seen(delivery=waits, manner=Manner(when_held=how))) is may


def test_what_comes_again_leaves_room_for_what_comes_once_and_both_for_what_was_agreed() -> None:
    assert leaves_room_for("check_in") == frozenset()
    assert leaves_room_for("midpoint") == AGREED
    assert leaves_room_for("reflection") == AGREED | ONCE
