"""An explorer: does once whatever anybody could do here, lets every wrong person do it first, and takes it all back."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.domain.audit import HOME_OPENED
from bot.domain.people import Profile, Role
from bot.errors import TrellisError
from bot.router import Answer, Kind
from handlers.services import Services
from simulator.state.workspace import Workspace
from storage import pairs, people, programmes, rotation, workspaces
from storage.store import Transaction
from tests.roles.hands import Act, Json, acts, obey, suggestions
from tests.roles.keeping import Book, Rows
from tests.village import Village

HERE, THERE = "T0FERNHILL", "T0OTHER"
# Whose the acts are: the pair, who coordinates, and who was named to coordinate too.
RIGHT = ("UMENTEE", "UMENTOR", "ULEAD", "UCOLEAD")
# Whoever is none of the pair's and does not coordinate its programme.
STRANGER, GUEST, LEFT = "USTRANGER", "UGUEST", "ULEFT"
MENTOR_ELSEWHERE, MENTEE_ELSEWHERE, LEADS_ELSEWHERE = "UMENTOR2", "UMENTEE2", "ULEAD2"
OUTSIDERS = (STRANGER, GUEST, LEFT, MENTOR_ELSEWHERE, MENTEE_ELSEWHERE, LEADS_ELSEWHERE)
# An answer of so many letters is somebody's own, and not a word of ours that stands in many places.
OWN_WORDS = 12
NAMES = ("Inês Duarte", "Noah Brooks")


# What anybody may do: it is about themselves, and whatever it carries is not looked at.
ANYBODYS = {
    "action home.continue",
    "action home.help",
    "action home.listen",
    "action quiet.tomorrow",
    "action quiet.week",
    "action step.continue",
    "command /trellis",
    "event app_home_opened",
    "event message",
    # Whoever coordinates elsewhere creates a programme of their own.
    "view programme.form",
    "view quiet.level_form",
    "view quiet.region_form",
    "view quiet.snooze_form",
}
# Whoever coordinates elsewhere puts their own list of first steps away, and finds it again.
THEIR_OWN_LIST = {"action first_steps.find", "action first_steps.put_away"}
# Whoever deletes what is theirs deletes their own, whatever the form carried; that is tested where it is done.
ENDS_THEMSELVES = {"view own.delete_form"}
# The same, where what the form carried was what stood there already, or what the rules refuse.
OWN_FORMS = {"view quiet.away_form", "view quiet.holidays_form", "view quiet.hours_form"}
# What a story has to go out of its way for: how one comes by it tests/journeys/test_seldom.py tells.
OF_COORDINATORS = (
    "action attention.menu",
    "action enrolment.no",
    "action enrolment.yes",
    "action invitation.withdraw",
    "action looked.older",
    "options group",
    "view invitation.withdraw.form",
    "view invitation.withdraw.which",
    "view rehearsal.form",
    "view roster.trial",
)
OF_A_PAIR_AT_WORK = (
    "action home.answer",
    "action prompt.ask_me_no_more",
    "action prompt.ask_me_too",
    "action quiet.tomorrow",
    "action quiet.week",
    "action session.join",
    "view programme.pause_pair.form",
)
OF_A_PAIR_THAT_ENDS = (
    "action agreement.version",
    "action programme.end_pair",
    "action programme.reopen",
    "action progress.take_back_here",
    "view programme.end_pair.form",
    "view programme.end_pair.which",
)
SELDOM = {*OF_COORDINATORS, *OF_A_PAIR_AT_WORK, *OF_A_PAIR_THAT_ENDS}
# What is noted of whoever acts or of the act itself, whoever it is.
BOOKS = {"sqlite_sequence", "inbound_events", "rate_slots"}


@dataclass
class Written:
    """What a wrong person's act changed, and what of the pair it showed."""

    act: Act
    person: str
    team: str
    changed: dict[str, list[Json]]
    shown: list[str]

    @property
    def strange(self) -> list[Json]:
        """The rows that changed and are not about whoever acted."""
        return [row | {"table": name} for name, row in self._rows() if not self._is_theirs(name, row)]

    @property
    def wrote(self) -> bool:
        """Whether anything changed but that Trellis now knows whom it met."""
        return any(name != "people" or not self._is_new(row) for name, row in self._rows())

    def _rows(self) -> list[tuple[str, Json]]:
        return [
            (name, row)
            for name, rows in self.changed.items()
            if name not in BOOKS
            for row in rows
            # Home is drawn anew for whoever acts, and what a coordinator sees there of their own is noted once a day.
            if row.get("action") != HOME_OPENED or not self._is_theirs(name, row)
        ]

    def _is_new(self, row: Json) -> bool:
        return bool(row.get("new")) or self.person == LEFT

    def _is_theirs(self, name: str, row: Json) -> bool:
        me = [one for one in self.changed.get("people", ()) if one["slack_id"] == self.person]
        if name == "people":
            return bool(row["slack_id"] == self.person)
        return row.get("person_id", row.get("created_by")) in {self.number, *(one["id"] for one in me)}

    number: int | None = None


@dataclass
class Explorer:
    """Explores a village; `found` is what somebody changed or saw whom it was none of."""

    town: Village
    file: Path
    router: Any
    client: Any
    found: list[Written] = field(default_factory=list)
    walked: dict[str, int] = field(default_factory=dict)
    seen: dict[tuple[Kind, str], Act] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    _errors: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        hook = self.router._error_hook

        async def note(call: Any, error: Exception) -> Answer:
            self._errors.append(error)
            answer: Answer = await hook(call, error)
            return answer

        self.router.on_error(note)
        self._book = Book(self.file)
        # What others see in their open Homes a moment later would be taken for what an act shows.
        self.services.homes.close()

    @property
    def services(self) -> Services:
        return self.town.demo.running.services

    @property
    def world(self) -> Any:
        return self.town.demo.simulator.world

    async def let_others_in(self) -> None:
        """Let more people live here, and in another workspace."""
        now = self.services.clock.now()
        await self.services.store.run(lambda tx: others(tx, now))

    def complaints(self) -> list[str]:
        """Say what somebody saw or changed whose it was not, and what failed that may not."""
        said = list(self.failed)
        for one in self.found:
            who = f"{one.act.name} by {one.person} of {one.team}"
            said += [f"{who} was shown {one.shown}"] if one.shown else []
            said += [f"{who} changed {one.strange}"] if one.strange else []
            if one.wrote and (one.act.name not in ANYBODYS or one.person == LEFT):
                said.append(f"{who} wrote")
        return said

    async def look_around(self, further: int = 2) -> None:
        """Walk every act that is new here, and what comes of it so many steps on: a form, and its submission."""

        def is_new(name: str) -> bool:
            return self.walked.get(name, 0) < further

        workspace = self.world.workspace(None)
        for person in RIGHT:
            for act in (
                list(acts(self.world, workspace, person, is_new)) if person in workspace.accounts else ()
            ):
                if is_new(act.name):
                    await self.walk(act, further)

    async def look_for(self, *names: str) -> None:
        """Walk what is named so, for whoever has it before them now; each must be there."""
        workspace = self.world.workspace(None)

        def is_new(name: str) -> bool:
            return _heard(name) in names and name not in self.walked

        for person in RIGHT:
            if person in workspace.accounts:
                for find in (acts, suggestions):
                    for act in list(find(self.world, workspace, person, is_new)):
                        if is_new(act.name):
                            await self.walk(act)
        assert set(names) <= self.heard()

    def heard(self) -> set[str]:
        """Name the handlers that have heard something: a choice of a menu is no handler of its own."""
        return {_heard(name) for name in self.walked}

    async def walk(self, act: Act, further: int = 1) -> None:
        """Let everybody do it whose it is not, then whoever may, look on from there, and take all back."""
        before, slack = self._book.rows(), self._shown()
        if act.name not in self.walked and act.name not in ENDS_THEMSELVES:
            await self._wrongly(act)
            self._take_back(before, slack)
        self.walked[act.name] = further
        self.seen[act.kind, act.id] = act
        await self._rightly(act)
        if further > 1:
            await self.look_around(further - 1)
        self._take_back(before, slack)
        await self.town.settle()

    async def _wrongly(self, act: Act) -> None:
        texts = await self.services.store.read(texts_of)
        known = self._book.rows()
        for team, person in self._wrong(act):
            n = self.world.log._n
            answer = await self._do(act.done_by(person, team))
            changed: dict[str, list[Json]] = {}
            if self._book.rows() is not known:
                await self.town.settle()
                before, known = known, self._book.rows()
                changed = self._book.changes(before, known)
            shown = json.dumps([answer, self.world.log.after(n)["calls"]], ensure_ascii=False, default=str)
            # Who has the same Slack id elsewhere may well have the same name.
            seen = [one for one in texts if one in shown and (team == HERE or one not in NAMES)]
            self.found.append(Written(act, person, team, changed, seen, self._number(person, team)))

    def _wrong(self, act: Act) -> Iterator[tuple[str, str]]:
        yield from ((HERE, one) for one in OUTSIDERS if one != act.by)
        yield THERE, act.by

    async def _rightly(self, act: Act) -> None:
        self._errors.clear()
        answer = await self._do(act)
        await self.town.settle()
        obey(self.world.workspace(None), act, answer)
        self.failed += [f"{act.name}: {one!r}" for one in self._errors if not _is_told(one)]

    async def _do(self, act: Act) -> Answer:
        if "trigger_id" in act.body:
            in_modal = (act.body.get("view") or {}).get("type") == "modal"
            view = act.body["view"]["id"] if in_modal else None
            act.body["trigger_id"] = self.world.triggers.new(HERE, act.by, view)
        answer: Answer = None
        try:
            answer = await self.router.dispatch(act.call(self.client, self.services))
        except Exception as error:
            self._errors.append(error)
        await self.services.tasks.drain(20)
        return answer

    def _shown(self) -> bytes:
        """Keep what stands in Slack; a deep copy takes three times as long."""
        workspace = vars(self.world.workspace(None))
        return pickle.dumps({name: workspace[name] for name in ("conversations", "homes", "modals")})

    def _take_back(self, rows: Rows, slack: bytes) -> None:
        """Let the database and Slack be as they were."""
        self._book.take_back(rows)
        vars(self.world.workspace(None)).update(pickle.loads(slack))  # noqa: S301 - of our own making

    def _number(self, person: str, team: str) -> int | None:
        """Return our id of somebody in a workspace."""
        rows = self._book.rows()
        teams = {one["id"]: one["team_id"] for one in self._book.told(rows, "workspaces")}
        mine = (
            one["id"]
            for one in self._book.told(rows, "people")
            if (one["slack_id"], teams[one["workspace_id"]]) == (person, team)
        )
        return next(mine, None)


def _heard(name: str) -> str:
    return " ".join(name.split(" ")[:2])


def texts_of(tx: Transaction) -> set[str]:
    """Return everything that people wrote, and both names."""
    found = set(NAMES)
    for table, columns in rotation.columns().items():
        if "workspace_id" not in table.c:
            continue
        for row in tx.execute(select(table)).mappings():
            for column in columns:
                if row[column.name] is not None:
                    field_ = f"{table.name}.{column.name}"
                    found |= _said(tx.vault.open(row["workspace_id"], field_, row[column.name]))
    return found


def _said(text: str) -> set[str]:
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    return {one for one in _strings(value) if len(one) >= OWN_WORDS and " " in one}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _is_told(error: Exception) -> bool:
    return isinstance(error, TrellisError) and type(error) is not TrellisError


def let_slack_know(workspace: Workspace, *also: str) -> None:
    """Let Slack have accounts of those who have nothing to do with the pair, and of whom else is named."""
    for one in (*OUTSIDERS, *also):
        workspace.change({"id": one, "deleted": one == LEFT, "is_restricted": one == GUEST})


def others(tx: Transaction, now: Any) -> None:
    """Let more people live here: who has nothing to do with the pair, another pair, and another workspace."""
    known = workspaces.by_team(tx, HERE)
    assert known is not None
    ws = known.id
    ids = {}
    for slack_id in (STRANGER, GUEST, LEFT, MENTOR_ELSEWHERE, MENTEE_ELSEWHERE, LEADS_ELSEWHERE):
        profile = Profile(
            slack_id, f"Somebody {slack_id}", "Europe/Lisbon", "en", is_guest=slack_id == GUEST,
            deactivated=slack_id == LEFT,
        )  # fmt: skip
        ids[slack_id] = people.remember(tx, ws, profile, at=now).id
    _pair(tx, ws, ids[LEADS_ELSEWHERE], ids[MENTOR_ELSEWHERE], ids[MENTEE_ELSEWHERE], now)
    there = workspaces.remember(tx, THERE, "Elsewhere", "UBOT", locale="en", at=now).id
    same = [
        people.remember(tx, there, Profile(one, f"Other {one}", "Europe/Lisbon", "en"), at=now).id
        for one in ("ULEAD", "UMENTOR", "UMENTEE")
    ]
    lead, mentor, mentee = same
    _pair(tx, there, lead, mentor, mentee, now)


def _pair(tx: Transaction, ws: int, lead: int, mentor: int, mentee: int, now: Any) -> None:
    begins = now.date()
    people.make_coordinator(tx, ws, lead, at=now)
    made = programmes.create(
        tx, ws, "Elsewhere", begins, begins.replace(year=begins.year + 1), by=lead, at=now
    )
    members = {Role.MENTOR: mentor, Role.MENTEE: mentee}
    pair = pairs.create(tx, ws, made.id, members, by=lead, at=now)
    for role, person in members.items():
        programmes.enrol(tx, ws, made.id, person, role, at=now)
        pairs.change_member(tx, ws, pair.id, person, accepted_at=now)
