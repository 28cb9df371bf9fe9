"""A gallery of everything Trellis shows: each message, form and Home in its states, with whatever was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import cycle
from typing import Any

from bot import dialogues, rehearsing, render, typed
from bot.dialogues import base, onboarding
from bot.dialogues.onboarding import INTERESTS, LONGEST_WANTS, ON_CARD, STYLES, TOPICS
from bot.dialogues.onboarding import LONGEST_NOTE as LONGEST_NOTE_ABOUT
from bot.domain import agreement as rules
from bot.domain.agreement import CLAUSES, Agreement, AgreementState, Position, Signature
from bot.domain.amendments import Amendment, AmendmentState
from bot.domain.amendments import merged as amended
from bot.domain.attention import Signs
from bot.domain.audience import Audience
from bot.domain.audit import DONE, HOME_OPENED, LOG_READ, PROGRAMME_OPENED
from bot.domain.audit import Entry as Noted
from bot.domain.check_ins import Mood
from bot.domain.deliveries import Delivery, DeliveryClass, Reason, State
from bot.domain.goals import (
    LONGEST_MILESTONE,
    LONGEST_NOTE,
    LONGEST_PART,
    LONGEST_TITLE,
    MOST_MILESTONES,
    MOST_OPEN,
    Closing,
    Entry,
    Goal,
    Milestone,
)
from bot.domain.health import Cause, Health
from bot.domain.manners import wanted
from bot.domain.outlook import Coming, Outlook
from bot.domain.overview import Coordinated, Now, Overview
from bot.domain.pairs import OPEN, RUNNING, Member, Pair, PairState
from bot.domain.people import Intensity, Person, Role
from bot.domain.programme import LONGEST_NAME, Programme
from bot.domain.rhythm import AGREEMENT_NUDGE, CHECK_IN, MENTOR_CHECK_IN, SESSION_PULSE, SURVEY
from bot.domain.sessions import LONGEST_AGENDA, OUTCOMES, Session, SessionState
from bot.domain.situation import Answer, PairView, Question, Schedule, Situation
from bot.domain.taking_part import Enrolled
from bot.errors import (
    CoordinatorThere,
    InAgreement,
    NoGoalOfYours,
    NoGoalYet,
    NoSuchGoal,
    NotYours,
    PairMoved,
    TextChanged,
    TextGone,
    TextTooLong,
    TrellisError,
)
from bot.prompts import PROMPTS, REMINDERS, Asking
from bot.prompts.session_reminders import SESSION_REMINDERS
from bot.telling import Telling
from bot.views import agreement as agreement_views
from bot.views import amendments as amendment_views
from bot.views import (
    asides,
    blocks,
    closures,
    comparison,
    confidentiality,
    coordinators,
    elsewhere,
    enrolments,
    goal_news,
    goals,
    holidays,
    home,
    invitation_form,
    invitations,
    level,
    messages,
    partings,
    pauses,
    place,
    programme,
    programme_page,
    progress,
    quiet,
    rehearsal,
    rhythm,
    rosters,
    suggested,
    tech,
    ways,
    welcome,
    why,
    withdrawals,
)
from bot.views import copy as copy_views
from bot.views import keeping as keeping_views
from bot.views import looked as looked_views
from bot.views import outlook as outlooks
from bot.views import own as own_views
from bot.views import seen as seen_views
from bot.views import sessions as session_views
from bot.views.blocks import Message
from bot.words import Reader, Words
from handlers import seen
from storage import public_holidays
from storage.public_holidays import PublicHolidays
from tests.views import lists, results

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
MENTEE, MENTOR, LEAD = 1, 2, 3
# What ends with the one thing that there is to do now.
STANDS = (
    messages.NOTHING_OPEN, messages.NO_WORDS, messages.STANDING, messages.GREETING, messages.STRANGER, messages.AWAKE,
)  # fmt: skip
# What is said in other words the second time running.
REPEATED = (messages.NOTHING_OPEN, messages.NO_WORDS, messages.STRANGER)
MENDABLE: tuple[TrellisError, ...] = (
    PairMoved(), NotYours(), InAgreement(), NoGoalYet(), NoGoalOfYours(), NoSuchGoal(number=7),
    TextTooLong(limit=9), CoordinatorThere(people="Amara & Noah"), TextChanged(), TextGone(),
)  # fmt: skip
SEAL = "f" * 64


@dataclass(frozen=True)
class Typed:
    """What people typed, wherever they could: `text` is repeated and cut to what fits each place."""

    name: str
    text: str

    def of(self, limit: int) -> str:
        repeated = self.text * (limit // len(self.text) + 1) if len(self.text) > 1 else self.text * limit
        return repeated[:limit]


MILD = "Lead my first project"
HOSTILE = (
    "<!channel> <!here> <@U0VICTIM> <!subteam^S1|all> *bold* _it_ ~no~ `code` & &amp; &lt; "
    "<https://x.example|click> 🎉👩‍👩‍👧 שלום عليكم \u202eevil\u2066 \n\n> quote\n\n"
)
KINDS = (
    Typed("hostile", HOSTILE),
    Typed("ampersands", "&"),
    Typed("emoji", "🎉"),
    Typed("turned around", "\u202e<@U0VICTIM> ש\u2066"),
    Typed("paragraphs", "a\n\n"),
)


@dataclass(frozen=True)
class World:
    """The people and what they typed, from which every situation is made."""

    typed: Typed | None = None
    locale: str = "en-GB"

    def text(self, limit: int) -> str:
        return self.typed.of(limit) if self.typed else MILD

    def person(self, id_: int, zone: str = "Europe/Lisbon", **more: Any) -> Person:
        name = self.text(80) if self.typed else {MENTEE: "Inês", MENTOR: "Noah", LEAD: "Amara"}[id_]
        return Person(
            id_, 1, f"U{id_}REAL", name, zone, self.locale, consented_at=NOW, dm_channel=f"D{id_}", **more
        )

    @property
    def people(self) -> dict[int, Person]:
        return self._people()

    @cache  # noqa: B019 - see usual
    def _people(self) -> dict[int, Person]:
        return {
            MENTEE: self.person(MENTEE),
            MENTOR: self.person(MENTOR, "America/New_York"),
            LEAD: self.person(LEAD, "America/Argentina/ComodRivadavia"),
        }

    def programme(self, id_: int = 1) -> Programme:
        return Programme(id_, 1, self.text(LONGEST_NAME), date(2027, 1, 1), date(2027, 6, 30), language="es")

    def goal(self, number: int = 1) -> Goal:
        entries = (
            Entry(1, number, MENTEE, 40, None, NOW - timedelta(days=7)),
            Entry(2, number, MENTEE, None, self.text(LONGEST_NOTE), NOW - timedelta(days=3)),
            Entry(3, number, MENTEE, 60, self.text(LONGEST_NOTE), NOW),
        )
        return Goal(number, 1, MENTEE, number, self.text(LONGEST_TITLE), log=entries)

    def sharp_goal(self, reached: int = 3, **more: Any) -> Goal:
        """A goal of which everything is said, as long as it can be, with all the milestones that there can be."""
        steps = tuple(
            Milestone(n, 1, self.text(LONGEST_MILESTONE), NOW if n <= reached else None)
            for n in range(1, MOST_MILESTONES + 1)
        )
        part = self.text(LONGEST_PART)
        said: dict[str, Any] = {"measure": part, "first_step": part, "comment": part, "endorsed_at": NOW}
        said |= {"target_on": date(2027, 5, 1), "milestones": steps}
        return replace(self.goal(), **said | more)

    def onboarding(self, person: int) -> dict[str, dict[str, Any]]:
        return {
            "introduction": {"text": self.text(base.LONGEST)},
            "interests": {"choices": ["music", "films"], "own": [self.text(280)]},
            "offers": {"choices": ["leading"], "own": [self.text(480)]},
            "languages": {"tags": ["en", "pt", "tlh", "zh-Hant", "xx"]},
            "zone": {"zone": self.people[person].zone},
            "days": {"days": [0, 1, 2, 3, 4]},
            "hours": {"starts": "09:00", "ends": "17:30"},
            "prompt_at": {"at": "10:00"},
            "wants": {"text": self.text(LONGEST_WANTS)},
            "style": {"choices": ["written"], "own": [self.text(LONGEST_NOTE_ABOUT)]},
            "commitments": {"text": self.text(LONGEST_NOTE_ABOUT)},
            "feedback": {"choice": "gentle"},
            "card": {"left_out": []},
            "again": {"choice": "use"},
        }

    def clauses(self, person: int, *, apart: bool) -> dict[str, dict[str, Any]]:
        far = apart and person == MENTOR
        return {
            "channels": {
                part.id: dict(
                    zip(("preferred", "backup"), part.options[-2:] if far else part.options, strict=False)
                )
                for part in rules.BY_ID["channels"].parts
            },
            "tech": {"choices": ["check", "switch"], "note": self.text(rules.LONGEST_NOTE)},
            "cadence": {"every": 3, "unit": "month", "weekday": None, "at": None}
            if far
            else {"every": 1, "unit": "week", "weekday": 1, "at": "16:00"},
            "length": {"choice": "30" if far else "90"},
            "hours": {
                "days": [5, 6] if far else [0, 1, 2, 4],
                "starts": "09:00",
                "ends": "17:30",
                "zone": "America/Argentina/ComodRivadavia" if person == MENTOR else "Europe/Lisbon",
            },
            "scheduling": {"who": "mentor", "notice": "one_week"}
            if far
            else {"who": "mentee", "notice": "same_day"},
            "reply_time": {"choice": "one_week" if far else "same_day"},
            "contact": {"choice": "weekly" if far else "any_time"},
            "progress": {"choice": "check_in" if far else "at_once"},
            "commitments": {"text": self.text(LONGEST_TITLE)},
            "confidentiality": {"choice": "nothing" if far else "topics"},
            "boundaries": {"choices": ["health", "money"], "note": self.text(rules.LONGEST_NOTE)},
            "goals": {"text": self.text(LONGEST_TITLE)},
            "feedback": {"choice": "examples" if far else "gentle"},
            "language": {"tags": ["pt"] if far else ["en", "zh-Hant"], "note": self.text(rules.LONGEST_NOTE)},
            "conflict": {"choice": "coordinator" if far else "talk"},
            "review": {"choice": "three_months" if far else "six_months"},
            "end": {"choice": "at_once" if far else "notice"},
        }

    def answers(
        self, *, apart: bool = False, mood: str | None = "well", note: bool = True
    ) -> tuple[Answer, ...]:
        said = [
            (person, f"{dialogue}.{step}", "1", value)
            for person in (MENTEE, MENTOR)
            for dialogue, values in (
                ("onboarding", self.onboarding(person)),
                ("agreement", self.clauses(person, apart=apart)),
            )
            for step, value in values.items()
        ]
        words = self.text(2000) if note else ""
        if mood or note:
            said += [
                (MENTEE, "check_in", on, {"mood": mood, "note": words})
                for on in ("2027-02-02", "2027-02-16", "2027-03-02", "2027-03-16")
            ]
        return tuple(
            Answer(number, person, 1, question, occasion, value, NOW)
            for number, (person, question, occasion, value) in enumerate(said, 1)
        )

    def pair(self, state: PairState = PairState.ACTIVE, id_: int = 1, **more: Any) -> Pair:
        reached = {"accepted_at": NOW, "onboarded_at": NOW, "clauses_answered_at": NOW}
        members = (Member(MENTOR, Role.MENTOR, **reached), Member(MENTEE, Role.MENTEE, **reached))
        return Pair(id_, 1, 1, state, members, LEAD, **more)

    def view(self, **more: Any) -> PairView:
        return replace(self.usual(), **more)

    @cache  # noqa: B019 - a world lives as long as its tests
    def usual(self) -> PairView:
        """A pair under way, with everything that a pair can have."""
        comes = Schedule(
            1, 1, "check_in", 1, MENTEE, date(2027, 3, 16), 2, "week", time(10), "Europe/Lisbon",
            next_due_at=NOW + timedelta(weeks=2),
        )  # fmt: skip
        return PairView(
            pair=self.pair(),
            programme=self.programme(),
            people=self.people,
            answers=self.answers(),
            goals=(self.goal(),),
            agreement=self.agreement(AgreementState.ACTIVE, MENTEE, MENTOR),
            versions=(self.agreement(AgreementState.ACTIVE, MENTEE, MENTOR),),
            schedules=(comes,),
            sessions=(self.session(),),
            told={one.question: one for one in self.answers() if one.person_id == MENTEE},
        )

    def session(self, **more: Any) -> Session:
        """A session that was agreed for tomorrow, with all that can go with it."""
        usual: dict[str, Any] = {
            "proposed_by": MENTOR,
            "starts_at": NOW + timedelta(days=1),
            "zone": "America/New_York",
            "minutes": 45,
            "state": SessionState.AGREED,
            "created_at": NOW,
            "link": "https://meet.example/us?a=1&b=2",
            "agenda": self.text(LONGEST_AGENDA),
        }
        return Session(1, 1, **usual | more)

    @cache  # noqa: B019 - see usual
    def agreement(self, state: AgreementState, *signed: int) -> Agreement:
        about = PairView(self.pair(), self.programme(), self.people, answers=self.answers())
        found = rules.settled(agreement_views.comparisons(about), {})
        assert found is not None
        to = reader(self.people[MENTEE])
        texts = {to.language: agreement_views.document(about, found, 1, to)}
        signatures = tuple(Signature(person, SEAL, NOW) for person in signed)
        return Agreement(1, 1, 1, state, found, texts, "v1", SEAL, signatures, date(2027, 3, 2))

    def amendment(self, clause: str, by: int, state: AmendmentState, round_: int = 1) -> Amendment:
        """A proposal to change a clause to what the mentor would answer if the two were far apart."""
        value, texts = self._amended(clause)
        settled_at = None if state is AmendmentState.PROPOSED else NOW
        return Amendment(
            1, 1, 1, clause, value, texts, "v1", SEAL, date(2027, 4, 5), NOW, by, NOW, round_, state, settled_at
        )  # fmt: skip

    @cache  # noqa: B019 - see usual
    def _amended(self, clause: str) -> tuple[Any, dict[str, str]]:
        view = self.usual()
        said = self.clauses(MENTOR, apart=True)[clause]
        assert view.agreement is not None
        value = amended(clause, view.agreement.clauses[clause], Role.MENTOR, said)
        changed = {**view.agreement.clauses, clause: value}
        to = reader(self.people[MENTEE])
        return value, {to.language: amendment_views.text(view, changed, 2, date(2027, 4, 5), to)}


class Remembered(Words):
    """Words that remember what they have said of a world: most of its surfaces say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._formatted: dict[tuple[Any, ...], str] = {}

    def format(self, language: str, id_: str, facts: Mapping[str, Any]) -> str:
        try:
            # A sentence may tell 1 from 1.0, and True from both.
            key = (language, id_, *((name, type(fact), fact) for name, fact in facts.items()))
            found = self._formatted.get(key)
        except TypeError:
            # A fact that is changed in its place is never the same.
            return super().format(language, id_, facts)
        if found is None:
            found = self._formatted[key] = super().format(language, id_, facts)
        return found

    def forget(self) -> None:
        self._formatted.clear()


WORDS = Remembered()


def reader(person: Person, words: Words = WORDS) -> Reader:
    return Reader(words, person.locale, person.zone, NOW)


def row(kind: str, person: int, **more: Any) -> Delivery:
    facts: dict[str, Any] = {
        "subject": "1",
        "occasion": "2027-03-16",
        "due_at": NOW,
        "token": "0" * 32,
        "state": State.SENT,
        "sent_at": NOW,
    }
    key = f"{kind}:1:2027-03-16:{person}"
    return Delivery(7, 1, key, kind, DeliveryClass.SCHEDULED, person, 1, **facts | more)


@dataclass(frozen=True)
class Shown:
    """Something that stands on a surface: who sees it, where, and what it is named here."""

    name: str
    to: Person
    message: Message | None = None
    view: Mapping[str, Any] | None = None
    words: tuple[str, ...] = ()


def exhibits(world: World, words: Words = WORDS) -> Iterator[Shown]:
    """Yield every message and every view."""
    for situation in situations(world):
        row_ = situation.delivery
        assert row_ is not None
        name = f"{row_.kind} to {situation.role if situation.view else 'anybody'}"
        yield Shown(name, situation.me, message=render.message(situation, reader(situation.me, words)))
    yield from forms(world, words)
    yield from homes(world, words)


def situations(world: World) -> Iterator[Situation]:
    """Yield every kind of message, to each of the pair, in each of its states."""
    for me in (MENTEE, MENTOR):
        yield from _messages(world, me)
        yield from _questions(world, me)
        yield from _noted(world, me)
    for prompt in PROMPTS.values():
        yield from _prompts(world, prompt)
    yield from _rehearsed(world)


def _by_a_coordinator(world: World, me: int) -> Iterator[Situation]:
    """Yield what both read of what whoever coordinates did with their pair."""
    for kind in (*withdrawals.VIEWS, *closures.VIEWS):
        for view in (world.view(), world.view(agreement=None)):
            about = situation(world, me, kind, view=view, facts={"people": [LEAD]})
            yield replace(about, others={LEAD: world.people[LEAD]})


def _rehearsed(world: World) -> Iterator[Situation]:
    """Yield every step of a rehearsal, as either side sees it."""
    for step in rehearsing.STEPS:
        for side in (Role.MENTEE, Role.MENTOR):
            facts = {"programme": 1, "step": step, "side": side}
            about = situation(world, LEAD, rehearsal.KIND, facts=facts)
            yield replace(about, view=None, programme=world.programme())


def _asked_to_take_part(world: World, me: int) -> Iterator[Situation]:
    asked: tuple[dict[str, Any], ...] = (
        {},
        {"answer": "accepted"},
        {"answer": "declined"},
        {"answer": "withdrawn"},
    )
    of_list: tuple[dict[str, Any], ...] = (
        {"invited": 0, "pairs": 0, "already": 1},
        {"invited": 1, "pairs": 1, "already": 0},
        {"invited": 7, "pairs": 0, "already": 3},
        {"invited": 1, "pairs": 0, "already": 0, "left": 1},
        {"invited": 1, "pairs": 0, "already": 0, "left": 9},
    )
    rows_ = [
        (enrolments.TAKE_PART, {"programme": 1, "role": role, **facts})
        for role in (Role.MENTOR, Role.MENTEE)
        for facts in asked
    ]
    rows_ += [(rosters.DONE, facts) for facts in of_list]
    for kind, facts in rows_:
        about = situation(world, me, kind, facts=facts)
        yield replace(about, view=None, programme=world.programme(), others={LEAD: world.people[LEAD]})


def situation(world: World, me: int, kind: str, **more: Any) -> Situation:
    view = more.pop("view", None) or world.view()
    question = more.pop("question", None)
    return Situation(world.people[me], NOW, view, row(kind, me, **more), question)


def prompted(world: World, me: int, kind: str, writer: int, **more: Any) -> Situation:
    """A prompt's row names whose words it is about, and which coordinator reads those that go to one."""
    about = situation(world, me, kind, **{"facts": {"writer": writer, "people": [LEAD]}, **more})
    return replace(about, others={LEAD: world.people[LEAD]})


def _messages(world: World, me: int) -> Iterator[Situation]:
    special = {
        invitations.CHANGED_MIND,
        messages.INVITATION, messages.COMPARISON, messages.TO_SIGN, messages.WHICH_QUESTION, messages.LOGGED,
        messages.MISREAD, messages.PAUSED, messages.SNOOZED, messages.STEP_HELP, messages.NOT_UNDERSTOOD,
        messages.ACCEPTED, messages.DECLINED, *amendment_views.VIEWS, *coordinators.VIEWS,
        *enrolments.VIEWS, *rosters.VIEWS, *withdrawals.VIEWS, *closures.VIEWS, welcome.WELCOME_BACK,
        goal_news.MILESTONE, goal_news.NEWS, goal_news.RESPONSE, goal_news.CLOSED, place.MILESTONE,
        ways.KIND, messages.QUIET, messages.REFUSED, messages.BROKEN, messages.TOO_EARLY, messages.SUGGESTED, *STANDS,
    }  # fmt: skip
    special |= set(session_views.VIEWS)
    for kind in messages.VIEWS:
        if kind not in special:
            yield situation(world, me, kind)
    for kind in (messages.HELP, messages.HOW_TO_EDIT, messages.NOT_AN_ANSWER):
        yield Situation(world.people[me], NOW, None, row(kind, me))
    for kind in STANDS:
        yield from _standings(world, me, kind)
    for number, days in ((0, None), (1, 0), (12, 3)):
        next_at = None if days is None else (NOW + timedelta(days=days)).isoformat()
        back = {"since": "2027-03-02T10:00:00+00:00", "pairs": number, "left_out": number, "next_at": next_at}
        yield Situation(world.people[me], NOW, None, row(welcome.WELCOME_BACK, me, facts=back))
    offered = {"pairs": [[1, MENTEE], [2, MENTOR]], "people": [MENTEE, MENTOR]}
    yield replace(situation(world, me, messages.QUIET, facts=offered), others=world.people)
    yield from _wishes(world, me)
    for wrong in MENDABLE:
        facts = {"error": wrong.words_id(), "facts": wrong.facts}
        yield situation(world, me, messages.REFUSED, facts=facts)
    yield situation(world, me, messages.BROKEN, facts={"reference": "0a1b2c3d"})
    for kind in coordinators.VIEWS:
        for refused in (False, True):
            about = situation(world, me, kind, facts={"refused": refused})
            yield replace(about, view=None, programme=world.programme(), others={LEAD: world.people[LEAD]})
    yield from _asked_to_take_part(world, me)
    yield from _by_a_coordinator(world, me)
    for kind in (messages.ACCEPTED, messages.DECLINED):
        yield situation(world, me, kind, facts={"people": [MENTEE]})
    yield situation(world, me, messages.BEGUN, view=world.view(agreement=None))
    until = NOW + timedelta(days=1)
    snoozed = situation(world, me, messages.SNOOZED, facts={"day": until.date().isoformat()})
    yield snoozed
    yield replace(snoozed, me=replace(snoozed.me, snoozed_until=until))
    for goal_facts in ({"goal": 1, "entry": entry} for entry in (1, 2, 3)):
        yield situation(world, me, messages.LOGGED, facts=goal_facts)
    yield from _goals(world, me)
    for misread in (
        "progress-misread",
        "progress-misread-percent",
        "progress-misread-again",
        "error-no-goal-yet",
    ):
        yield situation(world, me, messages.MISREAD, facts={"why": misread})
    yield from _invitations(world, me)
    named = {"pairs": [[1, MENTEE], [2, MENTOR]], "people": [MENTEE, MENTOR]}
    yield replace(situation(world, me, invitations.CHANGED_MIND, facts=named), others=world.people)
    yield from _agreements(world, me)
    yield from _amendments(world, me)
    yield from _pauses(world, me)
    yield from _about_questions(world, me)
    yield from _introductions(world, me)
    yield from _sessions(world, me)
    yield from _preparations(world, me)


def _goals(world: World, me: int) -> Iterator[Situation]:
    """Yield everything that a pair hears of its goals."""
    note = world.text(LONGEST_NOTE)
    ends = (Entry(4, 1, MENTEE, 20, note, NOW), Entry(5, 1, MENTEE, 100, note, NOW))
    log = (*world.goal().log, *ends)
    goal = world.sharp_goal(log=log)
    taken_back = replace(goal, log=tuple(replace(one, withdrawn_at=NOW) for one in log))
    for entry in (3, 4, 5):
        facts = {"goal": 1, "entry": entry}
        for one in (goal, taken_back):
            view = world.view(goals=(one,))
            if me == MENTEE:
                yield situation(world, me, messages.LOGGED, view=view, facts=facts)
            yield situation(world, me, goal_news.NEWS, view=view, facts=facts)
    view = world.view(goals=(goal,))
    for step in (1, MOST_MILESTONES):
        for kind in (goal_news.MILESTONE, place.MILESTONE):
            yield situation(world, me, kind, view=view, facts={"goal": 1, "milestone": step})
    for comment in (None, goal.comment):
        for endorsed_at in (None, NOW):
            view = world.view(goals=(replace(goal, comment=comment, endorsed_at=endorsed_at),))
            yield situation(world, me, goal_news.RESPONSE, view=view, facts={"goal": 1})
    for closed_as in (None, *Closing):
        ended = replace(goal, closed_at=closed_as and NOW, closed_as=closed_as)
        yield situation(world, me, goal_news.CLOSED, view=world.view(goals=(ended,)), facts={"goal": 1})
    yield situation(world, me, messages.BEGUN, view=world.view(goals=(goal,)))


def _wishes(world: World, me: int) -> Iterator[Situation]:
    """Yield the way to each thing that somebody can wish for in words."""
    for wish in typed.Wish:
        for pairs in ([], [[1, MENTEE], [2, MENTOR]]):
            for known in ([], [LEAD]):
                wished = {"wish": str(wish), "pairs": pairs, "coordinators": known, "people": []}
                yield replace(situation(world, me, ways.KIND, facts=wished), others=world.people)


def _standings(world: World, me: int, kind: str) -> Iterator[Situation]:
    """Yield a message that ends with what there is to do now, for everything that this can be."""
    without_a_pair = (
        Now.ADMIN,
        Now.FIRST_PROGRAMME,
        Now.FIRST_PAIR,
        Now.ACTIVE_QUIET,
        Now.OVER,
        Now.ASKED,
        Now.TAKING_PART,
        Now.STRANGER,
    )
    for now in Now:
        about_pair = situation(world, me, kind, facts={"now": str(now)})
        yield replace(about_pair, view=None) if now in without_a_pair else about_pair
    if kind in REPEATED:
        yield situation(world, me, kind, facts={"now": str(Now.ACTIVE), "again": True})


def _sessions(world: World, me: int) -> Iterator[Situation]:
    """Yield sessions in each state, proposed by either, before, during and after, and beside another one."""
    bare: dict[str, Any] = {"link": None, "agenda": None}
    for state in SessionState:
        for by in (MENTEE, MENTOR):
            for hours in (-30, -0.2, 0.4, 9, 40):
                more = {**bare, "starts_at": NOW + timedelta(hours=hours)} if hours == 9 else {}
                about = world.session(
                    **{"state": state, "proposed_by": by, "starts_at": NOW + timedelta(hours=hours), **more}
                )
                view = world.view(sessions=(about,))
                for kind in (session_views.PROPOSED, session_views.AGREED, *SESSION_REMINDERS):
                    yield situation(world, me, kind, view=view)
                yield situation(world, me, session_views.OFFER, view=view)
                for kind in (session_views.CANCELLED, session_views.DECLINED):
                    yield situation(world, me, kind, view=view)
    for outcome in OUTCOMES:
        told = world.session(told={MENTEE: outcome, MENTOR: outcome}, state=outcome)
        yield situation(world, me, SESSION_PULSE + render.SHARED, view=world.view(sessions=(told,)))
    beside = replace(world.session(state=SessionState.PROPOSED), id=2)
    view = world.view(sessions=(world.session(), beside))
    yield situation(world, me, session_views.PROPOSED, view=view, subject="2")
    for kind in (session_views.RUNNING_LATE, session_views.LATE_TOLD):
        yield situation(world, me, kind, facts={"minutes": 15})
    starts = [(NOW + timedelta(days=days)).isoformat() for days in (-1, 1, 2, 3)]
    for some in (starts, starts[:1], []):
        none = world.view(sessions=())
        yield situation(world, me, session_views.OFFER, view=none, facts={"starts": some[-3:]})
    # What was to come when the pair ended.
    over = world.pair(PairState.ENDED)
    for state in (SessionState.PROPOSED, SessionState.AGREED):
        view = world.view(
            pair=over, sessions=(world.session(state=state, starts_at=NOW + timedelta(hours=9)),)
        )
        for kind in (session_views.PROPOSED, session_views.AGREED, *SESSION_REMINDERS):
            yield situation(world, me, kind, view=view)
    yield situation(world, me, session_views.OFFER, view=world.view(pair=over, sessions=()))


def _preparations(world: World, me: int) -> Iterator[Situation]:
    """Yield what comes around sessions: what the mentee brings, trouble, nudges, and the mentor's choice."""
    brought = Answer(
        1, MENTEE, 1, "questions", "2027-03-17", {"nothing": None, "note": world.text(1000)}, NOW
    )
    for hours in (0.4, 20):
        session = world.session(starts_at=NOW + timedelta(hours=hours))
        view = world.view(answers=(brought,), sessions=(session,))
        for kind in SESSION_REMINDERS:
            yield situation(world, me, kind, view=view)
    missed = world.view(sessions=(world.session(state=SessionState.MISSED, told={me: SessionState.MISSED}),))
    yield situation(world, me, tech.TROUBLE_TOLD, view=missed)
    yield situation(world, me, tech.TROUBLE, view=world.view(agreement=None))
    asked = Schedule(
        2, 1, MENTOR_CHECK_IN, 1, MENTOR, date(2027, 3, 16), 2, "week", time(9), "America/New_York", next_due_at=NOW
    )  # fmt: skip
    too = world.view(schedules=(asked,))
    for view in (too, world.view()):
        yield situation(world, me, asides.ASKED_TOO, view=view)
        yield situation(world, me, MENTOR_CHECK_IN, view=replace(view, answers=()))
        yield situation(world, me, "check_in" + render.SHARED, view=view)
    reached = {"accepted_at": NOW, "onboarded_at": NOW, "clauses_answered_at": NOW}
    states = (PairState.INVITED, PairState.ONBOARDING, PairState.AGREEING, PairState.AGREEING)
    apart = world.view(agreement=None, answers=world.answers(apart=True))
    for stage, state in enumerate(states):
        members = tuple(
            Member(person, role, **dict(list(reached.items())[:stage]))
            for person, role in ((MENTOR, Role.MENTOR), (MENTEE, Role.MENTEE))
        )
        pair = replace(world.pair(state), members=members)
        yield situation(world, me, AGREEMENT_NUDGE, view=replace(apart, pair=pair))
    signable = world.view(
        agreement=None, pair=world.pair(PairState.AGREEING), proposed=world.agreement(AgreementState.PROPOSED)
    )
    yield situation(world, me, AGREEMENT_NUDGE, view=signable)
    yield situation(world, me, AGREEMENT_NUDGE, view=replace(signable, pair=world.pair(PairState.ENDED)))
    yield situation(world, me, AGREEMENT_NUDGE)


def _forms_of_sessions(world: World, words: Words) -> Iterator[Shown]:
    # The last in the night, on different days.
    starts = [NOW + timedelta(days=1), NOW + timedelta(days=2), NOW + timedelta(days=2, hours=16)]
    for me in (MENTEE, MENTOR):
        person = world.people[me]
        for sessions in ((), (world.session(),), (world.session(state=SessionState.PROPOSED),)):
            seen = session_views.About(world.view(sessions=sessions), person, NOW)
            for offered in (starts, []):
                view = session_views.form(seen, offered, reader(person, words))
                yield Shown("session form", person, view=view)


def _invitations(world: World, me: int) -> Iterator[Situation]:
    for reached in ({}, {"accepted_at": NOW}, {"declined_at": NOW}):
        members = (Member(MENTOR, Role.MENTOR, **reached), Member(MENTEE, Role.MENTEE, **reached))
        for state in (PairState.INVITED, PairState.DECLINED, PairState.WITHDRAWN):
            pair = replace(world.pair(state), members=members)
            for by in (LEAD, MENTEE, MENTOR):
                view = world.view(pair=replace(pair, created_by=by))
                yield situation(world, me, messages.INVITATION, view=view)


def _agreements(world: World, me: int) -> Iterator[Situation]:
    alike = world.view(agreement=None)
    apart = world.view(agreement=None, answers=world.answers(apart=True))
    yield situation(world, me, messages.COMPARISON, view=alike)
    yield situation(world, me, messages.COMPARISON, view=apart)
    yield situation(world, me, messages.YOUR_TURN, view=apart)
    for by in (MENTEE, MENTOR):
        for presses, settled_at, more in (
            (1, None, {}),
            (2, None, {}),
            (3, NOW, {}),
            (3, NOW, {"talk": True}),
        ):
            positions = {
                clause.id: Position(
                    clause.id, by, {**world.clauses(by, apart=True)[clause.id], **more}, presses, settled_at
                )
                for clause in CLAUSES
            }
            view = replace(apart, positions=positions)
            yield situation(world, me, messages.COMPARISON, view=view)
    yield situation(world, me, messages.COMPARISON, view=_covered(world, me))
    for signed in ((), (MENTEE,), (MENTOR,)):
        proposed = world.agreement(AgreementState.PROPOSED, *signed)
        view = world.view(agreement=None, proposed=proposed)
        for facts in ({"agreement": proposed.id}, {"agreement": proposed.id + 1}):
            yield situation(world, me, messages.TO_SIGN, view=view, facts=facts)
        yield situation(world, me, messages.PARTNER_SIGNED, view=view)
    yield situation(world, me, messages.TO_SIGN)
    yield situation(world, me, messages.TO_SIGN, view=alike)
    # Over before it began.
    let_go = replace(apart, pair=world.pair(PairState.ENDED))
    for kind in (
        messages.COMPARISON,
        messages.YOUR_TURN,
        messages.TO_SIGN,
        messages.PARTNER_SIGNED,
        messages.LATER,
    ):
        yield situation(world, me, kind, view=let_go)
    for taken in (0, 1):
        view = replace(let_go, answers=_taken_over(apart.answers, taken))
        yield situation(world, me, messages.SUGGESTED, view=view)
    # All of it taken over, one clause, and none any more.
    for taken in (0, 1, len(CLAUSES)):
        known = _taken_over(apart.answers, taken)
        yield situation(world, me, messages.SUGGESTED, view=replace(apart, answers=known))
        moved = {suggested.MOVED: True}
        yield situation(world, me, messages.SUGGESTED, view=replace(apart, answers=known), facts=moved)
        proposed = world.agreement(AgreementState.PROPOSED)
        view = world.view(agreement=None, proposed=proposed, answers=known)
        yield situation(world, me, messages.TO_SIGN, view=view, facts={"agreement": proposed.id})


def _taken_over(answers: tuple[Answer, ...], clauses: int) -> tuple[Answer, ...]:
    """The same answers, of which so many clauses were taken over from what was suggested."""
    names = {f"agreement.{clause.id}" for clause in CLAUSES[:clauses]}
    return tuple(replace(one, suggested=one.question in names) for one in answers)


def _covered(world: World, me: int) -> PairView:
    """A pair of whom the other took an answer back: their clauses are covered again."""
    other = MENTEE + MENTOR - me
    members = tuple(
        replace(one, clauses_answered_at=None) if one.person_id == other else one
        for one in world.pair().members
    )
    mine = tuple(one for one in world.answers(apart=True) if one.person_id == me)
    pair = replace(world.pair(PairState.AGREEING), members=members)
    return world.view(agreement=None, pair=pair, answers=mine, goals=())


def _amendments(world: World, me: int) -> Iterator[Situation]:
    """Yield proposals to change each clause, by either, in each of their states, and what leads to them."""
    yield situation(world, me, amendment_views.OFFER)
    for clause in CLAUSES:
        yield situation(world, me, amendment_views.OFFER, facts={"clause": clause.id})
    cadence = {"every": 3, "unit": "week", "weekday": None, "at": None}
    yield situation(world, me, amendment_views.OFFER, facts={"clause": "cadence", "value": cadence})
    yield situation(world, me, amendment_views.NO_OFFER, view=world.view(agreement=None))
    begun = AmendmentState.BEGUN
    for clause in CLAUSES:
        today = world.view(amendments=(world.amendment(clause.id, MENTEE, begun),))
        yield situation(world, me, amendment_views.BEGUN, view=today, facts={"amendment": 1})
        for state in AmendmentState:
            for by, round_ in ((MENTEE, 1), (MENTOR, 3)):
                view = world.view(amendments=(world.amendment(clause.id, by, state, round_),))
                for kind in (amendment_views.AMENDMENT, amendment_views.SETTLED):
                    yield situation(world, me, kind, view=view, facts={"amendment": 1})
                over = replace(view, pair=world.pair(PairState.ENDED))
                yield situation(world, me, amendment_views.AMENDMENT, view=over, facts={"amendment": 1})


def _introductions(world: World, me: int) -> Iterator[Situation]:
    """Yield every card, and icebreakers in every wording."""
    for view in _cards(world):
        yield situation(world, me, messages.INTRODUCTION, view=view)
    own = {"choices": [], "own": [world.text(40)]}
    alike: list[dict[str, Any]] = [{"interests": {"choices": [one], "own": []}} for one in INTERESTS]
    alike += [{"interests": own}, {"offers": {"choices": list(TOPICS), "own": []}}]
    alike += [{"style": {"choices": list(STYLES), "own": []}}, {"languages": {"tags": ["en", "pt"]}}]
    nothing = {step: dict(base.SKIPPED) for step in ("interests", "offers", "style", "languages")}
    music, food = ({"interests": {"choices": [one], "own": []}} for one in ("music", "food"))
    chess = {"interests": {"choices": [], "own": ["chess"]}}
    apart: list[tuple[dict[str, Any], dict[str, Any]]] = [(music, food), ({"interests": own}, chess)]
    apart.append(({"languages": {"tags": ["en", "pt"]}}, {"languages": {"tags": ["en"]}}))
    apart.append(
        ({"style": {"choices": ["aloud"], "own": []}}, {"style": {"choices": ["direct"], "own": []}})
    )
    # All wordings once, with what is mild: what was typed fits them as it fits any.
    turns = range(1, 2) if world.typed else range(1, 5)
    for turn in turns:
        for both in (*alike, {}):
            view = _told(world, {**nothing, **both}, turn=turn)
            yield situation(world, me, messages.INTRODUCTION, view=view)
        for mine, theirs in apart:
            view = _neighbours(_told(world, {**nothing, **mine}, theirs, turn))
            yield situation(world, me, messages.INTRODUCTION, view=view)
        yield situation(world, me, messages.INTRODUCTION, view=_neighbours(_told(world, nothing, turn=turn)))


def _cards(world: World) -> Iterator[PairView]:
    """Yield cards with all, something and nothing on them."""
    for left_out in ([], ["feedback", "wants"], [step.id for step in ON_CARD]):
        yield _told(world, {"card": {"left_out": left_out}})


def _told(
    world: World, both: dict[str, Any], mentor: dict[str, Any] | None = None, turn: int = 1
) -> PairView:
    """A pair whose people told something else of themselves, the mentor perhaps more than that."""
    said = {MENTEE: both, MENTOR: {**both, **(mentor or {})}}
    answers = tuple(
        replace(one, value=said[one.person_id].get(one.question.removeprefix("onboarding."), one.value))
        for one in world.answers()
    )
    return world.view(answers=answers, pair=world.pair(PairState.AGREEING, id_=turn))


def _neighbours(view: PairView) -> PairView:
    """The same, on clocks that agree."""
    return replace(view, people={id_: replace(one, zone="Europe/Lisbon") for id_, one in view.people.items()})


def _pauses(world: World, me: int) -> Iterator[Situation]:
    for by in (MENTEE, MENTOR, LEAD):
        for until in (None, NOW + timedelta(days=9), NOW - timedelta(days=1)):
            since = NOW - timedelta(days=2)
            view = world.view(pair=world.pair(paused_by=by, paused_at=since, paused_until=until))
            about = situation(world, me, messages.PAUSED, view=view, facts={"people": [LEAD]})
            yield replace(about, others={LEAD: world.people[LEAD]})
            yield about


def _partings(world: World, person: Person, to: Reader) -> Iterator[Shown]:
    """Yield the form that ends a pair, wherever it stands, and why the last survey came after that."""
    ended = situation(world, person.id, SURVEY, view=world.view(pair=world.pair(PairState.ENDED)))
    yield Shown("why after an end", person, view=why.modal(ended, to))
    for state in sorted(OPEN):
        view = world.view(pair=world.pair(state))
        for about in (view, replace(view, agreement=None)):
            yield Shown("end mentoring", person, view=partings.form(about, person.id, to))


def _about_questions(world: World, me: int) -> Iterator[Situation]:
    asked = [dialogue.words(step) for dialogue in dialogues.DIALOGUES.values() for step in dialogue.steps]
    for words in asked:
        for may in (True, False):
            facts: dict[str, Any] = {"words": words, "moves": {"back": may, "skip": may, "rest": may}}
            yield situation(world, me, messages.STEP_HELP, facts=facts)
        yield situation(world, me, messages.TOO_EARLY, facts={"words": words})
        for why_ in (
            "step-not-understood",
            "step-incomplete",
            "step-required",
            "step-first",
            "step-too-long",
            "step-again",
            "step-again.anew",
        ):
            yield situation(
                world, me, messages.NOT_UNDERSTOOD, facts={"words": words, "why": why_, "limit": 9}
            )
    for prompt in PROMPTS.values():
        too_long = {"words": prompt.words, "why": "step-too-long", "limit": 2000}
        yield situation(world, me, messages.NOT_UNDERSTOOD, facts=too_long)
        offered = [[1, "agreement-goals", MENTOR], [2, prompt.words, MENTOR]]
        yield situation(world, me, messages.WHICH_QUESTION, facts={"draft": 1, "questions": offered})
    facts = {"draft": 1, "questions": [[number, words, MENTOR] for number, words in enumerate(asked, 1)]}
    for more in ({}, {"settled": True}, {"settled": True, "taken": "onboarding-hours"}):
        yield situation(world, me, messages.WHICH_QUESTION, facts=facts | more)
    yield replace(situation(world, me, messages.WHICH_QUESTION, facts=facts), others=world.people)


def _questions(world: World, me: int) -> Iterator[Situation]:
    """Yield every step: asked first, asked again, answered, skipped, and left."""
    for dialogue in dialogues.DIALOGUES.values():
        for step in dialogue.steps:
            name = dialogue.question(step)
            asked = Question(1, me, 1, name, "1", 7, NOW)
            closed = replace(asked, closed_at=NOW)
            known = world.view()
            nothing = world.view(answers=())
            passed = world.view(answers=(Answer(1, me, 1, name, "1", dict(base.SKIPPED), NOW),))
            stands = (
                (nothing, asked), (nothing, None), (known, asked), (passed, asked), (known, closed), (passed, closed),
                (nothing, closed),
            )  # fmt: skip
            for view, question in stands:
                if view is passed and not step.optional:
                    continue
                yield situation(world, me, name, view=view, question=question)
            for view in (nothing, known):
                over = replace(view, agreement=None, pair=world.pair(PairState.ENDED))
                yield situation(world, me, name, view=over, question=closed)
            yield situation(world, me, base.NOTED, facts={"question": name})
    for view in _cards(world):
        closed = Question(1, me, 1, "onboarding.card", "1", 7, NOW, NOW)
        yield situation(world, me, "onboarding.card", view=view, question=closed)


def said_to(world: World, prompt: Asking, me: int) -> Iterator[dict[str, Any]]:
    """Yield what can be answered to a prompt: the first choices, the last, words alone, and all of it."""
    items = prompt.items_for(situation(world, me, prompt.kind), me)
    words = {item.id: world.text(item.longest) if not item.choices else None for item in items}
    blank = {item.id: item.blank for item in items}
    for chosen in (0, -1):
        choices = {item.id: item.choices[chosen] for item in items if item.choices}
        yield blank | choices
        yield words | choices
    yield words


def due_soon(world: World) -> PairView:
    """A pair with a goal whose day is near."""
    return world.view(answers=(), goals=(replace(world.goal(), target_on=date(2027, 3, 22)),))


def _prompts(world: World, prompt: Asking) -> Iterator[Situation]:
    """Yield a prompt asked, answered, taken back, and as the partner sees it, to each of the pair."""
    for me, other in ((MENTEE, MENTOR), (MENTOR, MENTEE)):
        asked = Question(1, me, 1, prompt.kind, "2027-03-16", 7, NOW)
        closed = replace(asked, closed_at=NOW)
        shared = prompt.kind + render.SHARED
        for view in (world.view(answers=()), world.view(answers=(), goals=()), due_soon(world)):
            yield prompted(world, me, prompt.kind, me, view=view, question=asked)
        yield prompted(world, me, prompt.kind, me, view=world.view(answers=()), question=closed)
        over = world.view(answers=(), pair=world.pair(PairState.COMPLETED))
        yield prompted(world, me, prompt.kind, me, view=over, question=asked)
        for value in said_to(world, prompt, me):
            answer = Answer(1, me, 1, prompt.kind, "2027-03-16", value, NOW)
            first = Answer(2, me, 1, "confidence", "2027-03-02", {"now": "4"}, NOW)
            theirs = Answer(3, other, 1, prompt.kind, "2027-03-16", value, NOW)
            view = world.view(answers=(answer, theirs))
            yield prompted(world, me, prompt.kind, me, view=view, question=closed)
            view = world.view(answers=(first, answer))
            yield prompted(world, me, prompt.kind, me, view=view, question=closed)
            noted = {"question": prompt.kind, "people": [LEAD]}
            yield prompted(world, me, base.NOTED, me, view=view, facts=noted)
            if prompt.shares:
                yield prompted(world, other, shared, me, view=view)
                yield prompted(world, other, shared, me, view=replace(view, goals=()))
        if prompt.shares:
            yield prompted(world, other, shared, me, view=world.view(answers=()))
        yield from _moments(world, prompt, me)


def _noted(world: World, me: int) -> Iterator[Situation]:
    """Yield what reads back words that were typed, for every question and prompt."""
    for dialogue in dialogues.DIALOGUES.values():
        for step in dialogue.steps:
            yield situation(world, me, base.NOTED, facts={"question": dialogue.question(step)})
    for kind in PROMPTS:
        yield prompted(world, me, base.NOTED, me, facts={"question": kind})


def _moments(world: World, prompt: Asking, me: int) -> Iterator[Situation]:
    """Yield a prompt in its turns, and as far as the mentee may have come: some of them ask by that."""
    for turn in range(8 if prompt.takes_turns else 1):
        facts = {"turn": turn, "people": [LEAD]}
        yield prompted(world, me, prompt.kind, me, view=world.view(answers=()), facts=facts)
    for mood in Mood:
        last = Answer(1, MENTEE, 1, "check_in", "2027-03-02", {"mood": mood, "note": ""}, NOW)
        for percent in (0, 30, 60, 90, 100):
            goal = replace(world.goal(), log=(Entry(1, 1, MENTEE, percent, None, NOW),))
            for turn in range(3 if prompt.takes_turns else 1):
                view = world.view(answers=(last,), goals=(goal,))
                facts = {"turn": turn, "people": [LEAD]}
                yield prompted(world, me, prompt.kind, me, view=view, facts=facts)


def forms(world: World, words: Words = WORDS) -> Iterator[Shown]:
    """Yield every modal."""
    for me in (MENTEE, MENTOR):
        person = world.people[me]
        to = reader(person, words)
        for dialogue in dialogues.DIALOGUES.values():
            for step in dialogue.steps:
                for view in (world.view(), world.view(answers=())):
                    about = situation(world, me, dialogue.question(step), view=view)
                    yield Shown(
                        f"form of {dialogue.question(step)}",
                        person,
                        view=base.form(dialogue, step, about, to),
                    )
        for apart in (False, True):
            both = world.view(agreement=None, answers=world.answers(apart=apart))
            about = situation(world, me, messages.COMPARISON, view=both)
            yield Shown("every answer", person, view=comparison.every_answer(about, to))
        for agreement, may_sign in (
            (world.agreement(AgreementState.PROPOSED), True),
            (world.agreement(AgreementState.PROPOSED, me), False),
            (world.agreement(AgreementState.ACTIVE, MENTEE, MENTOR), False),
        ):
            about = situation(world, me, messages.TO_SIGN)
            document = agreement_views.modal(about, agreement, to, may_sign=may_sign)
            yield Shown("agreement", person, view=document)
        yield from _forms_of_amendments(world, me, to)
        about = situation(world, me, messages.TO_SIGN)
        for known in ((), (world.people[LEAD],), (world.people[LEAD],) * 20):
            yield Shown("confidentiality", person, view=confidentiality.form(about, known, to))
        yield Shown("confidentiality", person, view=confidentiality.reply_form(about, to))
        every = {audience: ["seen-goals"] for audience in Audience}
        yield Shown("who can see what", person, view=seen_views.modal(every, [], to))
        yield Shown(
            "who can see what", person, view=seen_views.modal(seen.written(), [world.programme()], to)
        )
        yield from _own_data(world, person, to)
        yield from _looked(world, person, to)
        for state in (PairState.INVITED, PairState.DECLINED):
            new = Member(MENTEE, Role.MENTEE), Member(MENTOR, Role.MENTOR)
            about = situation(
                world, me, messages.INVITATION, view=world.view(pair=replace(world.pair(state), members=new))
            )
            yield Shown(
                "invitation", person, view=invitation_form.modal(about, to, len(onboarding.QUESTIONS))
            )
        yield Shown("hours", person, view=quiet.hours_form(person, to))
        lunch = replace(person, lunch=(time(12), time(13)))
        yield Shown("hours with a break", lunch, view=quiet.hours_form(lunch, to))
        yield from _holiday_forms(person, to)
        yield from _level_forms(person, to)
        yield from _outlooks(world, me, to)
        for leave in ((), tuple((date(2027, 4, n), date(2027, 4, n + 1)) for n in range(1, 21, 2))):
            yield Shown("time away", person, view=quiet.away_form(replace(person, leave=leave), to))
        yield Shown("removed", person, view=elsewhere.removed(to))
        yield Shown("snooze", person, view=quiet.snooze_form(date(2027, 3, 22), to))
        yield Shown("pause", person, view=pauses.form(world.people[MENTOR + MENTEE - me], 1, to))
        yield from _partings(world, person, to)
        for paused in (world.pair(), world.pair(paused_by=MENTOR, paused_at=NOW)):
            for kind in (*PROMPTS, *REMINDERS):
                about = situation(world, me, kind, view=world.view(pair=paused))
                yield Shown(f"why {kind}", person, view=why.modal(about, to))
        yield Shown(
            "why", person, view=why.modal(situation(world, me, "x", view=world.view(agreement=None)), to)
        )
    yield from _forms_of_prompts(world, words)
    yield from _forms_of_goals(world, words)
    yield from _forms_of_one(world, words)
    yield from _forms_of_sessions(world, words)


def _looked(world: World, person: Person, to: Reader) -> Iterator[Shown]:
    """Yield what was looked at and changed, by each thing that one can do."""
    actions = (HOME_OPENED, PROGRAMME_OPENED, LOG_READ, *DONE)
    by = [LEAD, None, LEAD, 99]
    entries = [
        Noted(number, by[number % len(by)], MENTEE if number % 2 else None, action, subject, NOW)
        for number, (action, subject) in enumerate(
            ((action, subject) for action in actions for subject in ("programme:1", "pair:1", "person:9")), 1
        )
    ]
    known = (world.people, {1: world.pair()}, {1: world.programme().name})
    for scope in (looked_views.ME, "1"):
        for start in range(0, len(entries), looked_views.ON_A_PAGE):
            part = entries[start : start + looked_views.ON_A_PAGE]
            log = looked_views.Log(scope, part, *known, more=start == 0)
            yield Shown("who looked", person, view=looked_views.page(log, to))
    yield Shown("nobody looked", person, view=looked_views.page(looked_views.Log("1", [], *known), to))


def _copied(world: World, to: Reader) -> list[copy_views.Section]:
    """Return a copy that holds every table, and more rows than a page."""
    row = {
        "person_id": MENTEE,
        "question": "check_in",
        "value": {"text": world.text(3000)},
        "answered_at": NOW,
    }
    more = {"clause": "goals", "snapshot": {"en": world.text(3000)}, "number": 1, "starts_on": NOW.date()}
    more |= {
        "action": "pair.created",
        "subject": "pair:1",
        "at": NOW,
        "id": 1,
        "name": world.programme().name,
    }
    tables = {name: [{**row, **more}] * 3 for name in copy_views.TOLD}
    # Whatever is kept as a code is said in words.
    tables["sessions"] = [{"minutes": 45, "state": one} for one in SessionState]
    tables["deliveries"] = [{"kind": "check_in", "state": one} for one in State]
    tables["agreements"] = [{"version": 1}]
    tables["answers"] = [*tables["answers"], {**row, "value": {"skipped": True}}]
    me = world.people[MENTEE]
    return copy_views.sections(tables, {MENTEE: {"name": me.name}}, Telling(me, to), to)


def _own_data(world: World, person: Person, to: Reader) -> Iterator[Shown]:
    for sends_files in (True, False):
        yield Shown("your data", person, view=own_views.page(to, sends_files=sends_files))
    yield Shown("a copy is sent", person, view=own_views.said(to.mrkdwn("copy.sent"), to))
    for number in (0, 1, 9):
        yield Shown("a copy", person, view=copy_views.modal(_copied(world, to), number, to))
    for pairs in (0, 1, 3):
        yield Shown("delete my data", person, view=own_views.delete_form(pairs, to))
    yield Shown("it is deleted", person, view=own_views.deleted(to))
    yield Shown("nothing is kept", person, view=own_views.empty_home(to))


def _outlooks(world: World, me: int, to: Reader) -> Iterator[Shown]:
    """What is coming and what was held, with every kind that has a title and one that has none."""
    person, until = world.people[me], {"until": (NOW + timedelta(days=1)).isoformat()}
    kinds = (*PROMPTS, *REMINDERS, messages.PARTNER_SIGNED)
    partners = {1: world.people[MENTOR + MENTEE - me]}
    facts = {**until, "zone": person.zone}
    held = tuple(Reason(id_, facts) for id_ in ("budget", "holiday", "snoozed"))
    ids = ("paused-until", "moved-by-pause", "snoozed", "outside-hours")
    missed = [Reason(id_, facts) for id_ in (*ids, "holiday", "away", "do-not-disturb", "status-away")]
    paused, alone = (Reason("paused"),), (Reason("taken-along", until),)
    coming = tuple(
        one
        for kind, reason in zip(kinds, cycle(missed), strict=False)
        for one in (
            *(Coming(kind, NOW, pair, held[:number]) for number, pair in enumerate((1, None, 1, 1))),
            Coming(kind, NOW, 1, held[1:2], (reason,)),
            *(Coming(kind, None, 1, ways) for ways in (paused, alone)),
            *(Coming(kind, None, 1, missed=tuple(some)) for some in ([reason], missed)),
        )
    )
    ended = tuple(
        replace(row(kind, me), state=state, reason=Reason("snoozed", until), sent_at=None)
        for kind, state in zip(kinds, (State.SENT, State.SKIPPED, State.FOLDED) * len(kinds), strict=False)
    )
    for outlook in (Outlook((), (), {}), Outlook(coming[:8], ended[:10], partners)):
        yield Shown("outlook", person, view=outlooks.modal(outlook, render.title, to))
    for start in range(0, len(ended), 10):
        shown = Outlook(coming[:8], ended[start : start + 10], partners)
        yield Shown("outlook", person, view=outlooks.modal(shown, render.title, to))
        assert outlooks.text(shown, render.title, to)
    for start in range(0, len(coming), 8):
        ahead = Outlook(coming[start : start + 8], (), partners)
        yield Shown("outlook", person, view=outlooks.modal(ahead, render.title, to))
    about = situation(world, me, CHECK_IN)
    late = replace(row(CHECK_IN, me), reason=Reason("budget", until), sent_at=NOW)
    for following in (None, coming[0], coming[3], coming[-1]):
        yield Shown("why held", person, view=why.modal(replace(about, delivery=late), to, following))


def _level_forms(person: Person, to: Reader) -> Iterator[Shown]:
    left_out = {
        wish: [f"{one.words}.title" for one in PROMPTS.values() if not wanted(one.manner, wish)]
        for wish in Intensity
    }
    for intensity in Intensity:
        for number in (None, 3):
            me = replace(person, intensity=intensity, most_a_day=number, most_a_week=number)
            yield Shown("how much", me, view=level.form(me, left_out, to))
            yield Shown("how much", me, view=blocks.home(level.on_home(me, to)))


def _holiday_forms(person: Person, to: Reader) -> Iterator[Shown]:
    for chosen in (None, PublicHolidays("PT"), PublicHolidays("IT", "MI")):
        for confirmed in (False, True):
            me = replace(person, holidays=chosen, country_confirmed=confirmed)
            yield Shown("public holidays", me, view=blocks.home(holidays.on_home(me, to)))
    if person.id == MENTEE:
        # All countries, and the regions of the one that has most.
        yield Shown("public holidays", person, view=holidays.form(person, public_holidays.countries(), to))
        regions = public_holidays.region_names("IT")
        yield Shown("region", person, view=holidays.region_form(person, "IT", regions, to))


def _forms_of_amendments(world: World, me: int, to: Reader) -> Iterator[Shown]:
    person = world.people[me]
    about = situation(world, me, amendment_views.AMENDMENT)
    yield Shown("which clause", person, view=amendment_views.clause_form(about, to))
    for clause in CLAUSES:
        proposal = world.amendment(clause.id, MENTOR + MENTEE - me, AmendmentState.PROPOSED)
        answered = replace(about, view=world.view(amendments=(proposal,)))
        for answers in (None, proposal):
            form = amendment_views.form(answered, clause.id, to, answers=answers)
            yield Shown(f"form of change to {clause.id}", person, view=form)
        for state in (AmendmentState.PROPOSED, AmendmentState.BEGUN):
            known = replace(
                proposal, state=state, settled_at=None if state is AmendmentState.PROPOSED else NOW
            )
            yield Shown("amendment", person, view=amendment_views.document(answered, known, to))
        mine = world.amendment(clause.id, me, AmendmentState.PROPOSED)
        yield Shown("amendment", person, view=amendment_views.to_propose(answered, mine, to, "{}"))
    first = world.agreement(AgreementState.ACTIVE, MENTEE, MENTOR)
    later = [replace(first, id=number, version=number, proposed_by=MENTOR) for number in range(2, 150)]
    history = replace(about, view=world.view(versions=(first, *later)))
    yield Shown("agreement", person, view=agreement_views.modal(history, later[-1], to, may_sign=False))


def _forms_of_prompts(world: World, words: Words) -> Iterator[Shown]:
    for prompt in PROMPTS.values():
        for me in (MENTEE, MENTOR):
            to = reader(world.people[me], words)
            for value in (None, *said_to(world, prompt, me)):
                answer = Answer(1, me, 1, prompt.kind, "2027-03-16", value, NOW) if value else None
                view = world.view(answers=(answer,) if answer else ())
                about = prompted(world, me, prompt.kind, me, view=view)
                yield Shown(f"form of {prompt.kind}", world.people[me], view=prompt.form(about, to))


def _forms_of_goals(world: World, words: Words) -> Iterator[Shown]:
    mentee, mentor = world.people[MENTEE], world.people[MENTOR]
    to = reader(mentee, words)
    yield Shown("goal form", mentee, view=goals.form(mentor, 1, None, to))
    for goal in (world.goal(), world.sharp_goal()):
        yield Shown("goal form", mentee, view=goals.form(mentor, 1, goal, to))
        yield Shown("milestones", mentee, view=goals.milestones(goal, mentor, to))
        yield Shown("close goal", mentee, view=goals.close(goal, to))
        yield Shown("look at goal", mentor, view=goals.look(goal, mentee, reader(mentor, words)))
    few = replace(world.sharp_goal(), milestones=world.sharp_goal().milestones[:2])
    yield Shown("milestones", mentee, view=goals.milestones(few, mentor, to))


def _forms_of_one(world: World, words: Words) -> Iterator[Shown]:
    mentee, lead = world.people[MENTEE], world.people[LEAD]
    to = reader(mentee, words)
    many = [replace(world.goal(n), pair_id=pair) for pair in range(1, 21) for n in range(1, 8)]
    yield Shown("progress form", mentee, view=progress.form([world.goal()], to, carries=""))
    yield Shown("progress form of many goals", mentee, view=progress.form(many, to, carries=""))
    to = reader(lead, words)
    yield Shown(
        "programme form", lead, view=programme.form(to, date(2027, 1, 1), date(2027, 6, 30), spoken="en")
    )
    yield from _forms_of_programmes(world, lead, to)
    yield Shown("rhythm form", lead, view=rhythm.form(world.programme(), to))
    for view in results.totals_of_surveys(world.text, to):
        yield Shown("totals", lead, view=view)
    for view in results.answers_over_time(world.people[MENTOR], world.text, NOW, to):
        yield Shown("answers over time", world.people[MENTEE], view=view)
    yield Shown("pair form", lead, view=programme.pair_form([world.programme()], to))
    hundreds = [world.programme(number) for number in range(1, 131)]
    yield Shown("pair form of many programmes", lead, view=programme.pair_form(hundreds, to))


def _forms_of_programmes(world: World, lead: Person, to: Reader) -> Iterator[Shown]:
    for months in (None, 6):
        kept = replace(world.programme(), keeps_months=months)
        yield Shown("how long words are kept", lead, view=keeping_views.form(kept, to))
    known = world.programme()
    yield Shown(
        "programme form", lead, view=programme.form(to, known.starts_on, known.ends_on, known, spoken="es")
    )
    full = coordinated(world)
    for pairs in ((), full.pairs, full.pairs[:1] * 1000):
        for health in (Health(), Health(sent=1, unknown=1), full.health):
            one = replace(full, pairs=pairs, health=health)
            yield Shown("programme", lead, view=programme_page.page(one, to))
    for enrolled in (lists.enrolled(*world.people.values()), lists.enrolled(lead) * 60):
        one = replace(full, pairs=(), enrolled=enrolled)
        yield Shown("programme with people who wait", lead, view=programme_page.page(one, to))
    for view in (*lists.forms(known, to), *lists.outcomes(lead, world.people[MENTEE], world.text, to)):
        yield Shown("inviting people", lead, view=view)
    for number in (1, 20):
        yield Shown("programme worth a look", lead, view=programme_page.page(_stands_still(full, number), to))
    yield Shown("pair form for a mentee", lead, view=programme.pair_form([known], to, 1, lead.slack_id))
    both = world.people[MENTOR], world.people[MENTEE]
    yield Shown("pause for two", lead, view=pauses.for_two(*both, 1, to))
    yield from _withdrawals(full, lead, to)
    for one in (full, replace(full, pairs=())):
        yield Shown("end which", lead, view=closures.which(one, LEAD, to))
    for pair in full.pairs:
        if pair.state in RUNNING:
            yield Shown("end a pair", lead, view=closures.form(pair, full, to))
    yield Shown("coordinator form", lead, view=coordinators.name_form(known, to))
    for is_last in (False, True):
        yield Shown("leave form", lead, view=coordinators.leave_form(known, to, is_last=is_last))


def _stands_still(full: Coordinated, number: int) -> Coordinated:
    """A programme in which pairs stand still in every way, so many of each."""
    since = NOW - timedelta(days=60)
    ways = [(state, None) for state in sorted(OPEN)] + [(PairState.ACTIVE, since)]
    some = [
        replace(full.pairs[0], id=id_, state=state, state_since=since, paused_at=rests)
        for id_, (state, rests) in enumerate(ways * number, 1)
    ]
    return replace(full, pairs=tuple(some), signs={one.id: Signs() for one in some})


def _withdrawals(full: Coordinated, lead: Person, to: Reader) -> Iterator[Shown]:
    """Yield which invitations can be withdrawn, of few, many and none, and what follows."""
    pair = next(one for one in full.pairs if one.state is PairState.INVITED)
    parts = tuple(
        Enrolled(one, role, None, LEAD) for one in full.people for role in (Role.MENTOR, Role.MENTEE)
    )
    many = tuple(replace(pair, id=number) for number in range(1200))
    for pairs, enrolled in (((pair,), parts), (many, parts), (many[:250], ()), ((), ())):
        one = replace(full, pairs=pairs, enrolled=enrolled)
        yield Shown("withdraw which", lead, view=withdrawals.which(one, to))
    willing = tuple(
        replace(one, accepted_at=NOW if one.role is Role.MENTEE else None) for one in pair.members
    )
    silent = tuple(replace(one, accepted_at=None) for one in pair.members)
    for members in (willing, silent):
        of = replace(pair, members=members)
        yield Shown("withdraw", lead, view=withdrawals.of_pair(of, full, to))
    for part in parts:
        yield Shown("withdraw", lead, view=withdrawals.of_part(part, full, to))


def coordinated(world: World) -> Coordinated:
    """A programme with a pair in every state, and messages that fared in every way."""
    states = [world.pair(state, n) for n, state in enumerate(PairState, 1)]
    pairs = (*states, world.pair(paused_by=MENTOR, paused_at=NOW, state_since=NOW - timedelta(days=40)))
    most = 1234567
    health = Health(most, most, most, most, most, most, most, most, most, dict.fromkeys(Cause, most))
    return Coordinated(world.programme(), pairs, world.people, tuple(world.people.values()), health)


def overviews(world: World) -> Iterator[tuple[str, Overview]]:
    """Yield Home's states, named."""
    me = world.people[MENTEE]
    lead = world.people[LEAD]
    alone = Overview(me, NOW, (), (), False, False, {})
    yield "stranger", alone
    yield "asked", replace(alone, parts=lists.enrolled(me)[:1])
    yield "taking part", replace(alone, parts=(replace(lists.enrolled(me)[0], answered_at=NOW),))
    yield "stranger who can ask", replace(alone, coordinators=(lead, world.people[MENTOR]))
    yield "admin", replace(alone, may_coordinate=True)
    taken = replace(alone, is_coordinator=True)
    yield "first programme", taken
    empty = Coordinated(world.programme(), (), {})
    yield "first pair", replace(taken, coordinated=(empty,))
    some = replace(empty, people=world.people, enrolled=lists.enrolled(*world.people.values()))
    yield "first people", replace(taken, coordinated=(some,))
    away = replace(me, first_steps_away=True)
    yield "first steps put away", replace(taken, me=away, coordinated=(empty,))
    full = coordinated(world)
    yield "coordinator", replace(taken, me=lead, coordinated=(full,), clock_offset=3600.0)
    still = _stands_still(full, 1)
    yield "coordinator of pairs that stand still", replace(taken, me=lead, coordinated=(still,))
    yield "no place", replace(taken, me=lead, coordinated=(full,), has_places=False)
    yield "no quiet", replace(taken, me=lead, coordinated=(full,), knows_quiet=False)
    met = world.view()
    met = replace(met, pair=replace(met.pair, channel="C0000000001"))
    yield "a place", replace(alone, views=(met,))
    for name, view in _views_of_home(world):
        yield name, replace(alone, views=(view,))
        yield f"{name}, to the mentor", replace(alone, me=world.people[MENTOR], views=(view,))
    yield "check-in", replace(alone, views=(world.view(),), check_ins_open={1: 7})
    yield (
        "fewer",
        replace(alone, me=replace(me, intensity=Intensity.FEWER), views=(world.view(goals=(), answers=()),)),
    )
    away = replace(me, leave=tuple((date(2027, 4, day), date(2027, 4, day + 1)) for day in range(1, 20, 2)))
    yield "away", replace(alone, me=away, views=(world.view(),))
    asked = world.session(state=SessionState.PROPOSED, proposed_by=MENTOR)
    change = world.amendment("cadence", MENTOR, AmendmentState.PROPOSED)
    busy = world.view(sessions=(asked,), amendments=(change,))
    every = tuple(replace(busy, pair=world.pair(id_=n)) for n in range(1, 6))
    yield "much waits", replace(alone, views=every, check_ins_open=dict.fromkeys(range(1, 6), 7))
    resting = world.pair(paused_by=MENTOR, paused_at=NOW, paused_until=NOW + timedelta(9))
    yield "paused until a day", replace(alone, views=(world.view(pair=resting),))
    yield "snoozed", replace(alone, me=replace(me, snoozed_until=NOW + timedelta(days=1)))
    twenty = tuple(replace(world.view(), pair=world.pair(id_=n)) for n in range(1, 21))
    yield "twenty pairs", replace(alone, views=twenty)
    hundred = tuple(replace(full, programme=world.programme(n), pairs=full.pairs * 40) for n in range(1, 101))
    yield "a hundred programmes", replace(taken, coordinated=hundred)
    yield "everything", replace(taken, views=twenty, coordinated=hundred, clock_offset=0.5)


def _views_of_home(world: World) -> Iterator[tuple[str, PairView]]:
    nothing: dict[str, Any] = {"agreement": None, "goals": (), "answers": (), "schedules": ()}
    reached = {"accepted_at": NOW, "onboarded_at": NOW, "clauses_answered_at": NOW}
    for stage in range(4):
        here = Member(MENTEE, Role.MENTEE, **dict(list(reached.items())[:stage]))
        there = Member(MENTOR, Role.MENTOR, **reached)
        state = (PairState.INVITED, PairState.ONBOARDING, PairState.AGREEING, PairState.AGREEING)[stage]
        pair = replace(world.pair(state), members=(there, here))
        yield f"stage {stage}", world.view(pair=pair, **nothing)
        yield (
            f"stage {stage} alone",
            world.view(pair=replace(pair, members=(Member(MENTOR, Role.MENTOR), here)), **nothing),
        )
    for signed in ((), (MENTEE,)):
        proposed = world.agreement(AgreementState.PROPOSED, *signed)
        yield (
            f"signed by {len(signed)}",
            world.view(pair=world.pair(PairState.AGREEING), **nothing | {"proposed": proposed}),
        )
    yield "active", world.view()
    waiting = world.amendment("cadence", MENTOR, AmendmentState.PROPOSED)
    yield "active with a change under way", world.view(amendments=(waiting,))
    yield "active without check-ins", world.view(answers=(), schedules=())
    yield "active, nothing logged", world.view(goals=(replace(world.goal(), log=()),))
    yield "without goals", world.view(goals=())
    for name, percents in (("steady", (40, 40)), ("back", (60, 40)), ("quiet", (60, None))):
        log = tuple(
            Entry(
                n, 1, MENTEE, percent, None if percent else world.text(9), NOW - timedelta(days=20 - 15 * n)
            )
            for n, percent in enumerate(percents)
        )
        yield name, world.view(goals=(world.sharp_goal(log=log),))
    many = tuple(replace(world.sharp_goal(), id=n, number=n) for n in range(1, MOST_OPEN + 1))
    yield "many goals", world.view(goals=many)
    endings = list(Closing) * 5
    ended = tuple(
        replace(world.sharp_goal(), id=n, number=n, closed_at=NOW, closed_as=closing)
        for n, closing in enumerate(endings, MOST_OPEN + 1)
    )
    yield "closed goals", world.view(goals=(world.sharp_goal(), *ended))
    yield "no room to take up again", world.view(goals=(*many, *ended))
    yield "paused", world.view(pair=world.pair(paused_by=MENTOR, paused_at=NOW))
    yield "over", world.view(pair=world.pair(PairState.ENDED))
    yield "completed", world.view(pair=world.pair(PairState.COMPLETED))
    no = {"declined_at": NOW}
    members = (Member(MENTOR, Role.MENTOR, **no), Member(MENTEE, Role.MENTEE, **no))
    yield "refused", world.view(pair=replace(world.pair(PairState.DECLINED), members=members))


def homes(world: World, words: Words = WORDS) -> Iterator[Shown]:
    """Yield Home in its states."""
    for name, overview in overviews(world):
        yield Shown(f"home: {name}", overview.me, view=home.view(overview, reader(overview.me, words)))
