"""Asks: prompts that an act brings about, planned in the transaction of that act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.deliveries import DeliveryClass
from bot.domain.pairs import Pair, PairState
from bot.domain.rhythm import (
    AGREEMENT_NUDGE,
    FEEDBACK,
    FEEDBACK_REST,
    NUDGE_AFTER,
    NUDGE_WINDOW,
    SETBACK,
    SETBACK_REST,
    at_their_hour,
)
from bot.prompts import PROMPTS
from handlers.services import Scene
from storage import asking, deliveries, pairs, people, programmes, rhythms


def ask(
    scene: Scene,
    kind: str,
    person_id: int,
    pair_id: int,
    *,
    due_at: datetime,
    occasion: str | None = None,
    subject: str | None = None,
    until: datetime | None = None,
    class_: DeliveryClass = DeliveryClass.SCHEDULED,
    facts: Mapping[str, Any] | None = None,
) -> int | None:
    """Plan a prompt, once for each occasion: a date where the person is, the one on which it is due unless named.

    It comes until its window has passed, or `until` then; None when it is planned already. The day on which it is
    due, where the person is, stands among its facts.
    """
    owed = asking.prompt(
        scene.tx,
        scene.ws,
        kind,
        person_id,
        pair_id,
        due_at=due_at,
        until=until or due_at + PROMPTS[kind].window,
        occasion=occasion,
        subject=subject,
        class_=class_,
        facts=facts,
    )
    return asking.ask(scene.tx, scene.ws, owed, pair_id, at=scene.now)


def tomorrow(scene: Scene, person_id: int) -> datetime:
    """Return the hour that somebody chose, on their next work day (UTC)."""
    day = rhythms.today(scene.tx, scene.ws, person_id, scene.now) + timedelta(days=1)
    return at_their_hour(people.get(scene.tx, scene.ws, person_id), day)


def has(scene: Scene, pair_id: int, line: str) -> int:
    """Return what a pair's programme has set for a line of the rhythm, 0 where it is off."""
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    return programmes.get(scene.tx, scene.ws, pair.programme_id).rhythm.of(line)


def for_feedback(scene: Scene, pair_id: int) -> None:
    """Ask both for feedback tomorrow, unless they were asked, or will be, within two weeks of it."""
    if not has(scene, pair_id, FEEDBACK):
        return
    for member in pairs.get(scene.tx, scene.ws, pair_id).members:
        due_at = tomorrow(scene, member.person_id)
        if _rests(scene, FEEDBACK, pair_id, member.person_id, due_at - FEEDBACK_REST):
            ask(scene, FEEDBACK, member.person_id, pair_id, due_at=due_at)


def after_session(scene: Scene, pair_id: int, held: int) -> None:
    """A session was held, the pair's number `held`: every so many of them feedback is asked for."""
    every = has(scene, pair_id, FEEDBACK)
    if every and held % every == 0:
        for_feedback(scene, pair_id)


def after_setback(scene: Scene, pair_id: int) -> None:
    """Ask whoever acts a question that looks forward, once in three weeks at most."""
    if not has(scene, pair_id, SETBACK):
        return
    due_at = tomorrow(scene, scene.me.id)
    if _rests(scene, SETBACK, pair_id, scene.me.id, due_at - SETBACK_REST):
        ask(scene, SETBACK, scene.me.id, pair_id, due_at=due_at)


def nudges(scene: Scene, pair: Pair, person_id: int) -> None:
    """Plan the two nudges that come to who has not finished; whoever has hears nothing."""
    if pair.state not in (PairState.INVITED, PairState.ONBOARDING, PairState.AGREEING):
        return
    person = people.get(scene.tx, scene.ws, person_id)
    today = rhythms.today(scene.tx, scene.ws, person_id, scene.now)
    for after in NUDGE_AFTER:
        due_at = at_their_hour(person, today + after)
        until = due_at + NUDGE_WINDOW
        owed = asking.prompt(
            scene.tx, scene.ws, AGREEMENT_NUDGE, person_id, pair.id, due_at=due_at, until=until
        )
        deliveries.leave(scene.tx, scene.ws, owed, at=scene.now)


def _rests(scene: Scene, kind: str, pair_id: int, person_id: int, since: datetime) -> bool:
    """Tell whether nothing of a kind was planned for later than an instant."""
    last = deliveries.last_planned(scene.tx, scene.ws, kind, pair_id, person_id)
    return last is None or last <= since
