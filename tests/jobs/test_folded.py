"""What leaves within another message shares its fate, also where nobody can tell what that was."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.deliveries import State
from tests.jobs.office import SCHEDULED, Office

UNKNOWN, FOLDED = (State.UNKNOWN, "cannot-tell"), (State.FOLDED, "folded-into")


async def prompt(work: Office, kind: str, day: str) -> int:
    """Owe Inês a prompt with three weeks' time, of a day on which nothing else comes."""
    window = timedelta(days=21)
    return await work.owe(kind, work.ines, SCHEDULED, window=window, occasion=day, day=day, turn=0)


async def in_doubt(work: Office, history: str) -> tuple[int, int]:
    """Lose the answer to a message that a held one left within; returns both rows, the other one first."""
    await prompt(work, "reflection", "2027-02-01")
    await work.sweep()
    held = await prompt(work, "reflection", "2027-02-02")
    await work.sweep()
    assert await work.state(held) == (State.HELD, "budget")
    carrier = await prompt(work, "check_in", "2027-02-03")
    work.fault("cut_after", times=1)
    await work.later(days=1)
    work.fault("error", "conversations.history", error=history)
    await work.later(minutes=2)
    return carrier, held


async def test_no_more_than_four_come_in_one_message_and_first_what_comes_once(work: Office) -> None:
    await prompt(work, "pulse", "2027-02-01")
    await work.sweep()
    kinds = ("reflection", "reflection", "pulse", "reflection", "midpoint")
    held = [await prompt(work, kind, f"2027-02-0{day}") for day, kind in enumerate(kinds, 2)]
    await work.sweep()
    carrier = await prompt(work, "check_in", "2027-02-08")
    await work.later(days=1)
    assert (await work.state(carrier))[0] is State.SENT
    left = [(await work.state(row))[0] for row in held]
    assert left == [State.FOLDED, State.FOLDED, State.HELD, State.HELD, State.FOLDED]


async def test_what_left_within_a_message_that_nobody_can_read_back_is_never_sent_again(work: Office) -> None:
    rows = await in_doubt(work, "channel_not_found")
    posts = work.calls("chat.postMessage")
    work.mend()
    for _ in range(20):
        await work.later(days=1)
    assert [await work.state(row) for row in rows] == [UNKNOWN, FOLDED]
    assert work.calls("chat.postMessage") == posts


async def test_what_may_have_arrived_takes_its_place_in_the_budget(work: Office) -> None:
    carrier, _ = await in_doubt(work, "channel_not_found")
    assert await work.state(carrier) == UNKNOWN
    work.mend()
    # One on Monday, and on Tuesday perhaps another: that is all for seven days.
    another = await prompt(work, "reflection", "2027-02-04")
    await work.sweep()
    assert await work.state(another) == (State.HELD, "budget")
    await work.go_to(2027, 3, 7, 12)
    assert (await work.state(another))[0] is State.HELD
    await work.go_to(2027, 3, 8, 12)
    assert (await work.state(another))[0] is State.SENT
