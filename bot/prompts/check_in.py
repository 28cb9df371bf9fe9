"""The check-in: at each agreed interval the mentee is asked how it goes, and the mentor sees the answer."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.audience import Audience
from bot.domain.check_ins import LONGEST_NOTE, QUESTION, Mood
from bot.domain.deliveries import Reason
from bot.domain.situation import Answer, Situation
from bot.prompts.base import Intent, Record, Withdraw
from bot.views import blocks, terms
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

PRESS = "prompt.answer"
PRESSES = tuple(f"{PRESS}.{number}" for number in range(6))
WRITE = "prompt.write"
UNDO = "prompt.undo"
MENU = "prompt.menu"
FORM = "prompt.form"
MOODS = tuple(Mood)


class CheckIn:
    """See the module."""

    kind = QUESTION
    # A question about the last stretch is worth asking for as long as a work week, and then it is over.
    window = timedelta(days=5)

    def stale(self, situation: Situation) -> Reason | None:
        """An answer given early, or an agreement that has ended, makes it needless."""
        if situation.pair.agreement is None:
            return Reason("no-longer-due", audience=Audience.PAIR)
        return Reason("answered") if self._answer(situation, situation.me.id) else None

    def render(self, situation: Situation, reader: Reader) -> Message:
        answer = self._answer(situation, situation.me.id)
        if answer:
            return self._answered(situation, answer, reader)
        question = situation.question
        if question and question.closed_at:
            return self._withdrawn(situation, reader)
        return self._asked(situation, reader)

    def answer(self, situation: Situation, value: str) -> Intent | None:
        if value not in MOODS:
            return None
        known = self._answer(situation, situation.me.id)
        note = str(known.value.get("note", "")) if known else ""
        return Record({"mood": value, "note": note}, Audience.PAIR)

    def typed(self, situation: Situation, text: str) -> Intent | None:
        words = text.strip()
        if not words or len(words) > LONGEST_NOTE:
            return None
        known = self._answer(situation, situation.me.id)
        mood = known.value.get("mood") if known else None
        return Record({"mood": mood, "note": words}, Audience.PAIR)

    def withdraw(self) -> Intent:
        """Take the answer back."""
        return Withdraw()

    def shared(self, situation: Situation, reader: Reader) -> Message:
        partner = situation.partner
        answer = self._answer(situation, partner.id)
        person = Markup(partner.mention)
        if answer is None:
            text = reader.mrkdwn("check-in-shared-withdrawn", person=person)
            return Message(text, (blocks.section(text),))
        lines = [reader.mrkdwn("check-in-shared", person=person, what=terms.check_in(answer.value, reader))]
        goals = [one for one in situation.pair.goals if one.person_id == partner.id and not one.closed_at]
        if goals:
            facts = {"goal": goals[0].title, "percent": goals[0].percent, "bar": terms.bar(goals[0].percent)}
            lines.append(reader.mrkdwn("check-in-shared.goal", **facts))
        offer = reader.mrkdwn("check-in-shared.offer")
        shown = (*(blocks.section(line) for line in lines), blocks.context(offer))
        return Message("\n".join((*lines, offer)), shown)

    def _asked(self, situation: Situation, reader: Reader) -> Message:
        mine = [one for one in situation.pair.goals if one.person_id == situation.me.id and not one.closed_at]
        text = reader.mrkdwn("check-in", goal=mine[0].title) if mine else reader.mrkdwn("check-in.no-goal")
        notes = (
            reader.mrkdwn("check-in.how"),
            reader.mrkdwn("check-in.audience", partner=Markup(situation.partner.mention)),
        )
        shown: list[Block] = [
            blocks.header(reader.plain("check-in.title")),
            blocks.section(text, menu(situation, reader)),
            blocks.actions(*_buttons(situation, reader)),
            blocks.context(*notes),
        ]
        return Message("\n".join((text, *notes)), tuple(shown))

    def _answered(self, situation: Situation, answer: Answer, reader: Reader) -> Message:
        day = reader.day(date.fromisoformat(answer.occasion))
        head = reader.mrkdwn("check-in-recorded", day=day)
        seen = reader.mrkdwn("check-in-recorded.seen", partner=Markup(situation.partner.mention))
        value = _value(situation)
        edit = "check-in-recorded.edit" if answer.value.get("note") else "check-in-recorded.add"
        buttons = (
            blocks.button(WRITE, reader.plain(edit), value),
            blocks.button(UNDO, reader.plain("check-in-recorded.undo"), value),
        )
        what = terms.check_in(answer.value, reader)
        shown = (
            blocks.section(f"{head}\n{what}", menu(situation, reader)),
            blocks.actions(*buttons),
            blocks.context(seen),
        )
        return Message(f"{head}\n{what}\n{seen}", shown)

    def _withdrawn(self, situation: Situation, reader: Reader) -> Message:
        text = reader.mrkdwn("check-in-withdrawn", partner=Markup(situation.partner.mention))
        again = blocks.button(WRITE, reader.plain("check-in-withdrawn.again"), _value(situation))
        return Message(text, (blocks.section(text), blocks.actions(again)))

    @staticmethod
    def _answer(situation: Situation, person_id: int) -> Answer | None:
        delivery = situation.delivery
        return situation.pair.answer(person_id, QUESTION, delivery.occasion) if delivery else None


def form(situation: Situation, reader: Reader) -> dict[str, object]:
    """The form for an answer in words, filled with what was answered before."""
    known = CheckIn._answer(situation, situation.me.id)
    value = known.value if known else {}
    options = [blocks.option(mood, reader.plain(f"check-in-moods.{mood}")) for mood in MOODS]
    note = blocks.text_input(
        "note", multiline=True, initial=str(value.get("note") or ""), longest=LONGEST_NOTE
    )
    picker: Element = {"type": "radio_buttons", "action_id": "mood", "options": options}
    if value.get("mood"):
        picker["initial_option"] = next(one for one in options if one["value"] == value["mood"])
    hint = reader.plain("check-in-form.hint", partner=situation.partner.name)
    return blocks.modal(
        FORM,
        reader.plain("check-in-form.title"),
        [
            blocks.input_block("mood", reader.plain("check-in-form.mood"), picker, optional=True),
            blocks.input_block("note", reader.plain("check-in-form.note"), note, hint=hint, optional=True),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("check-in-form.submit"),
        carries=_value(situation),
    )


def menu(situation: Situation, reader: Reader) -> Element:
    """The menu that stands on every message that Trellis begins: snooze, pause, fewer, why."""
    names = ("tomorrow", "week", "pause", "fewer", "why")
    value = _value(situation)
    return blocks.overflow(
        MENU, [blocks.option(f"{name}:{value}", reader.plain(f"menu.{name}")) for name in names]
    )


def _buttons(situation: Situation, reader: Reader) -> list[Element]:
    value = _value(situation)
    moods = [
        blocks.button(PRESSES[number], reader.plain(f"check-in-moods.{mood}"), f"{mood}:{value}")
        for number, mood in enumerate(MOODS)
    ]
    return [*moods, blocks.button(WRITE, reader.plain("check-in.write"), value)]


def _value(situation: Situation) -> str:
    """Carry the row's id, so that an old button still answers its own question."""
    assert situation.delivery is not None  # noqa: S101 - a prompt is always a row of the ledger
    return str(situation.delivery.id)
