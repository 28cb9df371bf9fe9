"""Cards: an answer is its writer's until they choose, and then read by whom they chose."""

from __future__ import annotations

import pytest

from bot.domain.audience import Audience, may_read
from bot.domain.cards import audience

INES, NOAH = 1, 2


@pytest.mark.parametrize(
    ("declared", "left_out", "reads"),
    [
        pytest.param(Audience.CARD, None, Audience.CARD, id="not chosen yet"),
        pytest.param(Audience.CARD, [], Audience.PAIR, id="all of it is shared"),
        pytest.param(Audience.CARD, ["feedback"], Audience.ONLY_ME, id="left out"),
        pytest.param(Audience.CARD, ["wants"], Audience.PAIR, id="something else left out"),
        pytest.param(Audience.PAIR, ["feedback"], Audience.PAIR, id="never on a card"),
    ],
)
def test_the_card_decides_who_reads(declared: Audience, left_out: list[str] | None, reads: Audience) -> None:
    assert audience(declared, "feedback", left_out) is reads


def test_nobody_reads_what_is_on_no_card_yet() -> None:
    seen = [may_read(Audience.CARD, reader=one, writer=INES, pair=(INES, NOAH)) for one in (INES, NOAH)]
    assert seen == [True, False]
