"""The way of a pair: what follows when somebody has accepted, told of themselves, answered, settled or signed."""

from __future__ import annotations

from datetime import time
from typing import Any

from bot.countries import guess
from bot.dialogues import AGREEMENT, ONBOARDING, Dialogue, Step
from bot.domain import agreement as rules
from bot.domain import snoozes
from bot.domain.pairs import Pair, PairState, state_of
from bot.domain.people import Person, Role
from bot.domain.programme import who_hears
from bot.domain.situation import Answer, PairView
from bot.errors import InvitationOver, InvitationWithdrawn, PairMoved
from bot.views import agreement as agreement_views
from bot.views import messages
from handlers import asks, place, session_flow
from handlers.services import Scene
from storage import (
    agreements,
    answers,
    deliveries,
    goals,
    pairs,
    partings,
    people,
    programmes,
    questions,
    reviews,
    rhythms,
    situations,
)
from storage.agreements import Text
from storage.answers import Asked


def asked(scene: Scene, pair_id: int, question: str, person_id: int | None = None) -> Asked:
    """Name a dialogue's question: its occasion is the pair."""
    return Asked(scene.ws, person_id or scene.me.id, pair_id, question, str(pair_id))


def ask(scene: Scene, pair_id: int, dialogue: Dialogue, step: Step, person_id: int | None = None) -> None:
    """Ask a step in a message of its own."""
    question = dialogue.question(step)
    delivery_id = scene.owe_row(question, person_id, pair_id=pair_id)
    questions.ask(scene.tx, asked(scene, pair_id, question, person_id), delivery_id, at=scene.now)


def accepted(scene: Scene, pair: Pair) -> None:
    """Somebody said yes: they have consented, the coordinator hears it, and their first question comes.

    A second yes changes nothing; raises PairMoved for one that comes after somebody's no, InvitationWithdrawn, and
    InvitationOver.
    """
    _refuse_withdrawn(pair)
    if pair.member(scene.me.id).accepted_at:
        return
    if pair.state is not PairState.INVITED:
        raise PairMoved
    refuse_over(scene, pair.programme_id)
    pairs.change_member(scene.tx, scene.ws, pair.id, scene.me.id, accepted_at=scene.now)
    if scene.me.consented_at is None:
        people.change(scene.tx, scene.ws, scene.me.id, consented_at=scene.now)
    _refresh_state(scene, pair.id)
    scene.rewrite_latest(messages.INVITATION, pair.id, scene.me.id)
    _tell_coordinator(scene, pair, messages.ACCEPTED)
    following = ONBOARDING.next_open(dict.fromkeys(answered(scene, pair.id)), told(scene, pair.id))
    if following:
        ask(scene, pair.id, ONBOARDING, following)
        asks.nudges(scene, pair, scene.me.id)
    else:
        # Who was asked anew, after the other came back, has told everything before.
        _introduce(scene, pair.id)


def declined(scene: Scene, pair: Pair) -> None:
    """Somebody said no: that is final until they come back, and the other one is not left waiting.

    A second no changes nothing; raises PairMoved for one that comes after a yes, or after the other's no, and
    InvitationWithdrawn.
    """
    _refuse_withdrawn(pair)
    member = pair.member(scene.me.id)
    if member.declined_at:
        return
    if pair.state is not PairState.INVITED or member.accepted_at:
        raise PairMoved
    partings.decline(scene.tx, pair, scene.me.id, at=scene.now)
    scene.touched |= {one.person_id for one in pair.members}
    _tell_coordinator(scene, pair, messages.DECLINED)
    for partner in pair.partners(scene.me.id):
        invited = deliveries.latest(scene.tx, scene.ws, messages.INVITATION, str(pair.id), partner)
        if invited and invited.sent_at:
            scene.owe(messages.NOT_COME_ABOUT, partner, pair_id=pair.id)


def refuse_over(scene: Scene, programme_id: int) -> None:
    """Raise InvitationOver after a programme's last day, by the clock of whoever acts."""
    if programmes.get(scene.tx, scene.ws, programme_id).ends_on < scene.reader().today:
        raise InvitationOver


def _refuse_withdrawn(pair: Pair) -> None:
    if pair.state is PairState.WITHDRAWN:
        raise InvitationWithdrawn


def completed(scene: Scene, pair_id: int, dialogue: Dialogue) -> None:
    """Somebody has answered all of a dialogue."""
    if dialogue.id == ONBOARDING.id:
        _onboarded(scene, pair_id)
    else:
        _clauses_answered(scene, pair_id)


def _onboarded(scene: Scene, pair_id: int) -> None:
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if pair.member(scene.me.id).onboarded_at:
        return
    pairs.change_member(scene.tx, scene.ws, pair_id, scene.me.id, onboarded_at=scene.now)
    _introduce(scene, pair_id)


def _introduce(scene: Scene, pair_id: int) -> None:
    """Introduce the two to each other once both have told of themselves; say what is waited for until then."""
    pair = _refresh_state(scene, pair_id)
    if pair.state is not PairState.AGREEING:
        everybody_in = all(member.accepted_at for member in pair.members)
        scene.owe(
            messages.WAITING_ONBOARDING if everybody_in else messages.WAITING_ACCEPTANCE, pair_id=pair_id
        )
        return
    place.opened(scene, pair)
    for member in pair.members:
        scene.owe(messages.INTRODUCTION, member.person_id, pair_id=pair_id, occasion="once")
    session_flow.offer(scene, pair)
    for member in pair.members:
        ask(scene, pair_id, AGREEMENT, AGREEMENT.steps[0], member.person_id)
        asks.nudges(scene, pair, member.person_id)


def _clauses_answered(scene: Scene, pair_id: int) -> None:
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if pair.member(scene.me.id).clauses_answered_at:
        reconsidered(scene, pair_id)
        return
    pairs.change_member(scene.tx, scene.ws, pair_id, scene.me.id, clauses_answered_at=scene.now)
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if not all(member.clauses_answered_at for member in pair.members):
        scene.owe(messages.WAITING_CLAUSES, pair_id=pair_id)
        return
    for member in pair.members:
        if scene.owe_row(messages.COMPARISON, member.person_id, pair_id=pair_id, occasion="once") is None:
            scene.rewrite_latest(messages.COMPARISON, pair_id, member.person_id)
    settle(scene, pair_id)


def unsettled(scene: Scene, pair_id: int) -> None:
    """An answer to a clause changes: what was proposed for signing on the old one is proposed no longer."""
    if agreements.void(scene.tx, scene.ws, pair_id):
        for member in pairs.get(scene.tx, scene.ws, pair_id).members:
            scene.rewrite_latest(messages.TO_SIGN, pair_id, member.person_id)
            scene.rewrite_latest(messages.PARTNER_SIGNED, pair_id, member.person_id)


def uncovered(scene: Scene, pair_id: int) -> None:
    """Somebody took an answer to a clause back: until they give one, all answers are covered again."""
    unsettled(scene, pair_id)
    pairs.change_member(scene.tx, scene.ws, pair_id, scene.me.id, clauses_answered_at=None)
    for member in pairs.get(scene.tx, scene.ws, pair_id).members:
        scene.rewrite_latest(messages.COMPARISON, pair_id, member.person_id)


def introduced_anew(scene: Scene, pair_id: int) -> None:
    """Somebody changed what they told of themselves: the card shows it, and both read what they share by now."""
    for member in pairs.get(scene.tx, scene.ws, pair_id).members:
        scene.rewrite_latest(messages.INTRODUCTION, pair_id, member.person_id)


def reconsidered(scene: Scene, pair_id: int) -> None:
    """Somebody changed an answer or pressed on a difference: both see it, and it may have been the last."""
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if not all(member.clauses_answered_at for member in pair.members):
        return
    for member in pair.members:
        scene.rewrite_latest(messages.COMPARISON, pair_id, member.person_id)
    settle(scene, pair_id)
    view = situations.view(scene.tx, scene.ws, pair_id, reader=scene.me.id)
    for partner in pair.partners(scene.me.id):
        _tell_of_turn(scene, pair_id, partner, waits=agreement_views.turns(view, partner) > 0)


def _tell_of_turn(scene: Scene, pair_id: int, partner: int, *, waits: bool) -> None:
    """Slack tells nobody that a message was rewritten: the other hears once that something waits, until they act."""
    mine = deliveries.latest(scene.tx, scene.ws, messages.YOUR_TURN, str(pair_id), scene.me.id)
    if mine:
        deliveries.add_facts(scene.tx, mine, acted=True)
        scene.rewrite(mine.id)
    theirs = deliveries.latest(scene.tx, scene.ws, messages.YOUR_TURN, str(pair_id), partner)
    if theirs and not theirs.facts.get("acted"):
        scene.rewrite(theirs.id, partner)
    elif waits:
        scene.owe(messages.YOUR_TURN, partner, pair_id=pair_id)


def settle(scene: Scene, pair_id: int) -> None:
    """When no difference is left, write the version that both sign."""
    view = situations.view(scene.tx, scene.ws, pair_id, reader=scene.me.id)
    if view.proposed or view.agreement:
        return
    values = rules.settled(agreement_views.comparisons(view), view.positions)
    if values is None:
        return
    text = _text(scene, view, values)
    made = agreements.propose(scene.tx, scene.ws, pair_id, text, by=scene.me.id, at=scene.now)
    for member in view.pair.members:
        scene.owe(messages.TO_SIGN, member.person_id, pair_id=pair_id, facts={"agreement": made.id})


def _text(scene: Scene, view: PairView, values: dict[str, rules.Value]) -> Text:
    versions = agreements.versions(scene.tx, scene.ws, view.pair.id, reader=scene.me.id)
    version = 1 + max((one.version for one in versions), default=0)
    snapshot: dict[str, str] = {}
    for member in view.pair.members:
        reader = scene.reader(view.people[member.person_id])
        snapshot[reader.language] = agreement_views.document(view, values, version, reader)
    seal = rules.seal_of(values, scene.words.version, snapshot)
    return Text(clauses=values, snapshot=snapshot, words_version=scene.words.version, hash=seal)


def signed(scene: Scene, agreement: rules.Agreement) -> None:
    """Somebody signed; when that was the last signature, the agreement begins and with it the rhythm."""
    if not agreements.sign(scene.tx, agreement, scene.ws, scene.me.id, at=scene.now):
        return
    agreement = agreements.get(scene.tx, scene.ws, agreement.id, reader=scene.me.id)
    pair = pairs.get(scene.tx, scene.ws, agreement.pair_id)
    members = [member.person_id for member in pair.members]
    if agreement.complete(members):
        _begin(scene, pair, agreement)
    else:
        for partner in pair.partners(scene.me.id):
            scene.owe(messages.PARTNER_SIGNED, partner, pair_id=pair.id)
    for member in members:
        scene.rewrite_latest(messages.TO_SIGN, pair.id, member)
    scene.rewrite_latest(messages.PARTNER_SIGNED, pair.id, scene.me.id)


def _begin(scene: Scene, pair: Pair, agreement: rules.Agreement) -> None:
    agreements.activate(scene.tx, scene.ws, agreement, scene.reader().today)
    pairs.change(scene.tx, scene.ws, pair.id, state=PairState.ACTIVE, state_since=scene.now)
    mentee = pair.by_role(Role.MENTEE)
    if not goals.of_pair(scene.tx, scene.ws, pair.id, reader=mentee):
        title = agreement.clauses["goals"]["texts"][Role.MENTEE]
        goals.create(scene.tx, scene.ws, pair.id, mentee, title, at=scene.now)
    schedule(scene, pair, agreement.clauses["cadence"])
    reviews.start(scene.tx, scene.ws, pair, agreement.clauses, at=scene.now)
    for member in pair.members:
        scene.owe(messages.BEGUN, member.person_id, pair_id=pair.id, occasion=str(agreement.version))
    place.begun(scene, pair)
    session_flow.offer(scene, pair)


def schedule(scene: Scene, pair: Pair, value: rules.Value) -> None:
    """Start the rhythm for both: each kind at the person's own hour, the check-in at the agreed cadence."""
    rhythms.start(scene.tx, scene.ws, pair, value, at=scene.now)


def hours_changed(scene: Scene, person: Person) -> None:
    """Follow somebody's new zone or hour: what comes back to them comes at the new one, on the same dates."""
    people.follow(scene.tx, scene.ws, person.id, person.prompt_at, person.zone, at=scene.now)


def learn(scene: Scene, question: str, value: dict[str, Any]) -> None:
    """Take over what an onboarding answer says of somebody's hours."""
    facts: dict[str, dict[str, Any]] = {
        "onboarding.zone": at_zone(scene, value.get("zone")),
        "onboarding.days": {"work_days": value.get("days")},
        "onboarding.hours": {
            "work_starts": _wall(value.get("starts")),
            "work_ends": _wall(value.get("ends")),
            "lunch_starts": _wall((value.get("lunch") or [None])[0]),
            "lunch_ends": _wall((value.get("lunch") or [None])[-1]),
        },
        "onboarding.prompt_at": {"prompt_at": _wall(value.get("at"))},
    }
    if question in facts:
        scene.me = people.change(scene.tx, scene.ws, scene.me.id, **facts[question])
        hours_changed(scene, scene.me)


def at_zone(scene: Scene, zone: str | None) -> dict[str, Any]:
    """Return what follows when whoever acts says by which zone they live.

    One that is not Slack's stays whatever Slack says. Whoever says the same as Slack is followed when they move.
    """
    me = scene.me
    as_slack_says = zone == me.zone and not me.zone_confirmed
    return {
        "zone": zone,
        "zone_confirmed_at": None if as_slack_says else scene.now,
        "snoozed_until": snoozes.moved(me, zone, scene.now) if zone else me.snoozed_until,
        **country_of(me, zone),
    }


def country_of(me: Person, zone: str | None) -> dict[str, Any]:
    """Return where somebody who moves to a zone probably is, unless they have said that themselves."""
    return {} if me.country_confirmed or not zone else {"country": guess(zone, me.locale), "region": None}


def told(scene: Scene, pair_id: int) -> dict[str, Answer]:
    """Return what whoever acts has told of themselves in other pairs."""
    return situations.told(scene.tx, scene.ws, scene.me.id, pair_id)


def answered(scene: Scene, pair_id: int) -> set[str]:
    """Return the questions of a pair that whoever acts has answered."""
    mine = answers.of_pair(
        scene.tx, scene.ws, pair_id, lambda _audience, writer, _question: writer == scene.me.id
    )
    return {one.question for one in mine}


def _wall(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _refresh_state(scene: Scene, pair_id: int) -> Pair:
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    state = state_of(pair.members, signed=False)
    if state is pair.state:
        return pair
    return pairs.change(scene.tx, scene.ws, pair_id, state=state, state_since=scene.now)


def _tell_coordinator(scene: Scene, pair: Pair, kind: str) -> None:
    """Whoever paired the two, or who coordinates now, learns that somebody said yes or no; not of their own answer."""
    coordinators = programmes.coordinators(scene.tx, scene.ws, pair.programme_id)
    facts = {"people": [scene.me.id]}
    for person_id in who_hears(pair.created_by, coordinators):
        if person_id != scene.me.id:
            scene.owe(kind, person_id, pair_id=pair.id, subject=f"{pair.id}-{scene.me.id}", facts=facts)
