"""The two answers side by side: what differs and what settles it, then what is close, and in a line what is agreed."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from typing import Any

from bot.domain.agreement import CLAUSES, Comparison, Kind, Likeness, Move, Position, Value, moves
from bot.domain.situation import Situation
from bot.views import blocks, terms
from bot.views.agreement import by_person, comparisons, label, names, turns
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

MOVE = "agreement.move"
MOVES = {move: f"{MOVE}.{move}" for move in Move}
ALL = "agreement.all"
# Slack cuts what stands on a button at 75 characters, and shows fewer on a telephone.
LONGEST_ON_BUTTON = 40
# Clauses that each of the two answers for themselves: nothing in them is to be agreed on.
OWN = (Kind.TEXTS, Kind.EACH)


def your_turn(situation: Situation, reader: Reader) -> Message:
    """Say that the other has moved, and how many differences wait."""
    count = turns(situation.pair, situation.me.id) if is_open(situation) else 0
    text = reader.mrkdwn("agreement-turn", partner=Markup(situation.partner.mention), count=count)
    return Message(text, (blocks.section(text),))


def comparison(situation: Situation, reader: Reader) -> Message:
    """Show where the two differ and what can be pressed now; below it, what is settled, close and agreed."""
    partner = Markup(situation.partner.mention)
    if situation.pair.let_go:
        text = reader.mrkdwn("agreement-comparison-over")
        return Message(text, (blocks.section(text),))
    if is_gone(situation):
        text = reader.mrkdwn("agreement-emptied.nothing")
        return Message(text, (blocks.section(text),))
    if not is_open(situation):
        text = reader.mrkdwn("agreement-comparison-covered", partner=partner)
        return Message(text, (blocks.section(text),))
    found, positions = comparisons(situation.pair), situation.pair.positions
    differ = [one for one in found if one.merged is None]
    open_ = [one for one in differ if not _is_settled(positions.get(one.clause.id))]
    intro = _intro(situation, len(open_), reader)
    shown: list[Block] = [blocks.header(reader.plain("agreement-comparison-title")), blocks.section(intro)]
    texts: list[str] = [intro]
    for one in open_:
        position = positions.get(one.clause.id)
        texts.append(_row(situation, one, position, reader))
        shown += [blocks.section(texts[-1]), *_buttons(situation, one, position, reader)]
    settled = [one for one in differ if one not in open_]
    if settled:
        done = [_row(situation, one, positions.get(one.clause.id), reader) for one in settled]
        texts.append("\n".join(done))
        shown += blocks.paragraphs(texts[-1])
    folded = _folded(found, reader)
    button = blocks.button(ALL, reader.plain("agreement-comparison-all"), str(situation.pair.pair.id))
    shown += [blocks.divider(), blocks.section(folded), blocks.actions(button)]
    return Message("\n".join((*texts, folded)), tuple(shown))


def every_answer(situation: Situation, reader: Reader) -> dict[str, Any]:
    """Show all clauses in their order, each with how the two answers compare."""
    positions = situation.pair.positions
    rows = [_row(situation, one, positions.get(one.clause.id), reader) for one in comparisons(situation.pair)]
    return blocks.modal(
        ALL,
        reader.plain("agreement-comparison-all.title"),
        [block for row in rows for block in blocks.paragraphs(row)],
        close=reader.plain("modal-close"),
    )


def is_open(situation: Situation) -> bool:
    """Tell whether both have answered everything, so that each may see the other's answers."""
    return all(member.clauses_answered_at for member in situation.pair.pair.members) and not is_gone(
        situation
    )


def is_gone(situation: Situation) -> bool:
    """Tell whether what one of the two had answered is kept no longer."""
    first = f"agreement.{CLAUSES[0].id}"
    answered = [one.person_id for one in situation.pair.pair.members if one.clauses_answered_at]
    # As long as only one has answered, the other's answers are covered, and not gone.
    if len(answered) < len(situation.pair.pair.members):
        return False
    return any(situation.pair.answer(person, first) is None for person in answered)


def _is_settled(position: Position | None) -> bool:
    return position is not None and position.settled_at is not None


def _intro(situation: Situation, count: int, reader: Reader) -> Markup:
    """Say how many differences are left, and whose turn it is where it is not the reader's."""
    partner = Markup(situation.partner.mention)
    said = [reader.mrkdwn("agreement-comparison", partner=partner)]
    if not count:
        said.append(reader.mrkdwn("agreement-comparison-done"))
    else:
        said.append(reader.mrkdwn("agreement-comparison-open", count=count))
        if not turns(situation.pair, situation.me.id):
            said.append(reader.mrkdwn("agreement-comparison-theirs", partner=partner))
    return Markup(" ".join(said))


def _folded(found: Sequence[Comparison], reader: Reader) -> Markup:
    """Name in three lines what needs no press: what was close, what is agreed, and what each answers for themselves."""
    own = [one for one in found if one.clause.kind in OWN]
    merged = [one for one in found if one.merged is not None and one not in own]
    lines = {
        "agreement-comparison-close": [one for one in merged if one.likeness is not Likeness.AGREED],
        "agreement-comparison-agreed": [one for one in merged if one.likeness is Likeness.AGREED],
        "agreement-comparison-own": own,
    }
    return Markup(
        "\n".join(
            reader.mrkdwn(words, what=Markup(" · ".join(label(one.clause.id, reader) for one in some)))
            for words, some in lines.items()
            if some
        )
    )


def _merged(situation: Situation, one: Comparison, reader: Reader) -> Markup:
    return terms.clause(one.clause.id, one.merged or {}, reader, names(situation.pair))


def _row(situation: Situation, one: Comparison, position: Position | None, reader: Reader) -> Markup:
    clause_id = one.clause.id
    named = label(clause_id, reader)
    if one.merged is not None:
        answer = _merged(situation, one, reader)
        apart = {Kind.TEXTS: "both", Kind.EACH: "each"}
        likeness = reader.mrkdwn(f"agreement-likeness.{apart.get(one.clause.kind, one.likeness)}")
        return reader.mrkdwn("agreement-row", label=named, likeness=likeness, answer=answer)
    own = by_person(situation.pair, clause_id)
    partner = Markup(situation.partner.mention)
    mine, theirs = (
        _said(situation, one, own[person.id], reader) for person in (situation.me, situation.partner)
    )
    if position is None:
        differ = reader.mrkdwn("agreement-difference", label=named, partner=partner, mine=mine, theirs=theirs)
        return _with_middle(situation, one, differ, reader)
    value = terms.clause(clause_id, position.value, reader, names(situation.pair))
    if position.settled_at:
        return reader.mrkdwn("agreement-difference-settled", label=named, answer=value)
    if position.person_id == situation.me.id:
        words = "agreement-difference-proposed-mine"
        return reader.mrkdwn(words, label=named, proposal=value, partner=partner)
    words = "agreement-difference-proposed-theirs"
    text = reader.mrkdwn(words, label=named, proposal=value, partner=partner, mine=mine)
    offered = moves(one, position, situation.me.id)
    return _with_middle(situation, one, text, reader) if Move.MIDDLE in offered else text


def _said(situation: Situation, one: Comparison, value: Value, reader: Reader) -> Markup:
    """Return an answer in words; of channels only those on which the two differ."""
    if one.clause.kind is Kind.CHANNELS:
        apart = list(by_person(situation.pair, one.clause.id).values())
        value = {use: value[use] for use in value if len({str(answer.get(use)) for answer in apart}) > 1}
    return terms.clause(one.clause.id, value, reader, names(situation.pair))


def _with_middle(situation: Situation, one: Comparison, text: Markup, reader: Reader) -> Markup:
    """Say what lies in the middle where its button has no room for it."""
    if one.middle is None:
        return text
    answer = _said(situation, one, one.middle, reader)
    if _fits(answer):
        return text
    return Markup("\n".join((text, reader.mrkdwn("agreement-difference-middle", answer=answer))))


def _fits(answer: str) -> bool:
    """Tell whether an answer can be said on a button."""
    return "\n" not in answer and len(unescape(answer)) <= LONGEST_ON_BUTTON


def _buttons(situation: Situation, one: Comparison, position: Position | None, reader: Reader) -> list[Block]:
    offered = moves(one, position, situation.me.id)
    own = by_person(situation.pair, one.clause.id)
    values = {
        Move.ACCEPT: position.value if position else own[situation.partner.id],
        Move.MIDDLE: one.middle,
        Move.MINE: own[situation.me.id],
    }
    accept = "accept-proposal" if position else "accept-answer"
    words = {Move.ACCEPT: accept, Move.MIDDLE: "middle", Move.MINE: "mine", Move.TALK: "talk"}
    said = {move: unescape(_said(situation, one, value, reader)) for move, value in values.items() if value}
    # The presses so far stand in the value: a button of an earlier state cannot be taken for one of this.
    value = f"{situation.pair.pair.id}:{one.clause.id}:{position.presses if position else 0}"

    def label_of(move: Move) -> str:
        answer = said.get(move, "")
        if move is Move.TALK or not _fits(answer):
            return reader.plain(f"agreement-press.{words[move]}")
        return reader.plain(f"agreement-moves.{words[move]}", answer=answer)

    buttons = [
        blocks.button(MOVES[move], label_of(move), value)
        for move in offered
        if move is not Move.MIDDLE or one.middle
    ]
    return [blocks.actions(*buttons)] if buttons else []
