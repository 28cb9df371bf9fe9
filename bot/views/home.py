"""Home: one line on what to do now, then the pair, the goals, the agreement, the programme, and help."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.amendments import under_way
from bot.domain.check_ins import ITEMS, QUESTION
from bot.domain.overview import Now, Overview, Pressing, also, pressing
from bot.domain.pairs import OPEN, OVER, PairState
from bot.domain.people import Person, Role
from bot.domain.sessions import proposed
from bot.domain.situation import PairView
from bot.views import (
    blocks,
    checklist,
    confidentiality,
    goals,
    invitations,
    partings,
    programme_page,
    quiet,
    seen,
    sessions,
    terms,
    trends,
)
from bot.views import own as own_data
from bot.views.blocks import Block, Element
from bot.views.place import no_place, place
from bot.views.programme import CREATE as PROGRAMME
from bot.views.programme import PAIR
from bot.words import Markup, Reader

COORDINATE = "home.coordinate"
CONTINUE = "home.continue"
INVITATION = "home.invitation"
DIFFERENCES = "home.differences"
ANSWER = "home.answer"
READ = "home.read"
SIGN = "home.sign"
CHANGE = "home.change"
PROGRESS = "home.progress"
PAUSE = "pair.pause"
RESUME = "home.resume"
HELP = "home.help"

MOST_PROGRAMMES = 8
MOST_CHECK_INS = 3
MOST_OVER = 3
MOST_ALSO = 4


def view(overview: Overview, reader: Reader) -> dict[str, Any]:
    """Draw Home for one person."""
    now = pressing(overview)
    head = [blocks.header(reader.plain("home-title")), *_now(overview, now, reader)]
    if now.now is Now.STRANGER:
        head += _stranger(overview, reader)
    head += checklist.on_home(overview, reader)
    foot = [blocks.divider(), *_foot(overview, now, reader)]
    if overview.is_coordinator:
        foot = [blocks.divider(), *_coordinated(overview, now, reader), *foot]
    foot = [*invitations.on_home(overview.views, overview.me, reader), *_over(overview, reader), *foot]
    room = blocks.BLOCKS_IN_VIEW - len(head) - len(foot)
    return blocks.home([*head, *_pairs(overview, room, reader), *foot])


def _stranger(overview: Overview, reader: Reader) -> list[Block]:
    """Tell somebody who takes part in nothing what this is, and whom they can ask."""
    shown: list[Block] = []
    if overview.coordinators:
        who = Markup(reader.listed(one.mention for one in overview.coordinators))
        shown.append(blocks.context(reader.mrkdwn("home-coordinators", people=who)))
    return [*shown, blocks.section(reader.mrkdwn("home-about"))]


def _pairs(overview: Overview, room: int, reader: Reader) -> list[Block]:
    """Draw the pairs, briefly from the last one on where there is little room, and say how many more there are."""
    mine = [one for one in overview.views if one.pair.state in OPEN]
    drawn = [[blocks.divider(), *_pair(overview, one, reader)] for one in mine]
    for number in reversed(range(len(mine))):
        if sum(map(len, drawn)) > room:
            drawn[number] = [blocks.divider(), *_pair(overview, mine[number], reader, is_brief=True)]
    shown: list[Block] = []
    for number, one in enumerate(drawn):
        more = len(mine) - number
        if len(shown) + len(one) + (more > 1) > room:
            return [*shown, blocks.context(reader.mrkdwn("home-more-pairs", count=more))]
        shown += one
    return shown


def _over(overview: Overview, reader: Reader) -> list[Block]:
    """Name the pairs that have come to their end, the newest first, each with the agreement that it had."""
    over = [one for one in overview.views if one.pair.state in OVER]
    shown: list[Block] = []
    for view in sorted(over, key=lambda one: -one.pair.id)[:MOST_OVER]:
        facts = {"partner": Markup(_partner(view, overview.me).mention), "programme": view.programme.name}
        said = reader.mrkdwn("home-over", **facts, stage=_stage(overview, view, reader))
        shown += [blocks.divider(), blocks.section(said)]
        if view.agreement:
            read = blocks.button(READ, reader.plain("home-buttons.agreement"), str(view.agreement.id))
            shown.append(blocks.actions(read, block_id=f"pair:{view.pair.id}"))
    return shown


def sentence(overview: Overview, reader: Reader) -> Markup:
    """Return what to do now in one line."""
    return in_a_line(pressing(overview), overview.me, reader)


def in_a_line(now: Pressing, me: Person, reader: Reader) -> Markup:
    """Return in one line what there is to do; what has passed since it was noted is not spoken of."""
    facts: dict[str, Any] = {}
    what = now.now
    if now.view:
        facts["partner"] = Markup(_partner(now.view, me).mention)
        due, asked = now.comes_at or now.view.next_check_in, proposed(now.view.sessions, reader.now)
        seen = sessions.About(now.view, me, reader.now)
        if (what is Now.ACTIVE and not due) or (what is Now.SESSION and not asked):
            what = Now.ACTIVE_QUIET
        elif what is Now.SESSION and asked:
            facts["when"] = sessions.when(asked.starts_at, seen, reader)
        elif what is Now.ACTIVE and due:
            facts["when"] = sessions.to_mentee(due, seen, reader)
            words = "" if seen.view.role_of(me.id) is Role.MENTEE else "-mentor"
            return reader.mrkdwn(f"home-now.active{words}", **facts)
    return reader.mrkdwn(f"home-now.{what.replace('_', '-')}", **facts)


def _partner(view: PairView, me: Person) -> Person:
    return view.people[view.pair.partners(me.id)[0]]


def _now(overview: Overview, now: Pressing, reader: Reader) -> list[Block]:
    shown: list[Block] = [blocks.section(in_a_line(now, overview.me, reader))]
    if now.now in _BUTTONS:
        action_id, words = _BUTTONS[now.now]
        button = blocks.button(action_id, reader.plain(words), _value(overview, now), "primary")
        shown.append(blocks.actions(button, block_id="now"))
    rest = [in_a_line(one, overview.me, reader) for one in also(overview)]
    if rest:
        rows = [reader.mrkdwn("home-also"), *rest[:MOST_ALSO]]
        if len(rest) > MOST_ALSO:
            rows.append(reader.mrkdwn("home-also.more", count=len(rest) - MOST_ALSO))
        shown.append(blocks.context("\n".join(rows)))
    return shown


# The one button beside what there is to do now, and its label.
_BUTTONS = {
    Now.ADMIN: (COORDINATE, "home-buttons.coordinate"),
    Now.FIRST_PROGRAMME: (PROGRAMME, "home-buttons.programme"),
    Now.FIRST_PAIR: (PAIR, "home-buttons.pair"),
    Now.INVITATION: (INVITATION, "home-buttons.invitation"),
    Now.SESSION: (sessions.ACCEPT, "session-buttons.accept"),
    Now.ONBOARDING: (CONTINUE, "home-buttons.continue"),
    Now.CLAUSES: (CONTINUE, "home-buttons.continue"),
    Now.DIFFERENCES: (DIFFERENCES, "home-buttons.differences"),
    Now.SIGN: (SIGN, "home-buttons.sign"),
    Now.AMENDMENT: (CHANGE, "amendment-buttons.under-way"),
    Now.CHECK_IN: (ANSWER, "home-buttons.answer"),
    Now.PAUSED: (RESUME, "home-buttons.resume"),
}


def _value(overview: Overview, now: Pressing) -> str:
    """Return what the button carries: mostly the pair's id."""
    if now.view is None:
        return ""
    if now.now is Now.SIGN and now.view.proposed:
        return str(now.view.proposed.id)
    asked = proposed(now.view.sessions, overview.now)
    if now.now is Now.SESSION and asked:
        return str(asked.id)
    if now.now is Now.CHECK_IN:
        return str(overview.check_ins_open[now.view.pair.id])
    return str(now.view.pair.id)


def _pair(overview: Overview, view: PairView, reader: Reader, *, is_brief: bool = False) -> list[Block]:
    partner = _partner(view, overview.me)
    facts = {
        "partner": Markup(partner.mention),
        "role": str(view.role_of(partner.id)),
        "programme": view.programme.name,
    }
    local = overview.now.astimezone(ZoneInfo(partner.zone)).time()
    clock = reader.mrkdwn(
        "home-partner-time",
        time=reader.clock(local),
        partner=Markup(partner.mention),
        place=reader.place(partner.zone),
    )
    head = f"{reader.mrkdwn('home-pair', **facts)} · {_stage(overview, view, reader)}"
    shown: list[Block] = [
        blocks.section(head),
        blocks.context(clock),
        *place(view, Markup(partner.mention), reader),
    ]
    if view.pair.state in (PairState.AGREEING, PairState.ACTIVE):
        shown += sessions.on_home(sessions.About(view, overview.me, overview.now), reader)
    if view.pair.state is PairState.ACTIVE:
        shown += _goals_in_lines(view, reader) if is_brief else goals.on_home(view, overview.me, reader)
        shown += [] if is_brief else _check_ins(view, reader)
    buttons = _pair_buttons(overview, view, reader)
    return [*shown, blocks.actions(*buttons, block_id=f"pair:{view.pair.id}")] if buttons else shown


def _stage(overview: Overview, view: PairView, reader: Reader) -> Markup:
    stage = reader.mrkdwn(f"home-stage.{view.pair.state}")
    if not view.pair.is_paused(overview.now):
        return stage
    until = view.pair.paused_until
    if until is None:
        return reader.mrkdwn("home-paused", stage=stage)
    return reader.mrkdwn("home-paused.until", stage=stage, until=reader.moment(until))


def _goals_in_lines(view: PairView, reader: Reader) -> list[Block]:
    lines = [goals.progress_line(goal, reader) for goal in view.goals if not goal.closed_at]
    return [blocks.section("\n".join(lines))] if lines else []


def _pair_buttons(overview: Overview, view: PairView, reader: Reader) -> list[Element]:
    found: list[Element] = []
    is_paused = view.pair.is_paused(overview.now)
    if (
        view.pair.state is PairState.ACTIVE
        and view.role_of(overview.me.id) is Role.MENTEE
        and any(not goal.closed_at for goal in view.goals)
    ):
        found.append(
            blocks.button(PROGRESS, reader.plain("home-buttons.progress"), str(view.pair.id), "primary")
        )
    if view.agreement:
        found.append(blocks.button(READ, reader.plain("home-buttons.agreement"), str(view.agreement.id)))
        words = "under-way" if under_way(view.amendments) else "change"
        found.append(blocks.button(CHANGE, reader.plain(f"amendment-buttons.{words}"), str(view.pair.id)))
        found.append(confidentiality.button(view, reader))
    if is_paused:
        found.append(blocks.button(RESUME, reader.plain("home-buttons.resume"), str(view.pair.id)))
    elif view.pair.member(overview.me.id).accepted_at:
        found.append(blocks.button(PAUSE, reader.plain("home-buttons.pause"), str(view.pair.id)))
    if view.pair.member(overview.me.id).accepted_at:
        found.append(partings.button(view.pair.id, reader))
    return found


def _check_ins(view: PairView, reader: Reader) -> list[Block]:
    mentee = view.pair.by_role(Role.MENTEE)
    mine = [one for one in view.answers if one.question == QUESTION and one.person_id == mentee]
    if not mine:
        return []
    rows = [
        reader.mrkdwn(
            "home-checkin",
            day=reader.day(date.fromisoformat(one.occasion)),
            what=terms.answered("check-in", one.value, reader, ITEMS),
        )
        for one in sorted(mine, key=lambda one: one.occasion)[-MOST_CHECK_INS:]
    ]
    return [blocks.section(f"*{reader.mrkdwn('home-checkins')}*"), *(blocks.section(row) for row in rows)]


def _coordinated(overview: Overview, now: Pressing, reader: Reader) -> list[Block]:
    buttons = (
        []
        if now.now is Now.FIRST_PROGRAMME
        else [blocks.button(PROGRAMME, reader.plain("home-buttons.programme"))]
    )
    if overview.coordinated and now.now is not Now.FIRST_PAIR:
        buttons.insert(0, blocks.button(PAIR, reader.plain("home-buttons.pair"), style="primary"))
    buttons += checklist.found_again(overview, reader)
    shown: list[Block] = [blocks.section(f"*{reader.mrkdwn('home-programmes')}*")]
    for one in overview.coordinated[-MOST_PROGRAMMES:]:
        shown += programme_page.glance(one, reader)
    more = len(overview.coordinated) - MOST_PROGRAMMES
    if more > 0:
        shown.append(blocks.context(reader.mrkdwn("home-more-programmes", count=more)))
    if buttons:
        shown.append(blocks.actions(*buttons, block_id="coordinate"))
    missing = [] if overview.has_places else [no_place(reader)]
    if not overview.knows_quiet:
        missing.append(blocks.context(reader.mrkdwn("home-no-quiet")))
    return [*shown, *missing]


def _foot(overview: Overview, now: Pressing, reader: Reader) -> list[Block]:
    me = overview.me
    takes_part = now.now is not Now.STRANGER
    seen_button = seen.button(reader)
    help_button = blocks.button(HELP, reader.plain("home-buttons.help"))
    own = [blocks.button(trends.OPEN, reader.plain("over-time.open"))] if overview.views else []
    first = quiet.buttons(me, reader) if takes_part else ()
    buttons = [*first, seen_button, own_data.button(reader), *own, help_button]
    lines = [reader.mrkdwn("home-privacy"), reader.mrkdwn("home-help")]
    if overview.clock_offset:
        lines.append(reader.mrkdwn("home-rehearsal", seconds=overview.clock_offset))
    return [
        *(quiet.on_home(me, reader) if takes_part else ()),
        blocks.actions(*buttons, block_id="foot"),
        blocks.context(*lines),
    ]
