"""What can be done about a pair that is worth a look: the menu beside it leads to each form."""

from __future__ import annotations

from typing import Any

from bot.domain.people import Role
from bot.errors import PairMoved
from bot.router import Answer
from bot.views import attention as views
from bot.views import programme as programme_views
from bot.views import withdrawals as withdrawal_views
from handlers import closures, rests, standing, withdrawals
from handlers.services import Call, On, Scene, look, open_view
from storage import pairs, people


def register(on: On) -> None:
    on.action(views.MENU)(choose)


async def choose(call: Call) -> Answer:
    what, _, pair_id = str(call.value or "").partition(":")
    if what not in _FORMS:
        raise PairMoved
    open_view(call, await look(call, lambda scene: _FORMS[what](scene, int(pair_id))))
    return None


def another(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Ask to whom the mentee of a pair is to be introduced as well; raises NotCoordinator."""
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    programme = standing.coordinated(scene, pair.programme_id)
    mentee = people.get(scene.tx, scene.ws, pair.by_role(Role.MENTEE))
    return programme_views.pair_form([programme], scene.reader(), programme.id, mentee=mentee.slack_id)


def _withdraw(scene: Scene, pair_id: int) -> dict[str, Any]:
    return withdrawals.confirm(scene, f"{withdrawal_views.PAIR}:{pair_id}")


_FORMS = {
    views.ANOTHER: another,
    views.PAUSE: rests.form,
    views.END: closures.confirm,
    views.WITHDRAW: _withdraw,
}
