"""Enlisting: what a list of people does once it is sent off, a part at a time; done twice it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.people import Role
from bot.domain.rosters import Came, Messages, Present
from storage import audit, deliveries, pairs, programmes, rosters
from storage.rosters import Kept, Line
from storage.transaction import Transaction

# So many lines are sent off in one transaction.
LINES_AT_ONCE = 50
# The occasion of what comes a single time.
ONCE = "once"


@dataclass(frozen=True, slots=True)
class Inviting:
    """Somebody invites people to a programme, in one transaction, by messages of these kinds; `at` is when (UTC)."""

    tx: Transaction
    kinds: Messages
    workspace_id: int
    programme_id: int
    by: int
    at: datetime

    def pair(self, mentor: int, mentee: int) -> int:
        """Begin a pair that nothing stands against, and owe both an invitation; returns its id."""
        members = {Role.MENTOR: mentor, Role.MENTEE: mentee}
        made = pairs.create(self.tx, self.workspace_id, self.programme_id, members, by=self.by, at=self.at)
        for role, person_id in members.items():
            programmes.enrol(self.tx, self.workspace_id, self.programme_id, person_id, role, at=self.at)
            self._owe(self.kinds.invitation, person_id, str(made.id), pair_id=made.id)
        audit.note(self.tx, self.workspace_id, self.by, "pair.created", f"pair:{made.id}", at=self.at)
        return made.id

    def one(self, person_id: int, role: Role, capacity: int | None) -> bool:
        """Ask somebody to take part; False where they do already, or have said no."""
        asked = programmes.invite(
            self.tx, self.workspace_id, self.programme_id, person_id, role, capacity, by=self.by, at=self.at
        )
        if asked:
            facts = {"programme": self.programme_id, "role": str(role), "people": [self.by]}
            subject = f"{self.programme_id}-{role}"
            # Whose invitation was withdrawn before is asked in a new message.
            times = deliveries.times(self.tx, self.workspace_id, self.kinds.question, subject, person_id)
            occasion = str(times) if times else ONCE
            self._owe(self.kinds.question, person_id, subject, facts=facts, occasion=occasion)
        return asked

    def told(self, list_id: int, came: Came, left: int) -> None:
        """Owe whoever invites what came of a list, and note that they did."""
        facts: dict[str, Any] = {"programme": self.programme_id, "invited": came.people, "pairs": came.pairs}
        facts |= {"already": came.already, "left": left}
        self._owe(self.kinds.end, self.by, str(list_id), facts=facts)
        if came.people:
            subject = f"programme:{self.programme_id}"
            audit.note(
                self.tx,
                self.workspace_id,
                self.by,
                "people.invited",
                subject,
                at=self.at,
                count=came.people,
            )

    def _owe(
        self,
        kind: str,
        to: int,
        subject: str,
        *,
        pair_id: int | None = None,
        facts: dict[str, Any] | None = None,
        occasion: str = ONCE,
    ) -> None:
        owed = Owed(
            kind=kind,
            delivery_class=DeliveryClass.REPLY if to == self.by else DeliveryClass.CONSEQUENCE,
            person_id=to,
            pair_id=pair_id,
            subject=subject,
            occasion=occasion,
            facts=facts or {},
            due_at=self.at,
        )
        deliveries.leave(self.tx, self.workspace_id, owed, at=self.at)


def go_on(tx: Transaction, workspace_id: int, list_id: int, kinds: Messages, *, at: datetime) -> Kept | None:
    """Do the next lines of a list that was sent off; returns how it stands then, None where it is gone.

    Whoever else is at it does other lines: a part is done in the transaction that says so.
    """
    kept = rosters.get(tx, workspace_id, list_id)
    if kept is None or kept.is_over:
        return kept
    if not _may_go_on(tx, workspace_id, kept, at):
        return _end(tx, workspace_id, kept, kinds, at)
    upto = min(kept.done + LINES_AT_ONCE, len(kept.lines))
    if rosters.advance(tx, workspace_id, kept, upto, at=at):
        inviting = Inviting(tx, kinds, workspace_id, kept.programme_id, kept.person_id, at)
        there = rosters.present(tx, workspace_id, kept.programme_id)
        rosters.add(tx, workspace_id, kept.id, _enlist(inviting, kept.lines[kept.done : upto], there))
    now = rosters.get(tx, workspace_id, list_id)
    return (
        _end(tx, workspace_id, now, kinds, at)
        if now and now.done == len(now.lines) and not now.is_over
        else now
    )


def _may_go_on(tx: Transaction, workspace_id: int, kept: Kept, at: datetime) -> bool:
    """Whoever sent it off coordinates the programme still, and did so lately enough for it to be what they want."""
    if kept.sent_off_at is None or at >= kept.sent_off_at + rosters.KEPT:
        return False
    return any(
        one.id == kept.programme_id for one in programmes.coordinated_by(tx, workspace_id, kept.person_id)
    )


def _end(tx: Transaction, workspace_id: int, kept: Kept, kinds: Messages, at: datetime) -> Kept | None:
    if rosters.end(tx, workspace_id, kept.id, at=at):
        inviting = Inviting(tx, kinds, workspace_id, kept.programme_id, kept.person_id, at)
        inviting.told(kept.id, kept.came, kept.left)
    return rosters.get(tx, workspace_id, kept.id)


def _enlist(inviting: Inviting, lines: tuple[Line, ...], there: Present) -> Came:
    """Invite the people of some lines; who is there by now is left as they are."""
    people = begun = already = 0
    for line in lines:
        if line.role is None:
            ids = frozenset(line.people)
            if ids in there.pairs or ids in there.refused:
                already += 1
                continue
            mentor, mentee = line.people
            inviting.pair(mentor, mentee)
            begun += 1
        elif inviting.one(line.people[0], line.role, line.capacity):
            people += 1
        else:
            already += 1
    return Came(people, begun, already)
