"""Re-opening the agreement as people see it: the forms, the document with its new words, and the messages."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from bot.domain.agreement import CLAUSES, Value
from bot.domain.amendments import Amendment, AmendmentState, Reply, own, replies
from bot.domain.pairs import OPEN as UNDER_WAY
from bot.domain.situation import PairView, Situation
from bot.views import agreement as document_views
from bot.views import blocks, clause_forms, sessions, terms
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

OPEN = "amendment.open"
SIGN = "amendment.sign"
READ = "amendment.read"
COUNTER = "amendment.counter"
DECLINE = "amendment.decline"
WITHDRAW = "amendment.withdraw"

CLAUSE_FORM = "amendment.clause"
FORM = "amendment.form"
PROPOSE = "amendment.propose"
DOCUMENT = "amendment.document"

AMENDMENT = "amendment"
SETTLED = "amendment_settled"
BEGUN = "amendment_begun"
OFFER = "amendment_offer"
NO_OFFER = "amendment_offer_none"

CLAUSE = "clause"
ON = "on"


def clause_form(situation: Situation, reader: Reader) -> dict[str, Any]:
    """Ask which clause should change."""
    options = [
        blocks.option(one.id, reader.plain(f"{clause_forms.words(one.id)}.label"))
        for one in CLAUSES
        if one.id in _present(situation.pair)
    ]
    which = reader.plain("amendment-which")
    intro = reader.mrkdwn("amendment-intro", partner=Markup(situation.partner.mention))
    picker = blocks.select(CLAUSE, which, options)
    return blocks.modal(
        CLAUSE_FORM,
        reader.plain("amendment-title"),
        [blocks.section(intro), blocks.input_block(CLAUSE, which, picker)],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("amendment-next"),
        carries=json.dumps({"pair": situation.pair.pair.id}),
    )


def form(
    situation: Situation,
    clause_id: str,
    reader: Reader,
    *,
    value: Value | None = None,
    answers: Amendment | None = None,
) -> dict[str, Any]:
    """Ask for a clause's new value, filled with the present one, with `value`, or with the proposal it answers."""
    before = _present(situation.pair)[clause_id]
    shown = own(clause_id, value or (answers.value if answers else before), situation.role)
    named = document_views.label(clause_id, reader)
    said = _said(situation.pair, clause_id, before, reader)
    head: list[Block] = [blocks.section(reader.mrkdwn("amendment-before", label=named, answer=said))]
    if answers:
        theirs = _said(situation.pair, clause_id, answers.value, reader)
        partner = Markup(situation.partner.mention)
        head.append(blocks.section(reader.mrkdwn("amendment-theirs", partner=partner, answer=theirs)))
    today = reader.today
    begins_on = max(answers.begins_on, today) if answers else today
    on = blocks.date_picker(ON, reader.plain("amendment-on"), begins_on.isoformat())
    hint = reader.plain("amendment-on-hint")
    carried = {
        "pair": situation.pair.pair.id,
        "clause": clause_id,
        "answers": answers.id if answers else None,
    }
    return blocks.modal(
        FORM,
        reader.plain("amendment-title"),
        [
            *head,
            *clause_forms.inputs(clause_id, shown, reader),
            blocks.input_block(ON, reader.plain("amendment-on"), on, hint),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("amendment-next"),
        carries=json.dumps(carried),
    )


def text(view: PairView, clauses: Mapping[str, Value], version: int, begins_on: date, reader: Reader) -> str:
    """Return the whole new text, and from when on it holds: this, in each member's language, is what they sign."""
    whole = document_views.document(view, clauses, version, reader)
    return f"{whole}\n\n{reader.mrkdwn('amendment-begins', day=reader.day(begins_on))}"


def to_propose(situation: Situation, amendment: Amendment, reader: Reader, carries: str) -> dict[str, Any]:
    """Show the text that whoever proposes signs by proposing it."""
    partner = Markup(situation.partner.mention)
    head = blocks.section(reader.mrkdwn("amendment-signing", partner=partner))
    return blocks.modal(
        PROPOSE,
        reader.plain("agreement-title"),
        [head, *_whole(situation.pair, amendment, reader)],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("amendment-submit"),
        carries=carries,
    )


def document(situation: Situation, amendment: Amendment, reader: Reader) -> dict[str, Any]:
    """Show a proposal: old and new words, the whole text, who signed it, and the button to sign where that is open."""
    may_sign = Reply.SIGN in _offered(situation, amendment)
    signed = "\n".join(_signatures(situation.pair, amendment, reader))
    return blocks.modal(
        DOCUMENT,
        reader.plain("agreement-title"),
        [*_whole(situation.pair, amendment, reader), blocks.section(signed)],
        close=reader.plain("modal-close"),
        submit=reader.plain("agreement-sign.submit") if may_sign else None,
        carries=f"{amendment.id}:{amendment.hash}",
    )


def _whole(view: PairView, amendment: Amendment, reader: Reader) -> list[Block]:
    if not amendment.snapshot:
        return [blocks.section(reader.mrkdwn("agreement-emptied.nothing"))]
    words = amendment.snapshot.get(reader.language) or next(iter(amendment.snapshot.values()))
    return [
        _sides(view, amendment, reader),
        blocks.divider(),
        *blocks.paragraphs(words),
        blocks.divider(),
        blocks.context(reader.mrkdwn("agreement-fingerprint", hash=amendment.hash)),
    ]


def _signatures(view: PairView, amendment: Amendment, reader: Reader) -> list[Markup]:
    signed = {amendment.proposed_by: amendment.proposed_at}
    if amendment.settled_at and amendment.state in (AmendmentState.ACCEPTED, AmendmentState.BEGUN):
        signed |= dict.fromkeys(view.pair.partners(amendment.proposed_by), amendment.settled_at)
    return [
        reader.mrkdwn("agreement-signature", name=view.people[one].name, moment=reader.moment(signed[one]))
        if one in signed
        else reader.mrkdwn("agreement-unsigned", name=view.people[one].name)
        for one in (member.person_id for member in view.pair.members)
    ]


def message(situation: Situation, reader: Reader) -> Message:
    """Show a proposal as it stands, to whoever made it or to the other, with what can be pressed now."""
    amendment = _meant(situation)
    offered = _offered(situation, amendment)
    shown = _told(situation, amendment, reader, _side(situation, amendment))
    buttons = [_button(reply, amendment, reader) for reply in offered]
    if Reply.SIGN not in offered:
        buttons.insert(0, blocks.button(READ, reader.plain("amendment-buttons.read"), str(amendment.id)))
    return Message(shown.text, (*shown.blocks, blocks.actions(*buttons)))


def _offered(situation: Situation, amendment: Amendment) -> Collection[Reply]:
    """Return what can be answered to a proposal: nothing any more where the pair is over."""
    return replies(amendment, situation.me.id) if situation.pair.pair.state in UNDER_WAY else ()


def settled(situation: Situation, reader: Reader) -> Message:
    """Tell whoever proposed what the other said to it."""
    amendment = _meant(situation)
    shown = _told(situation, amendment, reader, _side(situation, amendment))
    read = blocks.button(READ, reader.plain("amendment-buttons.read"), str(amendment.id))
    return Message(shown.text, (*shown.blocks, blocks.actions(read)))


def begun(situation: Situation, reader: Reader) -> Message:
    """Tell both on its day that a version has begun."""
    return _told(situation, _meant(situation), reader, "today")


def offer(situation: Situation, reader: Reader) -> Message:
    """Give the button that opens the form, to whoever asked for it in words."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    facts = situation.delivery.facts
    partner = Markup(situation.partner.mention)
    words = reader.mrkdwn("amendment-offer", partner=partner)
    named = document_views.label(facts["clause"], reader) if "clause" in facts else ""
    if named and "value" not in facts:
        words = reader.mrkdwn("amendment-offer-named", partner=partner, label=named)
    elif named:
        answer = terms.clause(facts["clause"], facts["value"], reader)
        words = reader.mrkdwn("amendment-offer-clause", partner=partner, label=named, answer=answer)
    carried = json.dumps({"pair": situation.pair.pair.id, **facts})
    button = blocks.button(OPEN, reader.plain("amendment-buttons.change"), carried, "primary")
    return Message(words, (blocks.section(words), blocks.actions(button)))


def no_offer(situation: Situation, reader: Reader) -> Message:
    """Say that there is nothing to change yet."""
    words = reader.mrkdwn("amendment-offer-none")
    return Message(words, (blocks.section(words),))


VIEWS = {AMENDMENT: message, SETTLED: settled, BEGUN: begun, OFFER: offer, NO_OFFER: no_offer}


def _meant(situation: Situation) -> Amendment:
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    return situation.pair.amendment(int(situation.delivery.facts["amendment"]))


def _side(situation: Situation, amendment: Amendment) -> str:
    return "mine" if amendment.proposed_by == situation.me.id else "theirs"


def _told(situation: Situation, amendment: Amendment, reader: Reader, side: str) -> Message:
    """Say where a proposal stands, with old and new words beside each other."""
    view = situation.pair
    facts: dict[str, Any] = {
        "partner": Markup(situation.partner.mention),
        "label": document_views.label(amendment.clause, reader),
    }
    if amendment.state in (AmendmentState.PROPOSED, AmendmentState.ACCEPTED) or (
        amendment.state is AmendmentState.BEGUN and side != "today"
    ):
        facts["day"] = reader.day(_begins_on(view, amendment))
    is_over = amendment.state is AmendmentState.PROPOSED and view.pair.state not in UNDER_WAY
    lines = [reader.mrkdwn(f"amendment-{amendment.state}.{'over' if is_over else side}", **facts)]
    if amendment.state is AmendmentState.BEGUN and amendment.clause == "cadence" and view.next_check_in:
        comes = sessions.to_mentee(view.next_check_in, sessions.about(situation), reader)
        lines.append(reader.mrkdwn("amendment-next-check-in", when=comes))
    head = Markup("\n".join(lines))
    return Message(
        "\n".join((head, *_both(view, amendment, reader))),
        (blocks.section(head), _sides(view, amendment, reader)),
    )


def _begins_on(view: PairView, amendment: Amendment) -> date:
    """Return the day on which it begins; whoever signs later than that day lets it begin later."""
    for one in view.versions:
        if one.id == amendment.agreement_id and one.begins_on:
            return one.begins_on
    return amendment.begins_on


def _sides(view: PairView, amendment: Amendment, reader: Reader) -> Block:
    return blocks.fields(*_both(view, amendment, reader))


def _both(view: PairView, amendment: Amendment, reader: Reader) -> tuple[Markup, Markup]:
    """Return the old words and the new."""
    before = view.version(amendment.changes_id).clauses[amendment.clause]
    pairs = (("amendment-now", before), ("amendment-new", amendment.value))
    old, new = (
        reader.mrkdwn(
            "amendment-side",
            side=reader.mrkdwn(words),
            # A list begins on the line below the heading, and no further down.
            answer=Markup(_said(view, amendment.clause, value, reader).lstrip("\n")),
        )
        for words, value in pairs
    )
    return old, new


def _button(reply: Reply, amendment: Amendment, reader: Reader) -> blocks.Element:
    actions = {Reply.SIGN: SIGN, Reply.COUNTER: COUNTER, Reply.DECLINE: DECLINE, Reply.WITHDRAW: WITHDRAW}
    style = "primary" if reply is Reply.SIGN else None
    return blocks.button(actions[reply], reader.plain(f"amendment-buttons.{reply}"), str(amendment.id), style)


def _present(view: PairView) -> Mapping[str, Value]:
    return view.agreement.clauses if view.agreement else {}


def _said(view: PairView, clause_id: str, value: Value, reader: Reader) -> Markup:
    return terms.clause(clause_id, value, reader, document_views.names(view))
