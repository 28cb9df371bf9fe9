"""The outlook: what is coming to somebody, and what was held or left out lately and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from bot import render
from bot.domain import outlook as rules
from bot.domain.deliveries import WAITING, Delivery
from bot.domain.pairs import Pair
from bot.router import Answer
from bot.views import outlook as views
from handlers import foresight
from handlers.services import Call, On, Scene, look, open_view
from storage import deliveries, pairs, people

LATELY = timedelta(days=30)


def register(on: On) -> None:
    on.action(views.OPEN)(open_)


async def open_(call: Call) -> Answer:
    open_view(call, await look(call, lambda scene: views.modal(of(scene), render.title, scene.reader())))
    return None


def said(scene: Scene) -> str:
    """Say it to whoever acts."""
    return views.text(of(scene), render.title, scene.reader())


def of(scene: Scene) -> rules.Outlook:
    """Load the outlook of whoever acts; of the ledger they see their own rows and no others."""
    tx, ws, me = scene.tx, scene.ws, scene.me
    rows = deliveries.unasked(tx, ws, me.id, scene.now - LATELY)
    mine = pairs.of_person(tx, ws, me.id)
    partners = people.several(tx, ws, {_partner(pair, me.id) for pair in mine})
    return rules.Outlook(
        coming=rules.soonest(_coming(scene, rows, {pair.id: pair for pair in mine})),
        lately=rules.lately(rows),
        partners={pair.id: partners[_partner(pair, me.id)] for pair in mine},
    )


def _coming(scene: Scene, rows: Iterable[Delivery], mine: Mapping[int, Pair]) -> Iterator[rules.Coming]:
    """Yield what waits for whoever acts, and the next of everything that comes back to them."""
    for row in rows:
        if row.state in WAITING and not foresight.has_become_needless(scene, row):
            found = foresight.of_row(scene, row, mine.get(row.pair_id or 0))
            if found:
                yield found
    for pair in mine.values():
        yield from foresight.of_pair(scene, pair)


def _partner(pair: Pair, me: int) -> int:
    return pair.partners(me)[0]
