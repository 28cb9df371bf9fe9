"""What somebody answered, in words, by the question that it answers: for a copy of one's own data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from bot import dialogues, render
from bot.dialogues.base import skipped
from bot.domain.people import Person
from bot.domain.situation import Situation
from bot.prompts import PROMPTS
from bot.prompts.items import ItemKind, label
from bot.views import terms
from bot.words import Reader

# Puts a value into lines of words; None where nobody knows what it means any more.
Said = Callable[[str, Mapping[str, Any]], list[str] | None]


class Telling:
    """Names questions and kinds of messages, and reads answers back, in one reader's language."""

    def __init__(self, me: Person, reader: Reader, goals: Mapping[int, str] | None = None) -> None:
        """`me` is whose copy it is, `goals` the titles of goals by their number."""
        self._situation = Situation(me, reader.now)
        self._reader = reader
        self._goals = goals or {}

    def label(self, id_: str) -> str | None:
        """Return what a question or a kind of message is called, where it has a name."""
        words = f"{PROMPTS[id_].words}.label" if id_ in PROMPTS else render.title(id_)
        return self._reader.plain(words) if self._reader.knows(words) else None

    def answer(self, question: str, value: Mapping[str, Any]) -> list[str] | None:
        """Return the lines of an answer; None for one that this version does not understand."""
        try:
            if skipped(dict(value)):
                return [self._reader.plain("copy.skipped")]
            if found := dialogues.of_question(question):
                return _lines(found[1].shown(dict(value), self._situation, self._reader))
            return list(self._of_prompt(question, value)) if question in PROMPTS else None
        except (LookupError, TypeError, ValueError, AttributeError):
            return None

    def clause(self, clause: str, value: Mapping[str, Any]) -> list[str] | None:
        """Return the lines of what was settled, or proposed, for a clause of the agreement."""
        try:
            return _lines(terms.clause(clause, dict(value), self._reader))
        except (LookupError, TypeError, ValueError, AttributeError):
            return None

    def _of_prompt(self, question: str, value: Mapping[str, Any]) -> Iterator[str]:
        prompt = PROMPTS[question]
        if not all(said is None or isinstance(said, (str, int, float)) for said in value.values()):
            raise ValueError(question)
        items = {one.id: one for one in prompt.items}
        for name, said in value.items():
            if not said:
                continue
            stem, _, number = name.partition("-")
            item = items.get(name) or items.get(stem)
            words = item.words(prompt.words) if item else f"{prompt.words}-{stem}"
            if item and item.choices:
                answer = label(prompt.words, item, str(said), self._reader)
            elif (item is None or item.kind is not ItemKind.WORDS) and self._reader.knows(f"{words}-options"):
                answer = terms.option(words, str(said), self._reader)
            else:
                answer = str(said)
            yield self._named(words, number, answer)

    def _named(self, words: str, number: str, answer: str) -> str:
        """Put the short name of what was asked before its answer, where it has one."""
        for attribute in ("short", "scale", "rated"):
            if self._reader.knows(f"{words}.{attribute}"):
                # Of several goals each is asked about.
                goal = self._goals.get(int(number), number) if number.isdigit() else ""
                name = self._reader.plain(f"{words}.{attribute}", goal=goal)
                return self._reader.plain("said-by", name=name, text=answer)
        return answer


def _lines(shown: str) -> list[str]:
    """Return what stands in a message as lines without its markup."""
    return [line.removeprefix("• ") for line in unescape(shown).splitlines() if line.strip()]
