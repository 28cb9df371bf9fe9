"""Every benchmark runs, and says what it measured; how fast it was is no matter of the tests."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from benchmarks import __main__ as bench
from benchmarks import (
    acknowledgement,
    authorising,
    copies,
    delivery,
    dispatch,
    footing,
    journey,
    planners,
    planning,
    population,
    report,
    visits,
    workspaces,
)
from benchmarks.rows import Row, middle_ratio
from storage import deliveries, people, situations
from storage.store import Store
from storage.vault import Vault
from tests.postgres import Server


async def test_presses_are_counted_for_bolt_the_router_and_the_whole_bot() -> None:
    found = await dispatch.run(dispatch.Load(rounds=1, presses=6, pairs=2))
    bare, hundred, middle, router, whole, postgres = (f"A press: {name}" for name in dispatch.NAMES)
    event, again = (dispatch.EVENT.format(name) for name in (dispatch.BARE, dispatch.AGAIN))
    assert [(row.name, row.against, row.goal) for row in found] == [
        (bare, None, None),
        (hundred, dispatch.BARE, None),
        (middle, dispatch.BARE, None),
        (router, dispatch.BARE, 0.8),
        (router, dispatch.HUNDRED, None),
        (whole, dispatch.BARE, 0.5),
        (whole, dispatch.HUNDRED, 1.5),
        (whole, dispatch.MIDDLE, None),
        (postgres, dispatch.BARE, 0.3),
        (event, None, None),
        (again, event, 0.8),
    ]
    assert all(row.value > 0 for row in found)


async def test_people_act_over_signed_http_and_every_act_is_acknowledged() -> None:
    load = acknowledgement.Load(pairs=2, rate=10, seconds=3, rounds=1)
    (measured,) = await acknowledgement.measure("http", load)
    assert (measured.unanswered, dict(measured.refused)) == (0, {})
    assert {"presses", "/progress commands", "forms opened", "messages typed"} <= set(measured.times)


async def test_people_act_over_socket_mode_and_every_act_is_acknowledged() -> None:
    load = acknowledgement.Load(pairs=2, rate=10, seconds=3, rounds=1)
    (measured,) = await acknowledgement.measure("socket", load)
    assert (measured.unanswered, dict(measured.refused)) == (0, {})
    assert {"presses", "/progress commands", "forms opened", "messages typed"} <= set(measured.times)


async def test_the_few_and_the_many_are_planned_and_compared() -> None:
    load = planning.Load(few=3, many=5, due=2, rescheduled=2, rounds=1, times=1)
    found = await planning.run(load)
    few, many = "Planning 2 due of 3 schedules", "Planning 2 due of 5 schedules"
    theirs, ours = "APScheduler's job store, all due", "Planning 5 of which all are due"
    assert [(row.name, row.against, row.promise) for row in found] == [
        (few, None, ""),
        (many, few, "≤ 1.3"),
        (theirs, None, ""),
        (f"{theirs}: growth of memory", None, ""),
        (ours, theirs, "≥ 6"),
        (f"{ours}: growth of memory", None, "≤ 50 MB"),
        (f"{ours}: longest hold of the loop", None, "≤ 20 ms"),
    ]


async def test_messages_leave_both_ledgers_and_a_bare_client() -> None:
    found = await delivery.run(delivery.Load(messages=3, slow=2, rounds=1))
    assert [(row.name, row.promise) for row in found] == [
        ("Delivery: A bare client", ""),
        ("Delivery: Trellis on SQLite", "≥ 0.3"),
        ("Delivery: Trellis on PostgreSQL", "≥ 0.3"),
        ("Delivery: A bare client, 100 ms a call", ""),
        ("Delivery: Trellis on SQLite, 100 ms a call", "≥ 0.9"),
        ("Delivery: Trellis on PostgreSQL, 100 ms a call", "≥ 0.9"),
        ("Delivery: Two processes on PostgreSQL, 100 ms a call", "≥ 1.5"),
    ]


async def test_a_process_begins_answers_an_event_and_says_what_it_takes() -> None:
    found = await footing.run(footing.Load(few=1, many=2, rounds=1))
    begun = "{}: from nothing to the first event"
    assert [(row.name, row.against, row.promise) for row in found] == [
        (begun.format("Bare Bolt"), None, ""),
        (begun.format("Trellis"), begun.format("Bare Bolt"), "≤ 3"),
        ("Memory with 1 pairs", None, ""),
        ("Memory with 2 pairs", "Memory with 1 pairs", "≤ 1.3"),
    ]


async def test_copies_of_a_pair_are_pairs_of_their_own_and_each_is_planned(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'trellis.db'}"
    await copies.settle(url, 4, planning.BEGUN, population.nobody)
    copies.make_due(url, 3, planning.due_at(0), else_at=planning.NEVER)
    told = await planners.plan_ours(url, planning.due_at(0))
    # The first is planned to warm up.
    assert told.planned == 2
    store = await Store.open(url, Vault([population.KEY]))
    owed = await store.read(lambda tx: deliveries.recent(tx, 1))
    members = [await store.read(lambda tx, one=one: people.get(tx, 1, one.person_id)) for one in owed]  # type: ignore[misc]
    situations_ = [
        await store.read(lambda tx, one=one: (situations.for_delivery(tx, one, planning.BEGUN)).pair.goals)  # type: ignore[misc]
        for one in owed
    ]
    await store.close()
    assert {one.slack_id for one in members} == {copies.slack_id("MENTEE", number) for number in range(3)}
    assert [[goal.title for goal in some] for some in situations_] == [["Lead my first project"]] * 3


@pytest.mark.postgres
async def test_a_workspace_that_is_not_known_costs_one_query_more_and_a_known_one_none(
    postgres_server: Server,
) -> None:
    with postgres_server.database() as url:
        await visits.settle(url, 12)
        alone = await authorising.authorise(url, 12, 24)
        visited = await visits.visit(url, 12, 24)
    assert (alone.found_queries, alone.known_queries) == (1.0, 0.0)
    # Each of the twelve is asked for once, and known the second time.
    assert (visited.all_of_them.for_tokens, visited.one_of_them.for_tokens, visited.refused) == (12, 0, 0)
    found = workspaces.rows(workspaces.Load(few=12, many=12, requests=24), (alone, visited), (alone, visited))
    assert [row.promise for row in found if "memory" in row.name] == ["", "≤ 1.5"]


async def test_the_story_of_a_pair_is_timed() -> None:
    (row,) = await journey.run(journey.Load(rounds=1))
    assert (row.name, row.unit) == ("A pair from introduction to third check-in", "s")


def test_a_measurement_is_put_into_its_place_in_the_document(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    before = f"{report.BEGIN.format('other')}\nOld.\n{report.END}\n"
    page.write_text(
        f"# How fast\n\n{report.BEGIN.format('planning')}\nOld.\n{report.END}\n\n{before}", encoding="utf-8"
    )
    rows = [Row("Many", 1400.0, "ms", "Few", 1.4, limit=1.3)]
    for _ in range(2):
        report.write(page, "planning", rows, "Two cores", "1 March 2027")
    assert page.read_text(encoding="utf-8").splitlines() == [
        "# How fast",
        "",
        "<!-- measured: planning -->",
        "",
        "1 March 2027: Two cores",
        "",
        "| What | Value | Unit | Compared with | Ratio | Goal | Met |",
        "| --- | --: | --- | --- | --: | --- | --- |",
        "| Many | 1,400.0 | ms | Few | 1.40 | ≤ 1.3 | NO |",
        "",
        "<!-- end of what was measured -->",
        "",
        *before.splitlines(),
    ]
    with pytest.raises(LookupError, match="no line"):
        report.write(page, "journey", rows, "Two cores", "1 March 2027")


def test_every_benchmark_has_its_place_in_the_document_and_every_place_its_benchmark() -> None:
    page = (Path(__file__).parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"<!-- measured: (.+) -->", page)) == sorted(bench.BENCHMARKS)


def test_the_document_tells_the_goals_that_the_code_has() -> None:
    page = (Path(__file__).parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")
    figures: defaultdict[str, list[float]] = defaultdict(lambda: [1.0])
    figures_of_start = {footing.BARE: [1.0], footing.WHOLE: [1.0]}
    some = [planners.Told(1, 1.0, 1.0, 1.0)]
    promised = [
        *dispatch.rows(figures),
        *delivery.table(figures),
        *footing.table(footing.FULL, figures_of_start, ([1.0], [1.0])),
        *planning.table(planning.FULL, (some, some), (some, some)),
    ]
    # By what is measured and what it is compared with.
    cells = [line.split("|")[1:-1] for line in page.splitlines() if line.startswith("| ")]
    told = {(line[0].strip(), line[3].strip()): line[5].strip() for line in cells if len(line) == 7}
    known = {(row.name, row.against or ""): row.promise for row in promised}
    assert {key: told[key] for key in told.keys() & known.keys()} == {
        key: known[key] for key in told.keys() & known.keys()
    }
    assert len(told.keys() & known.keys()) > 15


def test_a_machine_that_is_slower_for_a_while_is_slower_for_both() -> None:
    theirs = [1000.0, 500.0, 900.0, 400.0, 1000.0]
    ours = [300.0, 160.0, 290.0, 130.0, 250.0]
    assert middle_ratio(ours, theirs) == 0.32


def test_a_promise_is_kept_or_broken_in_the_table() -> None:
    rows = [
        Row("Router", 900.0, "/s", "Bolt", 0.9, goal=0.8),
        Row("p99", 61.25, "ms", most=50.0),
        Row("Journey", 4.0, "s"),
        Row("Many", 14.0, "ms", "Few", 1.4, limit=1.3),
    ]
    console = Console(width=100, record=True)
    console.print(report.table(rows))
    shown = [[cell.strip() for cell in line.split("│")[1:-1]] for line in console.export_text().splitlines()]
    assert [line for line in shown if line] == [
        ["Router", "900.0", "/s", "Bolt", "0.90", "≥ 0.8", "yes"],
        ["p99", "61.2", "ms", "", "", "≤ 50 ms", "NO"],
        ["Journey", "4.0", "s", "", "", "", ""],
        ["Many", "14.0", "ms", "Few", "1.40", "≤ 1.3", "NO"],
    ]
    assert [row.is_met for row in rows] == [True, False, True, False]


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1.0))
def test_a_percentile_is_the_least_time_that_so_many_do_not_exceed(times: list[float], share: float) -> None:
    found = acknowledgement.percentile(times, share)
    assert found in times
    assert sum(one <= found for one in times) >= share * len(times) - 1e-6
    assert sum(one < found for one in times) < share * len(times) + 1e-6
