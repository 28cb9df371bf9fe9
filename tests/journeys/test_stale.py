"""What somebody could press once, in a message or a form that still lies about, is nothing they can do any more."""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

import handlers
from bot import hosting, log
from bot.domain.pairs import PairState
from bot.domain.people import Role
from storage import erasing, pairs, programmes
from storage.store import Transaction
from tests.past import Memory
from tests.roles.explorer import HERE
from tests.roles.hands import Act, acts
from tests.roles.keeping import Book
from tests.village import Village, village

Change = Callable[[Transaction, Any], None]
# What a pair does together, and what a coordinator does for others.
THEIRS = {
    "agreements", "clauses", "signatures", "amendments", "goals", "milestones", "progress", "sessions", "answers",
    "programmes", "pairs", "pair_members", "enrolments", "schedules",
}  # fmt: skip
WORDS = ("I build data pipelines", "I run a platform team", "Lead my first project")


@pytest.fixture
async def town(signed_past: tuple[Path, Memory], tmp_path: Path) -> AsyncIterator[Village]:
    folder, memory = signed_past
    shutil.copy(folder / "trellis.db", tmp_path)
    async with village(tmp_path) as started:
        log.configure("json", logging.CRITICAL)
        memory.give(started.demo.simulator)
        for person in (started.ines, started.noah, started.amara):
            await started.sees_home(person)
        yield started


def removed(tx: Transaction, now: Any) -> None:
    """Whoever coordinated does so no more."""
    assert programmes.leave(tx, 1, 1, 1, Role.COORDINATOR, at=now)


def ended(tx: Transaction, now: Any) -> None:
    """The pair has ended early."""
    pairs.change(tx, 1, 1, state=PairState.ENDED, ended_at=now)


def erased(tx: Transaction, now: Any) -> None:
    """Noah has had everything of his deleted."""
    ended(tx, now)
    erasing.person(tx, 1, 2, at=now)


@pytest.mark.parametrize(
    ("who", "change"),
    [("ULEAD", removed), ("UMENTEE", ended), ("UMENTOR", ended), ("UMENTOR", erased)],
    ids=[
        "a coordinator removed",
        "a mentee whose pair ended",
        "a mentor whose pair ended",
        "a mentor deleted",
    ],
)
async def test_whoever_is_it_no_more_changes_and_sees_nothing(
    town: Village, tmp_path: Path, who: str, change: Change
) -> None:
    running, world = town.demo.running, town.demo.simulator.world
    book, router = Book(tmp_path / "trellis.db"), handlers.routes()
    async with aiohttp.ClientSession() as session:
        client = hosting.speaking(town.demo.simulator.bot_token, running.services.settings, session)

        async def do(act: Act) -> Any:
            view = act.body.get("view") or {}
            act.body["trigger_id"] = world.triggers.new(
                HERE, act.by, view["id"] if view.get("type") == "modal" else None
            )
            answer = None
            with contextlib.suppress(Exception):
                answer = await router.dispatch(act.call(client, running.services))
            await running.services.tasks.drain(20)
            return answer

        old = await _all_they_could_do(town, who, do)
        await running.services.store.run(lambda tx: change(tx, running.services.clock.now()))
        await town.settle()
        n, before = world.log._n, book.rows()
        told = [await do(act) for act in old]
        await town.settle()
    changed = {name: rows for name, rows in book.changes(before, book.rows()).items() if name in THEIRS}
    shown = json.dumps([told, world.log.after(n)["calls"]], ensure_ascii=False, default=str)
    assert len(old) > 5
    assert changed == {}
    if change is not ended:
        assert [words for words in WORDS if words in shown] == []


async def _all_they_could_do(town: Village, who: str, do: Callable[[Act], Any]) -> list[Act]:
    """Return each act that somebody sees, and those in the forms that come of them."""
    world = town.demo.simulator.world
    here = world.workspace(None)
    found: dict[str, Act] = {}
    for act in list(acts(world, here, who, lambda _name: True)):
        found.setdefault(act.name, act)

    async def open_it(act: Act, steps: int = 2) -> None:
        await do(act)
        stack = list(here.modal_stack(who))
        new = [one for one in acts(world, here, who, lambda _name: True) if one.name not in found]
        found.update({one.name: one for one in new})
        for inner in new if steps else ():
            if inner.id in OPENS:
                await open_it(inner, steps - 1)
                here.modals[who] = list(stack)

    for act in list(found.values()):
        if act.id in OPENS:
            await open_it(act)
        here.modals.clear()
    await town.settle()
    return [act for act in found.values() if not act.id.startswith(OWN)]


# What opens a form and does nothing yet.
OPENS = (
    "home.programme", "home.pair", "programme.open", "programme.edit", "programme.rhythm", "programme.keeping",
    "coordinator.name", "invitation.withdraw", "programme.end_pair",
    "roster.invite", "roster.by_list", "goal.add", "goal.menu", "goal.sharpen", "home.change", "home.progress",
    "session.propose", "confidentiality.open",
)  # fmt: skip
# About oneself alone.
OWN = ("quiet.", "own.", "home.help", "home.listen", "programme.new", "programme.form", "first_steps.")
