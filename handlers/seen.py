"""Who can see what: gathered from the audiences that questions, prompts and tables declare."""

from __future__ import annotations

from bot import dialogues
from bot.domain.audience import Audience
from bot.domain.programme import Programme
from bot.prompts import PROMPTS
from bot.router import Answer
from bot.views import seen as views
from handlers.services import Call, On, Scene, look, open_view
from storage import pairs, programmes
from storage.tables import Base
from storage.types import Sealed


def register(on: On) -> None:
    on.action(views.OPEN)(show)


async def show(call: Call) -> Answer:
    open_view(call, await look(call, lambda scene: views.modal(written(), _mine(scene), scene.reader())))
    return None


def _mine(scene: Scene) -> list[Programme]:
    """Return the programmes in which whoever acts has or had a pair, each once."""
    ids = dict.fromkeys(one.programme_id for one in pairs.of_person(scene.tx, scene.ws, scene.me.id))
    return [programmes.get(scene.tx, scene.ws, one) for one in ids]


def written() -> dict[Audience, list[str]]:
    """Return the ids of words that name what people write, by who may read it, as declared where it is written."""
    found: dict[Audience, list[str]] = {audience: [] for audience in Audience}
    for dialogue in dialogues.DIALOGUES.values():
        for step in dialogue.steps:
            found[step.audience].append(f"{dialogue.words(step)}.label")
    for prompt in PROMPTS.values():
        found[prompt.audience].append(f"{prompt.words}.label")
    for audience, words in columns():
        if words not in found[audience]:
            found[audience].append(words)
    return found


def columns() -> list[tuple[Audience, str]]:
    """Return each sealed column's audience with the id of the words for its table.

    What a question asked is named by the question: its column says where the audience stands instead.
    """
    return [
        (Audience(column.type.audience), f"seen-{name.replace('_', '-')}")
        for name, table in Base.metadata.tables.items()
        for column in table.columns
        if isinstance(column.type, Sealed) and column.type.audience in set(Audience)
    ]
