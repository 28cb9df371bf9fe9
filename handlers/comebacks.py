"""Coming back: who said no to an invitation may say yes after all, in their own time; nobody asks them to."""

from __future__ import annotations

from bot import typed
from bot.domain.pairs import Pair, PairState
from bot.errors import NotYours, PairMoved
from bot.router import Answer
from bot.views import invitations as views
from bot.views import messages
from handlers import flow, home
from handlers.services import Call, On, Scene, act
from storage import pairs


def register(on: On) -> None:
    on.action(*views.COME_BACKS)(pressed)


async def pressed(call: Call) -> Answer:
    """The button of one invitation: in its message, in Home, or where several were named."""

    def record(scene: Scene) -> None:
        pair = pairs.get(scene.tx, scene.ws, int(call.value or 0))
        if scene.me.id not in {member.person_id for member in pair.members}:
            raise NotYours
        come_back(scene, pair)

    await act(call, record)
    home.redraw(call)
    return None


def asked(scene: Scene, text: str) -> bool:
    """Take "I have changed my mind" for the invitation that was refused; False where none was, or it says else."""
    if not typed.comes_back(text):
        return False
    refused = [pair for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id) if _may(scene, pair)]
    if len(refused) == 1:
        come_back(scene, refused[0])
    elif refused:
        named = [[pair.id, pair.partners(scene.me.id)[0]] for pair in refused][-views.MOST :]
        facts = {"pairs": named, "people": [partner for _pair, partner in named]}
        scene.owe(views.CHANGED_MIND, facts=facts)
    return bool(refused)


def come_back(scene: Scene, pair: Pair) -> None:
    """Whoever said no is in after all; the other, who has let go of it, is asked anew. Twice changes nothing."""
    if pair.member(scene.me.id).accepted_at:
        return
    if not _may(scene, pair):
        raise PairMoved
    pairs.change_member(scene.tx, scene.ws, pair.id, scene.me.id, declined_at=None)
    for partner in pair.partners(scene.me.id):
        pairs.change_member(scene.tx, scene.ws, pair.id, partner, accepted_at=None)
    pair = pairs.change(scene.tx, scene.ws, pair.id, state=PairState.INVITED, state_since=scene.now)
    flow.accepted(scene, pair)
    for partner in pair.partners(scene.me.id):
        scene.owe(messages.INVITATION, partner, pair_id=pair.id)


def _may(scene: Scene, pair: Pair) -> bool:
    return pair.state is PairState.DECLINED and pair.member(scene.me.id).declined_at is not None
