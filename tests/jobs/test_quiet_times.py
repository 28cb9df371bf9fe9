"""Do-not-disturb and status: what Slack tells of them holds a prompt, and without either everything works."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.delivery import QUIET_SCOPE
from bot.demo import MENTEE, MENTOR
from bot.domain.deliveries import State
from storage import people, workspaces
from tests.jobs.office import CONSEQUENCE, SCHEDULED, Office

PROMPT = "check_in"
ASKS = "dnd.teamInfo"


def disturb_not(work: Office, who: str, **span: float) -> None:
    """Let somebody set do-not-disturb from now on, for so long."""
    account = work.slack.world.workspace(None).accounts[who]
    now = work.clock.now()
    account.dnd_start = int((now - timedelta(minutes=1)).timestamp())
    account.dnd_end = int((now + timedelta(**span)).timestamp())


async def test_a_prompt_waits_while_slack_is_not_to_disturb_and_all_are_asked_about_at_once(
    work: Office,
) -> None:
    disturb_not(work, MENTEE, hours=1)
    held = await work.owe(PROMPT, work.ines, SCHEDULED)
    free = await work.owe(PROMPT, work.noah, SCHEDULED)
    news = await work.owe("waiting_clauses", work.ines, CONSEQUENCE)
    await work.sweep()
    assert [await work.state(one) for one in (held, free, news)] == [
        (State.HELD, "do-not-disturb"),
        (State.SENT, None),
        (State.SENT, None),
    ]
    assert work.calls(ASKS) == 1
    await work.later(hours=1, minutes=1)
    assert await work.state(held) == (State.SENT, "do-not-disturb")
    # What Slack said an hour ago is old.
    assert work.calls(ASKS) == 2


async def test_what_slack_said_is_believed_for_ten_minutes_and_then_asked_anew(work: Office) -> None:
    asked = []
    for minutes in (0, 5, 5, 1):
        work.clock.move_to(work.clock.now() + timedelta(minutes=minutes))
        # A prompt that two agreed on comes however much else does, one a day.
        await work.owe(PROMPT, work.ines, SCHEDULED)
        await work.sweep()
        asked.append(work.calls(ASKS))
    assert asked == [1, 1, 1, 2]


async def test_slack_is_asked_about_no_more_than_fifty_at_once(work: Office) -> None:
    crowd = await work.crowd(60)
    for one in crowd:
        await work.owe(PROMPT, one, SCHEDULED)
    await work.sweep()
    asked = [
        len(call["arguments"]["users"].split(","))
        for call in work.slack.world.log.calls
        if call["method"] == ASKS
    ]
    assert (max(asked), sum(asked) >= len(crowd)) == (50, True)


async def test_where_the_permission_was_declined_nobody_is_asked_about_and_everything_comes(
    work: Office,
) -> None:
    await work.store.run(lambda tx: workspaces.lose_scope(tx, work.ws, QUIET_SCOPE))
    disturb_not(work, MENTEE, hours=1)
    row = await work.owe(PROMPT, work.ines, SCHEDULED)
    await work.sweep()
    assert (await work.state(row), work.calls(ASKS)) == ((State.SENT, None), 0)


async def test_when_slack_takes_the_permission_back_it_is_not_asked_again(work: Office) -> None:
    work.fault("error", ASKS, error="missing_scope")
    rows = [await work.owe(PROMPT, person, SCHEDULED) for person in (work.ines, work.noah)]
    await work.sweep()
    assert [await work.state(row) for row in rows] == [(State.SENT, None)] * 2
    assert work.calls(ASKS) == 1
    known = await work.store.read(lambda tx: workspaces.get(tx, work.ws))
    assert QUIET_SCOPE not in known.scopes


async def test_where_slack_does_not_tell_nobody_is_held_for_it(work: Office) -> None:
    work.fault("500", ASKS)
    row = await work.owe(PROMPT, work.ines, SCHEDULED)
    await work.sweep()
    assert await work.state(row) == (State.SENT, None)


async def test_a_status_that_says_away_holds_until_it_ends(work: Office) -> None:
    account = work.slack.world.workspace(None).accounts[MENTOR]
    back = work.clock.now() + timedelta(days=1)
    account.status_text, account.status_emoji = "Vacationing", ":palm_tree:"
    account.status_expiration = int(back.timestamp())
    await work.change(work.noah, looked_up_at=None)
    row = await work.owe(PROMPT, work.noah, SCHEDULED, window=timedelta(days=5))
    await work.sweep()
    assert await work.state(row) == (State.HELD, "status-away")
    assert (await work.row(row)).due_at == back
    account.status_text, account.status_emoji, account.status_expiration = "", "", 0
    await work.later(days=1)
    assert await work.state(row) == (State.SENT, "status-away")
    assert (await work.store.read(lambda tx: people.get(tx, work.ws, work.noah))).away is None


async def test_two_who_want_to_know_at_once_ask_slack_once_and_leave_no_lock_behind(work: Office) -> None:
    asking = work.deliverer._quiet_times
    wanted = [(work.ws, work.ines)]
    await asyncio.gather(*(asking.learn(wanted) for _ in range(3)))
    assert (work.calls(ASKS), len(asking._asking)) == (1, 0)
