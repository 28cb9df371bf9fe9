"""Each payload finds its one handler, and what the handler returns is what Slack is answered."""

from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.router import AlreadyListening, Answer, Call, Installed, Router, build_bolt
from tests.bot.wire import Reply, Wire, find, listening

WHO = {"team": {"id": "TFERNHILL"}, "user": {"id": "UINES"}}
VIEW = {
    "id": "V1",
    "type": "modal",
    "callback_id": "goal_form",
    "state": {"values": {"goal": {"text": {"value": "Rust"}}}},
}
PRESS = {
    **WHO,
    "type": "block_actions",
    "trigger_id": "1.2.abc",
    "response_url": "https://hooks.slack.com/actions/T/1/x",
    "container": {"type": "message", "message_ts": "1767261600.000100", "channel_id": "DINES"},
    "channel": {"id": "DINES"},
    "message": {"ts": "1767261600.000100"},
    "state": {"values": {"note": {"text": {"value": "went well"}}}},
    "actions": [{"type": "button", "action_id": "met", "block_id": "b", "value": "42"}],
}
SUBMISSION = {**WHO, "type": "view_submission", "trigger_id": "1.2.abc", "view": VIEW}
CLOSED = {**WHO, "type": "view_closed", "view": VIEW, "is_cleared": False}
SHORTCUT = {**WHO, "type": "shortcut", "callback_id": "log_progress", "trigger_id": "1.2.abc"}
MESSAGE_SHORTCUT = {
    **WHO,
    "type": "message_action",
    "callback_id": "keep",
    "trigger_id": "1.2.abc",
    "channel": {"id": "DINES"},
    "message": {"ts": "1767261600.000100", "text": "hello"},
}
OPTIONS = {**WHO, "type": "block_suggestion", "action_id": "partner", "block_id": "b", "value": "ama"}
COMMAND = {
    "command": "/progress",
    "text": "60% done",
    "team_id": "TFERNHILL",
    "user_id": "UINES",
    "channel_id": "DINES",
    "trigger_id": "1.2.abc",
    "response_url": "https://hooks.slack.com/commands/T/1/x",
}
MESSAGE = {
    "type": "message",
    "channel": "DINES",
    "channel_type": "im",
    "user": "UINES",
    "text": "hello",
    "ts": "17.1",
}


async def every_kind(wire: Wire) -> list[Reply]:
    return [
        await wire.payload(PRESS),
        await wire.command(COMMAND),
        await wire.payload(SUBMISSION),
        await wire.payload(CLOSED),
        await wire.event(MESSAGE),
        await wire.payload(SHORTCUT),
        await wire.payload(MESSAGE_SHORTCUT),
        await wire.payload(OPTIONS),
    ]


KNOWN = [
    ("action", "met"),
    ("command", "/progress"),
    ("view", "goal_form"),
    ("view_closed", "goal_form"),
    ("event", "message"),
    ("shortcut", "log_progress"),
    ("message_shortcut", "keep"),
    ("options", "partner"),
]


def listening_for_everything(on: Router[Any], handler: Any) -> None:
    on.action("met", "missed")(handler)
    on.command("/progress")(handler)
    on.view("goal_form")(handler)
    on.view_closed("goal_form")(handler)
    on.event("message")(handler)
    on.shortcut("log_progress")(handler)
    on.message_shortcut("keep")(handler)
    on.options("partner")(handler)


async def test_every_kind_of_payload_finds_its_handler() -> None:
    on: Router[str] = Router()
    calls: list[Call[str]] = []

    async def handler(call: Call[str]) -> None:
        calls.append(call)

    listening_for_everything(on, handler)
    async with listening(on, services="services") as wire:
        assert await every_kind(wire) == [(200, "")] * 8
    assert [(call.kind, call.id) for call in calls] == KNOWN
    assert {(c.team_id, c.user_id, c.services, c.client.token) for c in calls} == {
        ("TFERNHILL", "UINES", "services", "xoxb-ours")
    }
    assert [call.event_id for call in calls] == [None, None, None, None, "Ev1", None, None, None]


async def test_what_nobody_knows_goes_to_one_handler_with_its_kind() -> None:
    on: Router[None] = Router()
    strangers = []

    @on.unknown
    async def unknown(call: Call[None]) -> None:
        strangers.append((call.kind, call.id))

    async with listening(on) as wire:
        assert await every_kind(wire) == [(200, "")] * 8
    assert strangers == KNOWN


async def test_what_nobody_knows_is_acknowledged_even_without_that_handler() -> None:
    async with listening(Router()) as wire:
        assert await every_kind(wire) == [(200, "")] * 7 + [(200, {"options": []})]


ERRORS = {"response_action": "errors", "errors": {"goal": "Say a little more."}}
UPDATE = {"response_action": "update", "view": {"type": "modal", "blocks": []}}
CHOICES = {"options": [{"text": {"type": "plain_text", "text": "Ama"}, "value": "UAMA"}]}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, (200, "")),
        (ERRORS, (200, ERRORS)),
        (UPDATE, (200, UPDATE)),
        ({"response_action": "clear"}, (200, {"response_action": "clear"})),
    ],
)
async def test_a_submission_is_answered_with_what_its_handler_returns(
    answer: Answer, expected: Reply
) -> None:
    on: Router[None] = Router()

    @on.view("goal_form")
    async def submitted(_call: Call[None]) -> Answer:
        return answer

    async with listening(on) as wire:
        assert await wire.payload(SUBMISSION) == expected


async def test_a_command_is_answered_with_a_text_and_a_select_with_its_options() -> None:
    on: Router[None] = Router()

    @on.command("/progress")
    async def progress(call: Call[None]) -> str:
        return f"Noted: {call.command_text}"

    @on.options("partner")
    async def partners(call: Call[None]) -> Answer:
        return CHOICES if call.value == "ama" else None

    async with listening(on) as wire:
        assert await wire.command(COMMAND) == (200, "Noted: 60% done")
        assert await wire.payload(OPTIONS) == (200, CHOICES)


def test_a_second_handler_for_one_id_is_refused_at_once() -> None:
    on: Router[None] = Router()

    async def handler(_call: Call[None]) -> None: ...

    on.action("met", "missed")(handler)
    on.view("met")(handler)
    with pytest.raises(AlreadyListening, match="action missed"):
        on.action("missed")(handler)
    on.unknown(handler)
    with pytest.raises(AlreadyListening):
        on.unknown(handler)


def test_what_could_never_be_heard_is_refused_at_once() -> None:
    on: Router[None] = Router()
    with pytest.raises(ValueError, match="channel_type"):
        on.event("message.im")
    with pytest.raises(ValueError, match="Name what to listen for"):
        on.action()
    with pytest.raises(ValueError, match="Name what to listen for"):
        on.command("")


def test_the_router_lists_what_it_listens_for() -> None:
    on: Router[None] = Router()

    async def handler(_call: Call[None]) -> None: ...

    listening_for_everything(on, handler)
    assert on.ids() == {
        "action": ["met", "missed"],
        "command": ["/progress"],
        "view": ["goal_form"],
        "view_closed": ["goal_form"],
        "event": ["message"],
        "shortcut": ["log_progress"],
        "message_shortcut": ["keep"],
        "options": ["partner"],
    }


async def broken(_call: Call[None]) -> None:
    raise RuntimeError("the database is away")


async def test_an_event_whose_handler_fails_is_sent_again_and_a_press_is_answered_by_the_hook() -> None:
    on: Router[None] = Router()
    listening_for_everything(on, broken)
    failures = []

    @on.on_error
    async def sorry(call: Call[None], error: Exception) -> Answer:
        failures.append((call.kind, str(error)))
        return "Sorry" if call.kind == "command" else ERRORS if call.kind == "view" else None

    async with listening(on) as wire:
        replies = await every_kind(wire)
    empty = (200, "")
    assert replies == [empty, (200, "Sorry"), (200, ERRORS), empty, (500, ""), empty, empty, empty]
    assert failures == [(kind, "the database is away") for kind, _ in KNOWN if kind != "event"]


async def test_without_a_hook_slack_itself_tells_the_person_that_it_failed() -> None:
    on: Router[None] = Router()
    listening_for_everything(on, broken)
    async with listening(on) as wire:
        assert await every_kind(wire) == [(500, "")] * 8


async def test_a_hook_that_fails_hides_nothing() -> None:
    on: Router[None] = Router()
    listening_for_everything(on, broken)

    @on.on_error
    async def sorry(_call: Call[None], _error: Exception) -> Answer:
        raise RuntimeError("the words are away")

    async with listening(on) as wire:
        assert await wire.payload(PRESS) == (500, "")


async def test_only_a_command_may_be_answered_with_a_text() -> None:
    on: Router[None] = Router()

    @on.action("met")
    async def met(_call: Call[None]) -> str:
        return "well done"

    async with listening(on) as wire:
        assert await wire.payload(PRESS) == (500, "")


async def test_what_the_bot_says_itself_reaches_no_handler() -> None:
    on: Router[None] = Router()
    heard = []

    @on.event("message")
    async def message(call: Call[None]) -> None:
        heard.append(call.event["text"])

    async with listening(on) as wire:
        assert await wire.event({**MESSAGE, "user": "UTRELLIS", "bot_id": "BTRELLIS"}) == (200, "")
        assert await wire.event(MESSAGE) == (200, "")
    assert heard == ["hello"]


async def test_handlers_get_a_client_on_the_shared_session_that_never_resends() -> None:
    on: Router[None] = Router()
    clients = []

    @on.action("met")
    async def met(call: Call[None]) -> None:
        clients.append((call.client.session, call.client.retry_handlers, call.client.base_url))

    async with listening(on) as wire:
        await wire.payload(PRESS)
        assert clients == [(wire.session, [], "http://127.0.0.1:9/api/")]


def call_of(kind: Any, body: dict[str, Any]) -> Call[None]:
    client: Any = None
    return Call(kind, "id", body, "TFERNHILL", "UINES", None, client, None)


def test_a_press_reads_in_our_words() -> None:
    press = call_of("action", PRESS)
    assert (press.action, press.value, press.trigger_id) == (PRESS["actions"][0], "42", "1.2.abc")  # type: ignore[index]
    assert (press.channel_id, press.message_ts) == ("DINES", "1767261600.000100")
    assert press.response_url == "https://hooks.slack.com/actions/T/1/x"
    assert press.state == {"note": {"text": {"value": "went well"}}}
    assert (press.view, press.command_text) == ({}, "")


def test_a_submission_reads_in_our_words() -> None:
    submission = call_of(
        "view", {**SUBMISSION, "response_urls": [{"response_url": "https://h/1", "block_id": "b"}]}
    )
    assert (submission.view, submission.state) == (VIEW, {"goal": {"text": {"value": "Rust"}}})
    assert (submission.response_url, submission.action, submission.value) == ("https://h/1", {}, None)
    assert (submission.channel_id, submission.message_ts) == ("", None)


def test_a_command_and_an_event_read_in_our_words() -> None:
    command = call_of("command", COMMAND)
    assert (command.command_text, command.channel_id) == ("60% done", "DINES")
    event = {"event": MESSAGE}
    assert (call_of("event", event).channel_id, call_of("event", event).message_ts) == ("DINES", "17.1")


@pytest.mark.parametrize(
    ("event", "ts"),
    [
        ({"ts": "17.1"}, "17.1"),
        ({"subtype": "message_changed", "message": {"ts": "17.1"}, "ts": "18.1"}, "17.1"),
        ({"subtype": "message_deleted", "deleted_ts": "17.1", "ts": "18.1"}, "17.1"),
        ({"type": "app_home_opened", "tab": "home"}, None),
    ],
)
def test_an_edit_and_a_deletion_name_the_message_they_change(event: dict[str, Any], ts: str | None) -> None:
    assert call_of("event", {"event": event}).message_ts == ts


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "button", "value": "42"}, "42"),
        ({"type": "button"}, None),
        ({"type": "static_select", "selected_option": {"value": "weekly"}}, "weekly"),
        ({"type": "static_select", "selected_option": None}, None),
        ({"type": "datepicker", "selected_date": "2026-03-29"}, "2026-03-29"),
        ({"type": "timepicker", "selected_time": "16:00"}, "16:00"),
        ({"type": "users_select", "selected_user": "UAMA"}, "UAMA"),
        ({"type": "plain_text_input", "value": "hello"}, "hello"),
    ],
)
def test_the_value_is_whatever_was_chosen(element: dict[str, Any], value: str | None) -> None:
    assert call_of("action", {"actions": [element]}).value == value


async def test_a_workspace_is_looked_up_once_and_again_when_it_was_forgotten() -> None:
    asked = []

    async def ask(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult | None:
        asked.append(team_id)
        return await find(team_id, enterprise_id)

    installed = Installed(ask)

    async def authorize(team_id: str) -> str | None:
        found = await installed(
            context=AsyncBoltContext(), enterprise_id=None, team_id=team_id, user_id="UINES"
        )
        return found.bot_token

    assert [await authorize("TFERNHILL"), await authorize("TFERNHILL")] == ["xoxb-ours", "xoxb-ours"]
    assert [await authorize("TSTRANGER"), await authorize("TSTRANGER")] == [None, None]
    installed.forget("TFERNHILL")
    assert await authorize("TFERNHILL") == "xoxb-ours"
    assert asked == ["TFERNHILL", "TSTRANGER", "TSTRANGER", "TFERNHILL"]


async def test_an_answer_about_a_workspace_is_asked_again_when_it_is_old() -> None:
    asked = []

    async def ask(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult | None:
        asked.append(team_id)
        return await find(team_id, enterprise_id)

    installed = Installed(ask, seconds=0)
    for _ in range(2):
        await installed(context=AsyncBoltContext(), enterprise_id=None, team_id="TFERNHILL", user_id="UINES")
    assert asked == ["TFERNHILL", "TFERNHILL"]


async def test_variables_meant_for_other_apps_change_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("CLIENT_ID", "CLIENT_SECRET", "BOT_TOKEN", "SIGNING_SECRET", "SCOPES", "APP_TOKEN"):
        monkeypatch.setenv(f"SLACK_{name}", "theirs")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    on: Router[None] = Router()
    tokens = []

    @on.action("met")
    async def met(call: Call[None]) -> None:
        tokens.append(call.client.token)

    async with listening(on) as wire:
        assert await wire.payload(PRESS) == (200, "")
    assert (tokens, list(tmp_path.iterdir())) == (["xoxb-ours"], [])


async def test_without_a_signing_secret_nobody_can_sign_a_request() -> None:
    async with ClientSession() as session:
        bolt = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/")
        request = AsyncBoltRequest(
            body='{"type": "event_callback"}', headers={"content-type": "application/json"}
        )
        assert (await bolt.async_dispatch(request)).status == 401
