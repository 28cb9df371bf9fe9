"""What has not the shape of anything that Slack sends is known before anybody reads it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.shapes import is_slacks

ACTION = {"action_id": "met", "value": "42"}
PRESS = {"type": "block_actions", "user": {"id": "U1"}, "actions": [ACTION]}
FORM = {"type": "view_submission", "user": {"id": "U1"}, "view": {"type": "modal", "callback_id": "goal"}}
EVENT = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {"type": "app_uninstalled"}}
REVOKED = {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}

MOVED = {"type": "user_change", "user": {"id": "U1", "tz": "Asia/Tokyo", "profile": {"status_expiration": 0}}}


@pytest.mark.parametrize(
    "body",
    [
        PRESS,
        {**PRESS, "view": None},
        FORM,
        EVENT,
        {**EVENT, "event": REVOKED},
        {**EVENT, "event": MOVED},
        {**EVENT, "event_time": 1},
    ],
)
def test_what_slack_sends_has_its_shape(body: dict[str, Any]) -> None:
    assert is_slacks(body) is True


@pytest.mark.parametrize(
    "body",
    [
        {**PRESS, "actions": [{"value": "42"}]},
        {**PRESS, "actions": [ACTION, {"action_id": ""}]},
        {**PRESS, "response_url": "${jndi:ldap://x}"},
        {**PRESS, "response_url": "https://hooks.slack.com/with a space"},
        {**PRESS, "response_url": "file:///etc/passwd"},
        {**PRESS, "response_urls": [{"response_url": "x" * 10_000}]},
        {**FORM, "view": {"type": "modal"}},
        {**FORM, "view": {"callback_id": "goal"}},
        {"user": {"id": "U1"}, "view": None},
        {"type": "unheard_of", "user": {"id": "U1"}, "view": None},
        {**EVENT, "event_time": 10**30},
        {**EVENT, "event_time": -1},
        {**EVENT, "event_time": True},
        {**EVENT, "event_time": "1"},
        {**EVENT, "event": {**REVOKED, "tokens": ["UBOT"]}},
        {**EVENT, "event": {**REVOKED, "tokens": {"bot": 7}}},
        {**EVENT, "event": {**MOVED, "user": "U1"}},
        {**EVENT, "event": {**MOVED, "user": {"id": "U1", "tz": 7}}},
        {**EVENT, "event": {**MOVED, "user": {"id": "U1", "profile": {"status_expiration": 10**30}}}},
    ],
)
def test_what_has_another_is_refused(body: dict[str, Any]) -> None:
    assert is_slacks(body) is False
