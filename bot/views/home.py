"""Home: one line on what to do now, then the pair, the goals, the agreement, the programme, and help."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.amendments import under_way
from bot.domain.check_ins import ITEMS, QUESTION
from bot.domain.overview import Now, Overview, Pressing, pressing
from bot.domain.pairs import OPEN, PairState
from bot.domain.people import Intensity, Person, Role
from bot.domain.situation import PairView
from bot.views import blocks, goals, invitations, programme_page, sessions, terms
from bot.views.blocks import Block, Element
from bot.views.place import no_place, place
from bot.views.programme import CREATE as PROGRAMME
from bot.views.programme import PAIR
from bot.words import Markup, Reader

COORDINATE = "home.coordinate"
CONTINUE = "home.continue"
READ = "home.read"
SIGN = "home.sign"
CHANGE = "home.change"
PROGRESS = "home.progress"
PAUSE = "pair.pause"
RESUME = "home.resume"
HELP = "home.help"
USUAL = "home.usual"
LISTEN = "home.listen"

MOST_PROGRAMMES = 8
MOST_CHECK_INS = 3


def view(overview: Overview, reader: Reader) -> dict[str, Any]:
    """Draw Home for one person."""
    now = pressing(overview)
    head = [blocks.header(reader.plain("home-title")), *_now(now, overview.me, reader)]
    if now.now is Now.STRANGER and overview.coordinators:
        who = Markup(reader.listed(one.mention for one in overview.coordinators))
        head.append(blocks.context(reader.mrkdwn("home-coordinators", people=who)))
    foot = [blocks.divider(), *_foot(overview, reader)]
    if overview.is_coordinator:
        foot = [blocks.divider(), *_coordinated(overview, now, reader), *foot]
    foot = [*invitations.on_home(overview.views, overview.me, reader), *foot]
    room = blocks.BLOCKS_IN_VIEW - len(head) - len(foot)
    return blocks.home([*head, *_pairs(overview, room, reader), *foot])


def _pairs(overview: Overview, room: int, reader: Reader) -> list[Block]:
    """Draw as many pairs as there is room for, and say how many more there are."""
    mine = [one for one in overview.views if one.pair.state in OPEN]
    shown: list[Block] = []
    for nth, view in enumerate(mine):
        drawn = [blocks.divider(), *_pair(overview, view, reader)]
        more = len(mine) - nth
        if len(shown) + len(drawn) + (more > 1) > room:
            return [*shown, blocks.context(reader.mrkdwn("home-more-pairs", count=more))]
        shown += drawn
    return shown


def sentence(overview: Overview, reader: Reader) -> Markup:
    """Return what to do now in one line."""
    return in_a_line(pressing(overview), overview.me, reader)


def in_a_line(now: Pressing, me: Person, reader: Reader) -> Markup:
    """Return in one line what there is to do."""
    facts: dict[str, Any] = {}
    if now.view:
        facts["partner"] = Markup(_partner(now.view, me).mention)
        due = now.view.next_check_in
        if due:
            facts["moment"] = reader.moment(due)
    return reader.mrkdwn(f"home-now.{now.now.replace('_', '-')}", **facts)


def _partner(view: PairView, me: Person) -> Person:
    return view.people[view.pair.partners(me.id)[0]]


def _now(now: Pressing, me: Person, reader: Reader) -> list[Block]:
    shown: list[Block] = [blocks.section(in_a_line(now, me, reader))]
    value = str(now.view.pair.id) if now.view else ""
    labels = {
        Now.ADMIN: (COORDINATE, "home-buttons.coordinate"),
        Now.FIRST_PROGRAMME: (PROGRAMME, "home-buttons.programme"),
        Now.FIRST_PAIR: (PAIR, "home-buttons.pair"),
        Now.ONBOARDING: (CONTINUE, "home-buttons.continue"),
        Now.CLAUSES: (CONTINUE, "home-buttons.continue"),
        Now.PAUSED: (RESUME, "home-buttons.resume"),
        Now.SIGN: (SIGN, "home-buttons.sign"),
    }
    if now.now in labels:
        action_id, words = labels[now.now]
        if now.now is Now.SIGN and now.view and now.view.proposed:
            value = str(now.view.proposed.id)
        shown.append(
            blocks.actions(blocks.button(action_id, reader.plain(words), value, "primary"), block_id="now")
        )
    return shown


def _pair(overview: Overview, view: PairView, reader: Reader) -> list[Block]:
    partner = _partner(view, overview.me)
    facts = {
        "partner": Markup(partner.mention),
        "role": str(view.role_of(partner.id)),
        "programme": view.programme.name,
    }
    stage = reader.mrkdwn(f"home-stage.{view.pair.state}")
    local = overview.now.astimezone(ZoneInfo(partner.zone)).time()
    clock = reader.mrkdwn(
        "home-partner-time",
        time=reader.clock(local),
        partner=Markup(partner.mention),
        place=reader.place(partner.zone),
    )
    shown: list[Block] = [
        blocks.section(f"{reader.mrkdwn('home-pair', **facts)} · {stage}"),
        blocks.context(clock),
        *place(view, Markup(partner.mention), reader),
    ]
    if view.pair.state in (PairState.AGREEING, PairState.ACTIVE):
        shown += sessions.on_home(sessions.About(view, overview.me, overview.now), reader)
    if view.pair.state is not PairState.ACTIVE:
        return shown
    shown += goals.on_home(view, overview.me, reader)
    shown += _check_ins(view, reader)
    buttons = _pair_buttons(overview, view, reader)
    return [*shown, blocks.actions(*buttons, block_id=f"pair:{view.pair.id}")] if buttons else shown


def _pair_buttons(overview: Overview, view: PairView, reader: Reader) -> list[Element]:
    found: list[Element] = []
    if view.role_of(overview.me.id) is Role.MENTEE and any(not goal.closed_at for goal in view.goals):
        found.append(
            blocks.button(PROGRESS, reader.plain("home-buttons.progress"), str(view.pair.id), "primary")
        )
    if view.agreement:
        found.append(blocks.button(READ, reader.plain("home-buttons.agreement"), str(view.agreement.id)))
        words = "under-way" if under_way(view.amendments) else "change"
        found.append(blocks.button(CHANGE, reader.plain(f"amendment-buttons.{words}"), str(view.pair.id)))
    if not view.pair.is_paused(overview.now):
        found.append(blocks.button(PAUSE, reader.plain("home-buttons.pause"), str(view.pair.id)))
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
    shown: list[Block] = [blocks.section(f"*{reader.mrkdwn('home-programmes')}*")]
    for one in overview.coordinated[-MOST_PROGRAMMES:]:
        shown += programme_page.glance(one, reader)
    more = len(overview.coordinated) - MOST_PROGRAMMES
    if more > 0:
        shown.append(blocks.context(reader.mrkdwn("home-more-programmes", count=more)))
    if buttons:
        shown.append(blocks.actions(*buttons, block_id="coordinate"))
    return [*shown, *([] if overview.has_places else [no_place(reader)])]


def _foot(overview: Overview, reader: Reader) -> list[Block]:
    me = overview.me
    hours = me.hours
    said = reader.plain(
        "onboarding-hours.shown", starts=reader.clock(hours.start), ends=reader.clock(hours.end)
    )
    lines = [
        reader.mrkdwn(
            "home-hours", days=reader.weekdays(hours.days), hours=said, place=reader.place(me.zone)
        ),
        reader.mrkdwn("home-privacy"),
        reader.mrkdwn("home-help"),
    ]
    snoozed = me.snoozed_until if me.snoozed_until and me.snoozed_until > overview.now else None
    if snoozed:
        lines.insert(1, reader.mrkdwn("home-snoozed", until=reader.moment(snoozed)))
    if overview.clock_offset:
        lines.append(reader.mrkdwn("home-rehearsal", seconds=overview.clock_offset))
    buttons = [blocks.button(HELP, reader.plain("home-buttons.help"))]
    if me.intensity is not Intensity.USUAL:
        buttons.append(blocks.button(USUAL, reader.plain("home-buttons.usual")))
    if snoozed:
        buttons.append(blocks.button(LISTEN, reader.plain("home-buttons.listen")))
    return [blocks.actions(*buttons, block_id="foot"), blocks.context(*lines)]
