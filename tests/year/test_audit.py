"""The auditor of a year complains of whatever is wrong: each rule is broken once, in a year that is right otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete

from bot.domain.deliveries import Delivery, DeliveryClass, Owed, Reason, State
from storage import deliveries, rows, workspaces
from storage.store import Store, Transaction
from storage.tables import Delivery as Table
from storage.vault import Vault
from tests.year import oracle
from tests.year.audit import audited
from tests.year.living import END, START, Lived, Posted, settle_in
from tests.year.people_of import couples

BERLIN = ZoneInfo("Europe/Berlin")
# A Tuesday on which everybody is at work.
TUESDAY = datetime(2027, 2, 2, 10, tzinfo=BERLIN)
DAY = timedelta(days=1)


@dataclass
class Books:
    """A year in which everything was owed when it was due, and left out with a reason; and what is done to it."""

    tx: Transaction
    lived: Lived
    rows: list[Delivery]

    def of(self, kind: str, nth: int = 0) -> Delivery:
        """Return a row of the mentee's."""
        mentee = self.lived.ids[self.lived.couples[0].mentee.slack_id]
        return [row for row in self.rows if (row.kind, row.person_id) == (kind, mentee)][nth]

    def change(self, row: Delivery, **values: object) -> None:
        """Write something else into a row."""
        rows.change(self.tx, Table, Table.workspace_id == row.workspace_id, Table.id == row.id, **values)

    def come(self, row: Delivery, *at: datetime) -> None:
        """Let a message stand in Slack since then, as often as told; and in the ledger as sent."""
        self.change(row, state=State.SENT, sent_at=TUESDAY)
        self.lived.posted += [Posted(row.token, "DN00000", one.astimezone(UTC)) for one in at]

    def owe(self, kind: str, person: int, occasion: str) -> None:
        """Owe a row, and leave it out with its reason."""
        pair = self.lived.pair_ids[0]
        owed = Owed(kind, DeliveryClass.SCHEDULED, person, str(pair), occasion, START, pair)
        id_ = deliveries.owe(self.tx, self.lived.ws, owed, at=START)
        assert id_
        row = deliveries.get(self.tx, self.lived.ws, id_)
        deliveries.settle(self.tx, row, State.SKIPPED, Reason("budget"))
        self.rows.append(row)


def kept(tx: Transaction, lived: Lived) -> Books:
    """Keep the books of a year as the oracle says."""
    settle_in(tx, workspaces.remember(tx, "T0YEAR", "Year", "UBOT", locale="en", at=START).id, lived)
    books, [couple], [pair] = Books(tx, lived, []), lived.couples, lived.pair_ids
    for member in (couple.mentor, couple.mentee):
        due = oracle.due(couple, member, begun=START, rests=lived.rests[pair])
        for kind, (days, *_) in due.items():
            for day in days:
                books.owe(kind, lived.ids[member.slack_id], day.isoformat())
    return books


def at_night(books: Books) -> list[str]:
    row = books.of("check_in")
    books.come(row, TUESDAY - timedelta(hours=7))
    return [f"{row.key} came at Tue 02 Feb 03:00 CET, outside hours"]


def on_a_holiday(books: Books) -> list[str]:
    row = books.of("check_in")
    books.come(row, datetime(2027, 3, 26, 10, tzinfo=BERLIN))
    return [f"{row.key} came at Fri 26 Mar 10:00 CET, outside hours"]


def in_a_rest(books: Books) -> list[str]:
    row, begins, ends = books.of("check_in"), TUESDAY - DAY, TUESDAY + DAY
    books.lived.snoozes[row.person_id].append((begins, ends.replace(tzinfo=None)))
    books.come(row, TUESDAY)
    rest = f"in a rest from {begins} to {ends.astimezone(UTC)}"
    return [f"{row.key} came at {TUESDAY.astimezone(UTC)}, {rest}"]


def two_a_day(books: Books) -> list[str]:
    first, second = books.of("check_in"), books.of("check_in", 1)
    books.come(first, TUESDAY)
    books.come(second, TUESDAY + timedelta(hours=1))
    return [f"{one.key} is one of 2 on 2027-02-02" for one in (first, second)]


def three_a_week(books: Books) -> list[str]:
    three = [books.of("reflection", nth) for nth in range(3)]
    for number, row in enumerate(three):
        books.come(row, TUESDAY + number * DAY)
    return [f"{three[2].key} is number 3 in seven days"]


def twice(books: Books) -> list[str]:
    row = books.of("check_in")
    books.come(row, TUESDAY, TUESDAY)
    # Which is too much for one day as well.
    return [
        f"{row.key} was posted 2 times, and stands at sent",
        *[f"{row.key} is one of 2 on 2027-02-02"] * 2,
    ]


def never(books: Books) -> list[str]:
    row = books.of("check_in")
    books.come(row)
    return [f"{row.key} was never posted"]


def of_nobody(books: Books) -> list[str]:
    books.lived.posted.append(Posted("nobody's", "DN00000", TUESDAY))
    return ["nobody's was posted 1 times, and stands at None"]


def forgotten(books: Books) -> list[str]:
    row = books.of("check_in")
    books.change(row, state=State.PLANNED)
    return [f"{row.key} stands at planned"]


def without_a_reason(books: Books) -> list[str]:
    row = books.of("check_in")
    books.change(row, reason=None)
    return [f"{row.key} stands at skipped"]


def missed(books: Books) -> list[str]:
    row = books.of("check_in")
    books.tx.execute(delete(Table).where(Table.id == row.id))
    return [f"UN00000: of check_in, ['{row.occasion}'] were never owed, and [] were not due"]


def made_up(books: Books) -> list[str]:
    books.owe("check_in", books.of("check_in").person_id, "2027-02-03")
    return ["UN00000: of check_in, [] were never owed, and ['2027-02-03'] were not due"]


def of_an_unknown_kind(books: Books) -> list[str]:
    books.owe("learning", books.of("check_in").person_id, "2027-02-03")
    return ["UN00000 was owed learning, which was not due"]


BROKEN = (
    *(at_night, on_a_holiday, in_a_rest, two_a_day, three_a_week, twice, never, of_nobody),
    *(forgotten, without_a_reason, missed, made_up, of_an_unknown_kind),
)


@pytest.fixture
async def store(sqlite_url: str, vault: Vault) -> AsyncIterator[Store]:
    """An open store on a fresh database of one kind: an auditor only reads."""
    opened = await Store.open(sqlite_url, vault)
    yield opened
    await opened.close()


async def audit(store: Store, breaks: Callable[[Books], list[str]] | None) -> tuple[list[str], list[str]]:
    """Return what the auditor complains of, and of what they should."""
    lived = Lived(store, couples(1, seed=1))

    def work(tx: Transaction) -> tuple[list[str], list[str]]:
        books = kept(tx, lived)
        expected = breaks(books) if breaks else []
        return audited(lived, tx).complaints, expected

    return await store.run(work)


@pytest.mark.parametrize("breaks", BROKEN, ids=lambda one: str(one.__name__))
async def test_each_broken_rule_is_complained_of_and_nothing_else(
    store: Store, breaks: Callable[[Books], list[str]]
) -> None:
    complaints, expected = await audit(store, breaks)
    assert sorted(complaints) == sorted(expected)


async def test_of_books_in_order_nobody_complains(store: Store) -> None:
    assert await audit(store, None) == ([], [])


async def test_what_comes_due_when_the_year_is_over_may_wait_for_its_day(store: Store) -> None:
    def put_off(books: Books) -> list[str]:
        books.change(books.of("check_in"), state=State.PLANNED, due_at=END + DAY)
        return []

    assert await audit(store, put_off) == ([], [])
