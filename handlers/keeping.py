"""How long what pairs write is kept: a programme's coordinators open it and set it."""

from __future__ import annotations

from bot.domain.keeping import CHOICES
from bot.router import Answer
from bot.views import keeping as views
from handlers import programmes as programme_handlers
from handlers import standing
from handlers.services import Call, On, Scene, act, look, open_view
from storage import audit, programmes


def register(on: On) -> None:
    on.action(views.OPEN)(open_form)
    on.view(views.FORM)(submitted)


async def open_form(call: Call) -> Answer:
    """Open the form of a programme."""
    programme_id = int(call.value or 0)
    view = await look(
        call, lambda scene: views.form(standing.coordinated(scene, programme_id), scene.reader())
    )
    open_view(call, view)
    return None


async def submitted(call: Call) -> Answer:
    """A number of months was chosen."""
    programme_id = int(call.view.get("private_metadata") or 0)
    months = int(call.state[views.MONTHS][views.MONTHS]["selected_option"]["value"])
    await act(call, lambda scene: change(scene, programme_id, months))
    programme_handlers.refresh(call, programme_id)
    return None


def change(scene: Scene, programme_id: int, months: int) -> None:
    """Keep what a programme's pairs write for so many months after their end; raises NotCoordinator."""
    programme = standing.coordinated(scene, programme_id)
    if months not in CHOICES or months == programme.months_kept:
        return
    programmes.change(scene.tx, scene.ws, programme_id, keeps_months=months)
    subject = f"programme:{programme_id}"
    audit.note(scene.tx, scene.ws, scene.me.id, "programme.keeping", subject, at=scene.now, months=months)
