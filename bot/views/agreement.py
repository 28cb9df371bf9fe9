"""The agreement as people see it: the two answers side by side, and the document that both sign."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from bot.domain.agreement import (
    CLAUSES,
    Agreement,
    Comparison,
    Kind,
    Move,
    Position,
    Value,
    compare,
    moves,
    plan,
)
from bot.domain.people import Role
from bot.domain.situation import PairView, Situation
from bot.views import blocks, confidentiality, history, terms
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

MOVE = "agreement.move"
MOVES = {move: f"{MOVE}.{move}" for move in Move}
SIGN = "agreement.sign"
READ = "agreement.read"
DOCUMENT = "agreement.document"
# Slack cuts what stands on a button at 75 characters, and shows fewer on a telephone.
LONGEST_ON_BUTTON = 50


def label(clause_id: str, reader: Reader) -> Markup:
    """Return a clause's name."""
    return reader.mrkdwn(f"agreement-{clause_id.replace('_', '-')}.label")


def comparisons(view: PairView) -> list[Comparison]:
    """Lay both people's answers side by side, clause by clause; both must have answered them all."""
    return [compare(clause, by_role(view, clause.id)) for clause in CLAUSES]


def by_role(view: PairView, clause_id: str) -> dict[Role, Value]:
    """Return what each role answered to a clause; raises LookupError while an answer is missing or covered."""
    return {member.role: _answered(view, member.person_id, clause_id) for member in view.pair.members}


def by_person(view: PairView, clause_id: str) -> dict[int, Value]:
    """Return what each person answered to a clause."""
    return {member.person_id: _answered(view, member.person_id, clause_id) for member in view.pair.members}


def _answered(view: PairView, person_id: int, clause_id: str) -> Value:
    found = view.answer(person_id, f"agreement.{clause_id}")
    if found is None:
        raise LookupError(clause_id)
    return found.value


def turns(view: PairView, person_id: int) -> int:
    """Count the differences on which somebody can press something now."""
    if view.agreement or view.proposed:
        return 0
    return sum(bool(moves(one, view.positions.get(one.clause.id), person_id)) for one in comparisons(view))


def your_turn(situation: Situation, reader: Reader) -> Message:
    """Say that the other has moved, and how many differences wait."""
    view = situation.pair
    covered = not all(member.clauses_answered_at for member in view.pair.members)
    count = 0 if covered else turns(view, situation.me.id)
    text = reader.mrkdwn("agreement-turn", partner=Markup(situation.partner.mention), count=count)
    return Message(text, (blocks.section(text),))


def comparison(situation: Situation, reader: Reader) -> Message:
    """Show where the two agree and where they differ, with what can be pressed now."""
    view, me, partner = situation.pair, situation.me, situation.partner
    if not all(member.clauses_answered_at for member in view.pair.members):
        text = reader.mrkdwn("agreement-comparison-covered", partner=Markup(partner.mention))
        return Message(text, (blocks.section(text),))
    shown: list[Block] = [blocks.header(reader.plain("agreement-comparison-title"))]
    intro = reader.mrkdwn("agreement-comparison", partner=Markup(partner.mention))
    shown.append(blocks.section(intro))
    texts: list[str] = [intro]
    open_ones = 0
    for one in comparisons(view):
        position = view.positions.get(one.clause.id)
        text = _row(situation, one, position, reader)
        texts.append(text)
        shown.append(blocks.section(text))
        if one.merged is None and not (position and position.settled_at):
            open_ones += 1
        offered = moves(one, position, me.id)
        if offered:
            shown.append(_buttons(situation, one, position, offered, reader))
    foot = reader.mrkdwn("agreement-comparison-open", count=open_ones) if open_ones else None
    foot = foot or reader.mrkdwn("agreement-comparison-done")
    return Message("\n".join((*texts, foot)), (*shown, blocks.context(foot)))


def _row(situation: Situation, one: Comparison, position: Position | None, reader: Reader) -> Markup:
    clause_id = one.clause.id
    named = label(clause_id, reader)
    if one.merged is not None:
        answer = terms.clause(clause_id, one.merged, reader, names(situation.pair))
        apart = {Kind.TEXTS: "both", Kind.EACH: "each"}
        likeness = reader.mrkdwn(f"agreement-likeness.{apart.get(one.clause.kind, one.likeness)}")
        return reader.mrkdwn("agreement-row", label=named, likeness=likeness, answer=answer)
    own = by_person(situation.pair, clause_id)
    partner = Markup(situation.partner.mention)
    mine = terms.clause(clause_id, own[situation.me.id], reader)
    if position is None:
        theirs = terms.clause(clause_id, own[situation.partner.id], reader)
        differ = reader.mrkdwn("agreement-difference", label=named, partner=partner, mine=mine, theirs=theirs)
        return _with_middle(one, differ, reader)
    value = terms.clause(clause_id, position.value, reader)
    if position.settled_at:
        return reader.mrkdwn("agreement-difference-settled", label=named, answer=value)
    if position.person_id == situation.me.id:
        words = "agreement-difference-proposed-mine"
        return reader.mrkdwn(words, label=named, proposal=value, partner=partner)
    words = "agreement-difference-proposed-theirs"
    text = reader.mrkdwn(words, label=named, proposal=value, partner=partner, mine=mine)
    return _with_middle(one, text, reader) if Move.MIDDLE in moves(one, position, situation.me.id) else text


def _with_middle(one: Comparison, text: Markup, reader: Reader) -> Markup:
    """Say what lies in the middle where its button has no room for it."""
    if one.middle is None:
        return text
    answer = terms.clause(one.clause.id, one.middle, reader)
    if _fits(answer):
        return text
    return Markup("\n".join((text, reader.mrkdwn("agreement-difference-middle", answer=answer))))


def _fits(answer: str) -> bool:
    """Tell whether an answer can be said on a button."""
    return "\n" not in answer and len(unescape(answer)) <= LONGEST_ON_BUTTON


def _buttons(
    situation: Situation,
    one: Comparison,
    position: Position | None,
    offered: tuple[Move, ...],
    reader: Reader,
) -> Block:
    own = by_person(situation.pair, one.clause.id)
    values = {
        Move.ACCEPT: position.value if position else own[situation.partner.id],
        Move.MIDDLE: one.middle,
        Move.MINE: own[situation.me.id],
    }
    accept = "accept-proposal" if position else "accept-answer"
    words = {Move.ACCEPT: accept, Move.MIDDLE: "middle", Move.MINE: "mine", Move.TALK: "talk"}
    said = {
        move: unescape(terms.clause(one.clause.id, value, reader)) for move, value in values.items() if value
    }
    # The presses so far stand in the value: a button of an earlier state cannot be taken for one of this.
    value = f"{situation.pair.pair.id}:{one.clause.id}:{position.presses if position else 0}"

    def label_of(move: Move) -> str:
        answer = said.get(move, "")
        if move is Move.TALK or not _fits(answer):
            return reader.plain(f"agreement-press.{words[move]}")
        return reader.plain(f"agreement-moves.{words[move]}", answer=answer)

    return blocks.actions(
        *(
            blocks.button(MOVES[move], label_of(move), value)
            for move in offered
            if move is not Move.MIDDLE or one.middle
        )
    )


def names(view: PairView) -> dict[Role, str]:
    """Return the pair's names by role."""
    return {member.role: view.people[member.person_id].name for member in view.pair.members}


def document(view: PairView, clauses: Mapping[str, Value], version: int, reader: Reader) -> str:
    """Return the agreement's text: this, in each member's language, is what they sign."""
    who = names(view)
    head = reader.mrkdwn(
        "agreement-document-head", mentor=who[Role.MENTOR], mentee=who[Role.MENTEE], version=version
    )
    ends = (reader.mrkdwn("agreement-document-exceptions"), reader.mrkdwn("agreement-document-end"))
    return "\n\n".join((head, *rows(view, clauses, reader), *ends))


def rows(view: PairView, clauses: Mapping[str, Value], reader: Reader) -> list[Markup]:
    """Return each clause with what was agreed on it, in their order."""
    who = names(view)
    return [
        reader.mrkdwn(
            "agreement-document-clause",
            label=label(one, reader),
            answer=terms.clause(one, clauses[one], reader, who),
        )
        for one in (clause.id for clause in CLAUSES)
        if one in clauses
    ]


def troubleshooting(agreement: Agreement | None, reader: Reader) -> Markup:
    """Return the plan for a call that does not work, a numbered step on each line.

    Where nothing was agreed it is the usual one.
    """
    clauses = agreement.clauses if agreement else {}
    backup = clauses.get("channels", {}).get("sessions", {}).get("backup")
    said = []
    for step in plan(clauses):
        what = Markup(terms.option("agreement-tech", step, reader))
        if step == "switch" and backup:
            channel = Markup(terms.option("agreement-channels", backup, reader))
            what = reader.mrkdwn("troubleshooting-switch", channel=channel)
        said.append(what)
    said += [reader.mrkdwn("said", text=note) for note in clauses.get("tech", {}).get("notes", {}).values()]
    return Markup(
        "\n".join(
            reader.mrkdwn("troubleshooting-step", number=number, what=what)
            for number, what in enumerate(said, 1)
        )
    )


def modal(situation: Situation, agreement: Agreement, reader: Reader, *, may_sign: bool) -> dict[str, object]:
    """Show a version's text as it was proposed, who signed it, and the button to sign where that is open."""
    text = agreement.snapshot.get(reader.language) or next(iter(agreement.snapshot.values()))
    shown = [*blocks.paragraphs(text), blocks.divider()]
    shown.append(blocks.section("\n".join(_signatures(situation.pair, agreement, reader))))
    shown.append(blocks.context(reader.mrkdwn("agreement-fingerprint", hash=agreement.hash)))
    shown.append(blocks.actions(confidentiality.button(situation.pair, reader), block_id="confidentiality"))
    if agreement.begins_on:
        shown.append(blocks.context(history.origin(situation.pair, agreement, reader)))
    shown += history.earlier(situation.pair, agreement, reader)
    return blocks.modal(
        DOCUMENT,
        reader.plain("agreement-title"),
        shown,
        close=reader.plain("modal-close"),
        submit=reader.plain("agreement-sign.submit") if may_sign else None,
        carries=f"{agreement.id}:{agreement.hash}",
    )


def _signatures(view: PairView, agreement: Agreement, reader: Reader) -> list[Markup]:
    signed = {one.person_id: one.signed_at for one in agreement.signatures}
    return [
        reader.mrkdwn("agreement-signature", name=view.people[one].name, moment=reader.moment(signed[one]))
        if one in signed
        else reader.mrkdwn("agreement-unsigned", name=view.people[one].name)
        for one in (member.person_id for member in view.pair.members)
    ]


def to_sign(situation: Situation, reader: Reader) -> Message:
    """Ask to read and sign; once signed, say so, and once both have, that it has begun."""
    view = situation.pair
    partner = Markup(situation.partner.mention)
    if view.agreement is not None:
        text = reader.mrkdwn("agreement-sign-both", partner=partner)
        return Message(text, (blocks.section(text, _read(view.agreement, "agreement-sign.read", reader)),))
    proposed = view.proposed
    asked_for = situation.delivery.facts.get("agreement") if situation.delivery else None
    if proposed is None or asked_for not in (None, proposed.id):
        text = reader.mrkdwn("agreement-sign-changed", partner=partner)
        return Message(text, (blocks.section(text),))
    if proposed.signed_by(situation.me.id):
        text = reader.mrkdwn("agreement-sign-done", partner=partner)
        return Message(text, (blocks.section(text, _read(proposed, "agreement-sign.read", reader)),))
    text = reader.mrkdwn("agreement-sign", partner=partner)
    sign = blocks.button(SIGN, reader.plain("agreement-sign.button"), str(proposed.id), "primary")
    return Message(text, (blocks.section(text), blocks.actions(sign)))


def _read(agreement: Agreement, words: str, reader: Reader) -> blocks.Element:
    return blocks.button(READ, reader.plain(words), str(agreement.id))
