"""What becomes of what is owed to both of a pair in their own conversation: sent once, when it suits both, or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.delivery import SHARED_SCOPE
from bot.domain.deliveries import State
from bot.views.place import BEGUN, OPENED
from simulator import Person
from storage import pairs, workspaces
from tests.jobs.office import CONSEQUENCE, REPLY, Office

GREETING = "<@UMENTEE>, meet <@UMENTOR>; <@UMENTOR>, meet <@UMENTEE>."
SIGNED = "<@UMENTEE> and <@UMENTOR>, you have both signed your mentoring agreement. Here is to a good start."


async def owe(work: Office, kind: str = OPENED) -> int:
    """Owe a message to both, in Inês's turn; it is news for two weeks."""
    return await work.owe(kind, work.ines, CONSEQUENCE, to_pair=True, window=timedelta(weeks=2))


async def read_by(work: Office, person: str, other: str) -> list[str]:
    """Return what somebody reads in the conversation with their partner and Trellis."""
    me = Person(work.slack.url, person)
    return [one["text"].splitlines()[0] for one in await me.conversation(await me.group(other))]


async def channel(work: Office) -> str | None:
    return await work.store.read(lambda tx: pairs.get(tx, work.ws, work.pair).channel)


async def test_the_conversation_is_opened_once_and_both_read_it(work: Office) -> None:
    rows = [await owe(work), await owe(work, BEGUN)]
    await work.sweep()
    assert await work.posted() == rows
    both = [await read_by(work, "UMENTEE", "UMENTOR"), await read_by(work, "UMENTOR", "UMENTEE")]
    assert both == [[GREETING, SIGNED], [GREETING, SIGNED]]
    assert (work.calls("conversations.open"), (await work.row(rows[0])).channel) == (1, await channel(work))
    assert work.slack.posted_to("UMENTEE") == work.slack.posted_to("UMENTOR") == []


async def test_it_waits_for_an_hour_that_suits_both(work: Office) -> None:
    await work.go_to(2027, 3, 2, 9)
    row = await owe(work)
    await work.sweep()
    # Inês works from nine, Noah from nine in New York; nothing is opened before.
    assert (await work.state(row), work.calls("conversations.open")) == (
        (State.HELD, "outside-hours-of-both"),
        0,
    )
    await work.go_to(2027, 3, 2, 13, 59)
    assert await work.posted() == []
    await work.go_to(2027, 3, 2, 14)
    assert await work.posts() == [(row, "Tue 02 Mar 14:00")]


async def test_whoever_has_left_is_not_written_to_with_the_other(work: Office) -> None:
    work.slack.world.workspace(None).change({"id": "UMENTOR", "deleted": True})
    row = await owe(work)
    await work.later(days=1)
    assert await work.state(row) == (State.SKIPPED, "pair-over")
    assert work.calls("conversations.open") == 0


async def test_a_message_that_nobody_can_read_back_is_unknown_and_never_sent_again(work: Office) -> None:
    for fault in ("cut_after", "cut_before"):
        before = work.calls("chat.postMessage")
        row = await owe(work)
        work.fault(fault, times=1)
        await work.sweep()
        assert await work.state(row) == (State.SENDING, None)
        await work.later(seconds=61)
        unknown = await work.row(row)
        assert (unknown.state, unknown.reason and unknown.reason.facts) == (
            State.UNKNOWN,
            {"error": "missing_scope"},
        )
        await work.later(hours=1)
        assert (fault, work.calls("chat.postMessage") - before) == (fault, 1)


async def test_a_permission_that_was_taken_back_costs_the_pair_this_alone(work: Office) -> None:
    work.slack.world.workspace(None).manifest = work.slack.world.manifest.installed_without([SHARED_SCOPE])
    both, own = await owe(work), await work.owe("help", work.ines)
    await work.sweep()
    await work.later(days=1)
    assert (await work.state(both), await work.posted()) == ((State.SKIPPED, "no-place"), [own])
    scopes = await work.store.read(lambda tx: workspaces.get(tx, work.ws).scopes)
    assert SHARED_SCOPE not in scopes
    again = await owe(work, BEGUN)
    await work.sweep()
    assert (await work.state(again), work.calls("conversations.open")) == ((State.SKIPPED, "no-place"), 1)


async def test_a_conversation_that_cannot_be_opened_now_is_opened_later(work: Office) -> None:
    row = await owe(work)
    work.fault("429", "conversations.open", times=1, seconds=30)
    await work.sweep()
    assert await work.state(row) == (State.HELD, "slack-busy")
    await work.later(seconds=29)
    assert (await work.posted(), work.calls("conversations.open")) == ([], 1)
    await work.later(seconds=2)
    assert (await work.posted(), await channel(work) is not None) == ([row], True)


async def test_a_conversation_that_slack_does_not_open_is_not_asked_for_again(work: Office) -> None:
    row = await owe(work)
    work.fault("error", "conversations.open", error="user_not_visible")
    await work.sweep()
    await work.later(days=1)
    assert (await work.state(row), work.calls("conversations.open")) == ((State.FAILED, "refused"), 1)


async def test_what_was_said_to_both_is_rewritten_for_both(work: Office) -> None:
    row = await owe(work)
    await work.sweep()
    work.clock.move_to(datetime(2027, 3, 1, 23, tzinfo=UTC))
    await work.owe("rewrite", work.ines, REPLY, rewrites=row)
    await work.sweep()
    [call] = [one for one in work.slack.world.log.calls if one["method"] == "chat.update"]
    assert (call["arguments"]["channel"], call["response"]["ok"]) == (await channel(work), True)
