"""Whom a row of the ledger reaches: one person in their own conversation, or a pair in theirs, and what guards see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeAlias

from bot import render
from bot.delivery import SHARED_SCOPE
from bot.domain.agreement import APART, TOGETHER, contact_from
from bot.domain.audience import Audience
from bot.domain.budget import DEFAULT, HORIZON, WEEK, budget_of
from bot.domain.cadence import until
from bot.domain.deliveries import (
    CARRIED,
    COUNTING,
    Circumstances,
    Delivery,
    DeliveryClass,
    Reason,
    Send,
    Skip,
    Verdict,
    carried_by,
    judge,
    leaves_room_for,
)
from bot.domain.people import Person
from bot.domain.situation import Schedule, Situation
from bot.domain.together import judge_together
from bot.profiles import MOST_AGE
from bot.views.enrolments import TAKE_PART
from bot.views.messages import ACCEPTED, DECLINED, INVITATION
from storage import deliveries, schedules, shared, situations, slots
from storage.sending import Wishes
from storage.store import Transaction
from storage.workspaces import Workspace

# The invitation asks for consent; its answers go to whoever coordinates, who may be one of the two themselves.
UNASKED = (INVITATION, TAKE_PART, ACCEPTED, DECLINED)
FURTHEST_APART = max(APART.values()) + TOGETHER
# A method of Slack's, and those about whom it is to be asked, by our id and Slack's.
Lacking: TypeAlias = tuple[str, tuple[tuple[int, str], ...]]
NO_PLACE = Reason("no-place", audience=Audience.PAIR)
# What a pause stops, and some of it a snooze.
KEPT_TO = (DeliveryClass.REMINDER, DeliveryClass.SCHEDULED)
# Why a row waits that Slack may know better by now.
TOLD_BY_SLACK = ("status-away", "do-not-disturb")


@dataclass(frozen=True, slots=True)
class Unmet:
    """A row of whose receivers Slack must tell us more first; `people` are those, by our id and Slack's."""

    delivery: Delivery
    workspace: Workspace
    people: tuple[tuple[int, str], ...]
    # What Slack is to be asked, and until when it asked not to be, if so.
    method: str
    until: datetime | None


def everybody(tx: Transaction, delivery: Delivery, now: datetime) -> tuple[Situation, ...]:
    """Load what a row is rendered from, once for each person whom it reaches."""
    shown = delivery
    if delivery.rewrites_id is not None:
        shown = deliveries.get(tx, delivery.workspace_id, delivery.rewrites_id)
        carrier = carried_by(shown)
        if carrier is not None:
            # What came within another message is rewritten with all of it.
            shown = deliveries.get(tx, delivery.workspace_id, carrier)
    if shown.to_pair:
        return shared.situations(tx, shown, now)
    return (situations.for_delivery(tx, shown, now),)


def channel(situation: Situation, delivery: Delivery) -> str | None:
    """Return where a row is to be posted, or None while that conversation is not open."""
    return situation.pair.pair.channel if delivery.to_pair else situation.me.dm_channel


def judged(
    tx: Transaction,
    everybody: tuple[Situation, ...],
    delivery: Delivery,
    workspace: Workspace,
    now: datetime,
    *,
    counts: bool = True,
) -> Verdict:
    """Ask the guards whether a row may leave now: those of its person, or of both in their own conversation.

    Unless told that it `counts`, nobody asks how much its person was sent, which takes the longest.
    """
    if not delivery.to_pair:
        seen = circumstances(tx, everybody[0], delivery, workspace, now, counts=counts)
        return judge(seen, but=() if counts else COUNTING)
    if SHARED_SCOPE not in workspace.scopes:
        return Skip(NO_PLACE)
    return judge_together([circumstances(tx, one, delivery, workspace, now) for one in everybody])


def wishes(situation: Situation, delivery: Delivery) -> Wishes | None:
    """Return what its two people had pressed, for a row that keeps to it: news and answers come all the same."""
    if delivery.delivery_class not in KEPT_TO or delivery.rewrites_id is not None:
        return None
    pair = situation.view.pair if situation.view else None
    if (pair.id if pair else None) != delivery.pair_id:
        return None
    return Wishes(situation.me.snoozed_until, pair.paused_at if pair else None)


def rests_with_us(verdict: Verdict) -> bool:
    """Tell whether a row stays where it is whatever Slack says of its receiver: then Slack need not be asked."""
    return not isinstance(verdict, Send) and verdict.reason.id not in TOLD_BY_SLACK


def lacking(
    everybody: tuple[Situation, ...], delivery: Delivery, workspace: Workspace, now: datetime
) -> Lacking | None:
    """Return which method of Slack's is to be asked first of which of those whom a row reaches, if any."""
    methods = [(_method_for(one.me, delivery, workspace, now), one.me) for one in everybody]
    first = next((method for method, _me in methods if method), None)
    if first is None:
        return None
    return first, tuple((me.id, me.slack_id) for method, me in methods if method == first)


def _method_for(me: Person, delivery: Delivery, workspace: Workspace, now: datetime) -> str | None:
    """Slack is asked first where a channel is missing, and before anything unasked where a profile is old.

    Posting to somebody who has left succeeds, so only the profile can tell.
    """
    if not workspace.installed or me.deactivated_at:
        return None
    if not me.dm_channel and not delivery.to_pair:
        return slots.OPEN
    old = me.looked_up_at is None or now - me.looked_up_at > MOST_AGE
    return slots.LOOK_UP if old and delivery.delivery_class is not DeliveryClass.REPLY else None


def unmet(
    tx: Transaction, lacking: Lacking, delivery: Delivery, workspace: Workspace, now: datetime
) -> Unmet:
    """Return a row of whose receivers Slack must tell us more first, and when that may be asked."""
    method, people = lacking
    return Unmet(delivery, workspace, people, method, slots.taken_until(tx, workspace.id, method, now))


def circumstances(
    tx: Transaction,
    situation: Situation,
    delivery: Delivery,
    workspace: Workspace,
    now: datetime,
    *,
    counts: bool = True,
) -> Circumstances:
    """Return what the guards look at before a row may leave; without what they count where that does not matter."""
    lately: tuple[datetime, ...] = ()
    ahead: tuple[datetime, ...] = ()
    budget = DEFAULT
    if counts and delivery.delivery_class is DeliveryClass.SCHEDULED:
        if situation.view:
            budget = budget_of(situation.me, situation.view.programme.rhythm)
        lately = deliveries.sent_lately(tx, delivery.workspace_id, delivery.person_id, now - WEEK)
        ahead = _coming(tx, delivery, now)
    return Circumstances(
        delivery=delivery,
        person=situation.me,
        pair=situation.view.pair if situation.view else None,
        installed=workspace.installed,
        stale=render.stale(situation) if delivery.rewrites_id is None else None,
        now=now,
        before_consent=delivery.kind in UNASKED or not _is_member(situation),
        sent_lately=lately,
        coming=ahead,
        contact_from=_contact_from(tx, situation, delivery, now),
        manner=render.manner(delivery.kind),
        budget=budget,
    )


def _contact_from(
    tx: Transaction, situation: Situation, delivery: Delivery, now: datetime
) -> datetime | None:
    """Return from when on the other's word may reach a person; None for what is no such word."""
    if delivery.kind not in CARRIED or situation.view is None or situation.view.agreement is None:
        return None
    since = now - FURTHEST_APART
    about = (delivery.workspace_id, situation.view.pair.id, delivery.person_id)
    sent = deliveries.carried(tx, *about, CARRIED, since)
    return contact_from(situation.view.agreement.clauses, sent, now)


def _coming(tx: Transaction, delivery: Delivery, now: datetime) -> tuple[datetime, ...]:
    """Return when messages that have their place before this one are due to its receiver in the weeks ahead."""
    kinds = leaves_room_for(delivery.kind)
    if not kinds:
        return ()
    ws, person_id = delivery.workspace_id, delivery.person_id
    planned = deliveries.coming(tx, ws, person_id, kinds)
    found = [_ahead(one, now) for one in schedules.of_person(tx, ws, person_id) if one.kind in kinds]
    return (*planned, *(instant for some in found for instant in some))


def _ahead(schedule: Schedule, now: datetime) -> list[datetime]:
    found = until(schedules.rule_of(schedule), now, now + HORIZON)
    return [*islice(found, 1 if schedule.once else None)]


def _is_member(situation: Situation) -> bool:
    """Whoever only coordinates has no consent to give to their own pair's news."""
    return situation.view is not None and any(
        member.person_id == situation.me.id for member in situation.view.pair.members
    )
