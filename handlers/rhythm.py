"""The rhythm of a programme: its coordinators open it, set its lines, and pairs under way follow where they can."""

from __future__ import annotations

from typing import Any

from bot.domain.agreement import AgreementState
from bot.domain.pairs import PairState
from bot.domain.programme import Programme
from bot.domain.rhythm import BUDGETS, EVERY, Rhythm, set_to
from bot.errors import NotCoordinator
from bot.router import Answer
from bot.views import rhythm as views
from handlers import home
from handlers.services import Call, On, Scene, act, look, open_view
from storage import agreements, audit, pairs, programmes, rhythms


def register(on: On) -> None:
    on.action(views.OPEN)(open_form)
    on.view(views.FORM)(submitted)


async def open_form(call: Call) -> Answer:
    """Open the form of a programme."""

    def form(scene: Scene) -> dict[str, Any]:
        return views.form(_coordinated(scene, int(call.value or 0)), scene.reader())

    open_view(call, await look(call, form))
    return None


async def submitted(call: Call) -> Answer:
    """Its lines were set."""
    programme_id = int(call.view.get("private_metadata") or 0)
    # A line that a newer version asks about, and this form does not, stays as usual.
    numbers = {
        line.id: int(call.state[line.id][line.id]["selected_option"]["value"])
        for line in EVERY
        if line.id in call.state
    }
    await act(call, lambda scene: change(scene, programme_id, set_to(numbers)))
    home.redraw(call)
    return None


def change(scene: Scene, programme_id: int, wanted: Rhythm) -> None:
    """Set a programme's rhythm; what is not due yet in its pairs follows. Raises NotCoordinator."""
    programme = _coordinated(scene, programme_id)
    changed = programme.rhythm.changed(wanted)
    if not changed:
        return
    # A budget holds from the next message on, and moves no dates.
    lines = changed - {line.id for line in BUDGETS}
    programmes.set_rhythm(scene.tx, scene.ws, programme_id, wanted)
    audit.note(scene.tx, scene.ws, scene.me.id, "programme.rhythm", f"programme:{programme_id}", at=scene.now)
    for pair in pairs.of_programme(scene.tx, scene.ws, programme_id):
        if pair.state is not PairState.ACTIVE:
            continue
        versions = agreements.versions(scene.tx, scene.ws, pair.id, reader=pair.members[0].person_id)
        active = next((one for one in reversed(versions) if one.state is AgreementState.ACTIVE), None)
        if active:
            cadence = active.clauses["cadence"]
            rhythms.adjust(scene.tx, scene.ws, pair, cadence, lines, at=scene.now)


def _coordinated(scene: Scene, programme_id: int) -> Programme:
    mine = programmes.coordinated_by(scene.tx, scene.ws, scene.me.id)
    found = next((one for one in mine if one.id == programme_id), None)
    if found is None:
        raise NotCoordinator
    return found
