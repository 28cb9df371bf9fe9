"""What Slack knows of an account, read in our words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.countries import guess
from bot.delivery import Limited, pause_of
from bot.domain.people import Profile
from bot.refusals import Reach, reach
from bot.typed.away import says_away

log = structlog.get_logger(__name__)

# Older than this, a profile is looked up again before anything unasked is sent.
MOST_AGE = timedelta(hours=12)
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Gone:
    """Slack knows no such account any more."""

    error: str


async def profile_of(client: AsyncWebClient, slack_id: str) -> Profile | None:
    """Look an account up; None when Slack cannot be reached or does not know it."""
    found = await look_up(client, slack_id)
    return found if isinstance(found, Profile) else None


async def look_up(client: AsyncWebClient, slack_id: str) -> Profile | Gone | Limited | None:
    """Look an account up; None when Slack does not answer now, Limited when it said when to ask again."""
    try:
        answer = await client.users_info(user=slack_id, include_locale=True)
    except SlackApiError as refused:
        error = str(refused.response.get("error"))
        log.warning("profile refused", error=error)
        if refused.response.status_code == TOO_MANY:
            return Limited(pause_of(refused.response.headers))
        return Gone(error) if reach(error) is Reach.PERSON else None
    except (SlackClientError, ClientError, OSError, TimeoutError) as error:
        log.warning("profile unknown", why=type(error).__name__)
        return None
    user: Mapping[str, Any] = answer["user"]
    return read(user)


def read(user: Mapping[str, Any]) -> Profile:
    """Read a user object (docs.slack.dev, "User object"); of whoever has left, Slack leaves out zone and language."""
    zone, locale = user.get("tz") or "", user.get("locale") or ""
    shown = user.get("profile") or {}
    names = (
        shown.get("display_name"),
        shown.get("real_name"),
        user.get("real_name"),
        user.get("name"),
        user["id"],
    )
    ends = int(shown.get("status_expiration") or 0)
    return Profile(
        slack_id=user["id"],
        name=next(name for name in names if name),
        zone=zone,
        locale=locale,
        is_admin=bool(user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_bot=bool(user.get("is_bot") or user["id"] == "USLACKBOT"),
        deactivated=bool(user.get("deleted")),
        is_away=says_away(str(shown.get("status_text") or ""), str(shown.get("status_emoji") or "")),
        away_until=datetime.fromtimestamp(ends, UTC) if ends else None,
        country=guess(zone, locale) if zone else None,
    )
