"""Every benchmark runs, and says what it measured; how fast it was is no matter of the tests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from benchmarks import __main__ as bench
from benchmarks import acknowledgement, dispatch, journey
from benchmarks.rows import Row


async def test_presses_are_counted_for_bolt_the_router_and_the_whole_bot() -> None:
    found = await dispatch.run(dispatch.Load(rounds=1, presses=6, pairs=2))
    bare, hundred, router, whole = (f"A press: {name}" for name in dispatch.NAMES)
    assert [(row.name, row.against, row.goal) for row in found] == [
        (bare, None, None),
        (hundred, dispatch.BARE, None),
        (router, dispatch.BARE, 0.8),
        (router, dispatch.HUNDRED, None),
        (whole, dispatch.BARE, None),
        (whole, dispatch.HUNDRED, None),
    ]
    assert all(row.value > 0 for row in found)


async def test_people_act_over_signed_http_and_every_act_is_acknowledged() -> None:
    measured = await acknowledgement.measure("http", acknowledgement.Load(pairs=2, rate=10, seconds=4))
    assert (measured.unanswered, dict(measured.refused)) == (0, {})
    assert {"presses", "/progress commands", "forms opened", "messages typed"} <= set(measured.times)


async def test_people_act_over_socket_mode_and_every_act_is_acknowledged() -> None:
    measured = await acknowledgement.measure("socket", acknowledgement.Load(pairs=2, rate=10, seconds=4))
    assert (measured.unanswered, dict(measured.refused)) == (0, {})
    assert {"presses", "/progress commands", "forms opened", "messages typed"} <= set(measured.times)


async def test_the_story_of_a_pair_is_timed() -> None:
    (row,) = await journey.run(journey.Load(rounds=1))
    assert (row.name, row.unit) == ("A pair from introduction to third check-in", "s")


def test_a_promise_is_kept_or_broken_in_the_table() -> None:
    rows = [
        Row("Router", 900.0, "/s", "Bolt", 0.9, goal=0.8),
        Row("p99", 61.25, "ms", most=50.0),
        Row("Journey", 4.0, "s"),
    ]
    console = Console(width=100, record=True)
    console.print(bench.table(rows))
    shown = [[cell.strip() for cell in line.split("│")[1:-1]] for line in console.export_text().splitlines()]
    assert [line for line in shown if line] == [
        ["Router", "900.0", "/s", "Bolt", "0.90", "≥ 0.8", "yes"],
        ["p99", "61.2", "ms", "", "", "≤ 50 ms", "NO"],
        ["Journey", "4.0", "s", "", "", "", ""],
    ]
    assert [row.is_met for row in rows] == [True, False, True]


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1.0))
def test_a_percentile_is_the_least_time_that_so_many_do_not_exceed(times: list[float], share: float) -> None:
    found = acknowledgement.percentile(times, share)
    assert found in times
    assert sum(one <= found for one in times) >= share * len(times) - 1e-6
    assert sum(one < found for one in times) < share * len(times) + 1e-6
