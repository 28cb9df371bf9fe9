"""Slack tells of every change of every account; Trellis hears at once who has moved or left, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.demo import MENTEE, MENTOR
from bot.domain.people import Person
from storage import people, schedules
from storage.store import Transaction
from tests.journeys.test_parting import GONE
from tests.village import Village

STRANGER = "USTRANGER"


class Accounts:
    """What happens to accounts in a village, and what Trellis knows and asks of them."""

    def __init__(self, town: Village) -> None:
        self._town = town
        self._world = town.demo.simulator.world
        self._ws = town.demo.running.workspace.id

    async def change(self, slack_id: str, *, tells: bool = True, **values: Any) -> dict[str, Any]:
        """Change an account, and let Slack tell of it; returns the user object that it tells."""
        workspace = self._world.workspace(None)
        account = workspace.change({"id": slack_id, **values})
        shown = {"display_name": account.display_name, "real_name": account.real_name}
        status = {"status_text": account.status_text, "status_emoji": account.status_emoji}
        user: dict[str, Any] = {"id": account.id, "name": account.name, "profile": {**shown, **status}}
        # Of whoever has left Slack tells no zone, and of nobody the language.
        user |= {"deleted": True} if account.deleted else {"tz": account.tz, "is_admin": account.is_admin}
        if tells:
            await self.tell(user)
        return user

    async def tell(self, user: dict[str, Any]) -> None:
        """Let Slack tell of an account, whatever holds by now, and wait until Trellis has dealt with it."""
        event = {"type": "user_change", "user": user}
        now = self._town.demo.running.services.clock.now().timestamp()
        self._world.emit(self._world.workspace(None), "user_change", event, now)
        await self._town.settle()

    async def known(self, slack_id: str) -> Person | None:
        return await self._town.demo.running.services.store.read(
            lambda tx: people.by_slack_id(tx, self._ws, slack_id)
        )

    async def zones(self, slack_id: str) -> set[str]:
        """By whose clock everything comes that comes back to somebody."""

        def work(tx: Transaction) -> set[str]:
            person = people.by_slack_id(tx, self._ws, slack_id)
            assert person
            return {one.zone for one in schedules.of_person(tx, self._ws, person.id)}

        return await self._town.demo.running.services.store.read(work)

    def asked(self) -> int:
        """How often Slack was asked about somebody."""
        return len([one for one in self._world.log.calls if one["method"] == "users.info"])


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "trellis.db")) as database:
        return [*database.iterdump()]


async def test_whoever_moves_is_asked_by_the_clock_of_where_they_are_from_then_on(at_work: Village) -> None:
    accounts = Accounts(at_work)
    assert await accounts.zones(MENTEE) == {"Europe/Lisbon"}
    before, asked = await accounts.known(MENTEE), accounts.asked()
    there = await accounts.change(MENTEE, tz="America/Los_Angeles")
    after = await accounts.known(MENTEE)
    assert await accounts.zones(MENTEE) == {"America/Los_Angeles"}
    # The event said nothing of their language, which stays; holidays are those of where they are.
    assert before
    assert after
    assert after.holidays != before.holidays
    assert after == replace(
        before, zone="America/Los_Angeles", holidays=after.holidays, looked_up_at=after.looked_up_at
    )
    # Told again, it is known; and what was told before it comes too late, so Slack is asked what holds.
    await accounts.tell(there)
    assert accounts.asked() == asked + 1
    await accounts.tell({**there, "tz": "Europe/Lisbon"})
    assert await accounts.zones(MENTEE) == {"America/Los_Angeles"}
    assert (await accounts.known(MENTEE), accounts.asked()) == (after, asked + 2)


async def test_whoever_leaves_is_let_go_at_once_and_their_partner_hears_of_it_once(at_work: Village) -> None:
    accounts = Accounts(at_work)
    left = await accounts.change(MENTEE, deleted=True)
    assert (await at_work.noah.messages())[-1] == GONE
    person = await accounts.known(MENTEE)
    assert person
    assert (person.deactivated_at is not None, person.zone) == (True, "Europe/Lisbon")
    assert await accounts.zones(MENTEE) == set()
    await accounts.tell(left)
    assert [one for one in await at_work.noah.messages() if one == GONE] == [GONE]


async def test_what_is_nothing_to_trellis_asks_slack_nothing_and_writes_nothing(
    at_work: Village, tmp_path: Path
) -> None:
    accounts = Accounts(at_work)
    asked, before = accounts.asked(), dump(tmp_path)
    await accounts.change(STRANGER, tz="Asia/Tokyo", display_name="Somebody else")
    await accounts.change(
        MENTOR, title="Head of gardens", status_text="In a huddle", status_emoji=":headphones:"
    )
    await accounts.tell({"id": "UNOBODY", "tz": "Asia/Tokyo"})
    await accounts.tell({})
    assert (await accounts.known(STRANGER), accounts.asked(), dump(tmp_path)) == (None, asked, before)


# How often Slack is asked about the first, and about the next; where a connection was cut, aiohttp asks once more.
@pytest.mark.parametrize(("fault", "first", "other"), [("429", 1, 0), ("500", 1, 1), ("cut_after", 2, 2)])
async def test_where_slack_does_not_say_what_it_told_holds_until_the_look_before_the_next_message(
    at_work: Village, fault: str, first: int, other: int
) -> None:
    accounts = Accounts(at_work)
    faults = at_work.demo.simulator.world.faults
    faults.replace([{"match": {"method": "users.info"}, "fault": fault, "seconds": 60}])
    before, asked = await accounts.known(MENTEE), accounts.asked()
    await accounts.change(MENTEE, tz="America/Los_Angeles")
    assert (await accounts.zones(MENTEE), accounts.asked()) == ({"America/Los_Angeles"}, asked + first)
    person = await accounts.known(MENTEE)
    assert before
    assert person
    assert (person.zone, person.locale, person.looked_up_at) == ("America/Los_Angeles", before.locale, None)
    # Whoever else changes meanwhile is not asked about where Slack said when it may be, and in doubt all the same.
    await accounts.change(MENTOR, status_text="On holiday", status_emoji=":palm_tree:")
    assert accounts.asked() == asked + first + other
    mentor = await accounts.known(MENTOR)
    assert mentor
    assert (mentor.away is not None, mentor.looked_up_at) == (True, None)
    # What was told last was not what holds.
    await accounts.change(MENTEE, tz="Asia/Tokyo", tells=False)
    faults.replace([])
    await at_work.go_to(2027, 3, 25, 12, zone="America/Los_Angeles")
    assert await accounts.zones(MENTEE) == {"Asia/Tokyo"}


async def test_nobody_is_let_go_by_what_slack_tells_and_does_not_answer_for(at_work: Village) -> None:
    accounts = Accounts(at_work)
    faults = at_work.demo.simulator.world.faults
    faults.replace([{"match": {"method": "users.info"}, "fault": "500"}])
    await accounts.change(MENTEE, deleted=True)
    person = await accounts.known(MENTEE)
    assert person
    assert (person.deactivated_at, person.looked_up_at) == (None, None)
    assert GONE not in await at_work.noah.messages()
    faults.replace([])
    await at_work.go_to(2027, 3, 25, 12)
    assert (await at_work.noah.messages()).count(GONE) == 1
