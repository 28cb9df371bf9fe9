"""What Slack answers about a token: whose it is, what it may do, and what time it is there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.sockets import plainly

TIMEOUT = ClientTimeout(total=15, connect=10)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of Slack's: `error` is empty when it said yes, and `reached` false when nothing of Slack's came."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    reached: bool = True
    scopes: tuple[str, ...] = ()
    # Slack's clock when it answered, and ours (UTC).
    slack_at: datetime | None = None
    our_at: datetime | None = None

    @property
    def lags(self) -> float | None:
        """By how many seconds our clock is ahead of Slack's, whose header knows whole seconds."""
        if self.slack_at is None or self.our_at is None:
            return None
        return (self.our_at - self.slack_at).total_seconds()


NOT_SLACK = Told(error="what came back is not an answer of Slack's", reached=False)


class Slack:
    """Asks the Web API at `base_url` one question after another, each once."""

    def __init__(self, base_url: str, session: ClientSession) -> None:
        self._base_url = base_url
        self._session = session

    async def ask(self, method: str, token: str, **arguments: str) -> Told:
        """Call a method with a token, empty for none; never raises for what Slack or the network does."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with self._session.post(
                self._base_url + method, data=arguments, headers=headers, allow_redirects=False
            ) as response:
                now = datetime.now(UTC)
                answer = await response.json(content_type=None)
                return _read(answer, response.headers, now)
        except ValueError:
            return NOT_SLACK
        except (ClientError, TimeoutError, OSError) as failed:
            return Told(error=plainly(failed), reached=False)


@asynccontextmanager
async def slack(base_url: str) -> AsyncIterator[Slack]:
    """Lend a Slack to ask."""
    async with ClientSession(timeout=TIMEOUT) as session:
        yield Slack(base_url, session)


def _read(answer: object, headers: Mapping[str, str], now: datetime) -> Told:
    if not isinstance(answer, dict):
        return NOT_SLACK
    granted = headers.get("x-oauth-scopes", "")
    return Told(
        facts=answer,
        error="" if answer.get("ok") is True else str(answer.get("error") or "unknown_error"),
        scopes=tuple(sorted(one.strip() for one in granted.split(",") if one.strip())),
        slack_at=_date(headers.get("Date", "")),
        our_at=now,
    )


def _date(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None
