"""Programmes: taking the role of coordinator, creating a programme, introducing two people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.domain import pairs as pair_rules
from bot.domain.people import Person, Role
from bot.domain.programme import Programme, check_dates
from bot.errors import CoordinatorThere, NotCoordinator, TrellisError
from bot.router import Answer
from bot.views import home as home_views
from bot.views import messages
from bot.views import programme as views
from bot.words import Markup
from handlers import home, standing
from handlers.services import Call, On, Scene, act, look, meet, open_view, tell
from storage import audit, pairs, people, programmes

# A usual programme; both dates are proposals.
USUAL_LENGTH = timedelta(weeks=26)


class NameMissing(TrellisError):
    """Please give the programme a name."""


def register(on: On) -> None:
    on.action(home_views.COORDINATE)(coordinate)
    on.action(home_views.PROGRAMME)(open_form)
    on.action(home_views.PAIR)(open_pair_form)
    on.view(views.FORM)(created)
    on.view(views.PAIR_FORM)(paired)


async def coordinate(call: Call) -> Answer:
    """An owner or admin takes the role, while nobody has it."""
    await meet(call, call.user_id)

    def take(scene: Scene) -> None:
        if not standing.may_coordinate(scene):
            _say_who_coordinates(scene)
            raise NotCoordinator
        people.make_coordinator(scene.tx, scene.ws, scene.me.id, at=scene.now)
        audit.note(
            scene.tx, scene.ws, scene.me.id, "coordinator.taken", f"person:{scene.me.id}", at=scene.now
        )

    await act(call, take)
    home.redraw(call)
    return None


async def open_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, Any]:
        _refuse_others(scene)
        today = scene.reader().today
        return views.form(scene.reader(), today, today + USUAL_LENGTH)

    open_view(call, await look(call, form))
    return None


async def created(call: Call) -> Answer:
    """A programme was described."""
    name = str(call.state[views.NAME][views.NAME].get("value") or "").strip()
    starts = date.fromisoformat(call.state[views.STARTS][views.STARTS]["selected_date"])
    ends = date.fromisoformat(call.state[views.ENDS][views.ENDS]["selected_date"])

    def create(scene: Scene) -> dict[str, str]:
        _refuse_others(scene)
        wrong = {} if name else {views.NAME: scene.reader().plain(NameMissing.words_id())}
        try:
            check_dates(starts, ends, scene.reader().today)
        except TrellisError as unfit:
            wrong[views.ENDS] = scene.reader().plain(type(unfit).words_id())
        if wrong:
            return wrong
        made = programmes.create(scene.tx, scene.ws, name, starts, ends, by=scene.me.id, at=scene.now)
        audit.note(scene.tx, scene.ws, scene.me.id, "programme.created", f"programme:{made.id}", at=scene.now)
        return {}

    errors = await act(call, create)
    if errors:
        return {"response_action": "errors", "errors": errors}
    home.redraw(call)
    return None


async def open_pair_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, Any]:
        _refuse_others(scene)
        mine = programmes.coordinated_by(scene.tx, scene.ws, scene.me.id)
        if not mine:
            raise NotCoordinator
        return views.pair_form(mine, scene.reader())

    open_view(call, await look(call, form))
    return None


async def paired(call: Call) -> Answer:
    """Two people were chosen: both are looked up, and then invited."""
    chosen = {
        role: str(call.state[role][role].get("selected_user") or "") for role in (views.MENTOR, views.MENTEE)
    }
    mentor, mentee = [await meet(call, slack_id) for slack_id in chosen.values()]
    programme_id = int(call.state[views.PROGRAMME][views.PROGRAMME]["selected_option"]["value"])

    def pair(scene: Scene) -> dict[str, str]:
        programme = _coordinated(scene, programme_id)
        try:
            invite(scene, programme, mentor, mentee)
        except TrellisError as wrong:
            place = views.MENTOR if wrong.facts.get("name") == mentor.name else views.MENTEE
            return {place: scene.reader().plain(type(wrong).words_id(), **wrong.facts)}
        return {}

    errors = await act(call, pair)
    if errors:
        return {"response_action": "errors", "errors": errors}
    call.services.tasks.spawn(_confirm(call, mentor, mentee), "confirm a pair")
    home.redraw(call)
    return None


def invite(scene: Scene, programme: Programme, mentor: Person, mentee: Person) -> None:
    """Begin a pair and owe both an invitation; raises what the rules say against it."""
    already = pairs.already(scene.tx, scene.ws, programme.id, mentor.id, mentee.id)
    pair_rules.check_new(mentor, mentee, already)
    members = {Role.MENTOR: mentor.id, Role.MENTEE: mentee.id}
    made = pairs.create(scene.tx, scene.ws, programme.id, members, by=scene.me.id, at=scene.now)
    for role, person_id in members.items():
        programmes.enrol(scene.tx, scene.ws, programme.id, person_id, role, at=scene.now)
        scene.owe(messages.INVITATION, person_id, pair_id=made.id, occasion="once")
    audit.note(scene.tx, scene.ws, scene.me.id, "pair.created", f"pair:{made.id}", at=scene.now)


async def _confirm(call: Call, mentor: Person, mentee: Person) -> None:
    def lines(scene: Scene) -> str:
        reader = scene.reader()
        both = {"mentor": Markup(mentor.mention), "mentee": Markup(mentee.mention)}
        guests = [person for person in (mentor, mentee) if person.is_guest]
        said = [reader.mrkdwn("pair-done", **both)]
        said += [reader.mrkdwn("pair-done-guest", name=guest.name) for guest in guests]
        return "\n".join(said)

    await tell(call, await look(call, lines))


def _say_who_coordinates(scene: Scene) -> None:
    """Raise CoordinatorThere when an owner or admin comes second."""
    there = people.coordinators(scene.tx, scene.ws)
    if scene.me.is_admin and there:
        raise CoordinatorThere(people=scene.reader().listed(one.name for one in there))


def _refuse_others(scene: Scene) -> None:
    if not standing.is_coordinator(scene):
        raise NotCoordinator


def _coordinated(scene: Scene, programme_id: int) -> Programme:
    """Return a programme that whoever acts coordinates; raises NotCoordinator."""
    mine = programmes.coordinated_by(scene.tx, scene.ws, scene.me.id)
    found = next((one for one in mine if one.id == programme_id), None)
    if found is None:
        raise NotCoordinator
    return found
