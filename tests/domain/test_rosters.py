"""What would come of a list of people: whom it invites, who is there already, and of which lines nothing comes."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Person, Role
from bot.domain.rosters import Asked, Judged, Named, Present, Read, Sort, Verdict, judge
from bot.domain.taking_part import Enrolled, Waiting, waiting

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
MENTOR, MENTEE = Role.MENTOR, Role.MENTEE


def person(id_: int, **more: bool | datetime) -> Person:
    return Person(id_, 1, f"U{id_}", f"Name {id_}", "UTC", "en", **more)  # type: ignore[arg-type]


def named(name: str) -> Named:
    return Named(Sort.HANDLE, name)


AMARA, INES, NOAH = person(1), person(2), person(3)
ROBOT, OLGA = person(4, is_bot=True), person(5, deactivated_at=NOW)
FOUND: dict[Named, Person | Verdict] = {
    named("amara"): AMARA,
    named("ines"): INES,
    named("ines duarte"): INES,
    named("noah"): NOAH,
    named("robot"): ROBOT,
    named("olga"): OLGA,
    named("sam"): Verdict.SEVERAL,
}


def pair(number: int, mentor: str, mentee: str) -> Asked:
    return Asked(number, (named(mentor), named(mentee)))


def alone(number: int, name: str, role: Role) -> Asked:
    return Asked(number, (named(name),), role)


def test_each_line_is_judged_by_itself_and_against_those_before_it() -> None:
    unread = Judged(3, Verdict.QUOTE)
    read = Read(
        (
            pair(1, "noah", "ines"),
            pair(2, "ines duarte", "noah"),
            pair(4, "ines", "ines duarte"),
            pair(5, "robot", "ines"),
            pair(6, "noah", "olga"),
            pair(7, "sam", "ines"),
            pair(8, "nobody", "ines"),
            alone(9, "noah", MENTOR),
            alone(10, "noah", MENTEE),
            alone(11, "noah", MENTOR),
            alone(12, "amara", MENTOR),
            alone(13, "amara", MENTEE),
            pair(14, "amara", "ines"),
            pair(15, "amara", "noah"),
        ),
        (unread,),
        left_out=2,
    )
    present = Present(
        taking_part=frozenset({(1, MENTOR)}),
        said_no=frozenset({(1, MENTEE)}),
        pairs=frozenset({frozenset({1, 2})}),
        refused=frozenset({frozenset({1, 3})}),
    )
    tried = judge(read, FOUND, present)
    assert [(line.number, line.verdict, line.said, line.first) for line in tried.lines] == [
        (1, Verdict.NEW, "", 1),
        (2, Verdict.TWICE, "", 1),
        (3, Verdict.QUOTE, "", 0),
        (4, Verdict.SAME, "Name 2", 4),
        (5, Verdict.BOT, "Name 4", 5),
        (6, Verdict.GONE, "Name 5", 6),
        (7, Verdict.SEVERAL, "sam", 0),
        (8, Verdict.UNKNOWN, "nobody", 0),
        (9, Verdict.NEW, "", 9),
        (10, Verdict.NEW, "", 10),
        (11, Verdict.TWICE, "", 9),
        (12, Verdict.ALREADY, "", 12),
        (13, Verdict.REFUSED, "", 13),
        (14, Verdict.ALREADY, "", 14),
        (15, Verdict.REFUSED, "", 15),
    ]
    assert ([line.number for line in tried.of(Verdict.NEW)], len(tried.faults), tried.left_out) == (
        [1, 9, 10], 10, 2,
    )  # fmt: skip


def test_whoever_was_asked_waits_as_long_as_there_is_room() -> None:
    asked = (
        Enrolled(1, MENTOR, 2, invited_by=9, answered_at=NOW),
        Enrolled(2, MENTEE, None, invited_by=9, answered_at=NOW),
        Enrolled(3, MENTEE, None, invited_by=9),
        Enrolled(4, MENTOR, None, invited_by=9, answered_at=NOW, left_at=NOW),
        Enrolled(5, MENTEE),
        Enrolled(9, Role.COORDINATOR),
    )
    under_way = Pair(1, 1, 1, PairState.INVITED, (Member(1, MENTOR), Member(2, MENTEE)), 9)
    over = Pair(2, 1, 1, PairState.ENDED, (Member(1, MENTOR), Member(3, MENTEE)), 9)
    assert waiting(asked, (under_way, over)) == (
        Waiting(1, MENTOR, 1, has_answered=True),
        Waiting(3, MENTEE, 1, has_answered=False),
    )
    assert [one.refused for one in asked] == [False, False, False, True, False, False]
