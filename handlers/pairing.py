"""Pairing: a coordinator introduces two people to each other."""

from __future__ import annotations

from typing import Any

from bot.domain import pairs as pair_rules
from bot.domain.people import Person
from bot.domain.programme import Programme
from bot.errors import NotCoordinator, TrellisError
from bot.router import Answer
from bot.views import messages
from bot.views import programme as views
from bot.words import Markup
from handlers import programmes as programme_handlers
from handlers import standing
from handlers.services import Call, On, Scene, act, look, meet, open_view, tell
from storage import enlisting, pairs, programmes


def register(on: On) -> None:
    on.action(views.PAIR)(open_form)
    on.view(views.PAIR_FORM)(submitted)


async def open_form(call: Call) -> Answer:
    """Ask who meets whom; from the page of a programme, in that one."""

    def form(scene: Scene) -> dict[str, Any]:
        chosen = standing.coordinated(scene, int(call.value)).id if call.value else None
        mine = programmes.coordinated_by(scene.tx, scene.ws, scene.me.id)
        if not mine:
            raise NotCoordinator
        return views.pair_form(mine, scene.reader(), chosen)

    open_view(call, await look(call, form))
    return None


async def submitted(call: Call) -> Answer:
    """Two people were chosen by whoever may: both are looked up, and then invited."""
    chosen = {
        role: str(call.state[role][role].get("selected_user") or "") for role in (views.MENTOR, views.MENTEE)
    }
    programme_id = int(call.state[views.PROGRAMME][views.PROGRAMME]["selected_option"]["value"])
    await look(call, lambda scene: standing.coordinated(scene, programme_id))
    mentor, mentee = [await meet(call, slack_id) for slack_id in chosen.values()]

    def pair(scene: Scene) -> dict[str, str]:
        programme = standing.coordinated(scene, programme_id)
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
    programme_handlers.refresh(call, programme_id)
    return None


def invite(scene: Scene, programme: Programme, mentor: Person, mentee: Person) -> None:
    """Begin a pair and owe both an invitation; raises what the rules say against it."""
    already = pairs.already(scene.tx, scene.ws, programme.id, mentor.id, mentee.id)
    refused = pairs.refused(scene.tx, scene.ws, programme.id, mentor.id, mentee.id)
    pair_rules.check_new(mentor, mentee, already, refused)
    begin(scene, programme, mentor.id, mentee.id)


def begin(scene: Scene, programme: Programme, mentor: int, mentee: int) -> None:
    """Begin a pair that nothing stands against, and owe both an invitation."""
    inviting = enlisting.Inviting(scene.tx, messages.INVITING, scene.ws, programme.id, scene.me.id, scene.now)
    inviting.pair(mentor, mentee)


async def _confirm(call: Call, mentor: Person, mentee: Person) -> None:
    def lines(scene: Scene) -> str:
        reader = scene.reader()
        both = {"mentor": Markup(mentor.mention), "mentee": Markup(mentee.mention)}
        guests = [person for person in (mentor, mentee) if person.is_guest]
        said = [reader.mrkdwn("pair-done", **both)]
        said += [reader.mrkdwn("pair-done-guest", name=guest.name) for guest in guests]
        return "\n".join(said)

    await tell(call, await look(call, lines))
