"""Trigger ids (used once, within three seconds) and response addresses (five times, within half an hour)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from simulator.shapes import SlackError
from simulator.state import ids

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


def real_time() -> float:
    """Seconds on a clock that nobody moves: the event loop's own."""
    return asyncio.get_running_loop().time()


@dataclass
class Trigger:
    team_id: str
    user_id: str
    view_id: str | None
    made_at: float
    used: bool = False


class Triggers:
    """Hands out trigger ids and takes them back once."""

    def __init__(self) -> None:
        self.seconds = TRIGGER_SECONDS
        self._known: dict[str, Trigger] = {}

    def new(self, team_id: str, user_id: str, view_id: str | None = None) -> str:
        """A trigger for something that person just did; `view_id` is the modal it was done in."""
        trigger_id = f"{ids.fresh('', 11)}.{ids.fresh('', 12)}.{ids.fresh('', 32)}".lower()
        self._known[trigger_id] = Trigger(team_id, user_id, view_id, real_time())
        return trigger_id

    def use(self, trigger_id: str, team_id: str) -> Trigger:
        """Raises SlackError: invalid_trigger_id, exchanged_trigger_id, expired_trigger_id."""
        trigger = self._known.get(trigger_id)
        if trigger is None or trigger.team_id != team_id:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if real_time() - trigger.made_at > self.seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass
class ResponseAddress:
    """Where an app may answer an interaction; `ts` is the message that was acted on, if there was one."""

    team_id: str
    user_id: str
    channel: str
    ts: str | None
    made_at: float
    uses: int = 0


class ResponseAddresses:
    """The response_urls that have been given out."""

    def __init__(self) -> None:
        self.seconds = RESPONSE_SECONDS
        self._known: dict[str, ResponseAddress] = {}

    def new(self, team_id: str, user_id: str, channel: str, ts: str | None) -> str:
        key = ids.fresh("", 24)
        self._known[key] = ResponseAddress(team_id, user_id, channel, ts, real_time())
        return key

    def use(self, key: str) -> ResponseAddress:
        """Raises SlackError: expired_url (half an hour is over, or it never was one), used_url (after five uses)."""
        address = self._known.get(key)
        if address is None or real_time() - address.made_at > self.seconds:
            raise SlackError("expired_url")
        if address.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        address.uses += 1
        return address
