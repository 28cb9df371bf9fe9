"""States: what an installation carries through Slack's page, so that nobody else can end what one browser began."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from slack_sdk.oauth import OAuthStateUtils
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from storage import states
from storage.store import Store

GOOD_SECONDS = 600
COOKIE = "trellis-installing"


class StateRefused(Exception):
    """A state is not taken: `reason` is "used", "expired" or "unknown"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class States(AsyncOAuthStateStore):
    """Gives out states that are signed, and takes each once.

    What was given out is kept nowhere: only what comes back, signed and from the browser that it was given to, is noted
    in the database. So to ask for the page a million times writes nothing.
    """

    def __init__(self, store: Store, secret: str, now: Callable[[], float] = time.time) -> None:
        """`secret` is known to every process of ours and to nobody else; `now` gives seconds since 1970."""
        self._store = store
        self._key = hmac.digest(secret.encode(), b"trellis states", hashlib.sha256)
        self._now = now

    @property
    def logger(self) -> logging.Logger:
        return logging.getLogger(__name__)

    async def async_issue(self, *_args: Any, **_kwargs: Any) -> str:
        """Return a state that is good for ten minutes."""
        told = f"{int(self._now()) + GOOD_SECONDS}.{secrets.token_urlsafe(16)}"
        return f"{told}.{self._signature(told)}"

    async def async_consume(self, state: str) -> bool:
        """Take a state: True, once. Raises StateRefused."""
        told, _, signature = state.rpartition(".")
        if not hmac.compare_digest(self._signature(told).encode(), signature.encode()):
            raise StateRefused("unknown")
        until = int(told.partition(".")[0])
        if self._now() >= until:
            raise StateRefused("expired")
        digest = hashlib.sha256(state.encode()).hexdigest()
        good_until = datetime.fromtimestamp(until, UTC)
        if not await self._store.run(lambda tx: states.use(tx, digest, good_until)):
            raise StateRefused("used")
        return True

    def _signature(self, told: str) -> str:
        return hmac.new(self._key, told.encode(), hashlib.sha256).hexdigest()


class Browser(OAuthStateUtils):
    """Binds a state to the browser that was given it, by a cookie which no script reads and no other site sends."""

    def __init__(self) -> None:
        super().__init__(cookie_name=COOKIE, expiration_seconds=GOOD_SECONDS)

    def build_set_cookie_for_new_state(self, state: str) -> str:
        return super().build_set_cookie_for_new_state(state) + "; SameSite=Lax"
