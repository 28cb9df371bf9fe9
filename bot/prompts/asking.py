"""What prompts have in common: a question with buttons, a form for words, an answer in place, edit and undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.audience import Audience
from bot.domain.cadence import at_local
from bot.domain.deliveries import LOOKS_AHEAD, Reason
from bot.domain.manners import Manner
from bot.domain.pairs import OPEN
from bot.domain.situation import Answer, Situation
from bot.prompts import items as asked
from bot.prompts.intents import Intent, Record
from bot.prompts.items import LONGEST, SCALE, Item, ItemKind, choice, rating, scale, words
from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

__all__ = [
    "LONGEST",
    "SCALE",
    "Asking",
    "Item",
    "ItemKind",
    "choice",
    "menu",
    "rating",
    "row_of",
    "scale",
    "words",
]

PRESS = "prompt.answer"
PRESSES = tuple(f"{PRESS}.{number}" for number in range(6))
WRITE = "prompt.write"
UNDO = "prompt.undo"
MENU = "prompt.menu"
FORM = "prompt.form"


class Asking:
    """A prompt that asks. The first item that can be chosen stands as buttons, all of them in the form.

    A child says its `kind`, its `window` (how late it may still come), its `manner`, its `items`, who reads the
    answers, and whether the partner is told of them (`shares`).
    """

    kind: str
    window = timedelta(days=5)
    manner = Manner()
    # Whether it still makes sense, and words are taken for its answer, when programme or pair have ended meanwhile.
    outlasts = False
    # For so long after it came, words that are typed are taken for its answer; presses always are.
    listens = timedelta(days=5)
    items: tuple[Item, ...] = ()
    audience = Audience.ONLY_ME
    shares = False
    # Whether its question depends on how many of its kind came before.
    takes_turns = False
    # How many characters words may have that are typed.
    longest = LONGEST

    @property
    def words(self) -> str:
        """How the ids of its words begin."""
        return self.kind.replace("_", "-")

    def expires_at(self, due_at: datetime, over: date, zone: str) -> datetime:
        """Return until when (UTC) an occurrence that is due then may be sent, in a zone.

        What is held up does not outlast `over`, its programme's last day.
        """
        by_window = due_at + self.window
        if self.outlasts:
            return by_window
        return min(by_window, at_local(over + timedelta(days=1), time(0), zone))

    def items_for(self, situation: Situation, writer: int) -> tuple[Item, ...]:
        """Return what one of the two is asked."""
        role = situation.pair.role_of(writer)
        return tuple(item for item in self.items if item.role in (None, role))

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Return what its sentences name."""
        return {"partner": Markup(situation.partner.mention), "role": str(situation.role)}

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Return the question itself."""
        return reader.mrkdwn(self.words, **self.facts(situation, reader))

    def stale(self, situation: Situation) -> Reason | None:
        """An answer that was given, an agreement that has ended, or a line that is off makes it needless."""
        if not situation.pair.is_agreed:
            return Reason("no-longer-due", audience=Audience.PAIR)
        if not situation.pair.programme.rhythm.has(self.kind):
            return Reason("line-off")
        return Reason("answered") if self.known(situation, situation.me.id) else None

    def render(self, situation: Situation, reader: Reader) -> Message:
        """Render it as it stands: asked, answered, withdrawn, or asked no more."""
        answer = self.known(situation, situation.me.id)
        if answer:
            return self._answered(situation, answer, reader)
        if self.kind in LOOKS_AHEAD and situation.pair.pair.state not in OPEN:
            return self._over(situation, reader)
        question = situation.question
        if question and question.closed_at:
            return self._withdrawn(situation, reader)
        return self._asked(situation, reader)

    def answer(self, situation: Situation, value: str) -> Intent | None:
        """Understand a press on one of its buttons."""
        item = self._pressed_item(situation)
        if item is None or value not in item.choices:
            return None
        return self._record({**self._said(situation), item.id: value})

    def typed(self, situation: Situation, text: str) -> Intent | None:
        """Understand words: they belong to the item for words."""
        item = next((one for one in self._mine(situation) if one.kind is ItemKind.WORDS), None)
        said = text.strip()
        if item is None:
            # Whoever types the number that stands on a choice has chosen it.
            return self.answer(situation, said)
        if not said or len(said) > self.longest:
            return None
        return self._record({**self._said(situation), item.id: said})

    def filled_in(self, situation: Situation, fields: Mapping[str, str | None]) -> Intent | None:
        """Understand the form, by item; None when nothing was filled in."""
        mine = self._mine(situation)
        value: dict[str, Any] = {item.id: (fields.get(item.id) or "").strip() or item.blank for item in mine}
        said = any(value[item.id] for item in mine if item.usual is None)
        return self._record(value) if said else None

    def form(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """The form for all of its items, filled with what was answered before."""
        said, facts = self._said(situation), self._facts_of_form(situation, reader)
        shown = [item for item in self._mine(situation) if not item.pressed]
        # Beside a single field for words, above them all where there are several.
        is_once = sum(item.kind is ItemKind.WORDS for item in shown) > 1
        hint = "" if is_once else self.who_sees_plain(situation, reader)
        seen = [blocks.context(self.who_sees(situation, reader))] if is_once else []
        return blocks.modal(
            FORM,
            reader.plain(f"{self.words}.title"),
            [
                *self.before_form(situation, reader),
                *seen,
                *(
                    asked.input_for(self.words, item, said.get(item.id), facts, hint, reader)
                    for item in shown
                ),
            ],
            close=reader.plain("modal-cancel"),
            submit=reader.plain("modal-save"),
            carries=row_of(situation),
        )

    def before_form(self, situation: Situation, reader: Reader) -> list[Block]:
        """Return what stands above the fields."""
        return []

    def shared(self, situation: Situation, reader: Reader) -> Message:
        """Render what the partner sees of the answer."""
        partner = situation.partner
        answer = self.known(situation, partner.id)
        facts = self.facts(situation, reader) | {"person": Markup(partner.mention)}
        if answer is None:
            text = reader.mrkdwn("prompt-shared-withdrawn", person=facts["person"])
            return Message(text, (blocks.section(text),))
        what = self.summary(situation, answer, reader)
        head = reader.mrkdwn(f"{self.words}-shared", what=what, **facts)
        lines = [head, *self.beside(situation, reader)]
        offer = reader.mrkdwn(f"{self.words}-shared.offer", **facts)
        buttons = self.answers_to_shared(situation, reader)
        shown = [*(blocks.section(line) for line in lines), blocks.context(offer)]
        foot = [blocks.actions(*buttons)] if buttons else []
        return Message("\n".join((*lines, offer)), (*shown, *foot))

    def answers_to_shared(self, situation: Situation, reader: Reader) -> list[Element]:
        """Return what the partner can press beside what was shared with them."""
        return []

    def noted(self, situation: Situation, reader: Reader) -> Message:
        """Say that words were kept, and who reads them; they stand in the prompt itself, further up."""
        label = reader.mrkdwn(f"{self.words}.label")
        text = reader.mrkdwn("prompt-noted", label=label, seen=self.who_sees(situation, reader))
        return Message(text, (blocks.section(text),))

    def beside(self, situation: Situation, reader: Reader) -> list[Markup]:
        """Return what else the partner is shown beside the answer."""
        return []

    def summary(self, situation: Situation, answer: Answer, reader: Reader) -> Markup:
        """Return an answer in words, in the order in which it was asked."""
        items = self.items_for(situation, answer.person_id)
        said = [
            asked.told(self.words, item, str(answer.value[item.id]), reader)
            for item in items
            if answer.value.get(item.id)
        ]
        return Markup("\n".join(said))

    def known(self, situation: Situation, person_id: int) -> Answer | None:
        """Return somebody's answer to this occasion, where this reader may see it."""
        delivery = situation.delivery
        return situation.pair.answer(person_id, self.kind, delivery.occasion) if delivery else None

    def who_sees(self, situation: Situation, reader: Reader) -> Markup:
        """Return who reads the answer; said before the first letter, and beside what was written."""
        if self.audience is Audience.PAIR:
            return reader.mrkdwn("prompt-seen-by-partner", partner=Markup(situation.partner.mention))
        return reader.mrkdwn(f"audience-{self.audience.replace('_', '-')}")

    def who_sees_plain(self, situation: Situation, reader: Reader) -> str:
        """Return the same for a form, which has no markup."""
        if self.audience is Audience.PAIR:
            return reader.plain("prompt-seen-by-partner", partner=situation.partner.name)
        return reader.plain(f"audience-{self.audience.replace('_', '-')}")

    def more_buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        """Return what else can be pressed, asked and answered."""
        return []

    def recorded(self, situation: Situation, answer: Answer, reader: Reader) -> Markup:
        """Return the line above an answer."""
        return reader.mrkdwn(f"{self.words}.recorded", day=reader.day(date.fromisoformat(answer.occasion)))

    def after(self, situation: Situation, answer: Answer, reader: Reader) -> Sequence[Markup]:
        """Return what Trellis adds to an answer."""
        return ()

    def _asked(self, situation: Situation, reader: Reader) -> Message:
        text = self.question(situation, reader)
        notes = (
            reader.mrkdwn(f"{self.words}.how", **self.facts(situation, reader)),
            self.who_sees(situation, reader),
        )
        shown: list[Block] = [
            blocks.header(reader.plain(f"{self.words}.title")),
            blocks.section(text, menu(situation, reader)),
            blocks.actions(*self._buttons(situation, reader)),
            blocks.context(*notes),
        ]
        return Message("\n".join((text, *notes)), tuple(shown))

    def _answered(self, situation: Situation, answer: Answer, reader: Reader) -> Message:
        head = self.recorded(situation, answer, reader)
        what = self.summary(situation, answer, reader)
        more = self.after(situation, answer, reader)
        seen = self.who_sees(situation, reader)
        row = row_of(situation)
        buttons = (
            blocks.button(WRITE, reader.plain(f"prompt-buttons.{self._again(situation, answer)}"), row),
            blocks.button(UNDO, reader.plain("prompt-buttons.undo"), row),
            *self.more_buttons(situation, reader),
        )
        shown = (
            blocks.section(f"{head}\n{what}", menu(situation, reader)),
            *(blocks.section(line) for line in more),
            blocks.actions(*buttons),
            blocks.context(seen),
        )
        return Message("\n".join((head, what, *more, seen)), shown)

    def _again(self, situation: Situation, answer: Answer) -> str:
        """Return whether there are words to change, or to add."""
        fields = [item for item in self._mine(situation) if item.kind is ItemKind.WORDS]
        return "add" if fields and not any(answer.value.get(item.id) for item in fields) else "edit"

    def _withdrawn(self, situation: Situation, reader: Reader) -> Message:
        words_id = "prompt-withdrawn-shared" if self.shares else "prompt-withdrawn"
        text = reader.mrkdwn(words_id, partner=Markup(situation.partner.mention))
        again = blocks.button(WRITE, reader.plain("prompt-buttons.again"), row_of(situation))
        return Message(text, (blocks.section(text, menu(situation, reader)), blocks.actions(again)))

    def _over(self, situation: Situation, reader: Reader) -> Message:
        """The pair is over, and needs no answer; one that is under way by then is kept all the same."""
        text = reader.mrkdwn("prompt-over", label=reader.plain(f"{self.words}.title"))
        return Message(text, (blocks.section(text, menu(situation, reader)),))

    def _buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        item = self._pressed_item(situation)
        row = row_of(situation)
        found = asked.pressable(self.words, item, PRESSES, row, reader) if item else []
        write = blocks.button(WRITE, reader.plain("prompt-buttons.write"), row)
        return [*found, write, *self.more_buttons(situation, reader)]

    def _facts_of_form(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """A form's labels are plain text, in which a mention would show as its signs."""
        return self.facts(situation, reader) | {"partner": situation.partner.name}

    def _mine(self, situation: Situation) -> tuple[Item, ...]:
        return self.items_for(situation, situation.me.id)

    def _pressed_item(self, situation: Situation) -> Item | None:
        return next((one for one in self._mine(situation) if one.choices), None)

    def _said(self, situation: Situation) -> dict[str, Any]:
        known = self.known(situation, situation.me.id)
        blank = {item.id: item.blank for item in self._mine(situation)}
        return blank | (known.value if known else {})

    def _record(self, value: dict[str, Any]) -> Record:
        return Record(value, self.audience)


def menu(situation: Situation, reader: Reader) -> Element:
    """The menu that stands on every message that Trellis begins: snooze, fewer, why, and pause what is under way."""
    rests = ("pause",) if situation.pair.pair.state in OPEN else ()
    names = ("tomorrow", "date", *rests, "fewer", "why")
    row = row_of(situation)
    return blocks.overflow(
        MENU, [blocks.option(f"{name}:{row}", reader.plain(f"menu.{name}")) for name in names]
    )


def row_of(situation: Situation) -> str:
    """Carry the row's id, so that an old button still answers its own question."""
    if situation.delivery is None:
        raise LookupError("a prompt is always a row of the ledger")
    return str(situation.delivery.id)
