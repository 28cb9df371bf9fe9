"""The conversation of a pair with Trellis: what is said there, where Slack lets Trellis open one."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery import SHARED_SCOPE
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.pairs import Pair
from bot.domain.people import Role
from bot.views.place import BEGUN, MILESTONE, OPENED
from handlers.services import Scene
from storage import deliveries

# Until then it waits for an hour that suits both, or for the end of a pause; what comes later is no news any more.
FRESH = timedelta(weeks=2)


def is_granted(scene: Scene) -> bool:
    """Tell whether whoever installed Trellis lets it open conversations for pairs."""
    return SHARED_SCOPE in scene.workspace.scopes


def say(scene: Scene, pair: Pair, kind: str, subject: str, facts: dict[str, int] | None = None) -> None:
    """Owe a message to both in their own conversation, once; nothing where there can be none."""
    if not is_granted(scene):
        return
    owed = Owed(
        kind=kind,
        delivery_class=DeliveryClass.CONSEQUENCE,
        person_id=pair.by_role(Role.MENTEE),
        pair_id=pair.id,
        subject=subject,
        occasion=str(deliveries.times(scene.tx, scene.ws, kind, subject, pair.by_role(Role.MENTEE))),
        facts=facts or {},
        due_at=scene.now,
        expires_at=scene.now + FRESH,
        to_pair=True,
    )
    deliveries.leave(scene.tx, scene.ws, owed, at=scene.now)


def opened(scene: Scene, pair: Pair) -> None:
    """The two were introduced."""
    say(scene, pair, OPENED, str(pair.id))


def begun(scene: Scene, pair: Pair) -> None:
    """Both have signed."""
    say(scene, pair, BEGUN, str(pair.id))


def reached(scene: Scene, pair: Pair, goal: int, milestone: int) -> None:
    """A milestone of the goal of that number is reached."""
    say(scene, pair, MILESTONE, str(milestone), {"goal": goal, "milestone": milestone})
