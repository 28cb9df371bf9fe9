"""The agreement as people see it: what each answered, and the document that both sign."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.agreement import (
    CLAUSES,
    Agreement,
    Comparison,
    Value,
    compare,
    moves,
    plan,
)
from bot.domain.people import Role
from bot.domain.situation import PairView, Situation
from bot.domain.suggestions import taken_over
from bot.views import blocks, confidentiality, history, terms
from bot.views.blocks import Message
from bot.words import Markup, Reader

SIGN = "agreement.sign"
READ = "agreement.read"
DOCUMENT = "agreement.document"


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
    if view.agreement or view.proposed or view.let_go:
        return 0
    return sum(bool(moves(one, view.positions.get(one.clause.id), person_id)) for one in comparisons(view))


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
            channel = Markup(terms.channel(backup, reader))
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
    shown = [*blocks.paragraphs(_text(situation.pair, agreement, reader)), blocks.divider()]
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


def _text(view: PairView, agreement: Agreement, reader: Reader) -> str:
    """Return a version as it was shown; where nothing of that is kept any more, what remains of it."""
    if agreement.snapshot:
        return agreement.snapshot.get(reader.language) or next(iter(agreement.snapshot.values()))
    if not agreement.clauses:
        return reader.mrkdwn("agreement-emptied.nothing")
    # A clause that named the hours of both says nothing of one of them.
    told = {one: value for one, value in agreement.clauses.items() if value and one != "hours"}
    return "\n\n".join((reader.mrkdwn("agreement-emptied"), *rows(view, told, reader)))


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
    if view.let_go:
        text = reader.mrkdwn("agreement-sign-over")
        return Message(text, (blocks.section(text),))
    if view.agreement is not None:
        text = reader.mrkdwn("agreement-sign-both", partner=partner)
        return Message(text, (blocks.section(text, to_read(view.agreement, reader)),))
    proposed = view.proposed
    asked_for = situation.delivery.facts.get("agreement") if situation.delivery else None
    if proposed is None or asked_for not in (None, proposed.id):
        text = reader.mrkdwn("agreement-sign-changed", partner=partner)
        return Message(text, (blocks.section(text),))
    if proposed.signed_by(situation.me.id):
        text = reader.mrkdwn("agreement-sign-done", partner=partner)
        return Message(text, (blocks.section(text, to_read(proposed, reader)),))
    text = reader.mrkdwn("agreement-sign", partner=partner)
    sign = blocks.button(SIGN, reader.plain("agreement-sign.button"), str(proposed.id), "primary")
    taken = taken_over(view, situation.me.id)
    if not taken:
        return Message(text, (blocks.section(text), blocks.actions(sign)))
    what = Markup(" · ".join(label(one, reader) for one in taken))
    mine = reader.mrkdwn("agreement-sign-suggested", what=what)
    return Message(f"{text}\n{mine}", (blocks.section(text), blocks.context(mine), blocks.actions(sign)))


def to_read(agreement: Agreement, reader: Reader) -> blocks.Element:
    """Return the button that opens a version."""
    return blocks.button(READ, reader.plain("agreement-sign.read"), str(agreement.id))
