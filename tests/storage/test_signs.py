"""Signs of life are those that both of a pair see, in one programme of one workspace, and tell no more than when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.amendments import Amendment
from bot.domain.attention import Signs
from bot.domain.audience import Audience
from bot.domain.cadence import MONTHLY, QUARTERLY, WEEKLY, Cadence
from bot.domain.cadence import Schedule as Rule
from bot.domain.pairs import PairState
from bot.domain.rhythm import CHECK_IN
from bot.domain.sessions import SessionState
from storage import agreements, amendments, answers, goals, pairs, programmes, rows, schedules, signs
from storage.agreements import Text
from storage.goals import Said
from storage.schedules import Subject
from storage.store import Store, Transaction
from storage.tables import Session
from tests.storage.test_privacy import NOW, SECRET, Town, found

LATER = NOW + timedelta(days=20)
Does = Callable[[Transaction, Town], object]


def answered(tx: Transaction, town: Town, audience: Audience, person: int) -> None:
    answers.record(tx, town.asked(person, CHECK_IN), {"text": SECRET}, audience, at=LATER)


def taken_back(tx: Transaction, town: Town) -> None:
    answered(tx, town, Audience.PAIR, town.ines)
    answers.withdraw(tx, town.asked(town.ines, CHECK_IN), at=LATER)


def logged(tx: Transaction, town: Town) -> None:
    goal = goals.create(tx, town.ws, town.pair, town.ines, SECRET, at=NOW)
    goals.log(tx, goal, town.ws, town.ines, Said(60, SECRET, None), at=LATER)


def withdrew(tx: Transaction, town: Town) -> None:
    logged(tx, town)
    goal = goals.of_pair(tx, town.ws, town.pair, reader=town.ines)[0]
    goals.withdraw(tx, town.ws, goal.log[-1], at=LATER)


def proposed(tx: Transaction, town: Town) -> None:
    text = Text(clauses={}, snapshot={"en": SECRET}, words_version="1", hash="1")
    agreement = agreements.propose(tx, town.ws, town.pair, text, by=town.ines, at=NOW)
    change = Amendment(
        id=0,
        pair_id=town.pair,
        changes_id=agreement.id,
        clause="length",
        value={"minutes": 30},
        snapshot={"en": SECRET},
        words_version="1",
        hash="1",
        begins_on=LATER.date(),
        begins_at=LATER,
        proposed_by=town.noah,
        proposed_at=LATER,
    )
    amendments.propose(tx, town.ws, change)


def session(
    tx: Transaction, town: Town, state: SessionState, starts_at: datetime, at: datetime = NOW
) -> None:
    more = {
        "zone": "UTC",
        "minutes": 45,
        "told": {},
        "created_at": at,
        "state": state,
        "starts_at": starts_at,
    }
    rows.add(tx, Session, workspace_id=town.ws, pair_id=town.pair, proposed_by=town.noah, **more)


@pytest.mark.parametrize(
    ("does", "last_at"),
    [
        pytest.param(lambda _tx, _town: None, None, id="nothing"),
        pytest.param(lambda tx, town: answered(tx, town, Audience.PAIR, town.noah), LATER, id="an answer"),
        pytest.param(
            lambda tx, town: answered(tx, town, Audience.ONLY_ME, town.ines), None, id="a private answer"
        ),
        pytest.param(lambda tx, town: answered(tx, town, Audience.TOTALS, town.ines), None, id="a survey"),
        pytest.param(taken_back, None, id="an answer that was taken back"),
        pytest.param(logged, LATER, id="progress"),
        pytest.param(withdrew, None, id="progress that was taken back"),
        pytest.param(proposed, LATER, id="a change of the agreement that was proposed"),
        pytest.param(
            lambda tx, town: session(tx, town, SessionState.AGREED, LATER), LATER, id="a session agreed on"
        ),
        pytest.param(lambda tx, town: session(tx, town, SessionState.MET, LATER), LATER, id="a session held"),
        pytest.param(
            lambda tx, town: session(tx, town, SessionState.MISSED, LATER), NOW, id="a session missed"
        ),
        pytest.param(
            lambda tx, town: session(tx, town, SessionState.PROPOSED, LATER + timedelta(days=9), LATER),
            LATER,
            id="a session proposed",
        ),
    ],
)
async def test_what_both_see_is_a_sign_and_nothing_else(
    store: Store, does: Does, last_at: datetime | None
) -> None:
    def story(tx: Transaction) -> tuple[dict[int, Signs], dict[int, Signs], dict[int, Signs]]:
        here, elsewhere = found(tx, "T1"), found(tx, "T2")
        for town in (here, elsewhere):
            pairs.change(tx, town.ws, town.pair, state=PairState.ACTIVE)
        does(tx, here)
        rule = Rule(NOW.date(), Cadence(2, "week"), NOW.time(), "UTC")
        schedules.put(tx, Subject(here.ws, CHECK_IN, here.pair, here.ines), rule, LATER)
        both = [signs.of_programme(tx, one.ws, one.programme) for one in (here, elsewhere)]
        pairs.change(tx, here.ws, here.pair, state=PairState.ENDED)
        return both[0], both[1], signs.of_programme(tx, here.ws, here.programme)

    here, elsewhere, over = await store.run(story)
    assert list(here.values()) == [Signs(last_at, timedelta(days=14))]
    assert (list(elsewhere.values()), over) == ([Signs()], {})


async def test_only_pairs_of_the_programme_are_told_of_and_the_rhythm_is_that_of_their_check_ins(
    store: Store,
) -> None:
    def story(tx: Transaction) -> tuple[dict[int, Signs], dict[int, Signs]]:
        town = found(tx, "T1")
        pairs.change(tx, town.ws, town.pair, state=PairState.ACTIVE)
        answered(tx, town, Audience.PAIR, town.ines)
        for kind, cadence in (("reflection", WEEKLY), (CHECK_IN, MONTHLY), ("review", QUARTERLY)):
            rule = Rule(NOW.date(), cadence, NOW.time(), "UTC")
            schedules.put(tx, Subject(town.ws, kind, town.pair, town.ines), rule, LATER)
        year = (NOW.date(), NOW.date() + timedelta(days=365))
        other = programmes.create(tx, town.ws, "Autumn", *year, by=town.amara, at=NOW)
        every = [signs.of_programme(tx, town.ws, one) for one in (town.programme, other.id)]
        return every[0], every[1]

    here, other = await store.run(story)
    assert list(here.values()) == [Signs(LATER, timedelta(days=MONTHLY.mean_days))]
    assert other == {}
