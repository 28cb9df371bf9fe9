"""Sessions: times are picked, accepted, moved and called off by buttons, in messages and in Home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain import sessions as rules
from bot.domain.sessions import SessionState, Wanted
from bot.errors import PairMoved
from bot.router import Answer
from bot.views import sessions as views
from bot.views import tech
from handlers import home, session_flow
from handlers.services import Call, On, Scene, act, glance, open_view


def register(on: On) -> None:
    on.action(*views.PICKS)(pick)
    on.action(views.PROPOSE)(open_form)
    on.view(views.FORM)(submitted)
    on.action(views.ACCEPT)(accept)
    on.action(views.CANCEL)(cancel)
    on.action(views.LATE)(late)
    on.action(views.JOIN)(join)
    on.action(tech.CANNOT_CONNECT)(cannot_connect)


async def pick(call: Call) -> Answer:
    """One of the times that were offered: `pair:seconds since 1970`."""
    pair_text, _, seconds = (call.value or "").partition(":")
    starts_at = datetime.fromtimestamp(int(seconds), UTC)

    def record(scene: Scene) -> None:
        view = session_flow.mine(scene, int(pair_text))
        if rules.upcoming(view.sessions, scene.now):
            raise PairMoved
        open_ = rules.proposed(view.sessions, scene.now)
        wanted = Wanted(starts_at, session_flow.minutes(view))
        if open_ and open_.starts_at == starts_at:
            wanted = Wanted(starts_at, open_.minutes, open_.link, open_.agenda)
        session_flow.propose(scene, view, wanted)

    await act(call, record)
    home.redraw(call)
    return None


async def open_form(call: Call) -> Answer:
    """Ask for a time, for a first session or in place of another."""
    open_view(call, await glance(call, lambda scene: form(scene, int(call.value or 0))))
    return None


async def submitted(call: Call) -> Answer:
    """A time was chosen in the form, which carries `pair:the session that stood when it was opened`."""
    pair_text, _, seen = str(call.view.get("private_metadata") or "").partition(":")

    def record(scene: Scene) -> tuple[str, str] | None:
        view = session_flow.mine(scene, int(pair_text))
        known = rules.proposed(view.sessions, scene.now) or rules.upcoming(view.sessions, scene.now)
        if (known.id if known else 0) != int(seen or 0):
            raise PairMoved
        chosen = _chosen(call.state, scene)
        problem = _problem(call.state, chosen, scene.now)
        if problem:
            field, words = problem
            return field, scene.reader().plain(words)
        if chosen is None:
            raise PairMoved
        said = {name: _text(call.state, name) for name in (views.LINK, views.AGENDA)}
        minutes = known.minutes if known else session_flow.minutes(view)
        session_flow.propose(scene, view, Wanted(chosen, minutes, said[views.LINK], said[views.AGENDA]))
        return None

    refused = await act(call, record)
    if refused:
        return {"response_action": "errors", "errors": dict([refused])}
    home.redraw(call)
    return None


async def accept(call: Call) -> Answer:
    """The other agrees to what was proposed."""

    def record(scene: Scene) -> None:
        session, view = session_flow.find(scene, int(call.value or 0))
        if session.state is SessionState.AGREED and session.proposed_by != scene.me.id:
            return
        session_flow.agree(scene, view, session)

    await act(call, record)
    home.redraw(call)
    return None


async def cancel(call: Call) -> Answer:
    """Call off what stands, decline what was proposed, or take a proposal back."""

    def record(scene: Scene) -> None:
        session, view = session_flow.find(scene, int(call.value or 0))
        if session.state is SessionState.CANCELLED:
            return
        session_flow.call_off(scene, view, session)

    await act(call, record)
    home.redraw(call)
    return None


async def late(call: Call) -> Answer:
    """Tell the other that one will be late: `minutes:session`."""
    minutes, _, session_id = (call.value or "").partition(":")

    def record(scene: Scene) -> None:
        session, view = session_flow.find(scene, int(session_id))
        if not rules.may_be_late(session, scene.now):
            raise PairMoved
        facts = {"minutes": int(minutes)}
        for partner in view.pair.partners(scene.me.id):
            session_flow.owe(
                scene, session, views.RUNNING_LATE, partner, minutes, facts=facts, until=session.ends_at
            )
        session_flow.owe(scene, session, views.LATE_TOLD, scene.me.id, minutes, facts=facts)

    await act(call, record)
    return None


async def cannot_connect(call: Call) -> Answer:
    """A session begins badly: both read what they agreed to do then, at once."""

    def record(scene: Scene) -> None:
        session, view = session_flow.find(scene, int(call.value or 0))
        if not rules.may_be_late(session, scene.now):
            raise PairMoved
        for partner in view.pair.partners(scene.me.id):
            session_flow.owe(scene, session, tech.TROUBLE, partner, "once", until=session.ends_at)
        session_flow.owe(scene, session, tech.TROUBLE_TOLD, scene.me.id, "before")

    await act(call, record)
    return None


async def join(_call: Call) -> Answer:
    """Slack opens the link itself."""
    return None


def form(scene: Scene, pair_id: int) -> dict[str, Any]:
    """Draw the form for a time; raises NotYours or PairMoved."""
    view = session_flow.mine(scene, pair_id)
    known = (rules.proposed(view.sessions, scene.now), rules.upcoming(view.sessions, scene.now))
    starts = session_flow.suggested(scene, view, without=[one.starts_at for one in known if one])
    return views.form(views.About(view, scene.me, scene.now), starts, scene.reader())


def _chosen(state: Mapping[str, Any], scene: Scene) -> datetime | None:
    """Return the time that was chosen (UTC): one that was offered, else the day and time in one's own zone."""
    offered = state.get(views.TIME, {}).get(views.TIME, {}).get("selected_option")
    if offered:
        return datetime.fromtimestamp(int(offered["value"]), UTC)
    day = state[views.DAY][views.DAY].get("selected_date")
    wall = state[views.CLOCK][views.CLOCK].get("selected_time")
    return rules.chosen_instant(day, wall, scene.me.zone) if day and wall else None


def _problem(state: Mapping[str, Any], chosen: datetime | None, now: datetime) -> tuple[str, str] | None:
    """Name the field that stands in the way and what to say about it; None when all is well."""
    link = _text(state, views.LINK)
    if chosen is None:
        return views.DAY, "session-form.nothing"
    if not now < chosen <= now + rules.FURTHEST:
        return views.DAY, "session-form.past"
    return (views.LINK, "session-form.bad-link") if link and not views.is_link(link) else None


def _text(state: Mapping[str, Any], name: str) -> str | None:
    return str(state[name][name].get("value") or "").strip() or None
