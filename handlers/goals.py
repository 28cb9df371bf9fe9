"""Goals: added, sharpened, marked out, closed and taken up again by the mentee, and answered by the mentor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.domain.deliveries import WAITING
from bot.domain.goals import (
    LONGEST_MILESTONE,
    MOST_MILESTONES,
    MOST_OPEN,
    Closing,
    Goal,
    Smart,
    lines,
    ticked,
)
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person, Role
from bot.errors import NotYours, PairMoved
from bot.router import Answer
from bot.views import goal_news, messages
from bot.views import goals as views
from bot.views import place as place_views
from handlers import asks, home, place, progress
from handlers.services import Call, On, Scene, act, glance, open_view
from storage import deliveries, goals, pairs, people

Errors = dict[str, str]


def register(on: On) -> None:
    on.action(views.ADD)(add)
    on.action(views.SHARPEN)(sharpen)
    on.action(views.MENU)(menu)
    on.action(views.LOOK)(look_closer)
    on.action(views.AGAIN)(take_up_again)
    on.view(views.FORM)(worded)
    on.view(views.MILESTONES)(marked)
    on.view(views.CLOSE)(closed)
    on.view(views.RESPONSE)(responded)


async def add(call: Call) -> Answer:
    """Open the form for a new goal."""

    def form(scene: Scene) -> dict[str, Any]:
        pair = _under_way(scene, int(call.value or 0))
        _as(scene, pair, Role.MENTEE)
        return views.form(_partner(scene, pair), pair.id, None, scene.reader())

    open_view(call, await glance(call, form))
    return None


async def sharpen(call: Call) -> Answer:
    """Open the form for a goal that is there."""
    open_view(call, await glance(call, lambda scene: _form(scene, int(call.value or 0))))
    return None


async def menu(call: Call) -> Answer:
    """The menu of a goal on Home: `choice:goal`."""
    choice, _, goal_id = (call.value or "").partition(":")
    if choice == "take-back":
        await act(call, lambda scene: _take_back(scene, int(goal_id)))
        home.redraw(call)
    else:
        open_view(call, await glance(call, lambda scene: _MENU[choice](scene, int(goal_id))))
    return None


async def look_closer(call: Call) -> Answer:
    """Open a goal for the mentor."""

    def form(scene: Scene) -> dict[str, Any]:
        goal = _theirs(scene, int(call.value or 0))
        mentee = people.get(scene.tx, scene.ws, goal.person_id)
        return views.look(goal, mentee, scene.reader())

    open_view(call, await glance(call, form))
    return None


async def worded(call: Call) -> Answer:
    """The four questions were answered."""
    pair_text, _, goal_text = str(call.view.get("private_metadata") or "").partition(":")
    said = _smart(call)

    def record(scene: Scene) -> Errors:
        if goal_text:
            return _sharpen(scene, _mine(scene, int(goal_text)), said)
        return _add(scene, _under_way(scene, int(pair_text)), said)

    return await _submit(call, record)


async def marked(call: Call) -> Answer:
    """Milestones were ticked or added."""
    goal_text, _, shown_text = str(call.view.get("private_metadata") or "").partition(":")
    shown = {int(one) for one in shown_text.split(",") if one}
    boxes = call.state.get(views.REACHED, {}).get(views.REACHED, {})
    chosen = {int(one["value"]) for one in boxes.get("selected_options") or ()}
    typed = lines(str(_text(call, views.MORE) or ""))

    def record(scene: Scene) -> Errors:
        goal = _mine(scene, int(goal_text))
        known = {one.title for one in goal.milestones}
        fresh = [one for one in typed if one not in known]
        errors = _too_much(scene, goal, fresh)
        if not errors:
            for title in fresh:
                goals.add_milestone(scene.tx, scene.ws, goal, title)
            _tick(scene, goal, *ticked(goal.milestones, shown, chosen))
        return errors

    return await _submit(call, record)


async def closed(call: Call) -> Answer:
    """A goal ended; whoever mentors hears how, and both hear of it when it was reached."""
    goal_id = int(call.view.get("private_metadata") or 0)
    how = Closing(call.state[views.HOW][views.HOW]["selected_option"]["value"])

    def record(scene: Scene) -> Errors:
        goal = _mine(scene, goal_id)
        if goal.closed_at:
            raise PairMoved
        goals.close(scene.tx, scene.ws, goal, how, at=scene.now)
        pair = pairs.get(scene.tx, scene.ws, goal.pair_id)
        _tell(scene, goal, goal_news.CLOSED, pair.by_role(Role.MENTOR), str(goal.id))
        if how is Closing.REACHED:
            _tell(scene, goal, goal_news.CLOSED, scene.me.id, str(goal.id))
        return {}

    return await _submit(call, record)


async def take_up_again(call: Call) -> Answer:
    """A closed goal is open again, and whatever was said of its end is unsaid."""

    def record(scene: Scene) -> None:
        goal = _mine(scene, int(call.value or 0))
        if not goal.closed_at or _is_full(scene, goal.pair_id):
            raise PairMoved
        goals.reopen(scene.tx, scene.ws, goal)
        for member in pairs.get(scene.tx, scene.ws, goal.pair_id).members:
            progress.unsay(scene, goal_news.CLOSED, str(goal.id), member.person_id)

    await act(call, record)
    home.redraw(call)
    return None


async def responded(call: Call) -> Answer:
    """The mentor endorsed a goal, or wrote a word on it."""
    goal_id = int(call.view.get("private_metadata") or 0)
    comment = str(_text(call, views.COMMENT) or "").strip() or None
    boxes = call.state.get(views.ENDORSE, {}).get(views.ENDORSE, {})
    is_endorsed = bool(boxes.get("selected_options"))

    def record(scene: Scene) -> Errors:
        goal = _theirs(scene, goal_id)
        goals.respond(scene.tx, scene.ws, goal, scene.me.id, comment, endorsed=is_endorsed, at=scene.now)
        _tell_response(scene, goal, comment, is_endorsed)
        return {}

    return await _submit(call, record)


async def _submit(call: Call, record: Callable[[Scene], Errors]) -> Answer:
    """Record a form, and draw Home anew; or show under its fields what is not right yet."""
    errors = await act(call, record)
    if errors:
        return {"response_action": "errors", "errors": errors}
    home.redraw(call)
    return None


def _add(scene: Scene, pair: Pair, said: Smart) -> Errors:
    _as(scene, pair, Role.MENTEE)
    errors = _unfit(scene, said, None)
    if not errors and _is_full(scene, pair.id):
        errors[views.WHAT] = scene.reader().plain("goal-form.full", most=MOST_OPEN)
    known = goals.of_pair(scene.tx, scene.ws, pair.id, reader=scene.me.id)
    # The same form, sent twice, is one goal.
    if errors or any(one.title == said.title and not one.closed_at for one in known):
        return errors
    goal = goals.create(scene.tx, scene.ws, pair.id, scene.me.id, said.title, at=scene.now)
    goals.sharpen(scene.tx, scene.ws, goal, said)
    return {}


def _sharpen(scene: Scene, goal: Goal, said: Smart) -> Errors:
    errors = _unfit(scene, said, goal)
    if errors:
        return errors
    goals.sharpen(scene.tx, scene.ws, goal, said)
    if not goal.sharpened:
        # The offer that came with the agreement has been taken.
        scene.rewrite_latest(messages.BEGUN, goal.pair_id, scene.me.id)
    return {}


def _unfit(scene: Scene, said: Smart, goal: Goal | None) -> Errors:
    reader = scene.reader()
    errors: Errors = {}
    if not said.title:
        errors[views.WHAT] = reader.plain("goal-form.empty")
    is_new_day = said.target_on and (goal is None or said.target_on != goal.target_on)
    if is_new_day and said.target_on and said.target_on < reader.today:
        errors[views.BY] = reader.plain("goal-form.past")
    return errors


def _too_much(scene: Scene, goal: Goal, fresh: list[str]) -> Errors:
    reader = scene.reader()
    long = [one for one in fresh if len(one) > LONGEST_MILESTONE]
    if long:
        facts = {"limit": LONGEST_MILESTONE, "line": views.glimpse(long[0])}
        return {views.MORE: reader.plain("goal-milestones.too-long", **facts)}
    if len(goal.milestones) + len(fresh) > MOST_MILESTONES:
        return {views.MORE: reader.plain("goal-milestones.too-many", most=MOST_MILESTONES)}
    return {}


def _tick(scene: Scene, goal: Goal, reached: list[int], undone: list[int]) -> None:
    """Each milestone that is reached is told to both; of one that is not after all, they read so."""
    goals.tick(scene.tx, scene.ws, goal, reached, at=scene.now)
    goals.tick(scene.tx, scene.ws, goal, undone, at=None)
    pair = pairs.get(scene.tx, scene.ws, goal.pair_id)
    for one in reached:
        place.reached(scene, pair, goal.number, one)
    for one in undone:
        progress.unsay(scene, place_views.MILESTONE, str(one), pair.by_role(Role.MENTEE))
    for member in pair.members:
        for one in reached:
            _tell(scene, goal, goal_news.MILESTONE, member.person_id, str(one), milestone=one)
        for one in undone:
            progress.unsay(scene, goal_news.MILESTONE, str(one), member.person_id)
    if reached:
        asks.for_feedback(scene, goal.pair_id)


def _tell(scene: Scene, goal: Goal, kind: str, person_id: int, subject: str, **facts: int) -> None:
    scene.owe(kind, person_id, pair_id=goal.pair_id, subject=subject, facts={"goal": goal.number, **facts})


def _tell_response(scene: Scene, goal: Goal, comment: str | None, is_endorsed: bool) -> None:
    """The mentee hears what is new; what waits to be told already will say it, and less than before is unsaid."""
    kind, subject = goal_news.RESPONSE, str(goal.id)
    is_news = (comment and comment != goal.comment) or (is_endorsed and not goal.endorsed_at)
    latest = deliveries.latest(scene.tx, scene.ws, kind, subject, goal.person_id)
    if is_news and not (latest and latest.state in WAITING):
        _tell(scene, goal, kind, goal.person_id, subject)
    elif latest and latest.sent_at:
        scene.rewrite(latest.id, goal.person_id)
    elif not comment and not is_endorsed:
        progress.unsay(scene, kind, subject, goal.person_id)


def _take_back(scene: Scene, goal_id: int) -> None:
    latest = _mine(scene, goal_id).latest
    if latest is None:
        raise PairMoved
    progress.withdraw(scene, latest.id)


def _form(scene: Scene, goal_id: int) -> dict[str, Any]:
    goal = _mine(scene, goal_id)
    partner = _partner(scene, pairs.get(scene.tx, scene.ws, goal.pair_id))
    return views.form(partner, goal.pair_id, goal, scene.reader())


def _milestones(scene: Scene, goal_id: int) -> dict[str, Any]:
    goal = _mine(scene, goal_id)
    partner = _partner(scene, pairs.get(scene.tx, scene.ws, goal.pair_id))
    return views.milestones(goal, partner, scene.reader())


def _close(scene: Scene, goal_id: int) -> dict[str, Any]:
    return views.close(_mine(scene, goal_id), scene.reader())


_MENU: dict[str, Callable[[Scene, int], dict[str, Any]]] = {
    "sharpen": _form,
    "milestones": _milestones,
    "close": _close,
}


def _smart(call: Call) -> Smart:
    on = call.state[views.BY][views.BY].get("selected_date")
    said = {name: str(_text(call, name) or "").strip() for name in (views.WHAT, views.MEASURE, views.STEP)}
    return Smart(
        title=" ".join(said[views.WHAT].split()),
        measure=said[views.MEASURE] or None,
        target_on=date.fromisoformat(on) if on else None,
        first_step=said[views.STEP] or None,
    )


def _text(call: Call, name: str) -> str | None:
    value: str | None = call.state.get(name, {}).get(name, {}).get("value")
    return value


def _mine(scene: Scene, goal_id: int) -> Goal:
    """Return one's own goal in a pair under way; raises NotYours or PairMoved."""
    goal = goals.get(scene.tx, scene.ws, goal_id, reader=scene.me.id)
    if goal.person_id != scene.me.id:
        raise NotYours
    _under_way(scene, goal.pair_id)
    return goal


def _theirs(scene: Scene, goal_id: int) -> Goal:
    """Return the goal of one's mentee in a pair under way; raises NotYours or PairMoved."""
    goal = goals.get(scene.tx, scene.ws, goal_id, reader=scene.me.id)
    _as(scene, _under_way(scene, goal.pair_id), Role.MENTOR)
    return goal


def _under_way(scene: Scene, pair_id: int) -> Pair:
    try:
        pair = pairs.get(scene.tx, scene.ws, pair_id)
    except LookupError:
        raise PairMoved from None
    if pair.state is not PairState.ACTIVE:
        raise PairMoved
    return pair


def _as(scene: Scene, pair: Pair, role: Role) -> None:
    if pair.by_role(role) != scene.me.id:
        raise NotYours


def _partner(scene: Scene, pair: Pair) -> Person:
    return people.get(scene.tx, scene.ws, pair.partners(scene.me.id)[0])


def _is_full(scene: Scene, pair_id: int) -> bool:
    known = goals.of_pair(scene.tx, scene.ws, pair_id, reader=scene.me.id)
    return sum(1 for one in known if not one.closed_at) >= MOST_OPEN
