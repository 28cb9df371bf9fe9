"""What every handler works with: the services of this process, and the scene of one unit of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypedDict, TypeVar, Unpack

from bot import router, typed
from bot.domain.deliveries import REWRITE, Delivery, DeliveryClass, Owed
from bot.domain.people import Person, Profile
from bot.domain.situation import Situation
from bot.errors import NotYours, PairMoved, TrellisError
from bot.ports import Clock, Engine
from bot.profiles import Gone, look_up
from bot.settings import Settings
from bot.tasks import Tasks
from bot.words import Reader, Words
from handlers.homes import Homes
from handlers.repeats import Repeats
from storage import deliveries, inbound, people, situations, workspaces
from storage.store import Store, Transaction, Turn
from storage.workspaces import Workspace

T = TypeVar("T")


def _nothing_known(_team_id: str) -> None:
    """Forget nothing, where nothing is known by heart."""


def _nothing_shown(_call: Call, _touched: frozenset[int]) -> None:
    """Draw nothing, where nobody looks."""


@dataclass(frozen=True, slots=True)
class Services:
    """What a process has one of."""

    store: Store
    clock: Clock
    words: Words
    tasks: Tasks
    engine: Engine
    settings: Settings
    # Drops what this process knows by heart of a workspace, by Slack's id: it was installed anew, or has left.
    forget: Callable[[str], object] = _nothing_known
    repeats: Repeats = field(default_factory=Repeats)
    homes: Homes = field(default_factory=Homes)
    # Hears of each act when it is kept: the call, and to whom a message is owed by it.
    changed: Callable[[Call, frozenset[int]], object] = _nothing_shown


Call = router.Call[Services]
On = router.Router[Services]


class NotInstalled(TrellisError):
    """Trellis is not installed in this workspace any more. Ask an admin to install it again."""


class AccountEnded(TrellisError):
    """Your account here has been deactivated, so nothing was changed."""


class Stranger(Exception):
    """Somebody acted of whom Slack must tell us more first."""


class About(TypedDict, total=False):
    """What a message is about that is owed, and what it says; each may be missing."""

    pair_id: int | None
    subject: str | None
    occasion: str | None
    facts: dict[str, Any] | None
    rewrites: int | None


@dataclass(slots=True)
class Scene:
    """One unit of work: its transaction, its workspace, who acts, and when (UTC)."""

    tx: Transaction
    workspace: Workspace
    me: Person
    now: datetime
    words: Words
    coordinators: tuple[str, ...] = field(default=())
    # How many new messages are owed to whoever acts: with none, what they did shows nowhere near them.
    replies: int = 0
    # Whom it touches by our ids: to whom something is owed, and whose Home shows it otherwise.
    touched: set[int] = field(default_factory=set)
    # Whether what was answered had no answer before.
    answers_first: bool = False

    @property
    def ws(self) -> int:
        """Our id of the workspace, which every query takes."""
        return self.workspace.id

    def reader(self, person: Person | None = None) -> Reader:
        """Return the Reader of a person, of whoever acts when none is named."""
        to = person or self.me
        locale = self.words.spoken(to.locale, self.workspace.locale)
        return Reader(self.words, locale, to.zone, self.now, self.tx.pause)

    def typed(self, text: str) -> str:
        """Return what somebody typed, where Slack sends its markup."""
        return typed.as_typed(text, self._name_of)

    def _name_of(self, slack_id: str) -> str | None:
        person = people.by_slack_id(self.tx, self.ws, slack_id)
        return person.name if person else None

    def situation(self, pair_id: int | None, delivery: Delivery | int | None = None) -> Situation:
        """Return what whoever acts may see of a pair now, about a row of the ledger where one is named."""
        view = None if pair_id is None else situations.view(self.tx, self.ws, pair_id, reader=self.me.id)
        row = deliveries.get(self.tx, self.ws, delivery) if isinstance(delivery, int) else delivery
        return situations.about(self.tx, self.me, self.now, view, row)

    def sent(self, row: int) -> Delivery:
        """Return a row of the ledger that is whoever acts' own; raises NotYours, and PairMoved for one that is gone."""
        try:
            delivery = deliveries.get(self.tx, self.ws, row)
        except LookupError:
            raise PairMoved from None
        if delivery.person_id != self.me.id:
            raise NotYours
        return delivery

    def owe(self, kind: str, person_id: int | None = None, **about: Unpack[About]) -> None:
        """Owe a message: the answer to whoever acts, or what their act causes for somebody else.

        Without an occasion each call owes a new message; with one, the same message is owed once.
        """
        deliveries.leave(self.tx, self.ws, self._owed(kind, person_id, **about), at=self.now)

    def owe_row(self, kind: str, person_id: int | None = None, **about: Unpack[About]) -> int | None:
        """Owe a message, and return its row; None where one of the same occasion was owed before."""
        return deliveries.owe(self.tx, self.ws, self._owed(kind, person_id, **about), at=self.now)

    def _owed(
        self,
        kind: str,
        person_id: int | None = None,
        *,
        pair_id: int | None = None,
        subject: str | None = None,
        occasion: str | None = None,
        facts: dict[str, Any] | None = None,
        rewrites: int | None = None,
    ) -> Owed:
        to = self.me.id if person_id is None else person_id
        about = subject or str(pair_id or 0)
        is_own = to == self.me.id or rewrites is not None
        self.touched.add(to)
        self.replies += to == self.me.id and rewrites is None
        return Owed(
            kind=kind,
            delivery_class=DeliveryClass.REPLY if is_own else DeliveryClass.CONSEQUENCE,
            person_id=to,
            pair_id=pair_id,
            subject=about,
            occasion=occasion or deliveries.NEXT,
            facts=facts or {},
            due_at=self.now,
            rewrites_id=rewrites,
        )

    def rewrite(self, delivery_id: int | None, person_id: int | None = None) -> None:
        """Owe the rewriting of a message, so that it shows the present."""
        if delivery_id is not None:
            self.owe(REWRITE, person_id, subject=str(delivery_id), rewrites=delivery_id)

    def rewrite_latest(self, kind: str, pair_id: int, person_id: int) -> None:
        """Owe the rewriting of the newest message of a kind about a pair."""
        found = deliveries.latest(self.tx, self.ws, kind, str(pair_id), person_id)
        if found:
            self.rewrite(found.id, person_id)


async def act(call: Call, work: Callable[[Scene], T]) -> T:
    """Run one unit of work for whoever acts, and let the engine pay at once what it owes.

    Somebody unknown is looked up at Slack first. Raises NotInstalled, AccountEnded, and whatever `work` raises.
    """

    def noting(scene: Scene) -> T:
        result = work(scene)
        scene.tx.after_commit(partial(call.services.changed, call, frozenset(scene.touched)))
        return result

    result = await _within(call, call.services.store.run, noting)
    call.services.engine.wake()
    return result


async def look(call: Call, work: Callable[[Scene], T]) -> T:
    """Run a unit of work that only reads."""
    return await _within(call, call.services.store.read, work)


async def browse(call: Call, work: Callable[[Scene], T]) -> T:
    """Run a unit of work that only reads, and for long, such as Home is drawn of: it gives way to what is shorter."""
    return await _within(call, partial(call.services.store.read, turn=Turn.PATIENT), work)


async def glance(call: Call, work: Callable[[Scene], T]) -> T:
    """Run a unit of work that only reads, and no more than a few rows, such as a form is made of."""
    return await _within(call, call.services.store.glance, work)


async def act_once(call: Call, work: Callable[[Scene], None]) -> None:
    """Run one unit of work for an event, in the transaction that notes it: sent again, it does nothing."""
    repeats = call.services.repeats
    if repeats.knows(call.team_id, call.event_id):
        return

    def once(scene: Scene) -> None:
        scene.tx.after_commit(partial(repeats.keep, call.team_id, call.event_id))
        if inbound.first_time(scene.tx, scene.ws, call.event_id, at=scene.now):
            work(scene)

    await act(call, once)


async def _within(call: Call, run: Callable[..., Any], work: Callable[[Scene], T]) -> T:
    now = call.services.clock.now()

    try:
        result: T = await run(lambda tx: work(_scene(tx, call, now)))
    except Stranger:
        await meet(call, call.user_id)
        result = await run(lambda tx: work(_scene(tx, call, now, is_met=True)))
    return result


def _scene(tx: Transaction, call: Call, now: datetime, *, is_met: bool = False) -> Scene:
    """Set the scene; whoever was deactivated may be back, so Slack is asked once more before they are refused."""
    found = people.acting(tx, call.team_id, call.user_id)
    workspace, me = found or (workspaces.by_team(tx, call.team_id), None)
    if workspace is None or not workspace.installed:
        raise NotInstalled
    if me is None or (me.deactivated_at and not is_met):
        raise Stranger
    if me.deactivated_at:
        raise AccountEnded
    return Scene(tx, workspace, me, now, call.services.words, call.services.settings.coordinators)


async def meet(call: Call, slack_id: str) -> Person:
    """Look an account up at Slack and remember it.

    Raises TrellisError when Slack does not tell, and AccountEnded where it does not know whoever acts.
    """
    now = call.services.clock.now()
    profile = await look_up(call.client, slack_id)
    if isinstance(profile, Gone) and slack_id == call.user_id:
        raise AccountEnded
    if not isinstance(profile, Profile):
        raise TrellisError

    def remember(tx: Transaction) -> Person:
        workspace = workspaces.by_team(tx, call.team_id)
        if workspace is None:
            raise NotInstalled
        return people.remember(tx, workspace.id, profile, at=now)

    return await call.services.store.run(remember)


def open_view(call: Call, view: dict[str, Any]) -> None:
    """Open a modal in a task of its own, so that the acknowledgement never waits for Slack.

    Over a modal in which something was pressed, it is laid: closing it shows that one again.
    """
    in_modal = call.view.get("type") == "modal"

    async def open_it() -> None:
        try:
            if in_modal:
                await call.client.views_push(trigger_id=call.trigger_id, view=view)
            else:
                await call.client.views_open(trigger_id=call.trigger_id, view=view)
        except Exception:
            await say_sorry(call)
            raise

    call.services.tasks.spawn(open_it(), f"open {view.get('callback_id')}")


async def say_sorry(call: Call) -> None:
    """Tell whoever acts, where only they see it, that something failed on our side."""
    words = call.services.words
    language = words.language_of(call.services.settings.locale)
    await tell(call, words.format(language, "error-trellis-error", {}))


async def tell(call: Call, text: str) -> None:
    """Say something to whoever acts that only they see: by response_url, else in the conversation it came from."""
    if call.response_url and call.client.session:
        answer = {"response_type": "ephemeral", "replace_original": False, "text": text}
        async with call.client.session.post(call.response_url, json=answer):
            return
    await call.client.chat_postEphemeral(
        channel=call.channel_id or call.user_id, user=call.user_id, text=text
    )
