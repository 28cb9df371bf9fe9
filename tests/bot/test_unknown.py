"""Messages of which nobody knows whether they arrived are listed, and settled by whoever has asked."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import structlog

from bot.commands import unsettled
from bot.domain.deliveries import State
from bot.settings import Settings
from storage import rows
from storage.store import Store
from storage.tables import AuditEntry
from storage.vault import Vault
from tests.jobs.office import Office, office
from tests.jobs.test_folded import FOLDED, UNKNOWN, in_doubt


@pytest.fixture
async def work(database_url: str, vault: Vault) -> AsyncIterator[Office]:
    """An office in which a message is in doubt for good, and another that left within it."""
    store = await Store.open(database_url, vault)
    async with office(store) as opened:
        with structlog.testing.capture_logs():
            yield opened
    await store.close()


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(_env_file=None, database_url=database_url)  # type: ignore[call-arg]


async def test_what_arrived_by_somebodys_word_is_sent_and_stays_as_it_is(
    work: Office, settings: Settings
) -> None:
    carrier, part = await in_doubt(work, "channel_not_found")
    assert await unsettled.listed(settings) == [
        f"{carrier}: check_in to UMENTEE in T0FERNHILL, before 2027-03-02 15:02 UTC (channel_not_found)",
        unsettled.HOW,
    ]
    await unsettled.settle(settings, carrier, arrived=True)
    assert await unsettled.listed(settings) == [unsettled.NONE]
    assert [await work.state(row) for row in (carrier, part)] == [(State.SENT, None), FOLDED]
    # Nobody knows where it stands, so it is not rewritten.
    work.mend()
    posts = work.calls("chat.postMessage")
    anew = await work.owe("rewrite", work.ines, rewrites=carrier)
    await work.later(days=1)
    assert await work.state(anew) == (State.FOLDED, "spoken-anew")
    assert (work.calls("chat.postMessage"), work.calls("chat.update")) == (posts, 0)
    found = await work.store.read(lambda tx: rows.find(tx, AuditEntry))
    assert [(one["action"], one["about_id"], one["facts"]) for one in found] == [
        ("delivery.settled", work.ines, {"delivery": carrier})
    ]
    with pytest.raises(unsettled.NotUnsettled, match=f"Message {carrier} is none"):
        await unsettled.settle(settings, carrier, arrived=False)


async def test_what_did_not_arrive_is_sent_again_with_what_left_within_it(
    work: Office, settings: Settings
) -> None:
    carrier, part = await in_doubt(work, "channel_not_found")
    assert await work.state(carrier) == UNKNOWN
    await unsettled.settle(settings, carrier, arrived=False)
    work.mend()
    posts = work.calls("chat.postMessage")
    await work.sweep()
    states = sorted([await work.state(row) for row in (carrier, part)], key=lambda one: one[0])
    assert states == [FOLDED, (State.SENT, None)]
    assert work.calls("chat.postMessage") == posts + 1
