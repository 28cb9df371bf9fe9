"""Sessions as people see them: offers, proposals, what was agreed and what became of it, always in both zones."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import sessions as rules
from bot.domain.agreement import is_short_notice
from bot.domain.pairs import OPEN
from bot.domain.people import Person, Role
from bot.domain.sessions import Session, SessionState
from bot.domain.situation import PairView, Situation
from bot.views import blocks, terms
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader
from bot.words.reader import capital

PICK = "session.pick"
PICKS = tuple(f"{PICK}.{number}" for number in range(rules.TIMES))
PROPOSE = "session.propose"
ACCEPT = "session.accept"
CANCEL = "session.cancel"
LATE = "session.late"
JOIN = "session.join"

FORM = "session.form"
TIME, DAY, CLOCK, LINK, AGENDA = "time", "day", "clock", "link", "agenda"

OFFER = "session_offer"
PROPOSED = "session_proposed"
AGREED = "session_agreed"
CANCELLED = "session_cancelled"
DECLINED = "session_declined"
RUNNING_LATE = "session_late"
LATE_TOLD = "session_late_told"

_LINK = re.compile(r"https?://[^\s<>|\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class About:
    """Whose sessions are shown to whom, and when (UTC)."""

    view: PairView
    me: Person
    now: datetime

    @property
    def partner(self) -> Person:
        """The other of the two."""
        return self.view.people[self.view.pair.partners(self.me.id)[0]]

    @property
    def goes_on(self) -> bool:
        """Whether the two can still find times, move them and call them off."""
        return self.view.pair.state in OPEN

    @property
    def mention(self) -> Markup:
        """How the other is named."""
        return Markup(self.partner.mention)


def about(situation: Situation) -> About:
    """Take from a situation what sessions are shown from."""
    return About(situation.pair, situation.me, situation.now)


def is_link(text: str) -> bool:
    """Tell whether a text can stand behind a button: a web address, and nothing else."""
    return len(text) <= rules.LONGEST_LINK and _LINK.fullmatch(text) is not None


def when(starts_at: datetime, seen: About, reader: Reader) -> Markup:
    """Return a moment on the reader's clock and, where that differs, what the clock shows at the partner's place."""
    form, facts = _there(starts_at, seen, reader)
    return reader.mrkdwn(f"session-when{form}", mine=reader.moment(starts_at), **facts)


def to_mentee(due_at: datetime, seen: About, reader: Reader) -> Markup:
    """Return when something comes to the mentee: the mentor reads both clocks, the mentee their own."""
    is_mine = seen.view.role_of(seen.me.id) is Role.MENTEE
    return reader.moment(due_at) if is_mine else when(due_at, seen, reader)


def label(starts_at: datetime, seen: About, reader: Reader) -> str:
    """Return the same for a button or an option, which have room for little and no markup."""
    form, facts = _there(starts_at, seen, reader)
    local = starts_at.astimezone(ZoneInfo(reader.zone))
    day, clock = reader.short_day(local), reader.clock(local.time())
    return capital(reader.plain(f"session-label{form}", day=day, clock=clock, **facts))


def _there(starts_at: datetime, seen: About, reader: Reader) -> tuple[str, dict[str, str]]:
    """Return what the partner's clock shows where it differs, and which form of a sentence has room for that."""
    zone = seen.partner.zone
    here, there = (starts_at.astimezone(ZoneInfo(one)) for one in (reader.zone, zone))
    if here.utcoffset() == there.utcoffset():
        return "", {}
    facts = {"there": reader.clock(there.time()), "place": reader.place(zone)}
    if here.date() == there.date():
        return ".both", facts
    return ".other-day", facts | {"weekday": reader.weekday(there.weekday(), alone=False)}


def card(session: Session, seen: About, reader: Reader) -> tuple[list[Markup], list[Element]]:
    """Return what there is to say of a session now, and what can be pressed."""
    if session.state is SessionState.PROPOSED:
        return _proposed(session, seen, reader)
    if session.state is SessionState.AGREED and seen.now < session.ends_at:
        said = reader.mrkdwn("session-agreed", **_facts(session, seen, reader))
        return [said, *_details(session, seen, reader)], agreed_buttons(session, seen, reader)
    line = reader.mrkdwn(f"session-over.{session.state}", **_facts(session, seen, reader))
    return [line], _propose_button(seen, reader)


def _proposed(session: Session, seen: About, reader: Reader) -> tuple[list[Markup], list[Element]]:
    facts = _facts(session, seen, reader)
    if not seen.goes_on:
        return [reader.mrkdwn("session-proposed.over", when=facts["when"])], []
    if seen.now >= session.starts_at:
        return [reader.mrkdwn("session-proposed.past", when=facts["when"])], _propose_button(seen, reader)
    mine = session.proposed_by == seen.me.id
    lines = [reader.mrkdwn("session-proposed.yours" if mine else "session-proposed.theirs", **facts)]
    standing = rules.upcoming(seen.view.sessions, seen.now)
    if standing and not mine:
        lines.append(reader.mrkdwn("session-proposed.instead", when=when(standing.starts_at, seen, reader)))
    lines += _details(session, seen, reader)
    other = blocks.button(PROPOSE, reader.plain("session-buttons.other"), str(session.pair_id))
    value = str(session.id)
    if mine:
        return lines, [other, blocks.button(CANCEL, reader.plain("session-buttons.back"), value)]
    return lines, [
        blocks.button(ACCEPT, reader.plain("session-buttons.accept"), value, "primary"),
        other,
        blocks.button(CANCEL, reader.plain("session-buttons.decline"), value),
    ]


def agreed_buttons(session: Session, seen: About, reader: Reader) -> list[Element]:
    """Return what can be done about a session that stands: join, be late, change it, call it off."""
    found: list[Element] = []
    if session.link and is_link(session.link):
        join = blocks.button(JOIN, reader.plain("session-buttons.join"), style="primary")
        found.append({**join, "url": session.link})
    if not seen.goes_on:
        return found
    if rules.may_be_late(session, seen.now):
        by = [
            blocks.option(f"{minutes}:{session.id}", reader.plain("session-buttons.late-by", minutes=minutes))
            for minutes in rules.LATE_BY
        ]
        found.append(blocks.select(LATE, reader.plain("session-buttons.late"), by))
    agreed_on = _short_notice(session, seen, reader)
    sure_words = "session-sure.short" if agreed_on else "session-sure.text"
    sure = blocks.confirm(
        reader.plain("session-sure.title"),
        reader.plain(sure_words, partner=seen.partner.name, notice=agreed_on),
        reader.plain("session-sure.yes"),
        reader.plain("session-sure.no"),
    )
    return [
        *found,
        blocks.button(PROPOSE, reader.plain("session-buttons.change"), str(session.pair_id)),
        blocks.button(CANCEL, reader.plain("session-buttons.cancel"), str(session.id), confirm=sure),
    ]


def _propose_button(seen: About, reader: Reader) -> list[Element]:
    """Offer to find a time, where none stands or waits for its answer."""
    sessions = seen.view.sessions
    if not seen.goes_on or rules.upcoming(sessions, seen.now) or rules.proposed(sessions, seen.now):
        return []
    return [blocks.button(PROPOSE, reader.plain("session-buttons.propose"), str(seen.view.pair.id))]


def details(session: Session, reader: Reader, *remarks: Markup) -> list[Markup]:
    """Return how long it is and where, in a line with what else is to be known of it, and what it is about."""
    first = [reader.mrkdwn("session-minutes", minutes=session.minutes), *remarks]
    if session.link:
        first.append(reader.mrkdwn("session-link", link=session.link))
    lines = [Markup(" · ".join(first))]
    if session.agenda:
        lines.append(reader.mrkdwn("session-agenda", agenda=session.agenda))
    return lines


def _details(session: Session, seen: About, reader: Reader) -> list[Markup]:
    people = {"yours": seen.me, "theirs": seen.partner}
    outside = [name for name, one in people.items() if rules.outside_hours(session, one)]
    if not outside:
        return details(session, reader)
    words = f"session-outside.{outside[0] if len(outside) == 1 else 'both'}"
    return details(session, reader, reader.mrkdwn(words, partner=seen.mention))


def _facts(session: Session, seen: About, reader: Reader) -> dict[str, Any]:
    return {"partner": seen.mention, "when": when(session.starts_at, seen, reader)}


def shown(lines: Sequence[Markup], buttons: Sequence[Element], *before: Block) -> Message:
    """Make a message of lines, the first to be read first, and of buttons where there are any."""
    body = [blocks.section(lines[0]), *(blocks.section(line) for line in lines[1:])]
    foot = [blocks.actions(*buttons)] if buttons else []
    return Message("\n".join(lines), (*before, *body, *foot))


def of_row(situation: Situation) -> Session:
    """Return the session that a row of the ledger is about; raises LookupError."""
    row = situation.delivery
    return situation.pair.session(int(row.subject) if row else 0)


def offer(situation: Situation, reader: Reader) -> Message:
    """Offer times that suit both; once one is proposed or agreed, show that."""
    seen = about(situation)
    open_ = rules.proposed(seen.view.sessions, seen.now) or rules.upcoming(seen.view.sessions, seen.now)
    if open_:
        return shown(*card(open_, seen, reader))
    if not seen.goes_on:
        return shown([reader.mrkdwn("session-offer.over")], [])
    facts = situation.delivery.facts if situation.delivery else {}
    starts = [datetime.fromisoformat(one) for one in facts.get("starts", ())]
    starts = [one for one in starts if one > seen.now]
    propose = blocks.button(
        PROPOSE, reader.plain("session-buttons.other" if starts else "session-buttons.propose"), str(seen.view.pair.id)
    )  # fmt: skip
    head = blocks.header(reader.plain("session-offer.title"))
    if not starts:
        return shown([reader.mrkdwn("session-offer.none", partner=seen.mention)], [propose], head)
    lines = [reader.mrkdwn("session-offer", partner=seen.mention)]
    times = [label(one, seen, reader) for one in starts]
    how = reader.mrkdwn("session-offer.how", partner=seen.mention)
    picks = [
        blocks.button(PICKS[number], times[number], f"{seen.view.pair.id}:{int(one.timestamp())}")
        for number, one in enumerate(starts)
    ]
    # On the message each time stands once, on its button; a notification has no buttons.
    said = "\n".join((*lines, *(reader.mrkdwn("session-offer.time", when=one) for one in times), how))
    message = shown(lines, [*picks, propose], head)
    return Message(said, (*message.blocks, blocks.context(how)))


def proposed(situation: Situation, reader: Reader) -> Message:
    """Show a proposal, or what has become of it."""
    return shown(*card(of_row(situation), about(situation), reader))


def _gone(words: str) -> Callable[[Situation, Reader], Message]:
    def view(situation: Situation, reader: Reader) -> Message:
        seen = about(situation)
        facts = _facts(of_row(situation), seen, reader)
        return shown([reader.mrkdwn(words, **facts)], _propose_button(seen, reader))

    return view


def _late(words: str) -> Callable[[Situation, Reader], Message]:
    def view(situation: Situation, reader: Reader) -> Message:
        minutes = int(situation.delivery.facts["minutes"]) if situation.delivery else 0
        facts = _facts(of_row(situation), about(situation), reader)
        return shown([reader.mrkdwn(words, minutes=minutes, **facts)], [])

    return view


def form(seen: About, starts: Sequence[datetime], reader: Reader) -> dict[str, Any]:
    """Ask for a time: one of those that suit both, or one's own; filled with what stands or was proposed."""
    sessions = seen.view.sessions
    known = rules.proposed(sessions, seen.now) or rules.upcoming(sessions, seen.now)
    local = known.starts_at.astimezone(ZoneInfo(reader.zone)) if known else None
    place = reader.place(reader.zone)
    own = reader.plain("session-form.yours", place=place, partner=seen.partner.name)
    day = blocks.date_picker(
        DAY, reader.plain("session-form.day"), local.date().isoformat() if local else None
    )
    clock = blocks.time_picker(CLOCK, reader.plain("session-form.clock"), f"{local:%H:%M}" if local else None)
    link = blocks.text_input(LINK, initial=(known and known.link) or "", longest=rules.LONGEST_LINK)
    agenda = blocks.text_input(
        AGENDA, multiline=True, initial=(known and known.agenda) or "", longest=rules.LONGEST_AGENDA
    )
    pair_hint = reader.plain("prompt-seen-by-partner", partner=seen.partner.name)
    return blocks.modal(
        FORM,
        reader.plain("session-form.title"),
        [
            *_agreed_notice(seen, reader),
            blocks.section(_hours(seen, reader)),
            *_times(seen, starts, reader),
            blocks.input_block(DAY, reader.plain("session-form.day"), day, own, optional=True),
            blocks.input_block(CLOCK, reader.plain("session-form.clock"), clock, optional=True),
            blocks.input_block(
                AGENDA, reader.plain("session-form.agenda"), agenda, pair_hint, optional=True
            ),
            blocks.input_block(
                LINK, reader.plain("session-form.link"), link, reader.plain("session-form.link-hint"), optional=True
            ),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("session-form.submit"),
        carries=f"{seen.view.pair.id}:{known.id if known else 0}",
    )  # fmt: skip


def _short_notice(session: Session, seen: About, reader: Reader) -> str:
    """Return in words how early the two agreed to tell of changes, where it is too late for that; else nothing."""
    clauses = seen.view.agreement.clauses if seen.view.agreement else {}
    if not is_short_notice(clauses, session.starts_at, seen.now):
        return ""
    return terms.option("agreement-scheduling-notice", clauses["scheduling"]["notice"], reader)


def _agreed_notice(seen: About, reader: Reader) -> list[Block]:
    """Say kindly what was agreed about moving a session, to whoever is about to move it; the other never reads it."""
    standing = rules.upcoming(seen.view.sessions, seen.now)
    agreed_on = _short_notice(standing, seen, reader) if standing else ""
    if not agreed_on:
        return []
    return [blocks.context(reader.mrkdwn("session-form.short", notice=agreed_on, partner=seen.mention))]


def _times(seen: About, starts: Sequence[datetime], reader: Reader) -> list[Block]:
    if not starts:
        return []
    options = [blocks.option(str(int(one.timestamp())), label(one, seen, reader)) for one in starts]
    title = reader.plain("session-form.times")
    return [blocks.input_block(TIME, title, blocks.radio(TIME, options), optional=True)]


def _hours(seen: About, reader: Reader) -> Markup:
    hours = seen.partner.hours
    return reader.mrkdwn(
        "session-form",
        partner=seen.mention,
        days=reader.weekdays(hours.days),
        hours=terms.work_hours(hours, reader),
        place=reader.place(seen.partner.zone),
    )


def on_home(seen: About, reader: Reader) -> list[Block]:
    """Return the part of Home about a pair's sessions: the next one, or how to find a time."""
    sessions = seen.view.sessions
    found = [one for one in (rules.upcoming(sessions, seen.now), rules.proposed(sessions, seen.now)) if one]
    drawn: list[Block] = [blocks.section(f"*{reader.mrkdwn('home-session.title')}*")]
    pair_id = seen.view.pair.id
    if not found:
        none = reader.mrkdwn("home-session.none")
        return [*drawn, blocks.section(none, _propose_button(seen, reader)[0], block_id=f"session:{pair_id}")]
    for one in found:
        lines, buttons = card(one, seen, reader)
        drawn += [
            blocks.section("\n".join(lines)),
            blocks.actions(*buttons, block_id=f"session:{pair_id}:{one.id}"),
        ]
    return drawn


VIEWS: dict[str, Callable[[Situation, Reader], Message]] = {
    OFFER: offer,
    PROPOSED: proposed,
    AGREED: proposed,
    CANCELLED: _gone("session-cancelled"),
    DECLINED: _gone("session-declined"),
    RUNNING_LATE: _late("session-late"),
    LATE_TOLD: _late("session-late-told"),
}
