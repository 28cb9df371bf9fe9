"""The messages that are neither question nor prompt, by their kind in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import snoozes
from bot.domain.overview import Now, Pressing
from bot.domain.pairs import OPEN
from bot.domain.people import Person, Role
from bot.domain.rosters import Messages
from bot.domain.situation import Situation
from bot.views import (
    agreement,
    amendments,
    asides,
    blocks,
    closures,
    comparison,
    coordinators,
    enrolments,
    goal_news,
    goals,
    home,
    invitations,
    level,
    partings,
    place,
    progress,
    reopening,
    rosters,
    sessions,
    suggested,
    tech,
    terms,
    ways,
    welcome,
    withdrawals,
)
from bot.views import quiet as quiet_views
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

CONTINUE = "step.continue"
RESUME = "pair.resume"
WHICH = "which.answer"
WHICH_MOST = 8
WHICH_ANSWERS = tuple(f"{WHICH}.{number}" for number in range(WHICH_MOST))
WHICH_NONE = "which.none"
QUIET_TOMORROW = "quiet.tomorrow"
QUIET_WEEK = "quiet.week"
QUIET_MOST = 8

INVITATION = "invitation"
ACCEPTED = "accepted"
DECLINED = "declined"
NOT_COME_ABOUT = "not_come_about"
WAITING_ACCEPTANCE = "waiting_acceptance"
WAITING_ONBOARDING = "waiting_onboarding"
WAITING_CLAUSES = "waiting_clauses"
INTRODUCTION = "introduction"
COMPARISON = "comparison"
YOUR_TURN = "your_turn"
TO_SIGN = "to_sign"
SUGGESTED = "suggested"
NOTHING_SUGGESTED = "nothing_suggested"
PARTNER_SIGNED = "partner_signed"
BEGUN = "begun"
LATER = "later"
STEP_HELP = "step_help"
NOT_UNDERSTOOD = "not_understood"
TOO_EARLY = "too_early"
HELP = "help"
NOTHING_OPEN = "nothing_open"
NO_WORDS = "no_words"
STANDING = "standing"
GREETING = "greeting"
STRANGER = "hello_stranger"
AWAKE = "awake"
HOW_TO_EDIT = "how_to_edit"
NOT_AN_ANSWER = "not_an_answer"
PROMPT_LATER = "prompt_later"
PROMPT_LEFT = "prompt_left"
PROMPT_WHY = "prompt_why"
QUIET = "quiet"
REFUSED = "refused"
BROKEN = "broken"
UNLOGGED = "unlogged"
WITHDRAWN = "withdrawn"
WHICH_QUESTION = "which"
LOGGED = "progress_logged"
MISREAD = "misread"
PAUSED = "paused"
RESUMED = "resumed"
PARTNER_LEFT = "partner_left"
PARTNER_STOPPED = "partner_stopped"
SNOOZED = snoozes.NOTED
FEWER = "fewer"

INVITING = Messages(INVITATION, enrolments.TAKE_PART, rosters.DONE)

View = Callable[[Situation, Reader], Message]


def _said(text: str, *more: Block) -> Message:
    return Message(text, (blocks.section(text), *more))


def _simple(id_: str) -> View:
    """A sentence that may name the partner."""

    def view(situation: Situation, reader: Reader) -> Message:
        facts = {"partner": Markup(situation.partner.mention)} if situation.view else {}
        return _said(reader.mrkdwn(id_, **facts))

    return view


def answered_invitation(situation: Situation, reader: Reader) -> Message:
    """Tell the coordinator whether somebody said yes or no, and nothing else."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    view = situation.pair
    who = int(situation.delivery.facts["people"][0])
    partner = view.pair.partners(who)[0]
    facts = {
        "person": Markup(view.people[who].mention),
        "partner": Markup(view.people[partner].mention),
        "programme": view.programme.name,
    }
    return _said(reader.mrkdwn(situation.delivery.kind, **facts))


def partner_stopped(situation: Situation, reader: Reader) -> Message:
    """Tell somebody that their pair has ended, kindly and without why; nothing names the other any more."""
    role = Role.MENTOR if situation.role is Role.MENTEE else Role.MENTEE
    return _said(reader.mrkdwn("partner-stopped", programme=situation.pair.programme.name, role=str(role)))


def not_come_about(situation: Situation, reader: Reader) -> Message:
    creator = situation.pair.people[situation.pair.pair.created_by]
    facts = {"partner": Markup(situation.partner.mention), "coordinator": Markup(creator.mention)}
    return _said(reader.mrkdwn("not-come-about", **facts))


def begun(situation: Situation, reader: Reader) -> Message:
    """Say that the agreement has begun, and when the first check-in comes."""
    view = situation.pair
    if view.agreement is None:
        return _said(reader.mrkdwn("agreement-comparison-done"))
    partner = Markup(situation.partner.mention)
    cadence = terms.cadence(view.agreement.clauses["cadence"], reader)
    lines = [reader.mrkdwn("agreement-active", partner=partner)]
    lines.append(reader.mrkdwn(f"agreement-active-{situation.role}", partner=partner, cadence=cadence))
    if view.next_check_in and situation.role is Role.MENTEE:
        lines.append(reader.mrkdwn("agreement-active-first", moment=reader.moment(view.next_check_in)))
    read = blocks.button(agreement.READ, reader.plain("agreement-sign.read"), str(view.agreement.id))
    said, offer = _sharpening(situation, reader)
    text = "\n".join(lines)
    return Message("\n".join((text, *said)), (blocks.section(text, read), *offer))


def _sharpening(situation: Situation, reader: Reader) -> tuple[list[Markup], list[Block]]:
    """Offer the mentee once, with the first version, to sharpen the goal; gone as soon as they did, or it is over."""
    agreed, goes_on = situation.pair.agreement, situation.pair.pair.state in OPEN
    mine = [one for one in situation.pair.goals if one.person_id == situation.me.id and not one.closed_at]
    if agreed is None or not goes_on or agreed.version > 1 or not mine or mine[0].sharpened:
        return [], []
    text = reader.mrkdwn("goal-offer", goal=mine[0].title)
    button = blocks.button(goals.SHARPEN, reader.plain("goal-buttons.sharpen"), str(mine[0].id))
    return [text], [blocks.section(text), blocks.actions(button)]


def partner_signed(situation: Situation, reader: Reader) -> Message:
    """Say that the other has signed, as long as that is news."""
    view, partner = situation.pair, situation.partner
    words = "agreement-partner-signed"
    if view.let_go:
        words += ".over"
    elif view.agreement:
        words += ".before"
    elif not (view.proposed and view.proposed.signed_by(partner.id)):
        words += ".changed"
    return _said(reader.mrkdwn(words, partner=Markup(partner.mention)))


def later(situation: Situation, reader: Reader) -> Message:
    if situation.pair.let_go:
        return _said(reader.mrkdwn("step-later.over"))
    text = reader.mrkdwn("step-later")
    again = blocks.button(CONTINUE, reader.plain("later.button"), str(situation.pair.pair.id))
    return _said(text, blocks.actions(again))


def help_(situation: Situation, reader: Reader) -> Message:
    parts = [reader.mrkdwn(f"help.{part}") for part in ("answer", "progress", "home", "quiet", "rest")]
    head = reader.mrkdwn("help")
    shown = (
        blocks.header(reader.plain("help.title")),
        blocks.section(head),
        *(blocks.section(one) for one in parts),
    )
    return Message("\n".join((head, *parts)), shown)


def stands(id_: str) -> View:
    """A sentence that ends with the one thing that there is to do now, and the button for it."""

    def view(situation: Situation, reader: Reader) -> Message:
        comes_at = _facts(situation).get("comes_at")
        foreseen = datetime.fromisoformat(comes_at) if comes_at else None
        now = Pressing(Now(_facts(situation)["now"]), situation.view, foreseen)
        words = f"{id_}.again" if _facts(situation).get("again") else id_
        text = reader.mrkdwn(words, now=home.in_a_line(now, situation.me, reader))
        if now.now not in (Now.ONBOARDING, Now.CLAUSES):
            return _said(text)
        again = blocks.button(CONTINUE, reader.plain("later.button"), str(situation.pair.pair.id))
        return _said(text, blocks.actions(again))

    return view


def quiet(situation: Situation, reader: Reader) -> Message:
    """Offer every way to hear less, as the answer to what was typed in Messages."""
    facts = _facts(situation)
    pairs = [(int(id_), situation.others[int(one)]) for id_, one in facts["pairs"]]
    return ways_to_hear_less(pairs, facts.get("paused", ()), reader)


def ways_to_hear_less(
    pairs: Sequence[tuple[int, Person]], paused: Collection[int], reader: Reader
) -> Message:
    """Offer to hear less for a while or in general, and to rest or end each of these pairs, named by the other."""
    text = reader.mrkdwn("quiet")
    buttons = [
        blocks.button(QUIET_TOMORROW, reader.plain("menu.tomorrow")),
        blocks.button(QUIET_WEEK, reader.plain("menu.week")),
        blocks.button(quiet_views.SNOOZE, reader.plain("quiet-buttons.snooze")),
        blocks.button(level.OPEN, reader.plain("menu.fewer")),
    ]
    shown = [blocks.section(text), blocks.actions(*buttons)]
    texts = [text]
    for pair_id, partner in pairs:
        with_ = reader.mrkdwn("quiet.pair", partner=Markup(partner.mention))
        rest = [blocks.button(home.PAUSE, reader.plain("home-buttons.pause"), str(pair_id))]
        rest = [] if pair_id in paused else rest
        texts.append(with_)
        shown += [blocks.section(with_), blocks.actions(*rest, partings.button(pair_id, reader))]
    return Message("\n".join(texts), tuple(shown))


def refused(situation: Situation, reader: Reader) -> Message:
    """Say an error that the person can mend."""
    facts = _facts(situation)
    return _said(reader.mrkdwn(str(facts["error"]), **facts["facts"]))


def broken(situation: Situation, reader: Reader) -> Message:
    return _said(reader.mrkdwn("broken", reference=str(_facts(situation)["reference"])))


def which(situation: Situation, reader: Reader) -> Message:
    """Ask which of several open questions a text answers, and then say what became of it."""
    facts = _facts(situation)
    if facts.get("settled"):
        taken = facts.get("taken")
        label = reader.mrkdwn(f"{taken}.label") if taken else None
        return _said(reader.mrkdwn("which-taken", label=label) if label else reader.mrkdwn("which-left"))
    text = reader.mrkdwn("which")
    buttons = [
        blocks.button(WHICH_ANSWERS[number], _offered(situation, one, reader), f"{facts['draft']}:{one[0]}")
        for number, one in enumerate(facts["questions"][:WHICH_MOST])
    ]
    none = blocks.button(WHICH_NONE, reader.plain("which-left.none"), str(facts["draft"]))
    return _said(text, blocks.actions(*buttons, none))


def _offered(situation: Situation, question: list[Any], reader: Reader) -> str:
    """Name a question, and the partner too where questions of several pairs are open."""
    _id, words, partner = question
    label = reader.plain(f"{words}.label")
    person = situation.others.get(int(partner))
    return reader.plain("which.of-pair", label=label, partner=person.name) if person else label


def _facts(situation: Situation) -> dict[str, Any]:
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    return situation.delivery.facts


def step_help(situation: Situation, reader: Reader) -> Message:
    words, facts = _words_of_question(situation)
    help_text = reader.mrkdwn(f"{words}.help", **facts)
    text = reader.mrkdwn("step-help", label=reader.mrkdwn(f"{words}.label"), help=help_text)
    moves = situation.delivery.facts.get("moves", {}) if situation.delivery else {}
    said = [
        reader.mrkdwn(f"step-help.{one}")
        for one in ("answer", "back", "skip", "later")
        if moves.get(one, True)
    ]
    if moves.get("rest"):
        said.append(reader.mrkdwn("step-help.rest"))
    hint = " ".join(said)
    return Message(f"{text}\n{hint}", (blocks.section(text), blocks.context(hint)))


def not_understood(situation: Situation, reader: Reader) -> Message:
    """Say why a text was not taken for an answer, and how one looks."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    words, facts = _words_of_question(situation)
    how = reader.mrkdwn(f"{words}.how", **facts)
    why = str(situation.delivery.facts["why"])
    label = reader.mrkdwn(f"{words}.label")
    return _said(reader.mrkdwn(why, label=label, how=how, limit=situation.delivery.facts.get("limit", 0)))


def too_early(situation: Situation, reader: Reader) -> Message:
    """Say that nothing was kept of a line that came before its question did."""
    words, _facts = _words_of_question(situation)
    return _said(reader.mrkdwn("step-too-early", label=reader.mrkdwn(f"{words}.label")))


def _words_of_question(situation: Situation) -> tuple[str, dict[str, Any]]:
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    facts = {"partner": Markup(situation.partner.mention), "role": str(situation.role)}
    return str(situation.delivery.facts["words"]), facts


def misread(situation: Situation, reader: Reader) -> Message:
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    return _said(reader.mrkdwn(str(situation.delivery.facts["why"])))


def paused(situation: Situation, reader: Reader) -> Message:
    pair = situation.pair.pair
    if not pair.is_paused(situation.now):
        return _said(reader.mrkdwn("resumed", partner=Markup(situation.partner.mention)))
    until: str = reader.moment(pair.paused_until) if pair.paused_until else Markup("none")
    facts = {"partner": Markup(situation.partner.mention), "until": until}
    if pair.paused_by is None or pair.has(pair.paused_by):
        mine = pair.paused_by == situation.me.id
        text = reader.mrkdwn("paused-by-you" if mine else "paused-by-partner", **facts)
    else:
        by = situation.others.get(pair.paused_by)
        facts["coordinator"] = Markup(by.mention) if by else reader.mrkdwn("gone")
        text = reader.mrkdwn("paused-by-coordinator", programme=situation.pair.programme.name, **facts)
    resume = blocks.button(RESUME, reader.plain("paused-by-you.resume"), str(pair.id))
    return _said(text, blocks.actions(resume))


def snoozed(situation: Situation, reader: Reader) -> Message:
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    # The day stays the same wherever they move; the instant at which it begins there does not.
    until, day = situation.me.snoozed_until, situation.delivery.facts["day"]
    zone = ZoneInfo(situation.me.zone)
    if until is None or until <= situation.now or until.astimezone(zone).date().isoformat() != day:
        return _said(reader.mrkdwn("snoozed-over"))
    listen = blocks.button(quiet_views.LISTEN, reader.plain("home-buttons.listen"))
    return _said(reader.mrkdwn("snoozed", until=reader.moment(until)), blocks.actions(listen))


VIEWS: dict[str, View] = {
    **amendments.VIEWS,
    **place.VIEWS,
    **coordinators.VIEWS,
    **enrolments.VIEWS,
    **reopening.VIEWS,
    **rosters.VIEWS,
    **withdrawals.VIEWS,
    **closures.VIEWS,
    invitations.CHANGED_MIND: invitations.changed_mind,
    ACCEPTED: answered_invitation,
    DECLINED: answered_invitation,
    NOT_COME_ABOUT: not_come_about,
    WAITING_ACCEPTANCE: _simple("waiting-acceptance"),
    WAITING_ONBOARDING: _simple("waiting-onboarding"),
    WAITING_CLAUSES: _simple("waiting-clauses"),
    COMPARISON: comparison.comparison,
    YOUR_TURN: comparison.your_turn,
    TO_SIGN: agreement.to_sign,
    SUGGESTED: suggested.suggested,
    NOTHING_SUGGESTED: _simple("nothing-suggested"),
    PARTNER_SIGNED: partner_signed,
    BEGUN: begun,
    LATER: later,
    STEP_HELP: step_help,
    NOT_UNDERSTOOD: not_understood,
    TOO_EARLY: too_early,
    HELP: help_,
    NOTHING_OPEN: stands("nothing-open"),
    NO_WORDS: stands("no-words"),
    STANDING: stands("standing"),
    GREETING: stands("greeting"),
    STRANGER: stands("hello-stranger"),
    AWAKE: stands("awake"),
    HOW_TO_EDIT: _simple("how-to-edit"),
    NOT_AN_ANSWER: _simple("not-an-answer"),
    PROMPT_LATER: _simple("prompt-later"),
    PROMPT_LEFT: _simple("prompt-left"),
    PROMPT_WHY: _simple("prompt-why"),
    QUIET: quiet,
    REFUSED: refused,
    BROKEN: broken,
    UNLOGGED: _simple("unlogged"),
    WITHDRAWN: _simple("withdrawn"),
    WHICH_QUESTION: which,
    LOGGED: progress.logged,
    MISREAD: misread,
    PAUSED: paused,
    RESUMED: _simple("resumed"),
    PARTNER_LEFT: _simple("partner-left"),
    PARTNER_STOPPED: partner_stopped,
    SNOOZED: snoozed,
    **sessions.VIEWS,
    **partings.VIEWS,
    **ways.VIEWS,
    tech.TROUBLE: tech.trouble,
    tech.TROUBLE_TOLD: tech.trouble_told,
    asides.ASKED_TOO: asides.asked_too,
    asides.ASKED_NO_MORE: asides.asked_no_more,
    FEWER: level.changed,
    goal_news.MILESTONE: goal_news.milestone,
    goal_news.NEWS: goal_news.news,
    goal_news.RESPONSE: goal_news.response,
    goal_news.CLOSED: goal_news.closed,
    welcome.WELCOME: welcome.welcome,
    welcome.WELCOME_BACK: welcome.welcome_back,
}
