"""What was looked at and changed: coordinators read a programme's, and everybody what concerns themselves."""

from __future__ import annotations

from typing import Any

from bot.domain.audit import HOME_OPENED, LOG_READ, Entry
from bot.router import Answer
from bot.views import looked as views
from handlers import standing
from handlers.services import Call, On, Scene, act, look, open_view
from storage import audit, pairs, people, programmes


def register(on: On) -> None:
    on.action(views.OF_PROGRAMME)(of_programme)
    on.action(views.MINE)(mine)
    on.action(views.OLDER)(older)


async def of_programme(call: Call) -> Answer:
    """Open a programme's log, and note in it who did."""
    programme_id = int(call.value or 0)

    def first(scene: Scene) -> dict[str, Any]:
        shown = page(scene, str(programme_id), None)
        audit.note(scene.tx, scene.ws, scene.me.id, LOG_READ, f"programme:{programme_id}", at=scene.now)
        return shown

    open_view(call, await act(call, first))
    return None


async def mine(call: Call) -> Answer:
    """Open what concerns whoever acts."""
    open_view(call, await look(call, lambda scene: page(scene, views.ME, None)))
    return None


async def older(call: Call) -> Answer:
    """Turn to the page before, in the same window."""
    scope, _, before = str(call.value or "").partition(":")
    view = await look(call, lambda scene: page(scene, scope, int(before) if before else None))
    turned = call.client.views_update(view_id=call.view["id"], view=view)
    call.services.tasks.spawn(turned, "turn a page of the log")
    return None


def page(scene: Scene, scope: str, before: int | None) -> dict[str, Any]:
    """Draw a page of one's own or of a programme, older than the entry `before`; raises NotCoordinator."""
    tx, ws, most = scene.tx, scene.ws, views.ON_A_PAGE + 1
    if scope == views.ME:
        found = audit.concerning(tx, ws, scene.me.id, before, most)
    else:
        found = audit.of_programme(tx, ws, standing.coordinated(scene, int(scope)).id, before, most)
    return views.page(_named(scene, scope, found), scene.reader())


def _named(scene: Scene, scope: str, found: list[Entry]) -> views.Log:
    """Look up what a page names."""
    tx, ws = scene.tx, scene.ws
    shown = found[: views.ON_A_PAGE]
    known = {one: pairs.get(tx, ws, one) for entry in shown if (one := entry.of("pair"))}
    ids = {one.person_id for one in shown} | {one.about_id for one in shown}
    ids |= {member.person_id for pair in known.values() for member in pair.members}
    return views.Log(
        scope,
        shown,
        people.several(tx, ws, {one for one in ids if one}),
        known,
        {one.id: one.name for one in programmes.everyone(tx, ws)},
        more=len(found) > len(shown),
    )


def unnoted(scene: Scene) -> list[str]:
    """Return what Home shows of programmes to whoever acts, where that was not noted yet today (UTC)."""
    mine = programmes.coordinated_by(scene.tx, scene.ws, scene.me.id)
    if not mine:
        return []
    today = scene.now.replace(hour=0, minute=0, second=0, microsecond=0)
    known = audit.noted(scene.tx, scene.ws, scene.me.id, HOME_OPENED, today)
    return [subject for one in mine if (subject := f"programme:{one.id}") not in known]


def note_home(scene: Scene) -> None:
    """Note that whoever acts saw in Home how the pairs of their programmes stand."""
    for subject in unnoted(scene):
        audit.note(scene.tx, scene.ws, scene.me.id, HOME_OPENED, subject, at=scene.now)
