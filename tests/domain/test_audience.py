"""Who may read what somebody wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience, may_read

INES, NOAH, AMARA, OLGA = 1, 2, 3, 4
PAIR, COORDINATORS = (INES, NOAH), (AMARA,)


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        pytest.param(Audience.ONLY_ME, {INES}, id="only me"),
        pytest.param(Audience.PAIR, {INES, NOAH}, id="our pair"),
        pytest.param(Audience.COORDINATOR, {INES, AMARA}, id="coordinator, not the partner"),
        pytest.param(Audience.TOTALS, {INES}, id="totals are read by nobody"),
        pytest.param(Audience.SAFETY, {INES}, id="safety takes a way of its own"),
    ],
)
def test_what_ines_wrote_is_read_by_whom_it_is_for(audience: Audience, readers: set[int]) -> None:
    can = {
        one
        for one in (INES, NOAH, AMARA, OLGA)
        if may_read(audience, reader=one, writer=INES, pair=PAIR, coordinators=COORDINATORS)
    }
    assert can == readers


def test_a_coordinator_who_mentors_reads_as_what_they_are_to_the_writer() -> None:
    def reads(audience: Audience, coordinators: tuple[int, ...]) -> bool:
        return may_read(audience, reader=NOAH, writer=INES, pair=PAIR, coordinators=coordinators)

    assert {one for one in Audience if reads(one, ())} == {Audience.PAIR}
    assert {one for one in Audience if reads(one, (NOAH,))} == {Audience.PAIR, Audience.COORDINATOR}


def test_the_text_of_somebody_outside_is_no_text_of_the_pair() -> None:
    assert not may_read(Audience.PAIR, reader=INES, writer=OLGA, pair=PAIR)


@given(st.sampled_from(Audience), st.integers(1, 4), st.integers(1, 4), st.frozensets(st.integers(1, 4)))
def test_a_writer_always_reads_their_own_and_knowing_nobody_lets_nobody_in(
    audience: Audience, reader: int, writer: int, others: frozenset[int]
) -> None:
    assert may_read(audience, reader=writer, writer=writer, pair=others, coordinators=others)
    assert may_read(audience, reader=reader, writer=writer) is (reader == writer)
