"""What a refusal of Slack's reaches: the row, its conversation, a person who has left, or the whole workspace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.deliveries import State
from bot.domain.pairs import PairState
from bot.refusals import ERRORS, Reach
from bot.views.messages import PARTNER_LEFT
from storage import deliveries, pairs, schedules
from tests.jobs.office import CONSEQUENCE, Office

HELP, NEWS = "help", "partner_signed"
LEFT = (
    "<@UMENTEE> no longer has an account here, so your mentoring together ends today. That is nobody's doing. "
    "Thank you for the time and thought that you gave it. If you would like to go on with somebody else, tell whoever "
    "coordinates your programme; there is no hurry."
)


async def ends_of(work: Office, row: int) -> tuple[State, str | None, PairState, int]:
    """Return how a row ended, how its pair stands, and how much comes back to them."""
    pair = await work.store.read(lambda tx: pairs.get(tx, work.ws, work.pair))
    left = await work.store.read(lambda tx: schedules.of_pair(tx, work.ws, work.pair))
    return (*await work.state(row), pair.state, len(left))


async def told(work: Office) -> list[tuple[str, State]]:
    """Return the rows that tell somebody of a partner who has left, by whom and where they stand."""
    rows = await work.store.read(lambda tx: deliveries.recent(tx, work.ws))
    return [(str(one.person_id), one.state) for one in rows if one.kind == PARTNER_LEFT]


async def test_whoever_has_left_is_noticed_before_anything_is_sent_and_their_partner_hears_kindly(
    work: Office,
) -> None:
    work.slack.world.workspace(None).change({"id": "UMENTEE", "deleted": True})
    await work.change(work.ines, looked_up_at=work.clock.now() - timedelta(hours=13))
    row = await work.owe(NEWS, work.ines, CONSEQUENCE)
    await work.sweep()
    assert await ends_of(work, row) == (State.SKIPPED, "deactivated", PairState.ENDED, 0)
    assert (work.slack.posted_to("UMENTEE"), work.slack.posted_to("UMENTOR")) == ([], [LEFT])
    await work.later(days=2)
    assert await told(work) == [(str(work.noah), State.SENT)]


async def test_an_account_that_slack_does_not_know_is_asked_for_once(work: Office) -> None:
    await work.change(work.ines, looked_up_at=None)
    work.fault("error", "users.info", error="user_not_found", times=1)
    row = await work.owe(NEWS, work.ines, CONSEQUENCE)
    await work.sweep()
    await work.later(hours=1)
    assert await ends_of(work, row) == (State.SKIPPED, "deactivated", PairState.ENDED, 0)
    assert work.calls("users.info") == 1
    assert await told(work) == [(str(work.noah), State.SENT)]


@pytest.mark.parametrize("error", ["user_disabled", "cannot_dm_bot"])
async def test_a_message_that_nobody_is_there_to_get_ends_the_series(work: Office, error: str) -> None:
    row = await work.owe(HELP, work.ines)
    other = await work.owe(NEWS, work.ines, CONSEQUENCE)
    work.fault("error", error=error, times=1)
    await work.sweep()
    assert await ends_of(work, row) == (State.FAILED, "refused", PairState.ENDED, 0)
    assert await work.state(other) == (State.SKIPPED, "deactivated")
    assert await told(work) == [(str(work.noah), State.SENT)]


async def test_a_conversation_that_has_gone_is_opened_anew_and_the_message_arrives(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("error", error="channel_not_found", times=1)
    await work.sweep()
    assert (await work.state(row), work.calls("conversations.open")) == ((State.SENT, None), 1)
    # Once: whoever refuses again has said so.
    again = await work.owe(HELP, work.ines)
    work.fault("error", error="channel_not_found")
    await work.sweep()
    assert (await work.state(again), work.calls("conversations.open")) == ((State.FAILED, "refused"), 2)


@pytest.mark.parametrize("error", ["token_revoked", "missing_scope", "messages_tab_disabled"])
async def test_a_workspace_in_which_nobody_may_write_rests_and_loses_nothing(
    work: Office, error: str
) -> None:
    first = await work.owe(HELP, work.ines)
    work.fault("error", error=error)
    await work.sweep()
    second = await work.owe(HELP, work.noah)
    await work.later(minutes=9)
    assert (await work.state(first), work.calls("chat.postMessage")) == ((State.HELD, "no-access"), 1)
    await work.later(minutes=1)
    assert 1 < work.calls("chat.postMessage") <= 3
    work.mend()
    await work.later(minutes=10)
    assert sorted(await work.posted()) == [first, second]


async def test_in_a_workspace_that_rests_nothing_is_rewritten_either(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    work.fault("error", "chat.update", error="token_revoked")
    anew = await work.owe("rewrite", work.ines, rewrites=row)
    await work.sweep()
    await work.later(minutes=9)
    assert (await work.state(anew), work.calls("chat.update")) == ((State.HELD, "no-access"), 1)
    work.mend()
    await work.later(minutes=1)
    assert ((await work.state(anew))[0], work.calls("chat.update")) == (State.SENT, 2)


async def test_what_comes_too_late_for_a_workspace_that_rests_says_so(work: Office) -> None:
    row = await work.owe(HELP, work.ines, window=timedelta(minutes=5))
    work.fault("error", error="account_inactive", times=1)
    await work.sweep()
    await work.later(minutes=10)
    assert (await work.state(row), await work.posted()) == ((State.SKIPPED, "too-late"), [])


def test_every_error_is_documented_where_the_table_says() -> None:
    sources = {source for _, source in ERRORS.values()}
    assert all(source.startswith("docs.slack.dev/") for source in sources)
    assert {one for one, _ in ERRORS.values()} == set(Reach)
