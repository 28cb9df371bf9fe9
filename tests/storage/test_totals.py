"""Totals count in one programme of one workspace, once, and hand words to its coordinators alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.measures import Measure, Scale
from bot.domain.people import Profile, Role
from bot.domain.totals import GATHERS, Figure, Wave
from bot.errors import NotCoordinator
from storage import answers, pairs, people, programmes, totals
from storage.answers import Asked
from storage.store import Store, Transaction
from tests.storage.test_privacy import NOW, Town, found

SURVEY = "closing_survey"
AGAIN = Measure(SURVEY, "again", "closing-survey-again", Scale.OPTIONS, ("yes", "no"))
CLOSES = NOW + GATHERS


def answer(tx: Transaction, town: Town, person: int, pair: int, **value: str) -> None:
    asked = Asked(town.ws, person, pair, SURVEY, "2027-06-26")
    answers.record(tx, asked, value, Audience.TOTALS, at=NOW)


def others(tx: Transaction, town: Town, number: int) -> list[int]:
    """Let so many more mentees of Noah answer."""
    made = []
    for one in range(number):
        profile = Profile(f"U{one}", f"Person {one}", "Europe/Lisbon", "en")
        person = people.remember(tx, town.ws, profile, at=NOW).id
        roles = {Role.MENTEE: person, Role.MENTOR: town.noah}
        pair = pairs.create(tx, town.ws, town.programme, roles, by=town.amara, at=NOW).id
        answer(tx, town, person, pair, again="yes", note=f"Word {one}", open="yes" if one == 1 else "no")
        made.append(person)
    return made


def close(tx: Transaction, town: Town) -> bool:
    return totals.close(tx, town.ws, town.programme, SURVEY, [AGAIN], at=CLOSES)


def waves(tx: Transaction, town: Town) -> list[Wave]:
    return totals.waves(tx, town.ws, town.programme, SURVEY)


async def test_five_people_are_counted_once_and_in_their_own_workspace(store: Store) -> None:
    def story(tx: Transaction) -> tuple[list[bool], list[Wave], list[Wave]]:
        here, elsewhere = found(tx, "T1"), found(tx, "T2")
        others(tx, elsewhere, 1)
        others(tx, here, 4)
        tried = [close(tx, here)]
        answer(tx, here, here.ines, here.pair, again="no")
        tried += [close(tx, here), close(tx, here), close(tx, elsewhere)]
        return tried, waves(tx, here), waves(tx, elsewhere)

    tried, here, elsewhere = await store.run(story)
    assert tried == [False, True, False, False]
    assert here == [Wave(SURVEY, 1, 5, {"again": Figure(5, "yes")}, CLOSES)]
    assert elsewhere == []


async def test_whoever_coordinates_is_not_counted_and_shows_no_words(store: Store) -> None:
    def story(tx: Transaction) -> tuple[bool, bool]:
        town = found(tx, "T1")
        *_, lead = others(tx, town, 5)
        programmes.enrol(tx, town.ws, town.programme, lead, Role.COORDINATOR, at=NOW)
        before = close(tx, town)
        answer(tx, town, town.ines, town.pair, again="yes")
        return before, close(tx, town)

    assert await store.run(story) == (False, True)


async def test_words_are_handed_to_coordinators_by_consent_and_to_nobody_else(store: Store) -> None:
    def begin(tx: Transaction) -> tuple[Town, Wave]:
        town = found(tx, "T1")
        others(tx, town, 5)
        close(tx, town)
        # Whoever answers after a wave has closed is no part of it.
        late = Asked(town.ws, town.ines, town.pair, SURVEY, "2027-06-26")
        said = {"note": "Too late", "open": "yes"}
        answers.record(tx, late, said, Audience.TOTALS, at=CLOSES + timedelta(seconds=1))
        return town, waves(tx, town)[0]

    town, wave = await store.run(begin)
    about = (town.ws, town.programme, wave, "open", "yes")
    read = await store.read(lambda tx: totals.consented(tx, *about, reader=town.amara))
    assert [one.value["note"] for one in read] == ["Word 1"]
    for reader in (town.ines, town.noah):
        with pytest.raises(NotCoordinator):
            await store.read(lambda tx, one=reader: totals.consented(tx, *about, reader=one))  # type: ignore[misc]
