"""What each of Slack's errors means for what we wanted to send: one table, with where it is documented."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

REFERENCE = "docs.slack.dev/reference/methods/"
POST, UPDATE = REFERENCE + "chat.postMessage", REFERENCE + "chat.update"
OPEN, LOOK_UP = REFERENCE + "conversations.open", REFERENCE + "users.info"
PACE = "docs.slack.dev/apis/web-api/rate-limits"


class Reach(StrEnum):
    """How far an error reaches, and with it what follows."""

    # Trying this row again changes nothing: it ends, and says why.
    ROW = "row"
    # The conversation is not the one it was: it is opened anew, once.
    CHANNEL = "channel"
    # Nobody is there any more to whom anything could be sent: their series end.
    PERSON = "person"
    # We may not write at all: the workspace rests, and is tried again from time to time.
    WORKSPACE = "workspace"
    # Turned away at the door, certainly not done: it may come again when Slack says.
    LATER = "later"
    # Perhaps done: "It's possible some aspect of the operation succeeded before the error was raised".
    UNSURE = "unsure"
    # What we wrote is not what Slack takes: the row ends, and it is a bug of ours.
    BUG = "bug"


def _all(reach: Reach, source: str, *errors: str) -> dict[str, tuple[Reach, str]]:
    return dict.fromkeys(errors, (reach, source))


# By Slack's error: how far it reaches, and the page that lists it. What is not named here ends its row.
# fmt: off
ERRORS: Mapping[str, tuple[Reach, str]] = MappingProxyType({
    **_all(Reach.CHANNEL, POST, "channel_not_found", "is_archived", "is_inactive", "not_in_channel"),
    **_all(Reach.PERSON, POST, "user_disabled", "cannot_dm_bot"),
    **_all(Reach.PERSON, OPEN, "user_not_found", "users_not_found", "user_not_visible"),
    **_all(Reach.WORKSPACE, POST,
        "access_denied", "account_inactive", "accesslimited", "ekm_access_denied", "enterprise_is_restricted",
        "invalid_auth", "messages_tab_disabled", "missing_scope", "no_permission", "not_allowed_token_type",
        "not_authed", "org_login_required", "restricted_action", "team_access_not_granted", "team_not_found",
        "token_expired", "token_revoked"),
    **_all(Reach.LATER, POST, "request_timeout", "service_unavailable", "team_added_to_org"),
    **_all(Reach.LATER, PACE, "rate_limited", "ratelimited"),
    **_all(Reach.UNSURE, POST, "fatal_error", "internal_error"),
    **_all(Reach.ROW, UPDATE,
        "cant_update_message", "edit_window_closed", "message_not_found"),
    **_all(Reach.ROW, OPEN, "invalid_user_combination"),
    **_all(Reach.BUG, POST,
        "invalid_arg_name", "invalid_arguments", "invalid_blocks", "invalid_blocks_format",
        "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large", "msg_blocks_too_long",
        "msg_too_long", "no_text"),
})
# fmt: on


def reach(error: str) -> Reach:
    """Return how far one of Slack's errors reaches."""
    return ERRORS[error][0] if error in ERRORS else Reach.ROW
