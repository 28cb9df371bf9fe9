"""Wishes: somebody asks in words, where nothing was asked of them, for what has its place; they are shown the way."""

from __future__ import annotations

from bot import typed
from bot.domain.pairs import OPEN, Pair, PairState
from bot.typed import Wish
from bot.views import messages, ways
from handlers import standing
from handlers.services import Scene
from storage import pairs, people

# Before they are introduced the two have nothing to write to each other yet.
_SPEAK = frozenset({PairState.AGREEING, PairState.ACTIVE})


def heard(scene: Scene, text: str) -> bool:
    """Show the way to what a text wishes for; False where it speaks of no such thing. Nothing of it is kept."""
    wish = typed.wish(text)
    if wish is None:
        return False
    mine = [pair for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id) if _concerns(scene, wish, pair)]
    offered = [(pair.id, pair.partners(scene.me.id)[0]) for pair in mine][: messages.QUIET_MOST]
    is_for_coordinators = wish in (Wish.CONCERN, Wish.ANOTHER)
    if is_for_coordinators and not offered and standing.is_coordinator(scene):
        # Whoever coordinates is whom others are sent to.
        return False
    known = people.coordinators(scene.tx, scene.ws) if is_for_coordinators else ()
    coordinators = [one.id for one in known if one.id != scene.me.id]
    named = [*coordinators, *(partner for _pair, partner in offered)]
    facts = {"wish": str(wish), "pairs": offered, "coordinators": coordinators, "people": named}
    scene.owe(ways.KIND, facts=facts)
    return True


def _concerns(scene: Scene, wish: Wish, pair: Pair) -> bool:
    """Tell whether something can be done about a pair: words about it be written, or it be ended."""
    if wish is Wish.CONCERN:
        return pair.state in _SPEAK
    return wish is Wish.ANOTHER and pair.state in OPEN and pair.member(scene.me.id).accepted_at is not None
