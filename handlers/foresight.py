"""Foresight: when what waits for somebody, and what comes back to them, will come as things stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from bot import render
from bot.domain.audience import Audience
from bot.domain.cadence import Schedule as Rule
from bot.domain.cadence import following, instant_of, latest_due
from bot.domain.deliveries import Circumstances, Delivery, DeliveryClass, Reason, State
from bot.domain.outlook import Coming, foreseen, waits_for_another
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Role
from bot.domain.rhythm import CHECK_IN
from bot.domain.situation import PairView, Schedule
from bot.prompts import PROMPTS
from handlers.services import Scene
from storage import deliveries, pauses, programmes, schedules

# Of what comes every week, more than a year of it.
FURTHEST = 60


def of_row(scene: Scene, row: Delivery, pair: Pair | None) -> Coming | None:
    """Say when a message that waits will leave."""
    another = waits_for_another(row)
    if another:
        return Coming(row.kind, None, row.pair_id, (another,))
    held = (row.reason,) if row.reason and row.state is State.HELD else ()
    return foreseen([_seen(scene, row, pair, max(row.due_at, scene.now))], scene.now, held)


def of_kind(scene: Scene, pair: Pair, kind: str) -> Coming | None:
    """Say when the next of a kind comes to whoever acts; None where it does not come back."""
    return next((one for one in of_pair(scene, pair) if one.kind == kind), None)


def of_check_ins(scene: Scene, views: Iterable[PairView]) -> dict[int, datetime | None]:
    """Say when the next check-in comes to whoever acts, by the pair; None where none does, as things stand.

    Only whoever is asked learns that: what holds it is theirs alone, and would show to the other by the day. It tells
    by what is known here, and asks Slack nothing.
    """
    asked = [one for one in views if _is_asked(scene, one)]
    if not asked:
        return {}
    found: dict[int, datetime | None] = {}
    waiting = deliveries.waiting_for(scene.tx, scene.ws, scene.me.id, CHECK_IN)
    for view in asked:
        rows = (row for row in waiting if row.pair_id == view.pair.id and not has_become_needless(scene, row))
        held = (of_row(scene, row, view.pair) for row in rows)
        over = view.programme.ends_on
        planned = (_of_schedule(scene, one, view.pair, over) for one in _mine(scene, view))
        every = [one.at for one in (*held, *planned) if one]
        if every:
            found[view.pair.id] = min((at for at in every if at), default=None)
    return found


def _is_asked(scene: Scene, view: PairView) -> bool:
    is_under_way = view.pair.state is PairState.ACTIVE and not view.pair.is_paused(scene.now)
    return is_under_way and view.role_of(scene.me.id) is Role.MENTEE


def _mine(scene: Scene, view: PairView) -> list[Schedule]:
    return [one for one in view.schedules if one.kind == CHECK_IN and one.person_id == scene.me.id]


def has_become_needless(scene: Scene, row: Delivery) -> bool:
    """Tell whether a message that waits would be left out as things stand: it is not what is coming."""
    if row.pair_id is None:
        return False
    return render.stale(scene.situation(row.pair_id, row)) is not None


def of_pair(scene: Scene, pair: Pair) -> list[Coming]:
    """Say when the next of everything comes that comes back to whoever acts about a pair."""
    over = programmes.get(scene.tx, scene.ws, pair.programme_id).ends_on
    mine = (one for one in schedules.of_pair(scene.tx, scene.ws, pair.id) if one.person_id == scene.me.id)
    found = [_of_schedule(scene, one, pair, over) for one in mine if one.kind in PROMPTS]
    return [one for one in found if one]


def _of_schedule(scene: Scene, one: Schedule, pair: Pair, over: date) -> Coming | None:
    rule, due_at = schedules.rule_of(one), one.next_due_at
    held: tuple[Reason, ...] = ()
    if pair.paused_at and pair.is_paused(scene.now):
        if pair.paused_until is None:
            return Coming(one.kind, None, pair.id, (Reason("paused", audience=Audience.PAIR),))
        until = pair.paused_until
        rule, after = pauses.going_on(scene.tx, scene.ws, one, paused_at=pair.paused_at, at=until)
        if after != due_at:
            held = (Reason("moved-by-pause", {"until": until.isoformat()}, Audience.PAIR),)
        due_at = after
    if due_at is None:
        return None
    days = _days(one, rule, due_at, over)
    rows = (_planned(one, day, instant_of(rule, day), over) for day in islice(days, FURTHEST))
    return foreseen(_each(scene, rows, pair), scene.now, held)


def _days(one: Schedule, rule: Rule, due_at: datetime, over: date) -> Iterator[date]:
    """Yield the nominal dates that are still to be planned, up to a programme's last day."""
    day = latest_due(rule, due_at) or rule.anchor
    while day <= over:
        yield day
        if one.once:
            return
        day = following(rule, day)[0]


def _planned(one: Schedule, day: date, due_at: datetime, over: date) -> Delivery:
    """Return the row of the ledger that an occurrence will be."""
    return Delivery(
        id=0,
        workspace_id=one.workspace_id,
        key="",
        kind=one.kind,
        delivery_class=DeliveryClass.SCHEDULED,
        person_id=one.person_id,
        pair_id=one.pair_id,
        subject=str(one.pair_id),
        occasion=day.isoformat(),
        due_at=due_at,
        token="",
        expires_at=PROMPTS[one.kind].expires_at(due_at, over, one.zone),
    )


def _each(scene: Scene, rows: Iterable[Delivery], pair: Pair) -> Iterator[Circumstances]:
    return (_seen(scene, row, pair, max(row.due_at, scene.now)) for row in rows)


def _seen(scene: Scene, row: Delivery, pair: Pair | None, at: datetime) -> Circumstances:
    """Return what guards see of a message at the instant at which it is due, as far as that is known."""
    return Circumstances(
        delivery=row,
        person=scene.me,
        pair=pair,
        installed=True,
        stale=None,
        now=at,
        manner=render.manner(row.kind),
    )
