"""The agreement: settling differences, reading and signing."""

from __future__ import annotations

from typing import Any

from bot.domain import agreement as rules
from bot.errors import NotYours, PairMoved, TextChanged
from bot.router import Answer
from bot.views import agreement as views
from bot.views import comparison
from handlers import flow, home
from handlers.services import Call, On, Scene, act, look, open_view
from storage import agreements, situations

HOME_SIGN = "home.sign"
HOME_READ = "home.read"


def register(on: On) -> None:
    for move, action_id in comparison.MOVES.items():
        on.action(action_id)(_mover(move))
    on.action(views.SIGN, HOME_SIGN)(read_to_sign)
    on.action(views.READ, HOME_READ)(read)
    on.action(comparison.ALL)(read_all)
    on.view(views.DOCUMENT)(sign)


def _mover(move: rules.Move) -> Any:
    async def moved(call: Call) -> Answer:
        await act(call, lambda scene: press(scene, call.value or "", move))
        return None

    return moved


def press(scene: Scene, value: str, move: rules.Move) -> None:
    """Take a press on a difference, `pair:clause:presses so far`; one of an earlier state changes nothing."""
    pair_text, clause, presses = value.split(":")
    pair_id = int(pair_text)
    view = situations.view(scene.tx, scene.ws, pair_id, reader=scene.me.id)
    if scene.me.id not in {member.person_id for member in view.pair.members}:
        raise NotYours
    if view.let_go or not all(member.clauses_answered_at for member in view.pair.members):
        raise PairMoved
    position = view.positions.get(clause)
    if view.proposed or view.agreement or (position.presses if position else 0) != int(presses):
        raise PairMoved
    compared = rules.compare(rules.BY_ID[clause], views.by_role(view, clause))
    fresh = rules.press(compared, views.by_person(view, clause), position, scene.me.id, move, scene.now)
    if fresh is None:
        raise PairMoved
    agreements.take_position(scene.tx, scene.ws, pair_id, fresh, at=scene.now)
    flow.reconsidered(scene, pair_id)


async def read_to_sign(call: Call) -> Answer:
    """Open the document with the button to sign it."""
    open_view(call, await look(call, lambda scene: document(scene, int(call.value or 0))))
    return None


async def read(call: Call) -> Answer:
    """Open the document."""
    open_view(call, await look(call, lambda scene: document(scene, int(call.value or 0))))
    return None


async def read_all(call: Call) -> Answer:
    """Open all answers side by side."""
    open_view(call, await look(call, lambda scene: _every_answer(scene, int(call.value or 0))))
    return None


async def sign(call: Call) -> Answer:
    """Sign exactly the text that was open: its id and hash stand in the view."""
    agreement_id, _, seal = str(call.view.get("private_metadata") or "").partition(":")

    def record(scene: Scene) -> None:
        agreement = agreements.get(scene.tx, scene.ws, int(agreement_id), reader=scene.me.id)
        if agreement.hash != seal or agreement.state is not rules.AgreementState.PROPOSED:
            raise TextChanged
        if scene.situation(agreement.pair_id).pair.let_go:
            raise PairMoved
        flow.signed(scene, agreement)

    await act(call, record)
    home.redraw(call)
    return None


def document(scene: Scene, agreement_id: int) -> dict[str, Any]:
    """Show a version; it can be signed while it is proposed and this person has not signed it."""
    try:
        agreement = agreements.get(scene.tx, scene.ws, agreement_id, reader=scene.me.id)
    except LookupError:
        raise PairMoved from None
    situation = scene.situation(agreement.pair_id)
    if situation.pair.let_go:
        raise PairMoved
    open_ = agreement.state is rules.AgreementState.PROPOSED and not agreement.signed_by(scene.me.id)
    return views.modal(situation, agreement, scene.reader(), may_sign=open_)


def _every_answer(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Show both people's answers to one of the two, as long as neither is covered."""
    situation = scene.situation(pair_id)
    if scene.me.id not in {member.person_id for member in situation.pair.pair.members}:
        raise NotYours
    if situation.pair.let_go or not comparison.is_open(situation):
        raise PairMoved
    return comparison.every_answer(situation, scene.reader())
