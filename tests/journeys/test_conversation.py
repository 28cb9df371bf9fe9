"""A conversation in every way in which people answer, go back, skip, change their minds and take back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import dialogues
from bot.dialogues import Dialogue, Step
from bot.domain.people import Person
from bot.domain.situation import Situation
from bot.words import Reader, Words

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
INES = Person(1, 1, "UMENTEE", "Inês", "Europe/Lisbon", "en-GB")
READER = Reader(Words(), "en-GB", "Europe/Lisbon", NOW)
SITUATION = Situation(INES, NOW)


def steps() -> Iterator[tuple[Dialogue, Step]]:
    for dialogue in dialogues.DIALOGUES.values():
        for step in dialogue.steps:
            yield dialogue, step


def examples() -> list[tuple[str, str]]:
    """Every example that a question gives of what can be typed."""
    found = []
    for dialogue, step in steps():
        how = READER.plain(f"{dialogue.words(step)}.how")
        found += [(dialogue.question(step), example) for example in re.findall("“(.+?)”", how)]
    return found


@pytest.mark.parametrize(("question", "example"), examples())
def test_whatever_a_question_gives_as_an_example_is_an_answer_to_it(question: str, example: str) -> None:
    found = dialogues.of_question(question)
    assert found is not None
    _dialogue, step = found
    assert step.typed(example, SITUATION, READER) is not None


CLAUSES: list[tuple[str, str, dict[str, Any] | None]] = [
    ("channels", "slack and e-mail", {"preferred": "slack", "backup": "email"}),
    ("channels", "Video call, else phone", {"preferred": "video", "backup": "phone"}),
    ("channels", "Slack & in person", {"preferred": "slack", "backup": "in_person"}),
    ("channels", "slack", None),
    ("channels", "slack and slack", None),
    ("channels", "carrier pigeon, slack", None),
    ("boundaries", "no", {"choices": ["none"], "note": ""}),
    ("boundaries", "None", {"choices": ["none"], "note": ""}),
    ("boundaries", "money and family", {"choices": ["family", "money"], "note": ""}),
    ("boundaries", "Family and relationships", {"choices": ["family"], "note": ""}),
    ("boundaries", "my sister's health", {"choices": [], "note": "my sister's health"}),
    ("boundaries", "money, and my divorce", {"choices": [], "note": "money, and my divorce"}),
    ("reply_time", "2", {"choice": "one_day"}),
    ("reply_time", "three days", {"choice": "one_week"}),
    ("confidentiality", "topics", {"choice": "topics"}),
    ("cadence", "never", None),
    ("cadence", "every day", None),
    ("length", "three hours", None),
]


@pytest.mark.parametrize(("clause", "text", "value"), CLAUSES)
def test_clauses_are_understood_generously_and_not_wildly(
    clause: str, text: str, value: dict[str, Any] | None
) -> None:
    step = dialogues.AGREEMENT.step(f"agreement.{clause}")
    assert step.typed(text, SITUATION, READER) == value
