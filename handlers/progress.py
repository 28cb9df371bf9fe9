"""Progress: logged in one line, by form, by shortcut, or in words in the DM."""

from __future__ import annotations

from bot import typed
from bot.domain.goals import LONGEST_NOTE, Goal, choose
from bot.domain.pairs import PairState
from bot.domain.people import Role
from bot.errors import NoGoalYet, TextTooLong
from bot.router import Answer
from bot.views import messages
from bot.views import progress as views
from bot.words import Markup
from handlers.services import Call, On, Scene, act, look, open_view
from storage import goals, pairs, people
from storage.goals import Said

COMMAND = "/progress"
SHORTCUT = "log_progress"
OPEN = "home.progress"


def register(on: On) -> None:
    on.command(COMMAND)(command)
    on.shortcut(SHORTCUT)(open_form)
    on.action(OPEN)(open_form)
    on.view(views.FORM)(submitted)


async def command(call: Call) -> Answer:
    """`/progress` opens the form; with words it logs at once and reads back."""
    if not call.command_text.strip():
        return await open_form(call)
    return await act(call, lambda scene: log_line(scene, call.command_text, call.trigger_id))


async def open_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, object]:
        mine = my_goals(scene)
        if not [goal for goal in mine if not goal.closed_at]:
            raise NoGoalYet
        return views.form(mine, scene.reader(), carries="")

    open_view(call, await look(call, form))
    return None


async def submitted(call: Call) -> Answer:
    """The form was sent."""
    goal = call.state[views.GOAL][views.GOAL]["selected_option"]["value"]
    percent = call.state[views.PERCENT][views.PERCENT].get("value")
    note = str(call.state[views.NOTE][views.NOTE].get("value") or "").strip()

    def record(scene: Scene) -> str | None:
        if percent is None and not note:
            return scene.reader().plain("progress-form-empty")
        pair_text, _, number = goal.partition(":")
        mine = [one for one in my_goals(scene) if one.pair_id == int(pair_text)]
        said = Said(None if percent is None else int(percent), note or None, f"view:{call.view['id']}")
        log(scene, choose(mine, int(number)), said)
        return None

    refused = await act(call, record)
    return {"response_action": "errors", "errors": {views.NOTE: refused}} if refused else None


def log_line(scene: Scene, text: str, source: str) -> str:
    """Log one line, and return how it reads back."""
    reader = scene.reader()
    said = typed.percent_and_note(text)
    if said is None:
        return reader.plain("progress-misread")
    if isinstance(said, typed.Misread):
        return reader.plain("progress-misread-percent")
    goal = choose(my_goals(scene), said.goal)
    percent = 100 if said.done else said.percent
    if not log(scene, goal, Said(percent, said.note or None, f"line:{source}"), tell=False):
        return reader.plain("progress-twice")
    figure = messages.figure(percent, said.note or None, reader)
    partner = people.get(scene.tx, scene.ws, _partner(scene, goal))
    logged = reader.mrkdwn("progress-logged", number=goal.number, goal=goal.title, figure=figure)
    shown_to = reader.mrkdwn("progress-shown-to", partner=Markup(partner.mention))
    return f"{logged}\n{shown_to}"


def log(scene: Scene, goal: Goal, said: Said, *, tell: bool = True) -> bool:
    """Append to a goal's log; False when the same form or line was logged before."""
    if said.note and len(said.note) > LONGEST_NOTE:
        raise TextTooLong(limit=LONGEST_NOTE)
    if not goals.log(scene.tx, goal, scene.ws, scene.me.id, said, at=scene.now):
        return False
    if tell:
        fresh = goals.of_pair(scene.tx, scene.ws, goal.pair_id, reader=scene.me.id)
        entry = next(one for one in fresh if one.id == goal.id).log[-1]
        facts = {"goal": goal.number, "entry": entry.id}
        scene.owe(messages.LOGGED, pair_id=goal.pair_id, facts=facts)
    return True


def my_goals(scene: Scene) -> list[Goal]:
    """Return the goals on which whoever acts can log: a mentee's own, in every pair that is under way."""
    found: list[Goal] = []
    for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id):
        if pair.state is PairState.ACTIVE and pair.member(scene.me.id).role is Role.MENTEE:
            found += goals.of_pair(scene.tx, scene.ws, pair.id, reader=scene.me.id)
    return found


def _partner(scene: Scene, goal: Goal) -> int:
    return pairs.get(scene.tx, scene.ws, goal.pair_id).partners(scene.me.id)[0]
