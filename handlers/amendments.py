"""Re-opening the agreement: choosing a clause, proposing its new words, and answering a proposal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.domain import agreement as agreement_rules
from bot.domain import amendments as rules
from bot.domain.agreement import Value
from bot.domain.amendments import Amendment, Reply
from bot.domain.pairs import OPEN, PairState
from bot.domain.situation import PairView, Situation
from bot.errors import NotYours, PairMoved
from bot.router import Answer
from bot.typed import changes
from bot.views import amendments as views
from bot.views import clause_forms, history
from handlers import home
from handlers.agreement import document as version_document
from handlers.services import Call, On, Scene, act, look, open_view, say_sorry
from storage import agreements, amendments, deliveries, pairs

CHANGE = "home.change"
# docs.slack.dev, "Views": what private_metadata holds at most, in UTF-16 units.
CARRIED = 3000


def register(on: On) -> None:
    on.action(CHANGE, views.OPEN)(open_form)
    on.view(views.CLAUSE_FORM)(clause_chosen)
    on.view(views.FORM)(filled_in)
    on.view(views.PROPOSE)(proposed)
    on.action(views.SIGN, views.READ)(read)
    on.view(views.DOCUMENT)(signed)
    on.action(views.COUNTER)(open_counter)
    on.action(views.DECLINE)(_replier(Reply.DECLINE))
    on.action(views.WITHDRAW)(_replier(Reply.WITHDRAW))
    on.action(history.VERSION)(open_version)


async def open_form(call: Call) -> Answer:
    """Ask which clause should change, or with a clause named for its new value; show what is under way already."""
    named = json.loads(call.value or "0")
    named = named if isinstance(named, dict) else {"pair": int(named)}

    def form(scene: Scene) -> dict[str, Any]:
        situation = _mine(scene, int(named["pair"]))
        open_one = rules.under_way(situation.pair.amendments)
        if open_one:
            return views.document(situation, open_one, scene.reader())
        if "clause" in named:
            return views.form(situation, named["clause"], scene.reader(), value=named.get("value"))
        return views.clause_form(situation, scene.reader())

    open_view(call, await look(call, form))
    return None


async def clause_chosen(call: Call) -> Answer:
    """The next form stands on this one, so that closing it leads back."""
    pair_id = int(_carried(call)["pair"])
    clause = call.state[views.CLAUSE][views.CLAUSE]["selected_option"]["value"]

    def form(scene: Scene) -> dict[str, Any]:
        return views.form(_free(scene, pair_id, None), clause, scene.reader())

    return {"response_action": "push", "view": await look(call, form)}


async def open_counter(call: Call) -> Answer:
    """Ask for something else, beginning with what was proposed."""

    def form(scene: Scene) -> dict[str, Any]:
        amendment = _amendment(scene, int(call.value or 0))
        situation = _free(scene, amendment.pair_id, amendment.id)
        return views.form(situation, amendment.clause, scene.reader(), answers=amendment)

    open_view(call, await look(call, form))
    return None


async def filled_in(call: Call) -> Answer:
    """Show the whole new text before it is signed; say under its input what cannot be."""
    carried = _carried(call)

    def shown(scene: Scene) -> Answer:
        situation = _free(scene, int(carried["pair"]), carried["answers"])
        clause, on = carried["clause"], str(call.state[views.ON][views.ON]["selected_date"])
        before = rules.own(clause, _answered(situation, carried), situation.role)
        said = clause_forms.entered(clause, call.state, before)
        errors = _wrong(scene, situation, carried, said, date.fromisoformat(on))
        if errors:
            return {"response_action": "errors", "errors": errors}
        draft = {**carried, "said": said, "on": on}
        amendment = _drafted(scene, situation, draft)
        carries = json.dumps({**draft, "hash": amendment.hash}, ensure_ascii=False, separators=(",", ":"))
        if len(carries.encode("utf-16-le")) // 2 > CARRIED:
            too_long = scene.reader().plain("error-text-too-long", limit=agreement_rules.LONGEST_NOTE)
            return {"response_action": "errors", "errors": {clause_forms.NOTE: too_long}}
        view = views.to_propose(situation, amendment, scene.reader(), carries)
        return {"response_action": "push", "view": view}

    return await look(call, shown)


async def proposed(call: Call) -> Answer:
    """Propose, and thereby sign, exactly the text that was open: its hash stands in the view."""
    draft = _carried(call)

    def record(scene: Scene) -> None:
        situation = _free(scene, int(draft["pair"]), draft["answers"])
        amendment = _drafted(scene, situation, draft)
        if amendment.hash != draft["hash"]:
            raise PairMoved
        if draft["answers"]:
            _settle(scene, _amendment(scene, int(draft["answers"])), Reply.COUNTER)
        made = amendments.propose(scene.tx, scene.ws, amendment)
        for member in situation.pair.pair.members:
            _tell(scene, views.AMENDMENT, made, member.person_id)

    await act(call, record)
    home.redraw(call)
    return {"response_action": "clear"}


async def read(call: Call) -> Answer:
    """Open a proposal, with the button to sign it where that is open."""

    def shown(scene: Scene) -> dict[str, Any]:
        amendment = _amendment(scene, int(call.value or 0))
        return views.document(scene.situation(amendment.pair_id), amendment, scene.reader())

    open_view(call, await look(call, shown))
    return None


async def signed(call: Call) -> Answer:
    """Sign exactly the text that was open; it begins at once when its day has come."""
    amendment_id, _, seal = str(call.view.get("private_metadata") or "").partition(":")

    def record(scene: Scene) -> None:
        amendment = _amendment(scene, int(amendment_id))
        _mine(scene, amendment.pair_id)
        if amendment.hash != seal:
            raise PairMoved
        accepted = _replied(scene, amendment, Reply.SIGN)
        made = amendments.accept(scene.tx, scene.ws, accepted, by=scene.me.id, at=scene.now)
        if made.begins_at <= scene.now:
            amendments.begin(scene.tx, scene.ws, made, at=scene.now)
        _show(scene, made)
        _tell(scene, views.SETTLED, made, made.proposed_by)

    await act(call, record)
    home.redraw(call)
    return None


async def open_version(call: Call) -> Answer:
    """Lay an earlier version over the one that is open."""
    view = await look(call, lambda scene: version_document(scene, int(call.value or 0)))

    async def push() -> None:
        try:
            await call.client.views_push(trigger_id=call.trigger_id, view=view)
        except Exception:
            await say_sorry(call)
            raise

    call.services.tasks.spawn(push(), "push a version")
    return None


def asked(scene: Scene, text: str) -> bool:
    """Answer words that ask to change the agreement with the button that opens the form; False for other words."""
    wish = changes.change(text)
    if wish is None:
        return False
    mine = [
        pair for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id) if pair.state is PairState.ACTIVE
    ]
    if not mine and wish.clause not in (None, "cadence"):
        # Words that name a clause may be meant for the question that is open.
        return False
    facts: dict[str, Any] = {"clause": wish.clause} if wish.clause else {}
    if wish.rhythm:
        every, weekday = wish.rhythm.cadence, wish.rhythm.weekday
        facts["value"] = {"every": every.every, "unit": every.unit, "weekday": weekday, "at": None}
    for pair in mine:
        scene.owe(views.OFFER, pair_id=pair.id, facts=facts)
    if not mine:
        scene.owe(views.NO_OFFER)
    return True


def _replier(reply: Reply) -> Callable[[Call], Any]:
    async def replied(call: Call) -> Answer:
        await act(call, lambda scene: answer(scene, int(call.value or 0), reply))
        return None

    return replied


def answer(scene: Scene, amendment_id: int, reply: Reply) -> None:
    """Decline a proposal, which its maker hears of, or take one's own back."""
    amendment = _amendment(scene, amendment_id)
    if scene.situation(amendment.pair_id).pair.pair.state not in OPEN:
        raise PairMoved
    _settle(scene, amendment, reply)
    if reply is Reply.DECLINE:
        _tell(scene, views.SETTLED, amendment, amendment.proposed_by)


def _settle(scene: Scene, amendment: Amendment, reply: Reply) -> None:
    """Write down a reply and let both messages show it; raises PairMoved when it is not open any more."""
    amendments.settle(scene.tx, scene.ws, _replied(scene, amendment, reply))
    _show(scene, amendment)


def _replied(scene: Scene, amendment: Amendment, reply: Reply) -> Amendment:
    after = rules.replied(amendment, scene.me.id, reply, scene.now)
    if after is None:
        raise PairMoved
    return after


def _show(scene: Scene, amendment: Amendment) -> None:
    for person_id in (scene.me.id, *scene.situation(amendment.pair_id).pair.pair.partners(scene.me.id)):
        found = deliveries.latest(scene.tx, scene.ws, views.AMENDMENT, str(amendment.id), person_id)
        if found:
            scene.rewrite(found.id, person_id)


def _tell(scene: Scene, kind: str, amendment: Amendment, person_id: int) -> None:
    scene.owe(
        kind,
        person_id,
        pair_id=amendment.pair_id,
        subject=str(amendment.id),
        occasion="once",
        facts={"amendment": amendment.id},
    )


def _mine(scene: Scene, pair_id: int) -> Situation:
    """Return the situation of a pair with an agreement; raises NotYours or PairMoved."""
    situation = scene.situation(pair_id)
    if scene.me.id not in {member.person_id for member in situation.pair.pair.members}:
        raise NotYours
    if situation.pair.pair.state is not PairState.ACTIVE or situation.pair.agreement is None:
        raise PairMoved
    return situation


def _free(scene: Scene, pair_id: int, answers: int | None) -> Situation:
    """Return the situation of a pair in which this can be proposed now.

    Raises ChangeUnderWay while another waits, and PairMoved when the proposal that it answers does no longer.
    """
    situation = _mine(scene, pair_id)
    open_one = rules.under_way(situation.pair.amendments)
    if answers is not None:
        if open_one is None or open_one.id != answers:
            raise PairMoved
        _replied(scene, open_one, Reply.COUNTER)
    elif open_one:
        raise rules.ChangeUnderWay
    return situation


def _amendment(scene: Scene, amendment_id: int) -> Amendment:
    try:
        return amendments.get(scene.tx, scene.ws, amendment_id, reader=scene.me.id)
    except LookupError:
        raise PairMoved from None


def _carried(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(str(call.view.get("private_metadata") or "{}"))
    return found


def _wrong(
    scene: Scene, situation: Situation, carried: Mapping[str, Any], said: Value, on: date
) -> dict[str, str]:
    """Return what is wrong with what was filled in, by block."""
    reader, clause = scene.reader(), str(carried["clause"])
    place = clause_forms.first_input(clause)
    missing = clause_forms.wrong(clause, said, reader)
    if missing:
        return missing
    if on < reader.today:
        return {views.ON: reader.plain("amendment-past")}
    ends_on = situation.pair.programme.ends_on
    if on > ends_on:
        return {views.ON: reader.plain("amendment-too-late", day=reader.day(ends_on))}
    value = _value(situation, carried, said)
    if rules.never_meet(value):
        return {place: reader.plain("amendment-never-meet")}
    if value in (_present(situation, clause), _answered(situation, carried)):
        return {place: reader.plain("amendment-same")}
    return {}


def _present(situation: Situation, clause: str) -> Value:
    return situation.pair.agreement.clauses[clause] if situation.pair.agreement else {}


def _answered(situation: Situation, carried: Mapping[str, Any]) -> Value:
    """Return what the new value begins with: what stands, or the proposal that it answers."""
    if carried["answers"]:
        return situation.pair.amendment(int(carried["answers"])).value
    return _present(situation, str(carried["clause"]))


def _value(situation: Situation, carried: Mapping[str, Any], said: Value) -> Value:
    return rules.merged(str(carried["clause"]), _answered(situation, carried), situation.role, said)


def _drafted(scene: Scene, situation: Situation, draft: Mapping[str, Any]) -> Amendment:
    """Return the proposal as it would be made now: its whole text in each member's language, under its hash."""
    view, on = situation.pair, date.fromisoformat(draft["on"])
    value = _value(situation, draft, draft["said"])
    snapshot = _snapshot(scene, view, str(draft["clause"]), value, on)
    clauses = {**(view.agreement.clauses if view.agreement else {}), draft["clause"]: value}
    answered = view.amendment(int(draft["answers"])) if draft["answers"] else None
    return Amendment(
        id=0,
        pair_id=view.pair.id,
        changes_id=view.agreement.id if view.agreement else 0,
        clause=draft["clause"],
        value=value,
        snapshot=snapshot,
        words_version=scene.words.version,
        hash=agreement_rules.seal_of(clauses, scene.words.version, snapshot),
        begins_on=on,
        begins_at=rules.start_of(on, scene.me.zone),
        proposed_by=scene.me.id,
        proposed_at=scene.now,
        round=answered.round + 1 if answered else 1,
    )


def _snapshot(scene: Scene, view: PairView, clause: str, value: Value, on: date) -> dict[str, str]:
    versions = agreements.versions(scene.tx, scene.ws, view.pair.id, reader=scene.me.id)
    number = 1 + max(one.version for one in versions)
    clauses = {**(view.agreement.clauses if view.agreement else {}), clause: value}
    found = {}
    for member in view.pair.members:
        reader = scene.reader(view.people[member.person_id])
        found[reader.language] = views.text(view, clauses, number, on, reader)
    return found
