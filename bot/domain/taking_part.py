"""Taking part in a programme before there is a partner: who was asked, who said yes, and for whom there is room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.pairs import OPEN, Pair
from bot.domain.people import Role

LEARNERS_AND_GUIDES = frozenset({Role.MENTOR, Role.MENTEE})


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody's part in a programme. Whoever came with a pair alone was not asked; instants are UTC."""

    person_id: int
    role: Role
    capacity: int | None = None
    invited_by: int | None = None
    answered_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def refused(self) -> bool:
        """Tell whether somebody was asked, and said no."""
        return self.answered_at is not None and self.left_at is not None

    @property
    def waits(self) -> bool:
        """Tell whether somebody was asked, and has not answered yet."""
        return self.invited_by is not None and self.answered_at is None and self.left_at is None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody for whom there is room: for so many partners, and whether they have said yes yet."""

    person_id: int
    role: Role
    room: int
    has_answered: bool


def waiting(enrolled: Iterable[Enrolled], pairs: Iterable[Pair]) -> tuple[Waiting, ...]:
    """Return who was asked to take part and has room for a partner, in the order in which they were asked."""
    busy: dict[tuple[int, Role], int] = {}
    for pair in pairs:
        if pair.state in OPEN:
            for member in pair.members:
                key = (member.person_id, member.role)
                busy[key] = busy.get(key, 0) + 1
    found = (
        Waiting(
            one.person_id,
            one.role,
            (one.capacity or 1) - busy.get((one.person_id, one.role), 0),
            one.answered_at is not None,
        )
        for one in enrolled
        if one.role in LEARNERS_AND_GUIDES and one.left_at is None and one.invited_by is not None
    )
    return tuple(one for one in found if one.room > 0)
