"""The rehearsal: one coordinator plays both of a pair that is made up, and sees what either would; nothing is stored.

Every message is rendered by what renders the real ones. Its controls are put out of action: what they would do is
either shown (a form, the agreement's text, an answer in place) or said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from bot import dialogues
from bot.dialogues import AGREEMENT, ONBOARDING
from bot.domain import agreement as rules
from bot.domain.agreement import Agreement, AgreementState, Signature
from bot.domain.check_ins import Mood
from bot.domain.deliveries import Delivery, DeliveryClass
from bot.domain.goals import Entry, Goal
from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Person, Role
from bot.domain.programme import Programme
from bot.domain.reviews import REVIEW
from bot.domain.rhythm import (
    CHECK_IN,
    CLOSING,
    CONFIDENCE,
    FEEDBACK,
    FOLLOW_UP,
    HAVE_YOU_MET,
    LEARNING,
    MENTOR_CHECK_IN,
    MIDPOINT,
    NUDGE,
    PULSE,
    QUESTIONS,
    REFLECTION,
    SESSION_PULSE,
    SETBACK,
    SURVEY,
    TECH_CHECK,
)
from bot.domain.sessions import Session, SessionState
from bot.domain.situation import Answer, PairView, Question, Schedule, Situation
from bot.prompts import PROMPTS
from bot.views import agreement as agreement_views
from bot.views import blocks, messages
from bot.views.blocks import Block, Element, Message
from bot.views.rehearsal import KIND, controls, mark
from bot.words import Reader

SHARED = "_shared"
# Nobody's ids, and nothing's: what is made up is never looked up.
IDS = {Role.MENTEE: -1, Role.MENTOR: -2}
NOTHING = 0

# The way of a pair, step by step, with the kind of message that each of the two gets.
STORY: dict[str, tuple[str, str]] = {
    "invitation": (messages.INVITATION,) * 2,
    "about": ("onboarding.wants",) * 2,
    "introduction": (messages.INTRODUCTION,) * 2,
    "clause": ("agreement.cadence",) * 2,
    "comparison": (messages.COMPARISON,) * 2,
    "sign": (messages.TO_SIGN,) * 2,
    "begun": (messages.BEGUN,) * 2,
    "check_in": (CHECK_IN, CHECK_IN + SHARED),
}
# What comes by and by, in the order in which a pair lives through it, and to whom of the two.
BOTH = (Role.MENTEE, Role.MENTOR)
LATER: dict[str, tuple[Role, ...]] = {
    CONFIDENCE: BOTH,
    TECH_CHECK: BOTH,
    HAVE_YOU_MET: BOTH,
    QUESTIONS: (Role.MENTEE,),
    SESSION_PULSE: BOTH,
    FEEDBACK: BOTH,
    MENTOR_CHECK_IN: (Role.MENTOR,),
    NUDGE: (Role.MENTEE,),
    SETBACK: (Role.MENTEE,),
    REFLECTION: BOTH,
    LEARNING: (Role.MENTOR,),
    PULSE: BOTH,
    REVIEW: BOTH,
    MIDPOINT: BOTH,
    CLOSING: BOTH,
    SURVEY: BOTH,
    FOLLOW_UP: BOTH,
}
STEPS = (*STORY, *LATER)
_STATES = {
    "invitation": PairState.INVITED,
    "about": PairState.ONBOARDING,
    "introduction": PairState.AGREEING,
    "clause": PairState.AGREEING,
    "comparison": PairState.AGREEING,
    "sign": PairState.AGREEING,
}
# How far both have come at each state.
_REACHED = {PairState.INVITED: 0, PairState.ONBOARDING: 1, PairState.AGREEING: 3, PairState.ACTIVE: 3}
_WAY = ("accepted_at", "onboarded_at", "clauses_answered_at")

Render = Callable[[Situation, Reader], Message]


@dataclass(frozen=True, slots=True)
class Played:
    """A step as one side sees it: its situation, and None where nothing comes to that side."""

    step: str
    side: Role
    situation: Situation | None


def follows(step: str) -> str | None:
    """Return the step after one; None after the last."""
    number = STEPS.index(step) + 1
    return STEPS[number] if number < len(STEPS) else None


def play(row: Situation, reader: Reader) -> Played:
    """Return what a row of the rehearsal shows: its facts say which step, whose side, and what was pressed."""
    facts = row.delivery.facts if row.delivery else {}
    step = str(facts["step"]) if facts.get("step") in STEPS else STEPS[0]
    side = Role(facts.get("side", Role.MENTEE))
    kind = _kind(step, side)
    if row.programme is None or kind is None:
        return Played(step, side, None)
    view = _view(row.me, row.programme, step, row.now, reader)
    me = view.people[IDS[side]]
    said = facts.get("said") or (_said(kind.removesuffix(SHARED)) if kind.endswith(SHARED) else None)
    writer = IDS[Role.MENTEE] if kind.endswith(SHARED) else me.id
    if said:
        given = _answer(writer, kind.removesuffix(SHARED), dict(said), row.now)
        view = replace(view, answers=(*view.answers, given))
    question = Question(NOTHING, me.id, NOTHING, kind, _occasion(row.now), NOTHING, row.now)
    made_up = _row(kind, me.id, row)
    situation = Situation(me, row.now, view, made_up, question, {row.me.id: row.me}, (), row.programme)
    return Played(step, side, situation)


def message(row: Situation, reader: Reader, render: Render) -> Message:
    """Render a step, marked as a rehearsal, with its controls out of action and ours below."""
    played = play(row, reader)
    head = mark(STEPS.index(played.step) + 1, len(STEPS), played.side, reader)
    if played.situation is None:
        nothing = reader.mrkdwn("rehearsal.nothing", role=str(played.side))
        shown = Message(nothing, (blocks.section(nothing),))
    else:
        shown = render(played.situation, reader)
    names = {one: title(one, reader) for one in STEPS}
    foot = controls(played.step, follows(played.step), played.side, names, reader)
    inner, _elements = put_out_of_action(shown.blocks)
    return Message(
        f"{head}\n{shown.text}", (blocks.context(head), blocks.divider(), *inner, blocks.divider(), foot)
    )


def title(step: str, reader: Reader) -> str:
    """Return what a step is called."""
    if step in STORY and step != "check_in":
        return reader.plain(f"rehearsal-step.{step}")
    return reader.plain(f"{PROMPTS[step].words}.title")


def put_out_of_action(shown: tuple[Block, ...]) -> tuple[list[Block], list[Element]]:
    """Return blocks whose elements lead to us, by their number, and those elements as they were."""
    were: list[Element] = []
    return [_harmless(block, were) for block in shown], were


def _harmless(block: Block, were: list[Element]) -> Block:
    changed = {key: value for key, value in block.items() if key != "block_id"}
    if "accessory" in changed:
        changed["accessory"] = _numbered(changed["accessory"], were)
    if block["type"] == "actions":
        changed["elements"] = [_numbered(one, were) for one in block["elements"]]
    return changed


def _numbered(element: Element, were: list[Element]) -> Element:
    were.append(element)
    kept = {key: value for key, value in element.items() if key not in ("confirm", "url")}
    return {**kept, "action_id": f"{KIND}.inner.{len(were) - 1}"}


def _kind(step: str, side: Role) -> str | None:
    if step in STORY:
        return STORY[step][side is Role.MENTOR]
    if side in LATER[step]:
        return step
    return step + SHARED if PROMPTS[step].shares else None


def _row(kind: str, person_id: int, row: Situation) -> Delivery:
    facts = {"writer": person_id, "people": [row.me.id], "turn": 0, "agreement": NOTHING}
    occasion = _occasion(row.now)
    return Delivery(
        NOTHING,
        row.me.workspace_id,
        "",
        kind,
        DeliveryClass.REPLY,
        person_id,
        NOTHING,
        str(NOTHING),
        occasion,
        row.now,
        "",
        facts=facts,
    )


def _occasion(now: datetime) -> str:
    return now.date().isoformat()


def _view(me: Person, programme: Programme, step: str, now: datetime, reader: Reader) -> PairView:
    """Return the pair that is made up, as far as it has come at a step; whoever rehearses is both of the two."""
    state = _STATES.get(step, PairState.ACTIVE)
    reached = dict.fromkeys(_WAY[: _REACHED[state]], now - timedelta(days=1))
    members = tuple(Member(IDS[role], role, **reached) for role in (Role.MENTOR, Role.MENTEE))
    people = {id_: replace(me, id=id_, country_confirmed=True) for id_ in IDS.values()} | {me.id: me}
    pair = Pair(NOTHING, me.workspace_id, programme.id, state, members, me.id, state_since=now)
    bare = PairView(
        pair, programme, people, answers=tuple(_told(me, now, reader, apart=step == "comparison"))
    )
    if state in (PairState.INVITED, PairState.ONBOARDING):
        return replace(bare, answers=())
    if step == "clause":
        return replace(
            bare, answers=tuple(one for one in bare.answers if one.question.startswith(ONBOARDING.id))
        )
    if step in ("introduction", "comparison"):
        return bare
    if step == "sign":
        return replace(bare, proposed=_agreement(bare, AgreementState.PROPOSED, now, reader))
    agreed = _agreement(bare, AgreementState.ACTIVE, now, reader)
    return replace(
        bare,
        agreement=agreed,
        versions=(agreed,),
        goals=(_goal(now, reader),),
        schedules=(_schedule(now),),
        sessions=(_session(now),),
    )


def _told(me: Person, now: datetime, reader: Reader, *, apart: bool) -> Iterator[Answer]:
    for role, id_ in IDS.items():
        for step, value in _about(me, role, reader).items():
            yield _answer(id_, f"{ONBOARDING.id}.{step}", value, now)
        for clause, value in _clauses(me, role, reader, apart=apart).items():
            yield _answer(id_, f"{AGREEMENT.id}.{clause}", value, now)


def _answer(person_id: int, question: str, value: dict[str, Any], now: datetime) -> Answer:
    occasion = _occasion(now) if dialogues.of_question(question) is None else str(NOTHING)
    return Answer(NOTHING, person_id, NOTHING, question, occasion, value, now)


def _about(me: Person, role: Role, reader: Reader) -> dict[str, dict[str, Any]]:
    return {
        "introduction": {"text": reader.plain(f"rehearsal-{role}.introduction")},
        "wants": {"text": reader.plain(f"rehearsal-{role}.wants")},
        "interests": {"choices": ["music", "food"] if role is Role.MENTEE else ["music", "sport"], "own": []},
        "offers": {"choices": ["leading", "confidence"], "own": []},
        "languages": {"tags": [reader.language]},
        "style": {"choices": ["thinking"] if role is Role.MENTEE else ["direct"], "own": []},
        "zone": {"zone": me.zone},
        "feedback": {"choice": "gentle"},
        "card": {"left_out": []},
    }


def _clauses(me: Person, role: Role, reader: Reader, *, apart: bool) -> dict[str, rules.Value]:
    rarely = {"every": 1, "unit": "month", "weekday": None, "at": None}
    usual = {"every": 2, "unit": "week", "weekday": 1, "at": "16:00"}
    return {
        "channels": {
            part.id: dict(zip(("preferred", "backup"), part.options, strict=False))
            for part in rules.BY_ID["channels"].parts
        },
        "tech": {"choices": ["check", "switch"], "note": ""},
        "cadence": rarely if apart and role is Role.MENTOR else usual,
        "length": {"choice": "30" if apart and role is Role.MENTOR else "60"},
        "hours": {"days": [0, 1, 2, 3, 4], "starts": "09:00", "ends": "17:00", "zone": me.zone},
        "scheduling": {"who": "mentee", "notice": "same_day"},
        "reply_time": {"choice": "same_day"},
        "contact": {"choice": "any_time"},
        "progress": {"choice": "check_in"},
        "commitments": {"text": reader.plain("rehearsal-pair.commitments")},
        "confidentiality": {"choice": "nothing"},
        "boundaries": {"choices": ["health"], "note": ""},
        "goals": {"text": reader.plain(f"rehearsal-{role}.goal")},
        "feedback": {"choice": "gentle"},
        "language": {"tags": [reader.language], "note": ""},
        "conflict": {"choice": "talk"},
        "review": {"choice": "three_months"},
        "end": {"choice": "notice"},
    }


def _agreement(view: PairView, state: AgreementState, now: datetime, reader: Reader) -> Agreement:
    values = rules.settled(agreement_views.comparisons(view), {})
    if values is None:
        raise ValueError("what is made up is alike on both sides")
    text = {reader.language: agreement_views.document(view, values, 1, reader)}
    seal = rules.seal_of(values, reader.words.version, text)
    signed = (
        tuple(Signature(one, seal, now) for one in IDS.values()) if state is AgreementState.ACTIVE else ()
    )
    begins_on = now.date() if signed else None
    return Agreement(NOTHING, NOTHING, 1, state, values, text, reader.words.version, seal, signed, begins_on)


def _goal(now: datetime, reader: Reader) -> Goal:
    mentee, since = IDS[Role.MENTEE], now - timedelta(days=3)
    note = reader.plain("rehearsal-mentee.progress")
    log = (Entry(NOTHING, NOTHING, mentee, 40, note, since),)
    return Goal(NOTHING, NOTHING, mentee, 1, reader.plain("rehearsal-mentee.goal"), log=log)


def _schedule(now: datetime) -> Schedule:
    mentee, due = IDS[Role.MENTEE], now + timedelta(weeks=2)
    return Schedule(
        NOTHING,
        NOTHING,
        CHECK_IN,
        NOTHING,
        mentee,
        due.date(),
        2,
        "week",
        time(9),
        "UTC",
        next_due_at=due,
    )


def _session(now: datetime) -> Session:
    return Session(
        NOTHING,
        NOTHING,
        proposed_by=IDS[Role.MENTOR],
        starts_at=now + timedelta(days=1),
        zone="UTC",
        minutes=60,
        state=SessionState.AGREED,
        created_at=now,
        link=None,
        agenda=None,
    )


def _said(kind: str) -> Mapping[str, Any]:
    """Return an answer that shows what the other sees of one: the first choices, and no words."""
    if kind == CHECK_IN:
        return {"mood": str(Mood.WELL), "confidence": "7", "note": "", "win": "", "next": ""}
    return {item.id: item.choices[0] if item.choices else "" for item in PROMPTS[kind].items}
