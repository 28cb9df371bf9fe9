"""Asides: what is pressed beside a prompt: a private word with the coordinator, and being asked too."""

from __future__ import annotations

from typing import Any

from bot.domain.pairs import PairState
from bot.domain.people import Role
from bot.domain.rhythm import MENTOR_CHECK_IN
from bot.errors import NobodyApart, NotYours, PairMoved
from bot.prompts import PROMPTS, check_in, private_word
from bot.prompts.private_word import PRIVATE_WORD
from bot.router import Answer
from bot.views import asides as views
from handlers import asks
from handlers import prompts as prompt_handlers
from handlers.services import Call, On, Scene, act, open_view
from storage import deliveries, pairs, programmes, questions, rhythms, schedules, situations
from storage.answers import Asked
from storage.schedules import Subject


def register(on: On) -> None:
    on.action(private_word.OPEN)(say_privately)
    on.action(check_in.ASK_ME)(ask_me)
    on.action(check_in.ASK_NO_MORE)(ask_me_no_more)


async def say_privately(call: Call) -> Answer:
    """Open the form for a private word, and leave its message in the DM: closing the form loses nothing."""
    open_view(call, await act(call, lambda scene: _private_form(scene, int(call.value or 0))))
    return None


async def ask_me(call: Call) -> Answer:
    """The mentor would like to be asked how it goes as well."""
    await act(call, lambda scene: _ask_me(scene, int(call.value or 0), is_wanted=True))
    return None


async def ask_me_no_more(call: Call) -> Answer:
    """The mentor has had enough of that."""
    await act(call, lambda scene: _ask_me(scene, int(call.value or 0), is_wanted=False))
    return None


def readers(scene: Scene, pair_id: int) -> list[int]:
    """Return the programme's coordinators who are not in the pair themselves; raises NobodyApart without any."""
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    members = {member.person_id for member in pair.members}
    found = programmes.coordinators(scene.tx, scene.ws, pair.programme_id) - members
    if not found:
        raise NobodyApart
    return sorted(found)


def _private_form(scene: Scene, beside: int) -> dict[str, Any]:
    """Ask for the words in a message of their own, once a day for each pair, and open its form."""
    pair_id = prompt_handlers.mine(scene, beside).pair.pair.id
    named = readers(scene, pair_id)
    day = scene.reader().today.isoformat()
    row = scene.owe_row(PRIVATE_WORD, pair_id=pair_id, occasion=day, facts={"people": named})
    if row:
        questions.ask(scene.tx, Asked(scene.ws, scene.me.id, pair_id, PRIVATE_WORD, day), row, at=scene.now)
    else:
        known = deliveries.latest(scene.tx, scene.ws, PRIVATE_WORD, str(pair_id), scene.me.id)
        row = known.id if known else None
    if row is None:
        raise PairMoved
    return PROMPTS[PRIVATE_WORD].form(scene.situation(pair_id, row), scene.reader())


def _ask_me(scene: Scene, pair_id: int, *, is_wanted: bool) -> None:
    view = situations.view(scene.tx, scene.ws, pair_id, reader=scene.me.id)
    if scene.me.id != view.pair.by_role(Role.MENTOR):
        raise NotYours
    if view.pair.state is not PairState.ACTIVE or view.agreement is None:
        raise PairMoved
    subject = Subject(scene.ws, MENTOR_CHECK_IN, pair_id, scene.me.id)
    if is_wanted and asks.has(scene, pair_id, MENTOR_CHECK_IN):
        if not schedules.runs(scene.tx, subject):
            rhythms.ask_mentor(scene.tx, scene.ws, view.pair, view.agreement.clauses["cadence"], at=scene.now)
    else:
        schedules.stop(scene.tx, subject, at=scene.now)
    scene.owe(views.ASKED_TOO if is_wanted else views.ASKED_NO_MORE, pair_id=pair_id)
