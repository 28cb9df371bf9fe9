"""Open Homes: known for a while, of some people in some workspaces, and what several did is drawn once."""

from __future__ import annotations

import asyncio

from handlers.homes import MINUTES, MOST_OF_A_TEAM, MOST_TEAMS, Homes

VIEW = {"type": "home", "blocks": []}
OTHER = {"type": "home", "blocks": [{"type": "divider"}]}


def test_a_home_is_known_for_some_minutes_after_it_was_drawn() -> None:
    homes = Homes()
    homes.drawing("T1", "UINES", 0.0)
    homes.drawing("T1", "UNOAH", 60.0)
    homes.drawing("T2", "UINES", 0.0)
    last = 60.0 * MINUTES
    assert [homes.open("T1", now) for now in (last, last + 1, last + 61)] == [
        {"UINES", "UNOAH"},
        {"UNOAH"},
        set(),
    ]


def test_one_that_is_drawn_again_for_its_own_person_is_known_anew_and_one_for_others_is_not() -> None:
    homes = Homes()
    homes.drawing("T1", "UINES", 0.0)
    homes.drawing("T1", "UNOAH", 0.0)
    homes.drawing("T1", "UINES", 30.0)
    homes.drew("T1", "UNOAH", VIEW)
    assert homes.open("T1", 60.0 * MINUTES + 1) == {"UINES"}


def test_what_is_being_drawn_is_drawn_again_and_what_shows_the_same_is_not() -> None:
    homes = Homes()
    homes.drawing("T1", "UINES", 0.0)
    before = homes.shows("T1", "UINES", VIEW)
    homes.drew("T1", "UINES", VIEW)
    assert (before, homes.shows("T1", "UINES", VIEW), homes.shows("T1", "UINES", OTHER)) == (
        False,
        True,
        False,
    )
    # Nobody's is drawn who is known no more.
    homes.forget("T1", "UINES")
    assert homes.shows("T1", "UINES", OTHER)


def test_the_newest_are_known_and_no_more_than_so_many() -> None:
    homes = Homes()
    for number in range(MOST_OF_A_TEAM + 2):
        homes.drawing("T0", f"U{number}", 0.0)
    assert homes.open("T0", 0.0) == {f"U{number}" for number in range(2, MOST_OF_A_TEAM + 2)}
    for number in range(1, MOST_TEAMS + 1):
        homes.drawing(f"T{number}", "U1", 0.0)
    assert (homes.open("T0", 0.0), homes.open("T1", 0.0)) == (set(), {"U1"})


async def test_what_several_did_is_drawn_once_and_not_while_a_workspace_rests() -> None:
    homes, rung = Homes(), asyncio.Event()
    now = asyncio.get_running_loop().time()
    homes.drawing("T1", "UAMARA", now)
    homes.rest("T1", now + 0.05)
    for who, touched in (("UINES", {1}), ("UNOAH", {1, 2}), ("UINES", {3})):
        homes.acted("T1", who, touched)
        homes.later("T1", now, 0.0, rung.set)
    await rung.wait()
    assert asyncio.get_running_loop().time() >= now + 0.049
    assert homes.take("T1") == ({"UINES": {1, 3}, "UNOAH": {1, 2}}, set())
    assert homes.take("T1") == ({}, set())


async def test_nothing_is_drawn_any_more_when_a_process_ends() -> None:
    homes, rung = Homes(), []
    now = asyncio.get_running_loop().time()
    homes.drawing("T1", "UINES", now)
    homes.later("T1", now, 0.0, lambda: rung.append("before"))
    homes.close()
    homes.later("T1", now, 0.0, lambda: rung.append("after"))
    await asyncio.sleep(0.01)
    assert rung == []
