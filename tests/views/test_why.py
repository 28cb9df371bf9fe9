"""Why did I get this? The answer names the day for which a message was planned, whatever its occasion is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.rhythm import CHECK_IN
from bot.views import why
from tests.views.gallery import MENTEE, World, reader, situation


def said(**row: Any) -> str:
    world = World()
    about = situation(world, MENTEE, CHECK_IN)
    assert about.delivery is not None
    shown = why.modal(replace(about, delivery=replace(about.delivery, **row)), reader(world.people[MENTEE]))
    return str(shown["blocks"][0]["text"]["text"])


def test_a_message_that_was_held_up_names_the_day_for_which_it_was_planned() -> None:
    held_until = datetime(2027, 3, 17, 9, tzinfo=UTC)
    assert "due on 16 March 2027" in said(facts={"day": "2027-03-16"}, due_at=held_until)


def test_an_occasion_that_is_no_date_is_not_read_as_one() -> None:
    assert "due on 16 March 2027" in said(occasion="once", due_at=datetime(2027, 3, 16, 10, tzinfo=UTC))
