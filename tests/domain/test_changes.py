"""What people type when they would like to change the agreement."""

from __future__ import annotations

import pytest

from bot.domain.cadence import EVERY_THREE_WEEKS, MONTHLY
from bot.typed.changes import Change, as_suggested, change
from bot.typed.rhythm import Rhythm

SAID = [
    ("change the agreement", Change()),
    ("Please change our agreement.", Change()),
    ("cambiar el acuerdo", Change()),
    ("change the cadence", Change()),
    ("Change the cadence to every three weeks", Change(Rhythm(EVERY_THREE_WEEKS, None, None))),
    ("change our rhythm to monthly on Fridays", Change(Rhythm(MONTHLY, 4, None))),
    ("we should change the agreement between my team and theirs", None),
    ("change", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "wish"), SAID)
def test_a_wish_to_change_the_agreement_is_the_whole_text_or_none(text: str, wish: Change | None) -> None:
    assert change(text) == wish


AGREEING = [
    ("as you suggest", True),
    ("Como sugieres", True),
    ("Your suggestion, please", False),
    ("your suggestion please.", True),
    ("I'll take your suggestion", True),
    ("lo que sugieres", True),
    ("I suggest e-mail", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "takes"), AGREEING)
def test_to_take_what_was_suggested_is_the_whole_text_or_nothing(text: str, takes: bool) -> None:
    assert as_suggested(text) is takes
