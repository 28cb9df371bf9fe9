"""Killed between what a coordinator does and what is posted for it, the bot says it after the restart, once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.views.closures import TOLD
from bot.views.messages import PAUSED
from bot.views.withdrawals import WITHDRAWN
from simulator import Account, Person
from simulator.visible import visible_text
from storage import audit, people
from tests.chaos.nursery import Nursery
from tests.chaos.siege import WORKSPACE, Patient, Siege, siege
from tests.journeys.leading import confirms
from tests.journeys.test_at_once import MEANWHILE
from tests.journeys.test_coordinators import page
from tests.journeys.test_withdrawing import ASKS_NO_MORE
from tests.village import START

# By then a pair whose two still tell of themselves stands still, and its menu offers a pause.
LONG_AFTER = START + timedelta(days=22)
# All by which something reaches Slack after the transaction: messages, their rewritings, and what is drawn anew.
POSTED = ("chat.postMessage", "chat.update", "views.update", "views.publish")
# By what each chooses: in which form it ends, of what kind the messages are, and what is noted of it.
WITHDRAW, END, PAUSE = "Withdraw an invitation", "End a pair", "Pause this pair"
NOTED = {
    WITHDRAW: (WITHDRAWN, "invitation.withdrawn"),
    END: (TOLD, "pair.ended"),
    PAUSE: (PAUSED, "pair.paused"),
}
# What the programme's page shows before and after it.
SHOWS = {
    WITHDRAW: ("*Invited* (1)", "*Withdrawn* (1)"),
    END: ("*Getting to know each other* (1)", "*Ended* (1)"),
    PAUSE: ("*Worth a look*", "(paused)"),
}


@pytest.fixture
async def town(tmp_path: Path, database_url: str, cradle: Nursery) -> AsyncIterator[Siege]:
    """A workspace, and a bot in a process of its own that is not started yet."""
    async with siege(tmp_path, database_url, cradle) as laid_out:
        yield laid_out


async def form(town: Siege, who: Person, what: str) -> None:
    """Let a coordinator come to where one press is left."""
    if await who.modal():
        await who.close(every=True)
    if what != PAUSE:
        await confirms(town, who, what)
        return
    await page(town, who)
    await who.choose("attention.menu", what, within="modal")
    await who.opens_modal(what)
    await who.fill("Until when?", "2027-04-12")


@pytest.mark.parametrize("what", [WITHDRAW, END, PAUSE])
async def test_what_a_coordinator_did_before_the_bot_died_is_told_once_when_it_is_back(
    town: Siege, what: str
) -> None:
    amara, ines, noah = town.amara, town.ines, town.noah
    town.slack.world.workspace(None).add(Account(id="UBELA", name="bela", real_name="Béla Nagy"))
    bela = Patient(town.slack.url, "UBELA")
    await town.begin()
    await town.programme()
    await town.pair()
    await page(town, amara)
    assert await town.fill_in(amara, "Name another", "Name a coordinator", {"who": "UBELA"}) == {}
    await town.press(ines, "Yes, count me in")
    if what != WITHDRAW:
        await town.press(noah, "Yes, count me in")
        await town.die()
        await town.revive(LONG_AFTER)
    for who in (amara, bela):
        await form(town, who, what)
    before, after = SHOWS[what]
    kind, noted = NOTED[what]
    told = [ines.id] if what == WITHDRAW else [ines.id, noah.id]

    town.slack.world.faults.replace([{"match": {"method": one}, "fault": "hang"} for one in POSTED])
    assert await amara.submit({}) == {}
    await town.until_owed(kind)
    await town.die()
    await town.revive()

    said = [row for row in await town.ledger() if row.kind == kind]
    everybody = await town.store.read(
        lambda tx: people.several(tx, WORKSPACE, {row.person_id for row in said})
    )
    assert sorted(everybody[row.person_id].slack_id for row in said) == told
    assert {str(row.state) for row in said} == {"sent"}
    assert await town.ends() <= {"sent", "skipped"}
    assert await town.standing(bela) == await town.owed()
    if what == WITHDRAW:
        # Who had not answered reads it where they were asked.
        assert await noah.messages() == [ASKS_NO_MORE.format("UMENTEE")]
    # The page behind the form is no message: it is as it was drawn last, until it is opened anew.
    stale = visible_text(await amara.opens_modal("Programme"))
    assert (before in stale, after in stale) == (True, False)
    await amara.close(every=True)
    assert after in "\n".join(await page(town, amara))

    # The other coordinator, whose form was open all the while, changes nothing.
    posted = await town.standing(bela)
    assert await bela.submit({}) == ({"until": MEANWHILE} if what == PAUSE else {})
    await town.settle()
    assert await town.standing(bela) == posted
    entries = await town.store.read(lambda tx: audit.of_programme(tx, WORKSPACE, 1, None, 100))
    assert [one.action for one in entries].count(noted) == 1
