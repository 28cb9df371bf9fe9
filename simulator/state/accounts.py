"""The people of a workspace, as Slack's profiles show them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from simulator.shapes import Json, Refused

FACE_FIELDS = (
    "id",
    "name",
    "real_name",
    "display_name",
    "tz",
    "locale",
    "deleted",
    "is_bot",
    "is_app",
    "is_admin",
    "is_owner",
    "is_restricted",
    "is_ultra_restricted",
    "color",
    "status_text",
    "status_emoji",
    "title",
)
COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836")


@dataclass
class Account:
    """One person or bot. `tz` is an IANA zone; `dnd_start`, `dnd_end` are epoch seconds, `dnd` holds until unset."""

    id: str
    name: str
    real_name: str = ""
    display_name: str = ""
    tz: str = "UTC"
    locale: str = "en-US"
    email: str = ""
    title: str = ""
    pronouns: str = ""
    deleted: bool = False
    is_bot: bool = False
    is_app: bool = False
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    color: str = ""
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    dnd: bool = False
    dnd_start: int = 0
    dnd_end: int = 0

    def __post_init__(self) -> None:
        self.real_name = self.real_name or self.name
        self.color = self.color or COLORS[zlib.crc32(self.id.encode()) % len(COLORS)]
        try:
            ZoneInfo(self.tz)
        except (ZoneInfoNotFoundError, ValueError):
            raise Refused(f"There is no time zone {self.tz!r}; use a name such as Europe/Lisbon.") from None

    def disturbed_until(self, now: float) -> tuple[int, int] | None:
        """The span of do-not-disturb (epoch seconds) that is on or comes next, if there is one."""
        if self.dnd:
            return int(now) - 3600, int(now) + 3600
        return (self.dnd_start, self.dnd_end) if self.dnd_end > now else None

    def in_dnd(self, now: float) -> bool:
        span = self.disturbed_until(now)
        return span is not None and span[0] <= now < span[1]


def changed(account: Account, values: Json) -> Account:
    """The account with other values. Raises Refused for an unknown field or a value of the wrong kind."""
    known = {field.name: getattr(account, field.name) for field in fields(Account)}
    for name, value in values.items():
        if name not in known:
            raise Refused(f"An account has no field {name!r}; it has {', '.join(sorted(known))}.")
        if type(value) is not type(known[name]):
            raise Refused(f"{name} of an account is a {type(known[name]).__name__}.")
    return Account(**{**known, **values})


def face(account: Account, now: float) -> Json:
    """What a person's client shows of somebody, in the control API's shape."""
    local = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(account.tz))
    offset = local.utcoffset()
    return {
        **{name: getattr(account, name) for name in FACE_FIELDS},
        "tz_label": local.tzname() or account.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "dnd": account.in_dnd(now),
    }


def profile(account: Account, team_id: str, now: float, *, with_locale: bool, with_email: bool) -> Json:
    """The user object of users.info and users.list (docs.slack.dev, "User object")."""
    shown = face(account, now)
    user: Json = {
        "id": account.id,
        "team_id": team_id,
        "name": account.name,
        "deleted": account.deleted,
        "profile": _inner_profile(account, team_id, with_email=with_email),
        "is_bot": account.is_bot,
        "is_app_user": False,
        "updated": int(now),
    }
    # Slack leaves these out for people who have been deactivated.
    if not account.deleted:
        user |= {key: shown[key] for key in ("color", "real_name", "tz", "tz_label", "tz_offset")}
        user |= {key: shown[key] for key in ("is_admin", "is_owner", "is_restricted", "is_ultra_restricted")}
        user |= {
            "is_primary_owner": False,
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
        }
        if with_locale:
            user["locale"] = account.locale
    return user


def _inner_profile(account: Account, team_id: str, *, with_email: bool) -> Json:
    inner: Json = {
        "title": account.title,
        "phone": "",
        "skype": "",
        "real_name": account.real_name,
        "real_name_normalized": account.real_name,
        "display_name": account.display_name,
        "display_name_normalized": account.display_name,
        "fields": None,
        "status_text": account.status_text,
        "status_emoji": account.status_emoji,
        "status_expiration": account.status_expiration,
        "avatar_hash": f"{zlib.crc32(account.id.encode()):08x}",
        "team": team_id,
    }
    if with_email and account.email:
        inner["email"] = account.email
    if account.pronouns:
        inner["pronouns"] = account.pronouns
    return inner
