"""Whoever is wrong may press what they like: nothing is written, and nothing of the pair is shown."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

import handlers
from bot import hosting, log
from bot.demo import MENTEE
from simulator.delivery import payloads
from simulator.world import World
from storage import drafts, people, questions, workspaces
from storage.store import Transaction
from tests.journeys.test_reopening import sign
from tests.roles.explorer import (
    ANYBODYS,
    ENDS_THEMSELVES,
    HERE,
    SELDOM,
    Explorer,
    let_slack_know,
)
from tests.roles.hands import Act
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village, village
from tests.village import START as NOW

WORDS = "It went rather better than I had thought"
# What Slack says of a whole workspace or of an account is nobody's act; whose it is, the signature and the team say.
SLACKS_OWN = {"event app_uninstalled", "event tokens_revoked", "event user_change"}


async def test_what_is_somebodys_nobody_else_can_do(tmp_path: Path) -> None:
    async with village(tmp_path) as town, exploring(town, tmp_path) as explorer:
        await live(explorer)
        await walk_the_rest(explorer)
        listened_for = {f"{kind} {id_}" for kind, ids in explorer.router.ids().items() for id_ in ids}
    assert explorer.complaints() == []
    assert listened_for - explorer.heard() - SELDOM == SLACKS_OWN
    assert {one.act.name for one in explorer.found if one.wrote} | (ANYBODYS & SELDOM) == ANYBODYS
    # Each act that the story came by was tried by everybody whose it was not.
    assert {one.act.name for one in explorer.found} == set(explorer.walked) - ENDS_THEMSELVES


@asynccontextmanager
async def exploring(town: Village, folder: Path) -> AsyncIterator[Explorer]:
    """Look around in a village whose database is in `folder`."""
    async with aiohttp.ClientSession() as session:
        log.configure("json", logging.CRITICAL)
        simulator, services = town.demo.simulator, town.demo.running.services
        let_slack_know(simulator.world.workspace(HERE), "UCOLEAD")
        client = hosting.speaking(simulator.bot_token, services.settings, session)
        yield Explorer(town, folder / "trellis.db", handlers.routes(), client)


async def live(explorer: Explorer) -> None:
    """Let a pair go all its way, and look around wherever there is something new."""
    town = explorer.town
    ines, noah, amara = town.ines, town.noah, town.amara
    await amara.open_home()
    await town.settle()
    await explorer.look_around()
    await town.programme()
    await explorer.let_others_in()
    await explorer.look_around(3)
    await name_another(town)
    await town.pair()
    await everybody_home(explorer)
    await town.press(noah, "No, thanks")
    await explorer.look_around()
    await town.press(noah, "I have changed my mind", within="messages")
    await town.press(ines, "Yes, count me in", within="messages")
    await town.say(ines, "later")
    await explorer.look_for("action step.continue")
    await town.press(ines, "Continue", within="messages")
    for person, about in ((ines, ABOUT_INES), (noah, ABOUT_NOAH)):
        for answer in about.values():
            await town.say(person, answer)
            await explorer.look_around()
    for person, clauses in ((ines, CLAUSES_OF_INES), (noah, {**CLAUSES_OF_NOAH, "length": "90 minutes"})):
        for answer in clauses.values():
            await town.say(person, answer)
            await explorer.look_around()
    await everybody_home(explorer)
    await town.press(noah, "Propose mine: 90 minutes")
    await town.press(ines, "Propose mine: 45 minutes")
    await explorer.look_for("action agreement.move.talk")
    await town.press(noah, "Accept: 45 minutes")
    await everybody_home(explorer)
    await town.sign(ines)
    await town.sign(noah)
    await everybody_home(explorer, 4)
    await work(explorer)


async def work(explorer: Explorer) -> None:
    """What comes once both have signed: a session, a change of the agreement, a check-in, and a private word."""
    town = explorer.town
    ines, noah = town.ines, town.noah
    await noah.press("Change something", within="home")
    await noah.opens_modal("Change the agreement")
    await noah.submit({"What should change?": "Cadence"})
    await noah.submit({"How often": "every 3 weeks"})
    await noah.opens_modal("Mentoring agreement")
    await explorer.look_around(1)
    await noah.submit({})
    await town.settle()
    await everybody_home(explorer)
    await sign(town, ines)
    await town.press(ines, "Wed 3 Mar, 15:30 (10:30 in New York)", within="messages")
    await everybody_home(explorer)
    await town.press(noah, "Yes, that suits me", within="messages")
    await town.go_to(2027, 3, 3, 15, 10, zone="Europe/Lisbon")
    await everybody_home(explorer)
    await town.say(ines, "progress: 40% the first draft stands")
    await explorer.look_around()
    await town.go_to(2027, 3, 30, 14, 30, zone="Europe/Lisbon")
    await everybody_home(explorer)


async def everybody_home(explorer: Explorer, further: int = 2) -> None:
    for person in (explorer.town.ines, explorer.town.noah, explorer.town.amara):
        await person.open_home()
    await explorer.town.settle()
    await explorer.look_around(further)


async def name_another(town: Village) -> None:
    await town.amara.press("Open", within="home")
    await town.amara.opens_modal("Programme")
    who = {"Who coordinates with you?": "UCOLEAD"}
    assert await town.fill_in(town.amara, "Name another", "Name a coordinator", who) == {}
    await town.amara.close()


async def walk_the_rest(explorer: Explorer) -> None:
    """What is not pressed: commands, a shortcut and events; and buttons that share their handler with one that was."""
    draft, question = await explorer.services.store.run(keep_a_draft)
    press = explorer.seen["action", "home.help"]
    which = [press.like("which.answer.0", f"{draft}:{question}"), press.like("which.none", str(draft))]
    for act in [*which, *typed_and_heard(explorer.world)]:
        await explorer.walk(act)
    for act in list(alike(explorer)):
        await explorer.walk(act)


def keep_a_draft(tx: Transaction) -> tuple[int, int]:
    """Keep words of Inês's that wait for her to say which question they answer."""
    workspace = workspaces.by_team(tx, HERE)
    assert workspace is not None
    ines = people.by_slack_id(tx, workspace.id, MENTEE)
    assert ines is not None
    waiting = questions.waiting(tx, workspace.id, ines.id)
    return drafts.keep(tx, workspace.id, ines.id, WORDS, "9.9", at=NOW), waiting[0].id


def alike(explorer: Explorer) -> Iterator[Act]:
    """Yield acts of the ids that the story did not come by, where another is heard by the same handler."""
    known = {explorer.router._handlers[key]: act for key, act in explorer.seen.items()}
    for kind, ids in explorer.router.ids().items():
        for id_ in ids:
            found = known.get(explorer.router._handlers[kind, id_])
            if (kind, id_) not in explorer.seen and found and f"{kind} {id_}" not in SELDOM:
                yield found.like(id_)


def typed_and_heard(world: World) -> Iterator[Act]:
    """Yield what Inês could type: a command, words in the thread of a question, and changes of what she once said."""
    workspace = world.workspace(HERE)
    person, token = workspace.accounts[MENTEE], world.verification_token
    home = workspace.direct_message(MENTEE)
    asked = [one for one in home.messages if one.sender == workspace.bot_user_id and one.blocks]
    said = [one for one in home.messages if one.sender == MENTEE]
    for name, text in (("/progress", "60%"), ("/progress", ""), ("/trellis", ""), ("/trellis", "why")):
        body = payloads.command(workspace, person, home, name, text, token) | {"trigger_id": "1"}
        yield Act("command", name, body, MENTEE)
    shortcut = payloads.common(workspace, "shortcut", person, token) | {"trigger_id": "1"}
    yield Act("shortcut", "log_progress", {**shortcut, "callback_id": "log_progress"}, MENTEE)
    place = {"channel": home.id, "channel_type": "im", "user": MENTEE}
    heard: list[dict[str, Any]] = [{"type": "app_home_opened", "tab": "home", **place}]
    for one in asked[-8:]:
        heard.append({"type": "message", "text": WORDS, "ts": "9.1", "thread_ts": one.ts, **place})
    for one in (said[0], said[-1]):
        before = {"user": MENTEE, "ts": one.ts, "text": one.raw["text"]}
        changed = {"message": {**before, "text": WORDS}, "previous_message": before}
        heard.append({"type": "message", "subtype": "message_changed", **changed, **place})
        deleted = {"deleted_ts": one.ts, "previous_message": before}
        heard.append({"type": "message", "subtype": "message_deleted", **deleted, **place})
    for number, event in enumerate(heard):
        body = {"team_id": HERE, "event_id": f"Ev{number}", "event": event}
        yield Act("event", event["type"], body, MENTEE)
