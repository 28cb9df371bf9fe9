"""Choosing: whoever coordinates picks one of several on a programme's page, reads what follows, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.overview import Coordinated
from bot.errors import NotCoordinator, TrellisError
from bot.router import Answer
from bot.views import choice
from handlers import programmes as programme_handlers
from handlers import standing
from handlers.services import Call, On, Scene, act, look, open_view


@dataclass(frozen=True, slots=True)
class Steps:
    """What is asked and done: the ids of the button and of both forms, and by what was chosen what each says and does.

    `does` returns the programme's id, and what it refused because it stands otherwise by now.
    """

    opens: str
    which_form: str
    form: str
    which: Callable[[Scene, Coordinated], dict[str, Any]]
    confirm: Callable[[Scene, str], dict[str, Any]]
    does: Callable[[Scene, str], tuple[int, TrellisError | None]]


def register(on: On, steps: Steps) -> None:
    """Listen to the three of them."""

    async def open_form(call: Call) -> Answer:
        programme_id = int(call.value or 0)
        open_view(call, await look(call, lambda scene: steps.which(scene, seen(scene, programme_id))))
        return None

    async def chosen(call: Call) -> Answer:
        """Say what follows, before anything does."""
        carried = choice.chosen(call.state)
        try:
            view = await look(call, lambda scene: steps.confirm(scene, carried))
        except NotCoordinator:
            raise
        except TrellisError:
            # It stands otherwise by now, as the page behind the form shows then.
            programme_handlers.refresh(call, int(call.view.get("private_metadata") or 0))
            raise
        return {"response_action": "update", "view": view}

    async def submitted(call: Call) -> Answer:
        carried = str(call.view.get("private_metadata") or "")
        programme_id, refused = await act(call, lambda scene: steps.does(scene, carried))
        # The page behind the form shows how it stands, whatever came of it.
        programme_handlers.refresh(call, programme_id)
        if refused:
            raise refused
        return None

    on.action(steps.opens)(open_form)
    on.view(steps.which_form)(chosen)
    on.view(steps.form)(submitted)


def seen(scene: Scene, programme_id: int) -> Coordinated:
    """Return a programme that whoever acts coordinates, as its coordinators see it; raises NotCoordinator."""
    return standing.programme(scene, standing.coordinated(scene, programme_id), with_health=False)
