"""Totals of surveys, and one's own answers over time: opened by whom they are for."""

from __future__ import annotations

from typing import Any

from bot.domain.totals import Wave
from bot.domain.trends import over_time
from bot.prompts import PROMPTS, measures
from bot.prompts.surveys import OPEN, YES
from bot.router import Answer
from bot.views import totals as views
from bot.views import trends
from handlers import standing
from handlers.services import Call, On, Scene, act, look, open_view
from storage import audit, pairs, people, situations, totals
from storage.totals import Consented

QUOTE = "quote"
NAMED = "named"
QUOTES = ("anonymous", NAMED)


def register(on: On) -> None:
    on.action(views.OPEN)(open_totals)
    on.action(trends.OPEN)(open_trends)


async def open_totals(call: Call) -> Answer:
    """Show a programme's totals to whoever coordinates it; what may be closed by now is closed with this look."""
    view = await act(call, lambda scene: page(scene, int(call.value or 0)))
    open_view(call, view)
    return None


async def open_trends(call: Call) -> Answer:
    """Show somebody what they answered over time."""
    open_view(call, await look(call, mine))
    return None


def page(scene: Scene, programme_id: int) -> dict[str, Any]:
    """Draw a programme's totals, and note who looked; raises NotCoordinator."""
    programme = standing.coordinated(scene, programme_id)
    audit.note(scene.tx, scene.ws, scene.me.id, "totals.read", f"programme:{programme_id}", at=scene.now)
    surveys = [_survey(scene, programme_id, kind) for kind in measures.surveys()]
    return views.modal(programme.name, surveys, scene.reader())


def mine(scene: Scene) -> dict[str, Any]:
    """Draw the answers of whoever acts, of all their pairs, those that are over too."""
    found = []
    for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id):
        view = situations.view(scene.tx, scene.ws, pair.id, reader=scene.me.id)
        partner = view.people[pair.partners(scene.me.id)[0]]
        series = over_time(view.answers, measures.over_time(), scene.me.id)
        found.append(trends.OfPair(partner, view.programme.name, series))
    return trends.modal(found, scene.reader())


def _survey(scene: Scene, programme_id: int, kind: str) -> views.Shown:
    counted = measures.counted(kind)
    totals.close(scene.tx, scene.ws, programme_id, kind, counted, at=scene.now)
    waves = totals.waves(scene.tx, scene.ws, programme_id, kind)
    said = {one.number: _words(scene, programme_id, one) for one in waves[-views.MOST_WAVES :]}
    return views.Shown(f"{PROMPTS[kind].words}.label", counted, waves, said)


def _words(scene: Scene, programme_id: int, wave: Wave) -> list[views.Words]:
    """Return the words of a wave that their writers let coordinators read, where the survey asks for that at all."""
    asked = measures.open_words(wave.question)
    if not asked:
        return []
    tx, ws, reader = scene.tx, scene.ws, scene.reader()
    found = totals.consented(tx, ws, programme_id, wave, OPEN.id, YES, reader=scene.me.id)
    return [
        views.Words(reader.plain(words), str(one.value[item]), *_quoted(scene, one))
        for one in found
        for item, words in asked.items()
        if one.value.get(item)
    ]


def _quoted(scene: Scene, one: Consented) -> tuple[str, str]:
    """Return how somebody may be quoted, and their name where they said so."""
    how = str(one.value.get(QUOTE) or "")
    if how not in QUOTES:
        return "", ""
    return how, people.get(scene.tx, scene.ws, one.person_id).name if how == NAMED else ""
