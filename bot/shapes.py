"""The shape of what Slack sends: whatever has another one is refused before any handler reads it.

After docs.slack.dev, "Interaction payloads", "View object" and "Events API". Only what we read is looked at; all of it
may be missing or null, and there may be more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Shape: TypeAlias = Any


class Each:
    """A mapping of any keys, each of whose values has one shape."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape


TEXT = str
# Ids and timestamps go into columns of the database: PostgreSQL takes no NUL there, and none is long.
ID = re.compile(r"[\w.:-]{0,128}", re.ASCII)
ADDRESS = re.compile(r"https?://[\w.:-]+/[!-~]{0,2000}|", re.ASCII)
# Seconds since 1970, until the year 9999.
MOMENT = range(253_402_300_800)
_OPTION: Shape = {"value": TEXT}
_ELEMENT: Shape = {
    "type": TEXT,
    "action_id": TEXT,
    "block_id": TEXT,
    "value": TEXT,
    "selected_date": TEXT,
    "selected_time": TEXT,
    "selected_user": ID,
    "selected_conversation": ID,
    "selected_channel": ID,
    "selected_option": _OPTION,
    "selected_options": [_OPTION],
    "selected_users": [ID],
    "selected_conversations": [ID],
    "files": [{"id": ID}],
}
_STATE: Shape = {"values": Each(Each(_ELEMENT))}
_MESSAGE: Shape = {
    "ts": ID,
    "thread_ts": ID,
    "user": ID,
    "bot_id": ID,
    "subtype": ID,
    "text": TEXT,
}
_VIEW: Shape = {
    "id": ID,
    "type": ID,
    "callback_id": TEXT,
    "private_metadata": TEXT,
    "root_view_id": ID,
    "previous_view_id": ID,
    "team_id": ID,
    "app_installed_team_id": ID,
    "state": _STATE,
}
_USER: Shape = {
    "id": ID,
    "name": TEXT,
    "real_name": TEXT,
    "tz": TEXT,
    "locale": TEXT,
    "profile": {
        "display_name": TEXT,
        "real_name": TEXT,
        "status_text": TEXT,
        "status_emoji": TEXT,
        "status_expiration": MOMENT,
    },
}
# What every event has, and what those have that we read.
_ANY_EVENT: Shape = {"type": ID}
_EVENTS: dict[str, Shape] = {
    "message": {
        **_MESSAGE,
        "channel": ID,
        "channel_type": ID,
        "deleted_ts": ID,
        "message": _MESSAGE,
        "previous_message": _MESSAGE,
    },
    "app_home_opened": {"user": ID, "channel": ID, "tab": ID},
    "tokens_revoked": {"tokens": {"bot": [ID], "oauth": [ID]}},
    "user_change": {"user": _USER},
}
_BODY: Shape = {
    "type": ID,
    "team_id": ID,
    "user_id": ID,
    "enterprise_id": ID,
    "channel_id": ID,
    "event_id": ID,
    "event_time": MOMENT,
    "api_app_id": ID,
    "trigger_id": ID,
    "command": TEXT,
    "text": TEXT,
    "value": TEXT,
    "action_id": TEXT,
    "block_id": TEXT,
    "callback_id": TEXT,
    "response_url": ADDRESS,
    "message_ts": ID,
    "challenge": TEXT,
    "team": {"id": ID},
    "user": {"id": ID, "team_id": ID},
    "enterprise": {"id": ID},
    "channel": {"id": ID},
    "container": {"channel_id": ID, "message_ts": ID, "view_id": ID},
    "message": _MESSAGE,
    "view": _VIEW,
    "state": _STATE,
    "actions": [_ELEMENT],
    "response_urls": [{"response_url": ADDRESS}],
    "event": _ANY_EVENT,
    "authorizations": [{"team_id": ID, "enterprise_id": ID, "user_id": ID}],
}
# What a payload of a type has to have.
_NEEDS = {
    "event_callback": ("event", "event_id", "team_id"),
    "block_actions": ("actions", "user"),
    "block_suggestion": ("action_id", "user"),
    "view_submission": ("view", "user"),
    "view_closed": ("view", "user"),
    "shortcut": ("callback_id", "user"),
    "message_action": ("callback_id", "user"),
    "url_verification": ("challenge",),
}
SUBMITTED = ("view_submission", "view_closed")


# Tells whether a value is missing, or of a shape.
Check: TypeAlias = Callable[[Any], bool]


def is_slacks(body: Mapping[str, Any]) -> bool:
    """Tell whether a payload is of the shape that Slack's have: what is read later is there, and of its type."""
    if not _BODY_FITS(body):
        return False
    if not all(body.get(name) for name in _NEEDS.get(str(body.get("type")), ())):
        return False
    if body.get("type") not in _NEEDS and body.get("view", body) is None:
        # What nobody listens for Bolt writes down, and looks into its view for that.
        return False
    # By these Bolt tells whose it is; a form has the one, whatever was pressed has the other.
    if not all(one.get("action_id") for one in body.get("actions") or ()):
        return False
    if body.get("type") in SUBMITTED and not (body["view"].get("callback_id") and body["view"].get("type")):
        return False
    event = body.get("event")
    return event is None or (bool(event.get("type")) and _EVENTS_FIT.get(event["type"], _ANY_FITS)(event))


def _check(shape: Shape) -> Check:
    """Return what checks a shape: built once, as every request is looked through while somebody waits."""
    if shape is TEXT:
        return lambda value: value is None or isinstance(value, str)
    if isinstance(shape, re.Pattern):
        fits = shape.fullmatch
        return lambda value: value is None or (isinstance(value, str) and fits(value) is not None)
    if isinstance(shape, range):
        # What is true is a number to Python.
        return lambda value: value is None or (type(value) is int and value in shape)
    if isinstance(shape, list):
        return _every(_check(shape[0]), list, list)
    if isinstance(shape, Each):
        return _every(_check(shape.shape), dict, dict.values)
    return _fields({name: _check(inner) for name, inner in shape.items()})


def _every(check: Check, kind: type, values: Callable[[Any], Any]) -> Check:
    def fits(value: Any) -> bool:
        if value is None:
            return True
        return isinstance(value, kind) and all(one is not None and check(one) for one in values(value))

    return fits


def _fields(checks: Mapping[str, Check]) -> Check:
    def fits(value: Any) -> bool:
        if value is None:
            return True
        if not isinstance(value, dict):
            return False
        # Most of what comes is there to be shown, and we know nothing of it.
        for name, inner in value.items():
            check = checks.get(name)
            if check is not None and not check(inner):
                return False
        return True

    return fits


_BODY_FITS = _check(_BODY)
_ANY_FITS = _check(_ANY_EVENT)
_EVENTS_FIT = {name: _check(shape) for name, shape in _EVENTS.items()}
