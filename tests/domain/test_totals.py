"""Totals speak of five people or more, and of no one: not by a part, not by what is left, not by two of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.measures import Measure, Scale
from bot.domain.people import Role
from bot.domain.totals import GATHERS, LEAST, Figure, Given, closes, figures

SPEAK = Measure("pulse", "speak", "pulse-speak", Scale.AGREEMENT)
AGAIN = Measure("closing_survey", "again", "closing-survey-again", Scale.OPTIONS, ("yes", "perhaps", "no"))
START = datetime(2027, 3, 29, 9, tzinfo=UTC)
MENTOR, MENTEE = Role.MENTOR, Role.MENTEE


def said(person: int, speak: str | None = "4", role: Role = MENTEE, days: int = 0, **more: str) -> Given:
    return Given(person, role, {"speak": speak, **more}, START + timedelta(days=days))


def test_four_people_make_no_total_and_five_do_after_four_weeks() -> None:
    four = [said(person) for person in range(4)]
    five = [*four, said(4, days=3)]
    later = START + GATHERS
    assert [closes(four, later), closes(five, later - timedelta(seconds=1)), closes(five, later)] == [
        False,
        False,
        True,
    ]
    assert (figures(four, [SPEAK]), figures(five, [SPEAK])) == ({}, {"speak": Figure(5, 4.0)})


def test_five_answers_of_four_people_are_answers_of_four_people() -> None:
    four = [said(person, days=person) for person in (0, 1, 2, 3, 3)]
    assert closes(four, START + 2 * GATHERS) is False
    assert figures(four, [SPEAK]) == {}


def test_whoever_answered_twice_counts_with_the_newer() -> None:
    twice = [said(0, "1"), *(said(person, "2") for person in range(1, 5)), said(0, "5", days=1)]
    assert figures(twice, [SPEAK]) == {"speak": Figure(5, 2.0)}


def test_the_two_roles_stand_apart_only_where_there_are_five_of_each() -> None:
    mentors = [said(person, "2", MENTOR) for person in range(5)]
    mentees = [said(person, "5") for person in range(10, 15)]
    assert figures([*mentors, *mentees[:4]], [SPEAK]) == {"speak": Figure(9, 2.0)}
    assert figures([*mentors, *mentees], [SPEAK]) == {
        "speak": Figure(10, 3.5, {MENTOR: 2.0, MENTEE: 5.0}),
    }


def test_of_options_the_one_that_leads_is_told_and_none_where_two_do() -> None:
    yes = [said(person, again="yes") for person in range(3)]
    no = [said(person, again="no") for person in range(3, 6)]
    assert figures([*yes, *no[:2]], [AGAIN]) == {"again": Figure(5, "yes")}
    assert figures([*yes, *no], [AGAIN]) == {"again": Figure(6, None)}


def test_what_is_on_no_scale_does_not_count() -> None:
    odd = [
        said(0, "6"),
        said(1, "x"),
        said(2, None),
        said(3, "-1"),
        *(said(person) for person in range(4, 8)),
    ]
    assert figures(odd, [SPEAK]) == {}


answers = st.builds(
    said,
    person=st.integers(0, 12),
    speak=st.sampled_from([None, "1", "2", "3", "4", "5"]),
    role=st.sampled_from([MENTOR, MENTEE]),
    days=st.integers(0, 60),
)


@given(st.lists(answers, max_size=40))
def test_no_figure_and_no_part_of_one_is_of_fewer_than_five(all_of_them: list[Given]) -> None:
    newest = {one.person_id: one for one in sorted(all_of_them, key=lambda one: one.answered_at)}
    gave = [one for one in newest.values() if one.value["speak"]]
    found = figures(all_of_them, [SPEAK]).get("speak")
    assert (found is None) == (len(gave) < LEAST)
    if found is None:
        return
    by_role = {role: sum(one.role is role for one in gave) for role in (MENTOR, MENTEE)}
    assert found.people == len(gave)
    # Where one role were told, the other would be what is left of the whole.
    assert set(found.by_role) == (set(by_role) if min(by_role.values()) >= LEAST else set())
