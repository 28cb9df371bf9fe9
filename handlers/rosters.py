"""Inviting people: picked, by user group or by a list; tried first, and sent off when somebody says so."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from bot import directory
from bot.directory import EMAIL_SCOPE, FILES_SCOPE, GROUPS_SCOPE
from bot.domain import rosters as rules
from bot.domain.people import Person, Profile, Role
from bot.domain.rosters import Asked, Named, Read, Sort, Trial, Verdict
from bot.errors import NotCoordinator, TrellisError
from bot.router import Answer
from bot.typed import rosters as typed
from bot.views import messages
from bot.views import rosters as views
from handlers import home, standing
from handlers import programmes as programme_handlers
from handlers.services import Call, On, Scene, act, look, open_view
from storage import enlisting, people, programmes, workspaces
from storage import rosters as storage

# How often a form that waits is drawn anew at most, in seconds: Slack takes a hundred views a minute.
PACE = 1.0
# What we show at last may be there before the view is, which our answer opens: then it is tried again, in seconds.
AGAIN_AFTER = (0.3, 1.0, 3.0)
# So many accounts are remembered in one transaction.
ACCOUNTS_AT_ONCE = 200
MISSING_SCOPE = "missing_scope"


class NobodyChosen(TrellisError):
    """Please choose somebody, or a user group."""


class NothingListed(TrellisError):
    """Please paste a list, or choose a file."""


class ListGone(TrellisError):
    """That list was sent off already, or is too old by now. Trying it once more shows where things stand."""


Collect = Callable[[], Awaitable[Read]]


@dataclass(slots=True)
class _Progress:
    """Draws a view that waits anew, not too often; whoever has closed it is not disturbed.

    One that was laid over another is known by the name that we gave it, until it is there at last.
    """

    call: Call
    name: str = ""
    drawn_at: float = 0.0

    async def show(self, view: Mapping[str, Any], *, at_last: bool = False) -> None:
        if not at_last and time.monotonic() - self.drawn_at < PACE:
            return
        self.drawn_at = time.monotonic()
        which = {"external_id": self.name} if self.name else {"view_id": str(self.call.view["id"])}
        waits = AGAIN_AFTER if at_last and self.name else ()
        for wait in (*waits, None):
            drawn = await programme_handlers.redraw_view(self.call, {**view, **self.named()}, **which)
            if drawn or wait is None:
                return
            await asyncio.sleep(wait)

    def named(self) -> dict[str, str]:
        """Return the name that the view carries, if it has one."""
        return {"external_id": self.name} if self.name else {}


def register(on: On) -> None:
    on.action(views.INVITE)(open_form)
    on.action(views.BY_LIST)(open_list_form)
    on.options(views.GROUP)(offer_groups)
    on.view(views.FORM)(chosen)
    on.view(views.LIST_FORM)(listed)
    on.view(views.TRIAL)(sent_off)


async def open_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, Any]:
        programme = standing.coordinated(scene, int(call.value or 0))
        return views.form(programme, scene.reader(), sees_groups=GROUPS_SCOPE in scene.workspace.scopes)

    open_view(call, await look(call, form))
    return None


async def open_list_form(call: Call) -> Answer:
    def form(scene: Scene) -> tuple[dict[str, Any], bool]:
        granted = scene.workspace.scopes
        return _list_form(call, scene, granted), FILES_SCOPE in granted

    view, takes_files = await look(call, form)
    drawn = _show_list_form(call, view, takes_files=takes_files)
    call.services.tasks.spawn(drawn, "show the form for a list")
    return None


def _list_form(call: Call, scene: Scene, granted: Collection[str]) -> dict[str, Any]:
    return views.list_form(
        standing.coordinated(scene, int(call.value or 0)),
        scene.reader(),
        takes_files=FILES_SCOPE in granted,
        sees_emails=EMAIL_SCOPE in granted,
    )


async def _show_list_form(call: Call, view: Mapping[str, Any], *, takes_files: bool) -> None:
    """Draw it in the place of the other form: over it there would be no room left for what would happen."""
    try:
        await programme_handlers.redraw_view(call, view, view_id=str(call.view["id"]))
    except SlackApiError as refused:
        if not takes_files:
            raise
        # An app may show a form that takes files with the permission alone (docs.slack.dev, "File input element"), and
        # that can be taken back without our hearing of it. A pasted list needs none.
        is_lost = refused.response.get("error") == MISSING_SCOPE

        def without_files(scene: Scene) -> dict[str, Any]:
            if is_lost:
                workspaces.lose_scope(scene.tx, scene.ws, FILES_SCOPE)
            return _list_form(call, scene, set(scene.workspace.scopes) - {FILES_SCOPE})

        view = await act(call, without_files)
        await programme_handlers.redraw_view(call, view, view_id=str(call.view["id"]))


async def offer_groups(call: Call) -> Answer:
    """Offer the user groups that fit what was typed; nothing to whoever coordinates nothing."""

    def check(scene: Scene) -> None:
        if not standing.is_coordinator(scene):
            raise NotCoordinator

    await look(call, check)
    return {"options": views.group_options(await directory.groups(call.client), call.value or "")}


async def chosen(call: Call) -> Answer:
    """People, a user group, or both were picked."""
    picked = [str(one) for one in _field(call, views.PEOPLE).get("selected_users") or ()]
    group = (_field(call, views.GROUP).get("selected_option") or {}).get("value")
    role = _role(call)
    room = _field(call, views.ROOM).get("value")
    if not picked and not group:
        return await _refuse(call, views.PEOPLE, NobodyChosen)

    async def collect() -> Read:
        ids = [*picked, *(await directory.members(call.client, group) if group else ())]
        wanted = list(dict.fromkeys(ids))
        return Read(
            tuple(
                Asked(number, (Named(Sort.ID, one),), role, int(room) if room else None)
                for number, one in enumerate(wanted[: rules.MOST_LINES], 1)
            ),
            left_out=max(0, len(wanted) - rules.MOST_LINES),
        )

    return await _begin_trial(call, collect)


async def listed(call: Call) -> Answer:
    """A list was pasted or uploaded, or both."""
    text = str(_field(call, views.TEXT).get("value") or "")
    files = _field(call, views.FILE).get("files") or ()
    role = _role(call)
    if not text.strip() and not files:
        return await _refuse(call, views.TEXT, NothingListed)

    async def collect() -> Read:
        for file in files[:1]:
            return typed.read(typed.decode(await directory.fetch(call.client, file)), role)
        return typed.read(text, role)

    return await _begin_trial(call, collect)


async def sent_off(call: Call) -> Answer:
    """What was tried is done now, a part at a time; should this process end meanwhile, a sweep goes on."""
    list_id = int(call.view.get("private_metadata") or 0)
    view_id = str(call.view.get("id") or "") or None

    def begin(scene: Scene) -> dict[str, Any]:
        kept = _mine(scene, list_id)
        if not storage.send_off(scene.tx, scene.ws, list_id, view_id, at=scene.now):
            raise ListGone
        return views.sending(0, len(kept.lines), scene.reader())

    view = await act(call, begin)
    work = _guarded(_Progress(call), lambda progress: _send_off(call, progress, list_id))
    call.services.tasks.spawn(work, "send off a list of invitations")
    return {"response_action": "update", "view": view}


async def _begin_trial(call: Call, collect: Collect) -> Answer:
    programme_id = int(call.view.get("private_metadata") or 0)

    def check(scene: Scene) -> dict[str, Any]:
        standing.coordinated(scene, programme_id)
        return views.looking(scene.reader())

    view = await look(call, check)
    # Laid over the form, so that what was filled in is still there to be mended.
    over = _Progress(call, secrets.token_hex(16))
    work = _guarded(over, lambda progress: _try(call, progress, programme_id, collect))
    call.services.tasks.spawn(work, "try a list of invitations")
    return {"response_action": "push", "view": {**view, **over.named()}}


async def _guarded(progress: _Progress, work: Callable[[_Progress], Awaitable[None]]) -> None:
    """Do what may take a while behind a view that waits, which says what went wrong if anything does."""
    call = progress.call
    try:
        await work(progress)
    except TrellisError as wrong:
        await progress.show(await _sorry(call, wrong), at_last=True)
    except Exception:
        await progress.show(await _sorry(call, TrellisError()), at_last=True)
        raise


async def _sorry(call: Call, wrong: TrellisError) -> dict[str, Any]:
    def view(scene: Scene) -> dict[str, Any]:
        reader = scene.reader()
        return views.told(reader.mrkdwn(type(wrong).words_id(), **wrong.facts), reader)

    return await look(call, view)


async def _try(call: Call, progress: _Progress, programme_id: int, collect: Collect) -> None:
    read = await collect()
    with_email = await look(call, lambda scene: EMAIL_SCOPE in scene.workspace.scopes)

    async def tell(number: int) -> None:
        view = await look(call, lambda scene: views.looking(scene.reader(), number))
        await progress.show(view)

    named = {one for line in read.asked for one in line.people}
    found = await directory.find(call.client, named, with_email=with_email, tell=tell)
    known = await _remembered(call, found)

    def work(scene: Scene) -> dict[str, Any]:
        programme = standing.coordinated(scene, programme_id)
        tried: Trial = rules.judge(read, known, storage.present(scene.tx, scene.ws, programme.id))
        fresh = tried.of(Verdict.NEW)
        list_id = storage.keep(scene.tx, scene.ws, programme.id, scene.me.id, fresh, at=scene.now)
        return views.trial(tried, list_id, scene.now + storage.KEPT, scene.reader())

    await progress.show(await act(call, work), at_last=True)


async def _remembered(call: Call, found: directory.Found) -> dict[Named, Person | Verdict]:
    """Remember whom Slack named, a part at a time."""
    known: dict[Named, Person | Verdict] = {
        named: one for named, one in found.items() if isinstance(one, Verdict)
    }
    met = [(named, one) for named, one in found.items() if not isinstance(one, Verdict)]
    for start in range(0, len(met), ACCOUNTS_AT_ONCE):
        part = met[start : start + ACCOUNTS_AT_ONCE]
        known.update(await act(call, lambda scene, part=part: _remember(scene, part)))  # type: ignore[misc]
    return known


def _remember(scene: Scene, met: Sequence[tuple[Named, Profile]]) -> dict[Named, Person | Verdict]:
    return {named: people.remember(scene.tx, scene.ws, one, at=scene.now) for named, one in met}


async def _send_off(call: Call, progress: _Progress, list_id: int) -> None:
    def part(scene: Scene) -> tuple[bool, dict[str, Any]]:
        kept = enlisting.go_on(scene.tx, scene.ws, list_id, messages.INVITING, at=scene.now)
        if kept is None:
            raise ListGone
        name = programmes.get(scene.tx, scene.ws, kept.programme_id).name
        came = kept.came if kept.is_over else None
        return kept.is_over, views.under_way(kept.done, len(kept.lines), came, name, scene.reader())

    is_over = False
    while not is_over:
        is_over, view = await act(call, part)
        await progress.show(view, at_last=is_over)
    home.redraw(call)


def _mine(scene: Scene, list_id: int) -> storage.Kept:
    """Return the list that whoever acts can send off; raises ListGone or NotCoordinator."""
    kept = storage.get(scene.tx, scene.ws, list_id)
    if kept is None or kept.person_id != scene.me.id or not kept.waits(scene.now):
        raise ListGone
    standing.coordinated(scene, kept.programme_id)
    return kept


async def _refuse(call: Call, field: str, wrong: type[TrellisError]) -> Answer:
    said = await look(call, lambda scene: scene.reader().plain(wrong.words_id()))
    return {"response_action": "errors", "errors": {field: said}}


def _field(call: Call, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = call.state.get(name, {}).get(name) or {}
    return found


def _role(call: Call) -> Role:
    option = _field(call, views.ROLE).get("selected_option") or {}
    return Role.MENTOR if option.get("value") == Role.MENTOR else Role.MENTEE
