"""Progress: logged in one line, by form, by shortcut, or in words in the DM."""

from __future__ import annotations

from bot import typed
from bot.domain.agreement import AgreementState, may_tell
from bot.domain.deliveries import WAITING, Reason, State
from bot.domain.goals import LONGEST_NOTE, Goal, Telling, choose, fell_back, finished, telling
from bot.domain.pairs import OPEN as UNDER_WAY
from bot.domain.pairs import PairState
from bot.domain.people import Role
from bot.errors import NoGoalOfYours, NoGoalYet, NotYours, TextTooLong, TrellisError
from bot.router import Answer
from bot.views import blocks, goal_news, messages
from bot.views import progress as views
from bot.views.blocks import Message
from handlers import asks, home
from handlers.services import Call, On, Scene, act, glance, open_view
from storage import agreements, deliveries, goals, pairs, people
from storage.goals import Said

COMMAND = "/progress"
SHORTCUT = "log_progress"
OPEN = "home.progress"


def register(on: On) -> None:
    on.command(COMMAND)(command)
    on.shortcut(SHORTCUT)(open_form)
    on.action(OPEN)(open_form)
    on.view(views.FORM)(submitted)
    on.action(views.TAKE_BACK)(take_back)
    on.action(views.TAKE_BACK_HERE)(take_back_here)


async def command(call: Call) -> Answer:
    """`/progress` opens the form; with words it logs at once and reads back."""
    if not call.command_text.strip():
        return await open_form(call)
    said = await act(call, lambda scene: log_line(scene, call.command_text, call.trigger_id))
    return said.as_arguments()


async def open_form(call: Call) -> Answer:
    def form(scene: Scene) -> dict[str, object]:
        mine = my_goals(scene)
        if not [goal for goal in mine if not goal.closed_at]:
            raise nothing_to_log_on(scene)
        return views.form(mine, scene.reader(), carries="")

    open_view(call, await glance(call, form))
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
    home.redraw(call)
    return {"response_action": "errors", "errors": {views.NOTE: refused}} if refused else None


async def take_back(call: Call) -> Answer:
    """Take back the entry that a message read back."""
    await act(call, lambda scene: withdraw(scene, int(call.value or 0)))
    return None


async def take_back_here(call: Call) -> Answer:
    """The same on the answer to a command, which only Slack can rewrite."""
    text = await act(
        call, lambda scene: views.taken_back(withdraw(scene, int(call.value or 0)), scene.reader())
    )

    async def replace() -> None:
        if call.response_url and call.client.session:
            answer = {"replace_original": True, "text": text}
            async with call.client.session.post(call.response_url, json=answer):
                return

    call.services.tasks.spawn(replace(), "replace the answer to a command")
    return None


def log_line(scene: Scene, text: str, source: str) -> Message:
    """Log one line, and return how it reads back; words without a figure are a note."""
    line = scene.typed(text)
    # "done" says how far it has come; any other word that steers says nothing of it.
    steers = typed.command(line) not in (None, typed.Command.DONE)
    said = None if steers else typed.percent_and_note(f"progress: {line}")
    if said is None:
        return _plainly(scene, "progress-misread")
    if isinstance(said, typed.Misread):
        return _plainly(scene, "progress-misread-percent")
    goal = chosen(scene, said.goal)
    percent = 100 if said.done else said.percent
    fresh = log(scene, goal, Said(percent, said.note or None, f"line:{source}"), tell=False)
    if fresh is None:
        return _plainly(scene, "progress-twice")
    partner = people.get(scene.tx, scene.ws, _partner(scene, goal))
    return views.read_back(fresh, fresh.log[-1], partner, scene.reader(), views.TAKE_BACK_HERE)


def _plainly(scene: Scene, words: str) -> Message:
    text = scene.reader().mrkdwn(words)
    return Message(text, (blocks.section(text),))


def log(scene: Scene, goal: Goal, said: Said, *, tell: bool = True) -> Goal | None:
    """Append to a goal's log, and return the goal with it; None when the same form or line was logged before."""
    if said.note and len(said.note) > LONGEST_NOTE:
        raise TextTooLong(limit=LONGEST_NOTE)
    if not goals.log(scene.tx, goal, scene.ws, scene.me.id, said, at=scene.now):
        return None
    fresh = goals.get(scene.tx, scene.ws, goal.id, reader=scene.me.id)
    entry = fresh.log[-1]
    facts = {"goal": goal.number, "entry": entry.id}
    if tell:
        scene.owe(messages.LOGGED, pair_id=goal.pair_id, subject=str(entry.id), facts=facts)
    partner = _partner(scene, goal)
    if fell_back(fresh, entry):
        asks.after_setback(scene, goal.pair_id)
    if finished(fresh, entry) or _tells_at_once(scene, goal, partner):
        scene.owe(goal_news.NEWS, partner, pair_id=goal.pair_id, subject=str(entry.id), facts=facts)
    return fresh


def withdraw(scene: Scene, entry_id: int) -> Goal:
    """Take one's own entry back, with what it told; return the goal as it then stands. Raises NotYours, PairMoved."""
    goal = goals.by_entry(scene.tx, scene.ws, entry_id, reader=scene.me.id)
    entry = next(one for one in goal.log if one.id == entry_id)
    if entry.person_id != scene.me.id:
        raise NotYours
    if goals.withdraw(scene.tx, scene.ws, entry, at=scene.now):
        unsay(scene, messages.LOGGED, str(entry_id), scene.me.id)
        unsay(scene, goal_news.NEWS, str(entry_id), _partner(scene, goal))
    return goals.get(scene.tx, scene.ws, goal.id, reader=scene.me.id)


def unsay(scene: Scene, kind: str, subject: str, person_id: int) -> None:
    """What was told is rewritten to what holds now; what still waits to be told is not sent."""
    found = deliveries.latest(scene.tx, scene.ws, kind, subject, person_id)
    if found and found.state in WAITING:
        deliveries.settle(scene.tx, found, State.SKIPPED, Reason("taken-back"))
    elif found:
        scene.rewrite(found.id, person_id)


def _tells_at_once(scene: Scene, goal: Goal, partner: int) -> bool:
    """Tell whether the mentor hears of it now; what the agreement holds back comes with the next check-in."""
    agreed = agreements.newest(scene.tx, scene.ws, goal.pair_id, AgreementState.ACTIVE, reader=scene.me.id)
    clauses = agreed.clauses if agreed else {}
    if telling(clauses) is not Telling.AT_ONCE:
        return False
    news = [
        one
        for one in deliveries.recent(scene.tx, scene.ws, partner)
        if one.kind == goal_news.NEWS and one.pair_id == goal.pair_id
    ]
    return may_tell(clauses, news[0].sent_at or news[0].due_at if news else None, scene.now)


def chosen(scene: Scene, number: int | None) -> Goal:
    """Return the goal that whoever acts means; raises NoSuchGoal, and where they have none, why that is."""
    mine = my_goals(scene)
    if not mine:
        raise nothing_to_log_on(scene)
    return choose(mine, number)


def nothing_to_log_on(scene: Scene) -> TrellisError:
    """Return why there is no goal: a mentee's comes with the agreement, and mentors log nothing."""
    mine = [pair for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id) if pair.state in UNDER_WAY]
    roles = {pair.member(scene.me.id).role for pair in mine}
    return NoGoalOfYours() if roles == {Role.MENTOR} else NoGoalYet()


def my_goals(scene: Scene) -> list[Goal]:
    """Return the goals on which whoever acts can log: a mentee's own, in every pair that is under way."""
    found: list[Goal] = []
    for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id):
        if pair.state is PairState.ACTIVE and pair.member(scene.me.id).role is Role.MENTEE:
            found += goals.of_pair(scene.tx, scene.ws, pair.id, reader=scene.me.id)
    return found


def _partner(scene: Scene, goal: Goal) -> int:
    return pairs.get(scene.tx, scene.ws, goal.pair_id).partners(scene.me.id)[0]
