"""Letting completed pairs go on, where their programme was given a later last day."""

from __future__ import annotations

from bot.domain.pairs import PairState, may_go_on
from bot.router import Answer
from bot.views import reopening as views
from handlers import programmes as programme_handlers
from handlers import standing
from handlers.services import Call, On, Scene, act
from storage import audit, pairs, people, rhythms


def register(on: On) -> None:
    on.action(views.REOPEN)(reopen)


async def reopen(call: Call) -> Answer:
    """Let every completed pair of a programme go on, and tell both of each; a second press finds none."""
    programme_id = int(call.value or 0)
    await act(call, lambda scene: _reopen(scene, programme_id))
    programme_handlers.refresh_page(call, programme_id)
    return None


def _reopen(scene: Scene, programme_id: int) -> None:
    """Raises NotCoordinator. Where one of the two has left the workspace, a pair stays completed."""
    tx, ws = scene.tx, scene.ws
    programme = standing.coordinated(scene, programme_id)
    every = pairs.of_programme(tx, ws, programme.id)
    for pair in may_go_on(every, programme.ends_on, scene.reader().today):
        known = people.several(tx, ws, (member.person_id for member in pair.members))
        if any(person.deactivated_at for person in known.values()):
            continue
        pairs.change(tx, ws, pair.id, state=PairState.ACTIVE, state_since=scene.now)
        for person_id in known:
            scene.owe(views.GOES_ON, person_id, pair_id=pair.id, occasion=programme.ends_on.isoformat())
        audit.note(tx, ws, scene.me.id, "pair.reopened", f"pair:{pair.id}", at=scene.now)
    rhythms.follow_dates(tx, ws, programme.id, at=scene.now)
