"""What becomes of what is owed: sent when it may be, held, skipped, and never twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.deliveries import State
from bot.domain.pairs import PairState
from jobs import claims
from jobs.local import LocalEngine
from jobs.steps import Folded, Ready
from simulator import Person
from storage import freezing, pairs, pauses, sending
from storage.store import Store, Transaction
from storage.vault import Vault
from storage.workspaces import Workspace
from tests.jobs.office import CONSEQUENCE, SCHEDULED, TEAM, Office

HELP, NEWS, PROMPT = "help", "partner_signed", "check_in"


# When


async def test_what_is_due_goes_out_once_and_the_ledger_knows_where_it_stands(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    await work.sweep()
    assert await work.posts() == [(row, "Mon 01 Mar 15:00")]
    sent = await work.row(row)
    [call] = [one for one in work.slack.world.log.calls if one["method"] == "chat.postMessage"]
    assert (sent.state, sent.reason, sent.lease_until) == (State.SENT, None, None)
    assert (sent.channel, sent.ts) == (call["response"]["channel"], call["response"]["ts"])
    assert sent.sent_at == work.clock.now()


async def test_nothing_leaves_before_it_is_due(work: Office) -> None:
    row = await work.owe(HELP, work.ines, due_at=datetime(2027, 3, 1, 16, tzinfo=UTC))
    await work.sweep()
    assert await work.posted() == []
    await work.go_to(2027, 3, 1, 16)
    assert await work.posts() == [(row, "Mon 01 Mar 16:00")]


async def test_what_another_caused_waits_until_the_working_day_begins(work: Office) -> None:
    await work.go_to(2027, 3, 1, 23)
    news, own = await work.owe(NEWS, work.noah, CONSEQUENCE), await work.owe(HELP, work.ines)
    await work.sweep()
    assert await work.posts() == [(own, "Mon 01 Mar 23:00")]
    assert await work.state(news) == (State.HELD, "outside-hours")
    await work.go_to(2027, 3, 2, 13, 59)
    assert await work.posted() == [own]
    await work.go_to(2027, 3, 2, 9, zone="America/New_York")
    assert await work.posts() == [(own, "Mon 01 Mar 23:00"), (news, "Tue 02 Mar 14:00")]


async def test_a_prompt_waits_until_a_snooze_is_over(work: Office) -> None:
    await work.change(work.ines, snoozed_until=datetime(2027, 3, 3, 9, tzinfo=UTC))
    row = await work.owe(PROMPT, work.ines, SCHEDULED, window=timedelta(days=5))
    await work.sweep()
    assert await work.state(row) == (State.HELD, "snoozed")
    await work.go_to(2027, 3, 3, 9)
    assert await work.posts() == [(row, "Wed 03 Mar 09:00")]


async def test_a_prompt_waits_until_a_pause_is_over(work: Office) -> None:
    until = datetime(2027, 3, 4, 9, tzinfo=UTC)
    await work.change_pair(paused_by=work.noah, paused_at=work.clock.now(), paused_until=until)
    row = await work.owe(PROMPT, work.ines, SCHEDULED, window=timedelta(days=5))
    await work.sweep()
    assert await work.state(row) == (State.HELD, "paused-until")
    await work.go_to(2027, 3, 4, 9)
    assert await work.posts() == [(row, "Thu 04 Mar 09:00")]


async def test_what_a_pause_held_comes_when_the_two_go_on_earlier(work: Office) -> None:
    pause = {"paused_by": work.noah, "paused_at": work.clock.now()}
    await work.change_pair(**pause, paused_until=work.clock.now() + timedelta(days=9))
    row = await work.owe(PROMPT, work.ines, SCHEDULED)
    await work.sweep()
    assert await work.state(row) == (State.HELD, "paused-until")
    await work.later(days=2)

    def go_on(tx: Transaction) -> bool:
        return pauses.end(tx, work.ws, pairs.get(tx, work.ws, work.pair), at=work.clock.now())

    assert [await work.store.run(go_on) for _ in range(2)] == [True, False]
    await work.sweep()
    assert await work.posted() == [row]


async def test_a_pause_without_an_end_skips_a_prompt_and_lets_news_through(work: Office) -> None:
    await work.change_pair(paused_by=work.noah, paused_at=work.clock.now())
    prompt = await work.owe(PROMPT, work.ines, SCHEDULED)
    news = await work.owe(NEWS, work.ines, CONSEQUENCE)
    await work.sweep()
    assert await work.state(prompt) == (State.SKIPPED, "paused")
    assert await work.posted() == [news]


async def test_a_prompt_whose_window_has_passed_is_skipped(work: Office) -> None:
    row = await work.owe(PROMPT, work.ines, SCHEDULED, window=timedelta(days=5))
    await work.go_to(2027, 3, 6, 15)
    assert await work.state(row) == (State.SKIPPED, "too-late")
    assert await work.posted() == []


async def test_a_prompt_that_would_wait_beyond_its_window_is_skipped_at_once(work: Office) -> None:
    await work.change(work.ines, snoozed_until=datetime(2027, 3, 8, 9, tzinfo=UTC))
    row = await work.owe(PROMPT, work.ines, SCHEDULED, window=timedelta(days=5))
    await work.sweep()
    assert await work.state(row) == (State.SKIPPED, "snoozed")


@pytest.mark.parametrize("state", [PairState.ENDED, PairState.COMPLETED])
async def test_a_prompt_of_a_pair_that_is_over_is_skipped(work: Office, state: PairState) -> None:
    await work.change_pair(state=state)
    row = await work.owe(PROMPT, work.ines, SCHEDULED)
    await work.sweep()
    assert await work.state(row) == (State.SKIPPED, "pair-over")


# Who


async def test_the_conversation_is_opened_before_the_first_message(work: Office) -> None:
    await work.change(work.ines, dm_channel=None)
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    assert await work.posted() == [row]
    assert (await work.person(work.ines)).dm_channel == "DMENTEE"


async def test_whoever_has_left_is_noticed_before_anything_unasked_is_sent(work: Office) -> None:
    work.slack.world.workspace(None).change({"id": "UMENTEE", "deleted": True})
    await work.later(hours=11.9)
    assert (await work.person(work.ines)).deactivated_at is None
    # Monday night has passed: on Tuesday the profile is older than twelve hours.
    row = await work.owe(NEWS, work.ines, CONSEQUENCE)
    await work.go_to(2027, 3, 2, 9)
    assert await work.state(row) == (State.SKIPPED, "deactivated")
    assert (await work.person(work.ines)).deactivated_at == work.clock.now()
    # Noah is to hear of it when he is at work: until then Slack need not be asked about him.
    assert (work.calls("users.info"), work.calls("chat.postMessage")) == (1, 0)


async def test_whoever_writes_to_us_is_answered_without_being_looked_up(work: Office) -> None:
    await work.go_to(2027, 3, 2, 9)
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    assert (await work.posted(), work.calls("users.info")) == ([row], 0)


@pytest.mark.parametrize("fault", ["cut_before", "500", "429"])
async def test_a_profile_that_cannot_be_looked_up_holds_that_one_message_alone(
    work: Office, fault: str
) -> None:
    await work.go_to(2027, 3, 2, 15)
    await work.change(work.noah, looked_up_at=work.clock.now())
    work.fault(fault, "users.info")
    unasked, answer = await work.owe(NEWS, work.ines, CONSEQUENCE), await work.owe(HELP, work.ines)
    other = await work.owe(NEWS, work.noah, CONSEQUENCE)
    await work.sweep()
    assert sorted(await work.posted()) == [answer, other]
    assert await work.state(unasked) == (State.HELD, "slack-busy")
    work.mend()
    await work.later(minutes=10)
    assert sorted(await work.posted()) == [unasked, answer, other]


async def test_nothing_leaves_for_a_workspace_that_has_removed_trellis(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    await work.store.run(lambda tx: freezing.freeze(tx, work.ws, at=work.clock.now()))
    await work.sweep()
    assert (await work.state(row), await work.posted()) == ((State.PLANNED, None), [])
    now = work.clock.now()
    await work.store.run(lambda tx: freezing.install(tx, TEAM, "Fernhill", "UTRELLIS", locale="en", at=now))
    await work.sweep()
    assert await work.posted() == [row]


# In which order


async def test_one_persons_messages_keep_their_order_whatever_slack_does(work: Office) -> None:
    for fault, wait in (("429", 2), ("cut_before", 61), ("cut_after", 61), ("500", 61)):
        begun = len(await work.posted())
        first, second, third = [await work.owe(HELP, work.ines) for _ in range(3)]
        work.fault(fault, times=1)
        await work.sweep()
        await work.later(seconds=wait)
        assert (fault, (await work.posted())[begun:]) == (fault, [first, second, third])


async def test_an_answer_goes_before_news_and_news_before_a_prompt(work: Office) -> None:
    prompt = await work.owe(PROMPT, work.ines, SCHEDULED)
    news = await work.owe(NEWS, work.ines, CONSEQUENCE)
    answer = await work.owe(HELP, work.ines)
    await work.sweep()
    assert await work.posted() == [answer, news, prompt]


async def test_more_messages_than_one_sweep_takes_all_leave(work: Office) -> None:
    owed = [await work.owe(HELP, one) for one in (work.ines, work.noah, work.amara) for _ in range(5)]
    await work.sweep()
    assert sorted(await work.posted()) == owed


# What may go wrong


async def test_a_limit_is_waited_for_and_then_the_message_goes(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("429", seconds=30)
    await work.sweep()
    assert await work.state(row) == (State.HELD, "slack-busy")
    work.mend()
    await work.later(seconds=29)
    assert await work.posted() == []
    await work.later(seconds=1)
    assert await work.posts() == [(row, "Mon 01 Mar 15:00")]
    assert await work.state(row) == (State.SENT, "slack-busy")


async def test_a_refused_message_ends_and_says_why(work: Office) -> None:
    row, other = await work.owe(HELP, work.ines), await work.owe(HELP, work.ines)
    work.fault("error", error="msg_too_long", times=1)
    await work.sweep()
    failed = await work.row(row)
    assert failed.reason is not None
    assert (failed.state, failed.reason.id, failed.reason.facts) == (
        State.FAILED,
        "refused",
        {"error": "msg_too_long"},
    )
    await work.later(days=1)
    assert await work.posted() == [other]


@pytest.mark.parametrize("fault", ["cut_after", "500_after"])
async def test_a_message_that_arrived_unnoticed_is_found_and_not_sent_again(work: Office, fault: str) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault(fault, times=1)
    await work.sweep()
    assert await work.state(row) == (State.SENDING, None)
    await work.later(seconds=60)
    assert await work.state(row) == (State.SENT, None)
    [(posted, _)] = await work.posts()
    assert (posted, work.calls("chat.postMessage")) == (row, 1)
    found = await work.row(row)
    assert work.slack.world.log.calls[0]["response"]["ts"] == found.ts


@pytest.mark.parametrize("fault", ["cut_before", "500", "hang"])
async def test_a_message_that_did_not_arrive_is_sent_again_once(work: Office, fault: str) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault(fault, times=1, seconds=0.05)
    await work.sweep()
    await work.later(seconds=59)
    assert (await work.state(row), work.calls("conversations.history")) == ((State.SENDING, None), 0)
    await work.later(seconds=1)
    assert await work.posted() == [row]
    await work.later(days=1)
    assert (await work.posted(), work.calls("chat.postMessage")) == ([row], 2)


async def test_a_message_that_slack_takes_in_after_its_lease_only_stands_twice(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("slow", times=1, seconds=600.0)
    first = asyncio.create_task(work.sweep())
    while not work.slack.world.faults.struck("slow"):
        await asyncio.sleep(0.005)
    work.mend()
    work.clock.move_to(work.clock.now() + timedelta(seconds=60))
    await LocalEngine(work.another()).settle()
    assert (work.calls("conversations.history"), await work.posted()) == (1, [row])
    # Slack has had it all the while, and takes it in now.
    work.slack.world.stopping.set()
    await first
    assert await work.posted() == [row, row]
    assert await work.state(row) == (State.SENT, None)


async def test_a_history_that_slack_does_not_show_leaves_the_end_unknown(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("cut_after", times=1)
    await work.sweep()
    work.fault("error", "conversations.history", error="channel_not_found")
    await work.later(seconds=60)
    assert await work.state(row) == (State.UNKNOWN, "cannot-tell")
    work.mend()
    await work.later(days=1)
    assert (await work.state(row))[0] is State.UNKNOWN
    assert work.calls("chat.postMessage") == 1


@pytest.mark.parametrize("arrived", [True, False])
async def test_however_late_the_history_can_be_read_it_is_read_from_where_it_matters(
    work: Office, arrived: bool
) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("cut_after" if arrived else "cut_before", times=1)
    await work.sweep()
    work.fault("500", "conversations.history")
    for _ in range(12):
        await work.later(minutes=1)
    # Longer than the clocks of Slack and of this machine may be apart.
    await work.later(days=3)
    assert await work.state(row) == (State.SENDING, None)
    work.mend()
    await work.later(minutes=1)
    assert await work.posted() == [row]
    assert await work.state(row) == (State.SENT, None)
    assert work.calls("chat.postMessage") == (1 if arrived else 2)


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_past_that_slack_tells_fifteen_messages_a_minute_is_read_to_its_end(
    work: Office, arrived: bool
) -> None:
    outgoing = work.slack.world.outgoing
    outgoing.settings = replace(outgoing.settings, strict_history=True)
    for _ in range(20):
        await work.owe(HELP, work.ines)
    await work.sweep()
    row, other = await work.owe(HELP, work.ines), await work.owe(HELP, work.noah)
    work.fault("cut_after" if arrived else "cut_before", times=2)
    await work.sweep()
    ines = Person(work.slack.url, "UMENTEE")
    for number in range(20):
        # Meanwhile she writes so much that what is looked for is far back.
        await ines.say(f"line {number}")
    for _ in range(12):
        await work.later(minutes=1, seconds=1)
    assert [await work.state(one) for one in (row, other)] == [(State.SENT, None)] * 2
    assert len([one for one in await work.posted() if one in (row, other)]) == 2
    asked = [one["status"] for one in work.slack.world.log.calls if one["method"] == "conversations.history"]
    # Slack told both, who asked at the same moment, that it is strict; after that nobody asked too early.
    assert (429 in asked[:3], 429 in asked[3:]) == (True, False)


async def test_a_single_limit_makes_reading_back_slow_for_ten_minutes_and_no_longer(work: Office) -> None:
    async def doubtful(minutes: float) -> list[State]:
        work.fault("cut_before")
        rows = [await work.owe(HELP, one) for one in (work.ines, work.noah, work.amara)]
        await work.sweep()
        work.mend()
        await work.later(minutes=minutes)
        return [(await work.state(one))[0] for one in rows]

    row = await work.owe(HELP, work.ines)
    work.slack.world.faults.replace(
        [
            {"match": {"method": "chat.postMessage"}, "fault": "cut_before", "times": 1},
            {"match": {"method": "conversations.history"}, "fault": "429", "times": 1, "seconds": 1},
        ]
    )
    await work.sweep()
    for _ in range(3):
        await work.later(minutes=1, seconds=1)
    assert await work.state(row) == (State.SENT, None)
    # One of them a minute.
    assert sorted(await doubtful(1.1)) == sorted([State.SENT, State.SENDING, State.SENDING])
    for _ in range(3):
        await work.later(minutes=1, seconds=1)
    await work.later(minutes=10)
    assert await doubtful(1.1) == [State.SENT] * 3


async def test_a_past_is_not_asked_for_before_slack_said(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("cut_after", times=1)
    await work.sweep()
    work.fault("429", "conversations.history", times=1, seconds=200)
    asked = []
    for _ in range(5):
        await work.later(minutes=1, seconds=1)
        asked.append(work.calls("conversations.history"))
    # After one minute and after five: in between it would have been too early.
    assert asked == [1, 1, 1, 1, 2]
    assert (await work.state(row), await work.posted()) == ((State.SENT, None), [row])


async def test_who_begins_anew_reads_such_a_past_from_its_beginning_and_comes_to_its_end(
    work: Office,
) -> None:
    outgoing = work.slack.world.outgoing
    outgoing.settings = replace(outgoing.settings, strict_history=True)
    row = await work.owe(HELP, work.ines)
    work.fault("cut_after", times=1)
    await work.sweep()
    ines = Person(work.slack.url, "UMENTEE")
    for number in range(40):
        await ines.say(f"line {number}")
    for minute in range(12):
        if minute == 2:
            # How far it had come was known to the process that is gone.
            work.deliverer = work.another()
        await work.later(minutes=1, seconds=1)
    assert (await work.state(row), await work.posted()) == ((State.SENT, None), [row])


@pytest.mark.parametrize("arrived", [True, False])
async def test_the_clock_of_slack_may_be_an_hour_behind_or_ahead(work: Office, arrived: bool) -> None:
    for skew in (-3600, 3600):
        begun = len(await work.posted())
        work.slack.world.clock._now = lambda skew=skew: work.clock.now().timestamp() + skew
        row = await work.owe(HELP, work.ines)
        work.fault("cut_after" if arrived else "cut_before", times=1)
        await work.sweep()
        await work.later(minutes=1)
        assert (await work.posted())[begun:] == [row]
        assert await work.state(row) == (State.SENT, None)


async def test_a_job_that_died_after_its_claim_leaves_the_row_to_the_next(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    delivery = await work.row(row)
    lease = timedelta(seconds=60)
    assert await work.store.run(lambda tx: sending.claim(tx, delivery, work.clock.now(), lease)) == 1
    later = await work.owe(HELP, work.ines)
    await work.later(seconds=59)
    assert await work.posted() == []
    await work.later(seconds=1)
    assert await work.posted() == [row, later]


async def test_a_row_that_cannot_be_rendered_does_not_stop_the_others_and_fails_in_the_end(
    work: Office,
) -> None:
    with structlog.testing.capture_logs() as logged:
        bad = await work.owe("of_another_version", work.ines)
        good = [await work.owe(HELP, one) for one in (work.ines, work.noah)]
        await work.sweep()
        assert sorted(await work.posted()) == good
        assert (await work.row(bad)).state is State.PLANNED
        for _ in range(6):
            await work.later(minutes=10)
    assert await work.state(bad) == (State.FAILED, "broken")
    failures = [(line["delivery"], line["kind"]) for line in logged if line["log_level"] == "error"]
    assert failures == [(bad, "of_another_version")] * 7


async def test_a_workspace_whose_token_is_not_known_does_not_stop_the_others(work: Office) -> None:
    """Its rows are looked at again later: what was claimed by its history, what was not by itself."""
    unmet, met = await work.owe(HELP, work.ines), await work.owe(HELP, work.noah)
    await work.change(work.ines, dm_channel=None)

    async def without_token(_workspace: Workspace) -> AsyncWebClient:
        raise LookupError

    with structlog.testing.capture_logs() as logged:
        await LocalEngine(work.another(without_token)).settle()
    assert [line["event"] for line in logged if line["log_level"] == "error"] == ["step failed"] * 2
    await work.later(seconds=60)
    assert await work.posted() == [met]
    await work.later(minutes=10)
    assert await work.posted() == [met, unmet]


async def test_a_machine_that_slept_after_its_claim_sends_nothing_any_more(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    client = work.deliverer._clients

    async def asleep(workspace: Workspace) -> AsyncWebClient:
        work.clock.move_to(work.clock.now() + timedelta(hours=1))
        return await client(workspace)

    await work.another(asleep).sweep()
    assert await work.posted() == []
    await work.sweep()
    assert await work.posts() == [(row, "Mon 01 Mar 16:00")]


async def test_two_sweeps_at_once_send_once(work: Office, database_url: str, vault: Vault) -> None:
    elsewhere = await Store.open(database_url, vault)
    jobs = [work.deliverer, work.another(), work.another(store=elsewhere)]
    owed = [await work.owe(HELP, one) for one in (work.ines, work.noah, work.amara) for _ in range(3)]
    for _ in range(4):
        await asyncio.gather(*(job.sweep() for job in jobs))
    await elsewhere.close()
    assert sorted(await work.posted()) == owed
    assert [await work.state(row) for row in owed] == [(State.SENT, None)] * 9


# Rewriting


async def test_a_message_is_rewritten_where_it_stands(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    rewriting = await work.owe("rewrite", work.ines, rewrites=row)
    await work.sweep()
    assert await work.state(rewriting) == (State.SENT, None)
    assert (await work.posted(), work.calls("chat.update")) == ([row], 1)


async def test_a_message_that_has_not_left_needs_no_rewriting(work: Office) -> None:
    row = await work.owe(HELP, work.ines, due_at=datetime(2027, 3, 1, 16, tzinfo=UTC))
    rewriting = await work.owe("rewrite", work.ines, rewrites=row)
    await work.sweep()
    assert await work.state(rewriting) == (State.FOLDED, "spoken-anew")
    await work.go_to(2027, 3, 1, 16)
    assert (await work.posted(), work.calls("chat.update")) == ([row], 0)


async def test_a_rewriting_waits_until_it_is_known_where_its_message_stands(work: Office) -> None:
    row = await work.owe(PROMPT, work.ines, SCHEDULED)
    work.fault("cut_after", times=1)
    await work.sweep()
    rewriting = await work.owe("rewrite", work.ines, rewrites=row)
    await work.later(seconds=60)
    await work.later(seconds=1)
    assert await work.state(rewriting) == (State.SENT, None)
    assert (await work.posted(), work.calls("chat.update")) == ([row], 1)


@pytest.mark.parametrize("fault", ["cut_before", "cut_after", "500_after"])
async def test_a_rewriting_in_doubt_is_simply_made_again(work: Office, fault: str) -> None:
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    rewriting = await work.owe("rewrite", work.ines, rewrites=row)
    work.fault(fault, "chat.update", times=1)
    await work.sweep()
    assert await work.state(rewriting) == (State.HELD, "slack-unclear")
    await work.later(seconds=5)
    assert await work.state(rewriting) == (State.SENT, "slack-unclear")
    assert (work.calls("chat.update"), work.calls("conversations.history")) == (2, 0)


async def test_what_may_have_arrived_counts_in_the_budget_until_that_is_known(work: Office) -> None:
    row = await work.owe("have_you_met", work.ines, SCHEDULED, due_at=datetime(2027, 3, 1, 14, tzinfo=UTC))
    work.fault("cut_after", times=1)
    await work.sweep()
    # Found due only now, this one is looked at first.
    earlier = await work.owe(
        "have_you_met", work.ines, SCHEDULED, due_at=datetime(2027, 3, 1, 13, tzinfo=UTC)
    )
    await work.later(seconds=61)
    assert [await work.state(one) for one in (row, earlier)] == [(State.SENT, None), (State.HELD, "budget")]


async def test_what_may_have_arrived_is_looked_for_where_it_was_sent(work: Office) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("cut_after", times=1)
    await work.sweep()
    # Another message was told meanwhile that there is no such conversation.
    await work.change(work.ines, dm_channel=None)
    await work.later(seconds=61)
    assert (await work.state(row), await work.posted()) == ((State.SENT, None), [row])


async def test_two_jobs_on_one_ledger_take_each_their_own_once_they_have_met(work: Office) -> None:
    people = await work.crowd(96)
    owed = [await work.owe(HELP, person) for person in people]
    first, second = work.another(), work.another()
    looked: list[int] = []
    while sum(looked) < len(owed) or looked[-2:] != [0, 0]:
        looked += await asyncio.gather(first.sweep(), second.sweep())
    assert sorted(await work.posted()) == owed
    # Had both gone on to take the first each time, all would have been looked at twice.
    assert sum(looked) < 2 * len(owed)


async def test_a_message_that_was_rendered_before_its_rewriting_was_left_out_is_rendered_anew(
    work: Office,
) -> None:
    row = await work.owe(NEWS, work.ines, CONSEQUENCE)
    looks, now = work.deliverer._looker.look_at, work.clock.now()
    before = await work.row(row)
    [old] = await looks([before], now)
    # Meanwhile what it says has changed, and another sweep found that there was nothing to rewrite yet.
    rewriting = await work.owe("rewrite", work.ines, rewrites=row)
    anew = await work.row(rewriting)
    [nothing] = await looks([anew], now)
    assert isinstance(old, Ready)
    assert isinstance(nothing, Folded)
    assert await work.store.run(lambda tx: claims.write_down(tx, [(anew, nothing)], now, None)) == []
    assert await work.store.run(lambda tx: claims.write_down(tx, [(before, old)], now, None)) == []
    await work.sweep()
    assert (await work.posted(), work.calls("chat.update")) == ([row], 0)


async def test_a_message_that_left_while_its_rewriting_was_to_be_left_out_is_rewritten(work: Office) -> None:
    row = await work.owe(NEWS, work.ines, CONSEQUENCE)
    looks, now = work.deliverer._looker.look_at, work.clock.now()
    rewriting = await work.owe("rewrite", work.ines, rewrites=row)
    anew = await work.row(rewriting)
    [nothing] = await looks([anew], now)
    await work.change_row(rewriting, due_at=now + timedelta(minutes=1))
    await work.sweep()
    await work.change_row(rewriting, due_at=now)
    assert isinstance(nothing, Folded)
    assert await work.store.run(lambda tx: claims.write_down(tx, [(anew, nothing)], now, None)) == []
    await work.sweep()
    assert await work.state(rewriting) == (State.SENT, None)
    assert (await work.posted(), work.calls("chat.update")) == ([row], 1)


async def test_a_rewriting_that_left_after_its_lease_is_made_once_more(work: Office) -> None:
    """What it says may be old by then: whoever took the row over has rewritten the message meanwhile."""
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    await work.owe("rewrite", work.ines, rewrites=row)
    work.fault("slow", "chat.update", times=1, seconds=0.3)
    sending_ = asyncio.create_task(work.deliverer.sweep())
    while not work.slack.world.faults.struck("slow"):
        await asyncio.sleep(0.01)
    work.clock.move_to(work.clock.now() + timedelta(seconds=61))
    await sending_
    await work.sweep()
    assert work.calls("chat.update") == 2
