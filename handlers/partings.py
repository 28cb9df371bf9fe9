"""Partings: either of a pair can end it, without a reason; the other is told, and so is whoever coordinates."""

from __future__ import annotations

from typing import Any

from bot.domain.pairs import OPEN, Pair, PairState
from bot.domain.programme import who_hears
from bot.errors import PairMoved
from bot.router import Answer
from bot.views import messages
from bot.views import partings as views
from handlers import home
from handlers.services import Call, On, Scene, act, look, open_view
from storage import deliveries, pairs, partings, programmes, situations


def register(on: On) -> None:
    on.action(views.OPEN)(open_form)
    on.view(views.FORM)(submitted)


async def open_form(call: Call) -> Answer:
    open_view(call, await look(call, lambda scene: form(scene, int(call.value or 0))))
    return None


async def submitted(call: Call) -> Answer:
    await act(call, lambda scene: end(scene, int(call.view.get("private_metadata") or 0)))
    home.redraw(call)
    return None


def form(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Say what follows; raises NotYours or PairMoved."""
    _mine(scene, pair_id)
    about = situations.view(scene.tx, scene.ws, pair_id, reader=scene.me.id)
    return views.form(about, scene.me.id, scene.reader())


def end(scene: Scene, pair_id: int) -> None:
    """End a pair: whoever ends it and the other hear it, and whoever coordinates, without whose wish it was.

    Raises NotYours, and PairMoved where it has ended already.
    """
    pair = _mine(scene, pair_id)
    told = _kind_for(scene, pair)
    partings.by_choice(scene.tx, pair, scene.me.id, told, at=scene.now)
    scene.owe(views.DONE, pair_id=pair_id, occasion="once")
    scene.touched |= {member.person_id for member in pair.members}
    tell_coordinators(scene, pair)


def tell_coordinators(scene: Scene, pair: Pair) -> None:
    """Tell those who coordinate a pair that it has ended, and not whose wish it was; whoever acts knows."""
    for person_id in _coordinators(scene, pair):
        if person_id != scene.me.id and not pair.has(person_id):
            scene.owe(views.NOTED, person_id, pair_id=pair.id, occasion="once")


def _mine(scene: Scene, pair_id: int) -> Pair:
    """Return an open pair to which whoever acts has said yes: to an invitation, no is said to itself."""
    pairs.admit(scene.tx, scene.ws, pair_id, scene.me.id)
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if pair.state not in OPEN or not pair.member(scene.me.id).accepted_at:
        raise PairMoved
    return pair


def _kind_for(scene: Scene, pair: Pair) -> str | None:
    """Return what the other reads: before their yes, that an introduction does not come about, if they knew of it."""
    if pair.state is not PairState.INVITED:
        return views.TOLD
    [partner] = pair.partners(scene.me.id)
    invited = deliveries.latest(scene.tx, scene.ws, messages.INVITATION, str(pair.id), partner)
    return messages.NOT_COME_ABOUT if invited and invited.sent_at else None


def _coordinators(scene: Scene, pair: Pair) -> tuple[int, ...]:
    return who_hears(pair.created_by, programmes.coordinators(scene.tx, scene.ws, pair.programme_id))
