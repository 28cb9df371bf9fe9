"""Everything that is shown of inviting people, for the gallery: forms, what would happen, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bot.domain.people import Person, Role
from bot.domain.programme import Programme
from bot.domain.rosters import Came, Judged, Trial, Verdict
from bot.domain.taking_part import Enrolled
from bot.views import rosters
from bot.words import Reader

FINE = (Verdict.NEW, Verdict.ALREADY)


def forms(programme: Programme, to: Reader) -> Iterator[dict[str, Any]]:
    """Yield the forms, with every optional permission and without any."""
    for granted in (True, False):
        yield rosters.form(programme, to, sees_groups=granted)
        yield rosters.list_form(programme, to, takes_files=granted, sees_emails=granted)


def outcomes(one: Person, other: Person, text: Callable[[int], str], to: Reader) -> Iterator[dict[str, Any]]:
    """Yield what would come of lists, short and long, and how their sending goes."""
    guest = replace(other, is_guest=True)
    pair = Judged(1, Verdict.NEW, (one, guest))
    alone = [
        Judged(2, Verdict.NEW, (one,), role, room)
        for role in (Role.MENTOR, Role.MENTEE)
        for room in (None, 1, 9)
    ]
    there = Judged(3, Verdict.ALREADY, (one, other))
    faults = tuple(Judged(4, verdict, said=text(60), first=3) for verdict in Verdict if verdict not in FINE)
    for lines in ((), (pair,), (*alone, there), faults, (pair, *alone, there, *faults)):
        yield rosters.trial(Trial(lines), 1, to.now, to)
    yield rosters.trial(Trial((pair, *alone, *faults, there) * 600, left_out=12), 1, to.now, to)
    yield rosters.looking(to)
    for number in (1, 5000):
        yield rosters.looking(to, number)
    for done in (0, 2500, 5000):
        yield rosters.sending(done, 5000, to)
    for left in (0, 1, 2500):
        yield rosters.under_way(5000 - left, 5000, Came(1, 0, 2), text(80), to)


def enrolled(*people: Person) -> tuple[Enrolled, ...]:
    """Return the parts of some people who wait, have answered or not, and said no."""
    who = [one.id for one in people]
    return tuple(
        Enrolled(number, role, room, who[0], one.looked_up_at, left)
        for number, one in zip(who, people, strict=True)
        for role in (Role.MENTOR, Role.MENTEE)
        for room, left in ((None, None), (5, None))
    ) + tuple(
        Enrolled(number, Role.MENTEE, None, who[0], one.consented_at, one.consented_at)
        for number, one in zip(who, people, strict=True)
    )
