"""What bots say is known at a glance, and everything that people do is not taken for it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.echoes import is_echo

OURS = {"type": "message", "channel_type": "im", "bot_id": "B1", "user": "U0", "text": "Hello"}
THEIRS = {"type": "message", "channel_type": "im", "user": "U1", "text": "Hello"}


def changed(subtype: str, **messages: Any) -> dict[str, Any]:
    return {"type": "message", "channel_type": "im", "subtype": subtype, **messages}


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(OURS, id="a message of ours"),
        pytest.param(changed("message_changed", message=OURS), id="one that we rewrote"),
        pytest.param(changed("message_deleted", previous_message=OURS), id="one that was taken back"),
    ],
)
def test_what_a_bot_said_is_an_echo(event: dict[str, Any]) -> None:
    assert is_echo({"type": "event_callback", "event": event})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"event": THEIRS}, id="what somebody typed"),
        pytest.param({"event": changed("message_changed", message=THEIRS)}, id="what somebody edited"),
        pytest.param(
            {"event": changed("message_deleted", previous_message=THEIRS)}, id="what somebody deleted"
        ),
        pytest.param({"event": {"type": "app_home_opened", "user": "U1"}}, id="another event"),
        pytest.param({"type": "block_actions", "message": OURS}, id="a press on a message of ours"),
        pytest.param({"event": "message"}, id="no event at all"),
        pytest.param({"event": {"type": "message", "message": "B1"}}, id="a message that is none"),
        pytest.param({}, id="nothing"),
    ],
)
def test_what_people_do_is_none(body: dict[str, Any]) -> None:
    assert not is_echo(body)
