"""The one door to Slack for messages of the ledger: a single attempt each, told apart by what is certain of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.refusals import Reach, reach

log = structlog.get_logger(__name__)

Ends = Literal["row", "channel", "person", "workspace"]
EVENT_TYPE = "trellis"
# To open a conversation with two people; whoever installs Trellis can decline it. What is said there we cannot read
# (docs.slack.dev/reference/scopes): that would take a scope for which we do not ask.
SHARED_SCOPE = "mpim:write"

# To see when somebody is not to be disturbed; it can be declined as well.
QUIET_SCOPE = "dnd:read"

_ENDS: Mapping[Reach, Ends] = {
    Reach.CHANNEL: "channel",
    Reach.PERSON: "person",
    Reach.WORKSPACE: "workspace",
}
PAUSE = 30.0  # Seconds, where Slack says "later" without saying when.
UNREACHABLE_PAUSE = 5.0
PAGE = 100
# Seconds between two requests where Slack tells little of the past.
STRICT_PAUSE = 60.0
MOST_PAGES = 10
# Slack's clock and ours need not agree.
SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack took it, and keeps it under this channel and ts."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack said no, with an error of its own; trying this row again changes nothing.

    `ends` tells how far the refusal reaches (bot.refusals): this row; the conversation, which is to be opened anew;
    the person, who has gone; or the workspace, in which we may not write.
    """

    error: str
    ends: Ends


@dataclass(frozen=True, slots=True)
class Limited:
    """Certainly not sent; nobody in the workspace should try again for `retry_after` seconds.

    `reason` is Slack's error, or `unreachable` when no connection came about.
    """

    retry_after: float
    reason: str = "ratelimited"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Perhaps sent: only the conversation's history can tell."""

    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """The message stands in the conversation, seen so many times."""

    ts: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class NotFound:
    """The conversation was read to the end, and the message is not in it."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The conversation could not be read to its end; ask again after `retry_after` seconds, or never when it is None.

    `cursor` says where to go on then: at the beginning when it is empty.
    """

    retry_after: float | None
    reason: str
    cursor: str = ""


Outcome: TypeAlias = Sent | Refused | Limited | Ambiguous
_Answer: TypeAlias = Mapping[str, Any] | Refused | Limited | Ambiguous


class Door:
    """Posts, updates and reads back; takes clients with a shared HTTP session and without retry handlers."""

    def __init__(self, timeout: float = 10.0) -> None:
        """A call that takes longer than `timeout` seconds is ambiguous; keep leases longer."""
        self._timeout = aiohttp.ClientTimeout(total=timeout)

    async def post(
        self, client: AsyncWebClient, channel: str, message: Mapping[str, Any], token: str
    ) -> Outcome:
        """Post `message` (`text` and `blocks`) once.

        `token` must mean nothing to anybody: everyone who sees the message can read it in the metadata.
        """
        arguments = {
            **message,
            "channel": channel,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": token}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        return _sent(await self._call(client, "chat.postMessage", post=arguments))

    async def update(
        self, client: AsyncWebClient, channel: str, ts: str, message: Mapping[str, Any]
    ) -> Outcome:
        """Rewrite a message of ours; may safely be repeated."""
        arguments = {**message, "channel": channel, "ts": ts}
        return _sent(await self._call(client, "chat.update", post=arguments))

    async def open_dm(self, client: AsyncWebClient, slack_user_id: str) -> str | Refused | Limited:
        """The id of our conversation with that person; opening it again gives the same one."""
        return await self._open(client, slack_user_id)

    async def open_group(
        self, client: AsyncWebClient, slack_user_ids: Iterable[str]
    ) -> str | Refused | Limited:
        """The id of our conversation with these people together, which needs SHARED_SCOPE; the same each time."""
        return await self._open(client, ",".join(slack_user_ids))

    async def _open(self, client: AsyncWebClient, users: str) -> str | Refused | Limited:
        arguments = {"users": users}
        match await self._call(client, "conversations.open", post=arguments):
            case Refused() | Limited() as no:
                return no
            case Ambiguous(reason):
                return Limited(UNREACHABLE_PAUSE, reason)
            case opened:
                return str(opened["channel"]["id"])

    async def quiet_times(
        self, client: AsyncWebClient, slack_user_ids: Iterable[str]
    ) -> dict[str, tuple[datetime, datetime]] | Refused | Limited:
        """When each of at most fifty people is not to be disturbed next, or now, by Slack's clock (UTC)."""
        query = {"users": ",".join(slack_user_ids)}
        match await self._call(client, "dnd.teamInfo", query=query):
            case Refused() | Limited() as no:
                return no
            case Ambiguous(reason):
                return Limited(UNREACHABLE_PAUSE, reason)
            case answer:
                return {
                    slack_id: (_instant(told["next_dnd_start_ts"]), _instant(told["next_dnd_end_ts"]))
                    for slack_id, told in answer.get("users", {}).items()
                    if told.get("dnd_enabled")
                }

    async def read_back(
        self,
        client: AsyncWebClient,
        channel: str,
        token: str,
        since: datetime,
        *,
        cursor: str = "",
        strict: bool = False,
    ) -> Found | NotFound | CannotTell:
        """Look for the message that carries `token`, among those posted after `since` by Slack's clock.

        `cursor` is where an earlier look ended before its time. `strict` asks once: to apps that are distributed
        outside its Marketplace Slack tells fifteen messages a minute (docs.slack.dev/apis/web-api/rate-limits).
        """
        if since.tzinfo is None:
            raise ValueError("since needs a zone")
        query = {
            "channel": channel,
            "oldest": f"{(since - SKEW).timestamp():.6f}",
            "include_all_metadata": "true",
            "limit": str(PAGE),
        }
        for _ in range(1 if strict else MOST_PAGES):
            if cursor:
                query["cursor"] = cursor
            match await self._call(client, "conversations.history", query=query):
                case Refused("invalid_cursor") if cursor:
                    return CannotTell(UNREACHABLE_PAUSE, "invalid_cursor")
                case Refused(error):
                    return CannotTell(None, error)
                case Limited(retry_after, reason):
                    return CannotTell(retry_after, reason, cursor)
                case Ambiguous(reason):
                    return CannotTell(UNREACHABLE_PAUSE, reason, cursor)
                case {"messages": list()} as page:
                    if found := _carriers(page, token):
                        return Found(found[0], len(found))
                    if not (cursor := _next(page)):
                        return CannotTell(None, "no cursor") if page.get("has_more") else NotFound()
                case _:
                    # Taking this for an empty conversation could send the message twice.
                    return CannotTell(None, "unreadable answer")
        return (
            CannotTell(STRICT_PAUSE, "more to read", cursor)
            if strict
            else CannotTell(None, "too many messages")
        )

    async def _call(
        self,
        client: AsyncWebClient,
        method: str,
        *,
        post: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> _Answer:
        """One request, never repeated; Slack takes JSON where it writes and a query where it reads."""
        if client.session is None:
            raise ValueError("The client needs the shared HTTP session.")
        try:
            # The SDK's own request would blur what is certain of a failure, and takes nearly twice as long.
            async with client.session.request(
                "GET" if post is None else "POST",
                client.base_url + method,
                params=query,
                data=None if post is None else json.dumps(post).encode(),
                headers=_headers(client),
                # A redirected POST becomes a GET, which looks like success.
                allow_redirects=False,
                proxy=client.proxy,
                ssl=client.ssl if client.ssl is not None else True,
                timeout=self._timeout,
            ) as response:
                return _understood(response.status, response.headers, await response.read())
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ClientHttpProxyError,
            aiohttp.ConnectionTimeoutError,
        ) as error:
            log.warning("Slack is out of reach", method=method, error=str(error))
            return Limited(UNREACHABLE_PAUSE, "unreachable")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Ambiguous(type(error).__name__)


def ends(error: str) -> Ends:
    """How far Slack's refusal `error` reaches."""
    return _ENDS.get(reach(error), "row")


def _headers(client: AsyncWebClient) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {client.token}",
        "Content-Type": "application/json;charset=utf-8",
        **client.headers,
    }


def _understood(status: int, headers: Mapping[str, str], content: bytes) -> _Answer:
    if status == 429:
        return Limited(pause_of(headers))
    if status >= 500:
        return Ambiguous(f"HTTP {status}")
    try:
        answer = json.loads(content)
    except ValueError:
        return Ambiguous("unreadable answer")
    if not isinstance(answer, dict):
        return Ambiguous("unreadable answer")
    return answer if answer.get("ok") is True else _refusal(answer, headers)


def _refusal(answer: Mapping[str, Any], headers: Mapping[str, str]) -> Refused | Limited | Ambiguous:
    error = answer.get("error")
    if not isinstance(error, str) or reach(error) is Reach.UNSURE:
        return Ambiguous(str(error))
    if reach(error) is Reach.LATER:
        return Limited(pause_of(headers), error)
    if reach(error) is Reach.BUG:
        details = (answer.get("response_metadata") or {}).get("messages")
        log.error("Slack refused what we wrote: this is a bug of ours", error=error, details=details)
    return Refused(error, ends(error))


def pause_of(headers: Mapping[str, str]) -> float:
    """How many seconds to wait, by the headers of an answer that says "later"."""
    try:
        return max(float(headers["Retry-After"]), 0.0)
    except (KeyError, ValueError):
        return PAUSE


def _sent(answer: _Answer) -> Outcome:
    if not isinstance(answer, Mapping):
        return answer
    channel, ts = answer.get("channel"), answer.get("ts")
    if not (isinstance(channel, str) and isinstance(ts, str)):
        return Ambiguous("no ts in the answer")
    return Sent(channel, ts)


def _instant(epoch: Any) -> datetime:
    return datetime.fromtimestamp(int(epoch), UTC)


def _carriers(page: Mapping[str, Any], token: str) -> list[str]:
    """The ts of each message whose metadata holds `token`, newest first."""
    found = []
    for message in page.get("messages") or ():
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT_TYPE and payload.get("key") == token:
            found.append(str(message["ts"]))
    return found


def _next(page: Mapping[str, Any]) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")
