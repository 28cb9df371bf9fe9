"""What was looked at and changed, as it is read later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# Opening Home shows where every pair stands; it is noted once a day for each programme.
HOME_OPENED = "home.opened"
PROGRAMME_OPENED = "programme.opened"
# Who reads the log looks too.
LOG_READ = "log.read"
# Whose it was, other people of the programme are not told.
INVITATION_WITHDRAWN = "invitation.withdrawn"
# Everything else that is noted.
DONE = (
    "totals.read",
    "coordinator.taken",
    "coordinator.named",
    "coordinator.left",
    "programme.created",
    "programme.changed",
    "programme.rhythm",
    "programme.keeping",
    "pair.created",
    "pair.reopened",
    "pair.paused",
    "pair.ended",
    "people.invited",
    INVITATION_WITHDRAWN,
    "person.exported",
    "delivery.settled",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to which row, and when (UTC); `person_id` is None for whoever runs Trellis, in the terminal.

    `subject` is `programme:7`, `pair:7` or `person:7`; `about_id` is the one person whom it concerns, if it is one.
    """

    id: int
    person_id: int | None
    about_id: int | None
    action: str
    subject: str
    at: datetime

    def of(self, kind: str) -> int | None:
        """Return the id of the subject where it is of this kind."""
        named, _, number = self.subject.partition(":")
        return int(number) if named == kind and number.isdigit() else None
