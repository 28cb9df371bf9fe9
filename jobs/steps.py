"""Steps: what is to be done next about a row of the ledger, as it was seen on a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.deliveries import Delivery, Verdict
from bot.views.blocks import Message
from jobs.addressed import Unmet
from storage.sending import Wishes
from storage.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that was claimed: it leaves for this channel, before the deadline; with `ts`, as a rewriting."""

    delivery: Delivery
    fence: int
    deadline: datetime
    workspace: Workspace
    channel: str
    message: Message
    ts: str | None = None
    # By which it may leave: where they change before the claim, it is looked at again.
    wishes: Wishes | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A row whose sending ended nobody knows how."""

    delivery: Delivery
    fence: int
    workspace: Workspace
    channel: str | None


@dataclass(frozen=True, slots=True)
class Unopened:
    """A row that may leave for a pair's own conversation, which is not open yet."""

    delivery: Delivery
    workspace: Workspace
    pair_id: int
    slack_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """A row that rewrites a message which is on its way itself: looked at again then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Folded:
    """A row that rewrites a message which has not come: there is nothing to rewrite, and it will say the present.

    `target` is that message, which may be rendered already in another sweep: whoever did that does it anew.
    """

    target: Delivery


Step = Ready | Unknown | Unmet | Unopened
Seen = Step | Verdict | Later | Folded
