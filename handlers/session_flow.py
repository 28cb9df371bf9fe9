"""The way of a session: what follows when somebody proposes, agrees, calls off, or tells how it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import common_hours
from bot.domain import sessions as rules
from bot.domain.agreement import notice
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Role
from bot.domain.rhythm import SESSION_PULSE
from bot.domain.sessions import Session, SessionState, Wanted
from bot.domain.situation import PairView
from bot.errors import NotYours, PairMoved
from bot.prompts.session_reminders import SOON, TOMORROW
from bot.render import SHARED
from bot.views import sessions as views
from handlers import asks, preparation
from handlers.services import Scene
from storage import deliveries, people, questions, sessions, situations
from storage.answers import Asked

# What shows a session, and is shown anew when it changes.
SHOWN = (views.PROPOSED, views.AGREED, TOMORROW, SOON, SESSION_PULSE + SHARED)
# From the introduction on: to settle an agreement, people may well talk first.
MAY_MEET = (PairState.AGREEING, PairState.ACTIVE)
PULSE_WINDOW = timedelta(days=5)
ISO = "%Y-%m-%d"


def offer(scene: Scene, pair: Pair) -> None:
    """Offer both the same three times for a first session."""
    view = mine(scene, pair.id)
    starts = [one.isoformat() for one in suggested(scene, view)]
    for member in pair.members:
        scene.owe(views.OFFER, member.person_id, pair_id=pair.id, occasion="first", facts={"starts": starts})


def propose(scene: Scene, view: PairView, wanted: Wanted) -> None:
    """Propose a time to the other, or agree to theirs where it is the same; raises PairMoved for one that passed."""
    answer = rules.answer(view.sessions, scene.me.id, wanted, scene.now)
    open_ = rules.proposed(view.sessions, scene.now)
    if answer is rules.Answer.ACCEPT and open_:
        agree(scene, view, replace(open_, link=wanted.link, agenda=wanted.agenda))
    elif answer is rules.Answer.DETAILS:
        _change_details(scene, view, wanted)
    elif answer is rules.Answer.PROPOSE:
        if open_:
            _settle(scene, view, rules.give_way(open_))
        pair_id = view.pair.id
        session = sessions.create(
            scene.tx, scene.ws, pair_id, wanted, by=scene.me.id, zone=scene.me.zone, at=scene.now
        )
        for partner in view.pair.partners(scene.me.id):
            owe(scene, session, views.PROPOSED, partner, "once")
        _show_anew(scene, view, session)


def agree(scene: Scene, view: PairView, session: Session) -> None:
    """Both have said yes: what stood before gives way, the proposer hears it, and both are reminded."""
    agreed = rules.accept(session, scene.me.id, scene.now)
    standing = rules.upcoming(view.sessions, scene.now)
    if standing:
        _settle(scene, view, rules.give_way(standing))
    _settle(scene, view, agreed)
    owe(scene, agreed, views.AGREED, agreed.proposed_by, "once")
    for member in view.pair.members:
        _remind(scene, view, agreed, member.person_id)


def call_off(scene: Scene, view: PairView, session: Session) -> None:
    """Call a session off, decline it or take its proposal back; the other hears of it before its hour."""
    was_agreed = session.state is SessionState.AGREED
    _settle(scene, view, rules.cancel(session, scene.now))
    # Who had not heard of the proposal needs not hear that it was taken back; who had sees it in its message.
    if not was_agreed and session.proposed_by == scene.me.id:
        return
    kind = views.CANCELLED if was_agreed else views.DECLINED
    for partner in view.pair.partners(scene.me.id):
        owe(scene, session, kind, partner, "once", until=session.starts_at if was_agreed else None)


def told(scene: Scene, session_id: int, outcome: SessionState | None) -> None:
    """Somebody said how a session went, or took that back; the other hears it unless they said the same."""
    session, view = find(scene, session_id)
    before = session.told.get(scene.me.id)
    if outcome is before:
        return
    known = rules.tell(session, scene.me.id, outcome, scene.now)
    _settle(scene, view, known)
    if known.state is SessionState.MET and session.state is not SessionState.MET:
        held = sum(one.state is SessionState.MET for one in view.sessions if one.id != session.id) + 1
        asks.after_session(scene, view.pair.id, held)
    for partner in view.pair.partners(scene.me.id):
        if outcome and session.told.get(partner) is not outcome:
            owe(scene, session, SESSION_PULSE + SHARED, partner, "once")


def _settle(scene: Scene, view: PairView, session: Session) -> None:
    sessions.keep(scene.tx, scene.ws, session)
    _show_anew(scene, view, session)


def _change_details(scene: Scene, view: PairView, wanted: Wanted) -> None:
    known = (rules.proposed(view.sessions, scene.now), rules.upcoming(view.sessions, scene.now))
    session = next(one for one in known if one and one.starts_at == wanted.starts_at)
    _settle(scene, view, replace(session, link=wanted.link, agenda=wanted.agenda))


def _show_anew(scene: Scene, view: PairView, session: Session) -> None:
    """Rewrite every message that shows a session, for both."""
    for member in view.pair.members:
        shown = [(kind, str(session.id)) for kind in SHOWN] + [(views.OFFER, str(view.pair.id))]
        for kind, subject in shown:
            row = deliveries.latest(scene.tx, scene.ws, kind, subject, member.person_id)
            if row and row.sent_at:
                scene.rewrite(row.id, member.person_id)


def _remind(scene: Scene, view: PairView, session: Session, person_id: int) -> None:
    """Plan what comes by itself: the day before, half an hour before, and the look back at its end."""
    person = people.get(scene.tx, scene.ws, person_id)
    preparation.prepare(scene, view, session, person)
    day = session.starts_at.astimezone(ZoneInfo(person.zone)).strftime(ISO)
    soon = session.starts_at - rules.SOON
    for kind, due_at in ((TOMORROW, rules.day_before(person, session.starts_at)), (SOON, soon)):
        if due_at > scene.now:
            until = soon if kind == TOMORROW else session.starts_at
            owe(scene, session, kind, person_id, day, due_at=due_at, until=until)
    if not asks.has(scene, session.pair_id, SESSION_PULSE):
        return
    row = owe(
        scene,
        session,
        SESSION_PULSE,
        person_id,
        day,
        due_at=session.ends_at,
        until=session.ends_at + PULSE_WINDOW,
        class_=DeliveryClass.SCHEDULED,
    )
    if row:
        asked = Asked(scene.ws, person_id, session.pair_id, SESSION_PULSE, day)
        questions.ask(scene.tx, asked, row, at=scene.now)


def owe(
    scene: Scene,
    session: Session,
    kind: str,
    person_id: int,
    occasion: str,
    *,
    facts: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
    until: datetime | None = None,
    class_: DeliveryClass | None = None,
) -> int | None:
    """Owe a message about a session, once for each occasion; one that is of use only `until` then is a reminder."""
    is_own = person_id == scene.me.id and due_at is None
    usual = DeliveryClass.REMINDER if until else DeliveryClass.CONSEQUENCE
    owed = Owed(
        kind=kind,
        delivery_class=class_ or (DeliveryClass.REPLY if is_own else usual),
        person_id=person_id,
        pair_id=session.pair_id,
        subject=str(session.id),
        occasion=occasion,
        facts=dict(facts or {}),
        due_at=due_at or scene.now,
        expires_at=until,
    )
    return deliveries.owe(scene.tx, scene.ws, owed, at=scene.now)


def find(scene: Scene, session_id: int) -> tuple[Session, PairView]:
    """Return a session and its pair; raises PairMoved where there is none, NotYours for somebody else's."""
    try:
        session = sessions.get(scene.tx, scene.ws, session_id, reader=scene.me.id)
    except LookupError:
        raise PairMoved from None
    return session, mine(scene, session.pair_id)


def mine(scene: Scene, pair_id: int) -> PairView:
    view = situations.view(scene.tx, scene.ws, pair_id, reader=scene.me.id)
    if scene.me.id not in {member.person_id for member in view.pair.members}:
        raise NotYours
    if view.pair.state not in MAY_MEET:
        raise PairMoved
    return view


def minutes(view: PairView) -> int:
    return rules.minutes_of(view.agreement.clauses.get("length") if view.agreement else None)


def suggested(scene: Scene, view: PairView, without: list[datetime] | None = None) -> tuple[datetime, ...]:
    mentor, mentee = (view.people[view.pair.by_role(role)] for role in (Role.MENTOR, Role.MENTEE))
    clauses = view.agreement.clauses if view.agreement else {}
    return rules.proposals(
        mentor,
        mentee,
        scene.now,
        minutes(view),
        without=without or (),
        agreed=common_hours.agreed(clauses),
        lead=max(rules.LEAD, notice(clauses) or rules.LEAD),
    )
