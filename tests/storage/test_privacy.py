"""Nobody sees what is not theirs: not the partner too early, not the coordinator, and not another workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.agreement import Position
from bot.domain.audience import Audience
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.people import Profile, Role
from bot.domain.situation import PairView
from bot.errors import NotYours
from storage import (
    agreements,
    answers,
    deliveries,
    drafts,
    goals,
    pairs,
    people,
    programmes,
    questions,
    rows,
    sending,
    situations,
    workspaces,
)
from storage.agreements import Text
from storage.answers import Asked
from storage.errors import SealBroken
from storage.goals import Said
from storage.store import Store, Transaction
from storage.tables import Goal
from storage.vault import Vault

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
SECRET = "the fox sleeps under the old bridge"
ONBOARDING, CLAUSE, CHECK_IN, FEEDBACK = "onboarding.wants", "agreement.goals", "check_in", "feedback"


@dataclass(frozen=True)
class Town:
    """A workspace with one pair in it; everybody has the same Slack ids as in any other."""

    ws: int
    ines: int
    noah: int
    amara: int
    programme: int
    pair: int

    def asked(self, person: int, question: str, occasion: str = "1") -> Asked:
        return Asked(self.ws, person, self.pair, question, occasion)


def found(tx: Transaction, team: str) -> Town:
    """Make a workspace in which Inês and Noah know each other and have not answered the clauses."""
    ws = workspaces.remember(tx, team, team, "UBOT", locale="en", at=NOW).id
    ids = [
        people.remember(tx, ws, Profile(slack_id, slack_id.title(), "Europe/Lisbon", "en"), at=NOW).id
        for slack_id in ("UINES", "UNOAH", "UAMARA")
    ]
    ines, noah, amara = ids
    programme = programmes.create(tx, ws, "Spring", date(2027, 1, 1), date(2027, 6, 30), by=amara, at=NOW).id
    pair = pairs.create(tx, ws, programme, {Role.MENTEE: ines, Role.MENTOR: noah}, by=amara, at=NOW).id
    for person in (ines, noah):
        pairs.change_member(tx, ws, pair, person, accepted_at=NOW, onboarded_at=NOW)
    return Town(ws, ines, noah, amara, programme, pair)


def answer(
    tx: Transaction, town: Town, person: int, question: str, audience: Audience = Audience.PAIR
) -> None:
    answers.record(tx, town.asked(person, question), {"text": f"{SECRET} {person}"}, audience, at=NOW)


def fill(tx: Transaction, town: Town) -> int:
    """Let Inês write wherever she can, and return the id of the agreement that is proposed."""
    for question in (ONBOARDING, CLAUSE, CHECK_IN):
        answer(tx, town, town.ines, question)
    answers.record(
        tx, town.asked(town.ines, CHECK_IN), {"text": f"{SECRET}, said anew"}, Audience.PAIR, at=NOW
    )
    goal = goals.create(tx, town.ws, town.pair, town.ines, SECRET, at=NOW)
    goals.log(tx, goal, town.ws, town.ines, Said(60, SECRET, "view:V1"), at=NOW)
    position = Position("goals", town.ines, {"text": SECRET}, 1)
    agreements.take_position(tx, town.ws, town.pair, position, at=NOW)
    drafts.keep(tx, town.ws, town.ines, SECRET, "1.1", at=NOW)
    text = Text({"goals": {"texts": {"mentee": SECRET}}}, {"en": SECRET}, "w1", "f" * 64)
    return agreements.propose(tx, town.ws, town.pair, text, by=town.ines, at=NOW).id


def seen_by(tx: Transaction, town: Town, reader: int) -> PairView:
    return situations.view(tx, town.ws, town.pair, reader=reader)


def questions_seen(view: PairView, writer: int) -> set[str]:
    return {one.question for one in view.answers if one.person_id == writer}


async def test_clauses_stay_covered_until_both_have_answered_them(store: Store) -> None:
    def story(tx: Transaction) -> list[set[str]]:
        town = found(tx, "T1")
        answer(tx, town, town.ines, ONBOARDING)
        answer(tx, town, town.ines, CLAUSE)
        seen = [questions_seen(seen_by(tx, town, town.noah), town.ines)]
        pairs.change_member(tx, town.ws, town.pair, town.ines, clauses_answered_at=NOW)
        seen.append(questions_seen(seen_by(tx, town, town.noah), town.ines))
        answer(tx, town, town.noah, CLAUSE)
        seen.append(questions_seen(seen_by(tx, town, town.ines), town.noah))
        pairs.change_member(tx, town.ws, town.pair, town.noah, clauses_answered_at=NOW)
        seen.append(questions_seen(seen_by(tx, town, town.noah), town.ines))
        seen.append(questions_seen(seen_by(tx, town, town.ines), town.noah))
        return seen

    assert await store.run(story) == [{ONBOARDING}, {ONBOARDING}, set(), {ONBOARDING, CLAUSE}, {CLAUSE}]


async def test_what_somebody_wrote_for_themselves_is_no_part_of_what_the_partner_sees(store: Store) -> None:
    def story(tx: Transaction) -> list[set[str]]:
        town = found(tx, "T1")
        private = {audience: f"{FEEDBACK}.{audience}" for audience in Audience}
        for audience, question in private.items():
            answer(tx, town, town.ines, question, audience)
        return [
            questions_seen(seen_by(tx, town, reader), town.ines)
            for reader in (town.ines, town.noah, town.amara)
        ]

    everything = {f"{FEEDBACK}.{audience}" for audience in Audience}
    # What was sent to the coordinators they read, and nothing else.
    assert await store.run(story) == [everything, {f"{FEEDBACK}.pair"}, {f"{FEEDBACK}.coordinator"}]


async def test_a_coordinator_sees_stages_and_not_one_word(store: Store) -> None:
    def story(tx: Transaction) -> tuple[PairView, PairView]:
        town = found(tx, "T1")
        fill(tx, town)
        expected = PairView(
            pair=pairs.get(tx, town.ws, town.pair),
            programme=programmes.get(tx, town.ws, town.programme),
            people=people.several(tx, town.ws, {town.ines, town.noah, town.amara}),
        )
        return seen_by(tx, town, town.amara), expected

    seen, expected = await store.run(story)
    assert seen == expected


QUERIES: dict[str, Callable[[Transaction, Town, int, int], object]] = {
    "agreement": lambda tx, town, agreement, reader: agreements.get(tx, town.ws, agreement, reader=reader),
    "versions": lambda tx, town, _agreement, reader: agreements.versions(
        tx, town.ws, town.pair, reader=reader
    ),
    "positions": lambda tx, town, _agreement, reader: agreements.positions(
        tx, town.ws, town.pair, reader=reader
    ),
    "goals": lambda tx, town, _agreement, reader: goals.of_pair(tx, town.ws, town.pair, reader=reader),
}


@pytest.mark.parametrize("query", QUERIES)
async def test_a_query_that_returns_text_refuses_whoever_is_not_of_the_pair(store: Store, query: str) -> None:
    def story(tx: Transaction) -> bool:
        town = found(tx, "T1")
        agreement = fill(tx, town)
        with pytest.raises(NotYours):
            QUERIES[query](tx, town, agreement, town.amara)
        return bool(QUERIES[query](tx, town, agreement, town.noah))

    assert await store.run(story)


async def test_a_draft_is_its_writers_alone(store: Store) -> None:
    def story(tx: Transaction) -> list[Any]:
        town = found(tx, "T1")
        draft = drafts.keep(tx, town.ws, town.ines, SECRET, "1.1", at=NOW)
        return [drafts.take(tx, town.ws, reader, draft) for reader in (town.ines, town.noah, town.amara)]

    assert await store.run(story) == [(SECRET, "1.1"), None, None]


async def test_an_answer_typed_in_a_message_is_found_by_its_writer_alone(store: Store) -> None:
    def story(tx: Transaction) -> list[bool]:
        town = found(tx, "T1")
        said = town.asked(town.ines, CHECK_IN)
        answers.record(tx, said, {"text": SECRET}, Audience.PAIR, at=NOW, source_ts="1.1")
        return [
            answers.from_message(tx, town.ws, reader, "1.1") is not None
            for reader in (town.ines, town.noah, town.amara)
        ]

    assert await store.run(story) == [True, False, False]


async def test_one_slack_id_in_two_workspaces_is_two_people(store: Store) -> None:
    def story(tx: Transaction) -> list[Any]:
        here, there = found(tx, "T1"), found(tx, "T2")
        people.change(tx, here.ws, here.ines, zone="Asia/Tokyo")
        both = [people.by_slack_id(tx, town.ws, "UINES") for town in (here, there)]
        return [(one.id, one.zone) if one else None for one in both] + [here.ines, there.ines]

    first, second, here, there = await store.run(story)
    assert (first, second) == ((here, "Asia/Tokyo"), (there, "Europe/Lisbon"))
    assert here != there


def owe(tx: Transaction, town: Town) -> int:
    """Owe Inês a message that Slack knows by the same channel and timestamp in every workspace."""
    owed = Owed("check_in", DeliveryClass.SCHEDULED, town.ines, "1", "2027-03-16", NOW, pair_id=town.pair)
    row = deliveries.owe(tx, town.ws, owed, at=NOW)
    assert row is not None
    delivery = deliveries.get(tx, town.ws, row)
    fence = sending.claim(tx, delivery, NOW, NOW - NOW)
    assert fence is not None
    sending.mark_sent(tx, delivery, fence, "D1", "1.1", at=NOW)
    questions.ask(tx, town.asked(town.ines, CHECK_IN), row, at=NOW)
    return row


async def test_the_same_key_message_and_question_in_two_workspaces_are_kept_apart(store: Store) -> None:
    def story(tx: Transaction) -> list[Any]:
        found_: list[Any] = []
        towns = (found(tx, "T1"), found(tx, "T2"))
        sent = [owe(tx, town) for town in towns]
        for town, row in zip(towns, sent, strict=True):
            known = deliveries.by_message(tx, town.ws, "D1", "1.1")
            waiting = [one.delivery_id for one in questions.waiting(tx, town.ws, town.ines)]
            found_.append((known is not None and known.id == row, waiting == [row]))
            found_.append(deliveries.counts(tx, town.ws))
        return found_

    assert await store.run(story) == [(True, True), {"sent": 1}, (True, True), {"sent": 1}]


NEIGHBOURS: dict[str, Callable[[Transaction, int, Town, int], object]] = {
    "a person": lambda tx, ws, there, _row: people.get(tx, ws, there.ines),
    "a programme": lambda tx, ws, there, _row: programmes.get(tx, ws, there.programme),
    "a pair": lambda tx, ws, there, _row: pairs.get(tx, ws, there.pair),
    "a situation": lambda tx, ws, there, _row: situations.view(tx, ws, there.pair, reader=there.ines),
    "a row of the ledger": lambda tx, ws, _there, row: deliveries.get(tx, ws, row),
}


@pytest.mark.parametrize("what", NEIGHBOURS)
async def test_what_is_of_another_workspace_is_not_there(store: Store, what: str) -> None:
    def story(tx: Transaction) -> object:
        here, there = found(tx, "T1"), found(tx, "T2")
        row = owe(tx, there)
        with pytest.raises(LookupError):
            NEIGHBOURS[what](tx, here.ws, there, row)
        return NEIGHBOURS[what](tx, there.ws, there, row)

    assert await store.run(story)


async def test_lists_hold_nothing_of_another_workspace(store: Store) -> None:
    def story(tx: Transaction) -> list[Any]:
        here, there = found(tx, "T1"), found(tx, "T2")
        fill(tx, there)
        row = owe(tx, there)
        return [
            people.several(tx, here.ws, {there.ines}),
            pairs.of_person(tx, here.ws, there.ines),
            pairs.of_programme(tx, here.ws, there.programme),
            [one.id for one in programmes.everyone(tx, here.ws)] == [here.programme],
            programmes.coordinated_by(tx, here.ws, there.amara),
            answers.of_pair(tx, here.ws, there.pair, lambda *_any: True),
            questions.waiting(tx, here.ws, there.ines),
            questions.by_delivery(tx, here.ws, row),
            deliveries.recent(tx, here.ws),
            deliveries.by_message(tx, here.ws, "D1", "1.1"),
        ]

    assert await store.run(story) == [{}, [], [], True, [], (), [], None, [], None]


async def test_the_database_refuses_a_row_that_would_reach_into_another_workspace(store: Store) -> None:
    def story(tx: Transaction) -> None:
        here, there = found(tx, "T1"), found(tx, "T2")
        title = tx.vault.seal(here.ws, "goals.title", SECRET)
        rows.add(
            tx, Goal, workspace_id=here.ws, pair_id=there.pair, person_id=here.ines, number=1, title=title,
            created_at=NOW,
        )  # fmt: skip

    with pytest.raises(IntegrityError):
        await store.run(story)


def test_a_text_opens_in_its_own_workspace_and_field_alone(vault: Vault) -> None:
    sealed = vault.seal(1, "goals.title", SECRET)
    for workspace, field in ((2, "goals.title"), (1, "answers.value")):
        with pytest.raises(SealBroken):
            vault.open(workspace, field, sealed)
    assert vault.open(1, "goals.title", sealed) == SECRET


async def test_not_a_word_that_somebody_wrote_stands_in_the_file(
    sqlite_url: str, vault: Vault, tmp_path: Path
) -> None:
    opened = await Store.open(sqlite_url, vault)

    def story(tx: Transaction) -> str:
        town = found(tx, "T1")
        agreement = fill(tx, town)
        return agreements.get(tx, town.ws, agreement, reader=town.ines).snapshot["en"]

    assert await opened.run(story) == SECRET
    files = [path for path in tmp_path.iterdir() if path.name.startswith("trellis.db")]
    kept = b"".join(path.read_bytes() for path in files)
    await opened.close()
    assert (SECRET.encode() in kept, b"UINES" in kept) == (False, True)
