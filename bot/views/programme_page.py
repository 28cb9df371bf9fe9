"""A programme at a glance: its pairs by stage, how its messages fare, and what its coordinators can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.domain.health import Health
from bot.domain.overview import Coordinated, by_stage, days_in_stage, lately, unanswered
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Role
from bot.views import (
    attention,
    blocks,
    closures,
    coordinators,
    enrolments,
    keeping,
    looked,
    rehearsal,
    reopening,
    rhythm,
    rosters,
    totals,
    withdrawals,
)
from bot.views.blocks import Block
from bot.views.coordinators import OPEN
from bot.views.programme import EDIT, PAIR
from bot.words import Markup, Reader, capital

PAGE = "programme.page"

# In Home a line for each stage names a few; the page names all that a modal holds.
MOST_IN_LINE = 4
MOST_ON_PAGE = 600
ROWS_IN_BLOCK = 20


def glance(one: Coordinated, reader: Reader) -> list[Block]:
    """Draw a programme in Home: a line for each stage, how its messages fare, and a way in."""
    open_ = blocks.button(OPEN, reader.plain("programme-page.open"), str(one.programme.id))
    lines = [head(one, reader), *(_line(stage, pairs, one, reader) for stage, pairs in by_stage(one.pairs))]
    waiting = enrolments.in_brief(one, reader)
    if not one.pairs:
        empty = blocks.context(reader.mrkdwn("home-programme-empty"))
        return [blocks.section(lines[0], open_), *(waiting or [empty])]
    news = [*attention.in_brief(one, reader), *_lately(one, reader), *waiting]
    return [
        blocks.section("\n".join(lines), open_),
        *news,
        blocks.context(fares(one.health, reader)),
    ]


def _lately(one: Coordinated, reader: Reader) -> list[Block]:
    """Name the pairs that have moved on lately: to which stage, and since when."""
    found = lately(one.pairs, reader.now)
    if not found:
        return []
    said = [
        reader.mrkdwn(
            "programme-lately.pair",
            mentor=Markup(one.people[pair.by_role(Role.MENTOR)].mention),
            mentee=Markup(one.people[pair.by_role(Role.MENTEE)].mention),
            stage=reader.plain(f"home-stage.{pair.state}"),
            since=reader.moment(pair.state_since or reader.now),
        )
        for pair in found[:MOST_IN_LINE]
    ]
    if len(found) > MOST_IN_LINE:
        said.append(reader.mrkdwn("home-programme-more", count=len(found) - MOST_IN_LINE))
    return [blocks.context(reader.mrkdwn("programme-lately", pairs=Markup(" · ".join(said))))]


def page(one: Coordinated, reader: Reader) -> dict[str, Any]:
    """Draw the whole programme."""
    value = str(one.programme.id)
    buttons = [
        blocks.button(PAIR, reader.plain("home-buttons.pair"), value, "primary"),
        rosters.button(one.programme.id, reader),
        *withdrawals.button(one, reader),
        *closures.button(one, reader),
        blocks.button(EDIT, reader.plain("programme-page.edit"), value),
        rhythm.button(one.programme.id, reader),
        totals.button(one.programme.id, reader),
        rehearsal.button(one.programme.id, reader),
        keeping.button(one.programme.id, reader),
        looked.button(one.programme.id, reader),
    ]
    tongue = one.programme.language
    spoken = reader.mrkdwn("programme-language", language=reader.language_name(tongue)) if tongue else None
    told = [blocks.context(line) for line in (spoken, keeping.line(one.programme, reader)) if line]
    shown = [blocks.section(head(one, reader)), *told, blocks.actions(*buttons)]
    shown += [*attention.on_page(one, reader), *_stages(one, reader)]
    shown += [*enrolments.on_page(one, reader), *reopening.on_page(one, reader)]
    if one.pairs:
        shown += [blocks.context(fares(one.health, reader)), *causes(one.health, reader)]
    return blocks.modal(
        PAGE,
        reader.plain("programme-page.title"),
        [*shown, blocks.divider(), *coordinators.on_page(one, reader)],
        close=reader.plain("modal-close"),
        carries=value,
    )


def head(one: Coordinated, reader: Reader) -> Markup:
    """Return a programme's name and dates."""
    return reader.mrkdwn(
        "home-programme",
        name=one.programme.name,
        first=reader.day(one.programme.starts_on),
        last=reader.day(one.programme.ends_on),
    )


def fares(health: Health, reader: Reader) -> Markup:
    """Say in words what became of the messages of the last days; what did not happen is left out."""
    counts = {
        "sent": health.sent,
        "late": health.late,
        "due": health.due,
        "held": health.held,
        "folded": health.folded,
        "skipped": health.skipped,
        "failed": health.failed,
        "unknown": health.unknown,
        "doubled": health.doubled,
    }
    said = [
        reader.plain(f"programme-health.{name}", count=count)
        for name, count in counts.items()
        if count or name == "sent"
    ]
    if not health.failed and not health.unknown:
        said.append(reader.plain("programme-health.well"))
    return reader.mrkdwn("programme-health", counts=reader.listed(said))


def causes(health: Health, reader: Reader) -> list[Block]:
    """Say why messages were not sent, as far as coordinators may know it."""
    said = [reader.plain(f"health-cause.{cause}", count=count) for cause, count in health.causes.items()]
    if not said:
        return []
    return [blocks.context(reader.mrkdwn("health-cause", causes=reader.listed(said)))]


def _line(stage: PairState, pairs: tuple[Pair, ...], one: Coordinated, reader: Reader) -> Markup:
    named = [_named(pair, one, reader) for pair in pairs[:MOST_IN_LINE]]
    more = len(pairs) - MOST_IN_LINE
    if more > 0:
        named.append(reader.mrkdwn("home-programme-more", count=more))
    return reader.mrkdwn(
        "programme-stage.line",
        stage=capital(reader.plain(f"home-stage.{stage}")),
        count=len(pairs),
        pairs=Markup(" · ".join(named)),
    )


def _stages(one: Coordinated, reader: Reader) -> Iterator[Block]:
    if not one.pairs:
        yield blocks.context(reader.mrkdwn("home-programme-empty"))
    room = MOST_ON_PAGE
    for stage, pairs in by_stage(one.pairs):
        named = capital(reader.plain(f"home-stage.{stage}"))
        title = reader.mrkdwn("programme-stage", stage=named, count=len(pairs))
        rows = [_named(pair, one, reader) for pair in pairs[:room]]
        if len(pairs) > room:
            rows.append(reader.mrkdwn("home-programme-more", count=len(pairs) - room))
        room -= min(room, len(pairs))
        for start in range(0, len(rows), ROWS_IN_BLOCK):
            part = rows[start : start + ROWS_IN_BLOCK]
            yield blocks.section("\n".join([title, *part] if start == 0 else part))


def _named(pair: Pair, one: Coordinated, reader: Reader) -> Markup:
    said = reader.mrkdwn(
        "programme-stage.pair",
        mentor=Markup(one.people[pair.by_role(Role.MENTOR)].mention),
        mentee=Markup(one.people[pair.by_role(Role.MENTEE)].mention),
        days=days_in_stage(pair, reader.now, reader.zone),
        paused=str(pair.is_paused(reader.now)).lower(),
    )
    # Whoever waits for an answer asks whose it is; a yes or no is all that coordinators see of it.
    silent = [one.people[id_].mention for id_ in unanswered(pair)]
    if not silent:
        return said
    return reader.mrkdwn("programme-stage.unanswered", pair=said, people=Markup(reader.listed(silent)))
