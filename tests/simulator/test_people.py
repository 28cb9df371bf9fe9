"""People who type, press and choose, and what the app hears of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from datetime import date, time
from typing import Any

import aiohttp
import pytest
from freezegun import freeze_time
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from simulator import NotPossible, NotThere, Person, Simulator, visible_text
from tests.simulator.conftest import NOON, BareApp, Json, button, buttons, control, modal, section, text_input


async def heard(
    app: BareApp, acting: Coroutine[Any, Any, Any], payload: Json | None = None
) -> tuple[Json, Any]:
    """What the app heard of something a person did, and what the person was answered."""
    task = asyncio.create_task(acting)
    carried = await app.answer(payload)
    return carried, await task


def common(slack: Simulator, kind: str) -> Json:
    return {
        "type": kind,
        "team": {"id": "T0LANTERN", "domain": "fernhill"},
        "user": {"id": "UINES", "username": "ines", "name": "ines", "team_id": "T0LANTERN"},
        "api_app_id": slack.app_id,
        "token": slack.world.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


async def test_what_people_type_arrives_as_slack_writes_it(
    slack: Simulator, ines: Person, app: BareApp
) -> None:
    ts = await ines.say("a < b & @tomas")
    envelope = await app.next()
    await app.ack(envelope)
    event = envelope["payload"]["event"]
    block_id, message_id = event["blocks"][0]["block_id"], event["client_msg_id"]
    assert event == {
        "type": "message",
        "client_msg_id": message_id,
        "user": "UINES",
        "text": "a &lt; b &amp; <@UTOMAS>",
        "ts": ts,
        "team": "T0LANTERN",
        "blocks": [
            {
                "type": "rich_text",
                "block_id": block_id,
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {"type": "text", "text": "a < b & "},
                            {"type": "user", "user_id": "UTOMAS"},
                        ],
                    }
                ],
            }
        ],
        "channel": "DINES",
        "event_ts": ts,
        "channel_type": "im",
    }
    outer = {
        key: envelope["payload"][key]
        for key in set(envelope["payload"]) - {"event", "event_id", "event_context"}
    }
    assert outer == {
        "token": slack.world.verification_token,
        "team_id": "T0LANTERN",
        "context_team_id": "T0LANTERN",
        "context_enterprise_id": None,
        "api_app_id": slack.app_id,
        "type": "event_callback",
        "event_time": int(NOON),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": "T0LANTERN",
                "user_id": slack.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


async def test_an_edit_and_a_deletion_are_told_with_what_was_before(ines: Person, app: BareApp) -> None:
    ts = await ines.say("frist")
    await app.answer()
    await ines.edit(ts, "first")
    edited = (await app.answer())["event"]
    await ines.delete(ts)
    deleted = (await app.answer())["event"]
    assert (edited["subtype"], edited["previous_message"]["text"], edited["message"]["text"]) == (
        "message_changed",
        "frist",
        "first",
    )
    assert edited["message"]["edited"]["user"] == "UINES"
    assert (deleted["subtype"], deleted["deleted_ts"], deleted["previous_message"]["text"]) == (
        "message_deleted",
        ts,
        "first",
    )


async def test_people_change_only_what_they_wrote(api: AsyncWebClient, ines: Person) -> None:
    ts = (await api.chat_postMessage(channel="UINES", text="mine"))["ts"]
    with pytest.raises(NotPossible, match="only what they wrote themselves"):
        await ines.edit(ts, "yours")


async def test_the_apps_own_messages_are_told_to_it_too(
    slack: Simulator, api: AsyncWebClient, app: BareApp
) -> None:
    await api.chat_postMessage(channel="UINES", text="from me")
    event = (await app.answer())["event"]
    assert (event["bot_id"], event["user"], event["channel_type"]) == ("B0APP0LAN", slack.bot_user_id, "im")


async def test_a_press_on_a_message_carries_all_that_slack_carries(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    posted = await api.chat_postMessage(
        channel="UINES",
        text="Ready?",
        blocks=[section("Ready?", block_id="ask"), buttons(button("Yes", "yes", "42"))],
        metadata={"event_type": "ask", "event_payload": {"n": 1}},
    )
    await app.answer()
    payload, answer = await heard(app, ines.press("Yes"))
    trigger_id, response_url = payload.pop("trigger_id"), payload.pop("response_url")
    assert payload == {
        **common(slack, "block_actions"),
        "container": {
            "type": "message",
            "message_ts": posted["ts"],
            "channel_id": "DINES",
            "is_ephemeral": False,
            "is_app_unfurl": False,
        },
        "channel": {"id": "DINES", "name": "directmessage"},
        "message": posted["message"],
        "state": {"values": {}},
        "actions": [
            {
                "type": "button",
                "action_id": "yes",
                "block_id": "buttons",
                "action_ts": f"{NOON:.6f}",
                "text": {"type": "plain_text", "text": "Yes"},
                "value": "42",
            }
        ],
    }
    assert (len(trigger_id.split(".")), response_url.startswith(slack.url), answer) == (
        3,
        True,
        {"ok": True, "acked": True, "status": 200},
    )


async def test_the_newest_of_two_equal_buttons_is_pressed(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    for value in ("old", "new"):
        await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go", value))])
        await app.answer()
    newest, _ = await heard(app, ines.press("Go"))
    oldest, _ = await heard(app, ines.press("Go", value="old"))
    assert [payload["actions"][0]["value"] for payload in (newest, oldest)] == ["new", "old"]


async def test_what_is_pressed_is_what_was_seen_although_the_message_was_rewritten_meanwhile(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    posted = await api.chat_postMessage(
        channel="UINES", text="x", blocks=[buttons(button("Go", "go", "old"))]
    )
    seen = (await ines.state())["messages"]["DINES"][-1]
    await api.chat_update(
        channel="DINES", ts=posted["ts"], text="x", blocks=[buttons(button("Stay", "stay", "new"))]
    )
    for _posted_and_changed in range(2):
        await app.answer()
    here = {
        "as": "UINES",
        "container": {"type": "message", "channel": "DINES", "ts": posted["ts"]},
        "block_id": seen["blocks"][0]["block_id"],
        "action_id": "go",
    }
    payload, _ = await heard(app, control(slack, "press", **here, version=seen["version"]))
    assert payload["actions"][0]["value"] == "old"
    assert (await control(slack, "press", **here, version=99))["ok"] is False


async def test_who_finds_no_button_is_told_which_there_are(api: AsyncWebClient, ines: Person) -> None:
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    with pytest.raises(NotThere) as caught:
        await ines.press("Stop")
    assert str(caught.value) == (
        "UINES sees nothing that matches {'label': 'Stop'}. There is:\n"
        "  button “Go” (action_id 'go') in the message “[Go]”"
    )


async def test_a_message_of_somebody_else_cannot_be_pressed(slack: Simulator, api: AsyncWebClient) -> None:
    posted = await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    answer = await control(
        slack,
        "press",
        **{"as": "UTOMAS"},
        container={"type": "message", "channel": "DINES", "ts": posted["ts"]},
        block_id="buttons",
        action_id="go",
    )
    assert answer == {"ok": False, "error": "UTOMAS is not in a conversation 'DINES'."}


OPTIONS = [
    {"text": {"type": "plain_text", "text": label}, "value": label.lower()}
    for label in ("Weekly", "Monthly", "Never")
]
CHOICES: list[tuple[Json, Any, Json]] = [
    ({"type": "static_select", "options": OPTIONS}, "Weekly", {"selected_option": OPTIONS[0]}),
    ({"type": "radio_buttons", "options": OPTIONS}, "monthly", {"selected_option": OPTIONS[1]}),
    ({"type": "overflow", "options": OPTIONS}, "Never", {"selected_option": OPTIONS[2]}),
    (
        {"type": "checkboxes", "options": OPTIONS},
        ["Weekly", "Never"],
        {"selected_options": [OPTIONS[0], OPTIONS[2]]},
    ),
    ({"type": "multi_static_select", "options": OPTIONS}, ["Weekly"], {"selected_options": [OPTIONS[0]]}),
    ({"type": "users_select"}, "UTOMAS", {"selected_user": "UTOMAS"}),
    ({"type": "multi_users_select"}, ["UTOMAS"], {"selected_users": ["UTOMAS"]}),
    ({"type": "conversations_select"}, "DINES", {"selected_conversation": "DINES"}),
    ({"type": "datepicker"}, date(2026, 3, 29), {"selected_date": "2026-03-29"}),
    ({"type": "timepicker"}, time(16, 0), {"selected_time": "16:00"}),
    ({"type": "datetimepicker"}, int(NOON), {"selected_date_time": int(NOON)}),
    ({"type": "static_select", "options": OPTIONS}, None, {"selected_option": None}),
]


@pytest.mark.parametrize(("element", "value", "chosen"), CHOICES, ids=lambda one: str(one)[:40])
async def test_what_is_chosen_arrives_in_slacks_form(
    api: AsyncWebClient, ines: Person, app: BareApp, element: Json, value: Any, chosen: Json
) -> None:
    element = {**element, "action_id": "pick"}
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(element)])
    await app.answer()
    payload, _ = await heard(app, ines.choose("pick", value))
    [action] = payload["actions"]
    assert action == {
        "type": element["type"],
        "action_id": "pick",
        "block_id": "buttons",
        "action_ts": f"{NOON:.6f}",
        **chosen,
    }
    state = payload["state"]["values"]
    kept = {} if element["type"] == "overflow" else {"buttons": {"pick": {"type": element["type"], **chosen}}}
    assert state == kept


async def test_an_option_that_is_not_offered_cannot_be_chosen(api: AsyncWebClient, ines: Person) -> None:
    select = {"type": "static_select", "action_id": "pick", "options": OPTIONS}
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(select)])
    with pytest.raises(NotPossible) as caught:
        await ines.choose("pick", "Hourly")
    assert str(caught.value) == "There is no option 'Hourly' here; there are ['weekly', 'monthly', 'never']."


async def test_the_app_is_asked_for_options_it_keeps_to_itself(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    select = {"type": "external_select", "action_id": "pick", "min_query_length": 0}
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(select)])
    await app.answer()
    choosing = asyncio.create_task(ines.choose("pick", "Weekly"))
    asked = await app.answer({"options": OPTIONS})
    told = await app.answer()
    await choosing
    assert (asked["type"], asked["action_id"], asked["value"]) == ("block_suggestion", "pick", "Weekly")
    assert told["actions"][0]["selected_option"] == OPTIONS[0]


async def test_a_command_carries_all_that_slack_carries(slack: Simulator, ines: Person, app: BareApp) -> None:
    payload, answer = await heard(app, ines.command("/light 60% for @tomas & me"), {"text": "Noted."})
    trigger_id, response_url = payload.pop("trigger_id"), payload.pop("response_url")
    assert payload == {
        "token": slack.world.verification_token,
        "team_id": "T0LANTERN",
        "team_domain": "fernhill",
        "channel_id": "DINES",
        "channel_name": "directmessage",
        "user_id": "UINES",
        "user_name": "ines",
        "command": "/light",
        "text": "60% for <@UTOMAS|tomas> & me",
        "api_app_id": slack.app_id,
        "is_enterprise_install": "false",
    }
    last = await ines.last_message()
    assert (bool(trigger_id and response_url), answer["acked"], last["text"], last["is_ephemeral"]) == (
        True,
        True,
        "Noted.",
        True,
    )


async def test_a_command_without_should_escape_comes_as_it_was_typed(ines: Person, app: BareApp) -> None:
    payload, _ = await heard(app, ines.command("/plain @tomas"))
    assert payload["text"] == "@tomas"
    with pytest.raises(NotPossible, match="/lamp is not a valid command"):
        await ines.command("/lamp")


async def test_shortcuts_reach_the_app_with_and_without_a_message(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    payload, _ = await heard(app, ines.shortcut("light"))
    assert {key: value for key, value in payload.items() if key != "trigger_id"} == {
        **common(slack, "shortcut"),
        "action_ts": f"{NOON:.6f}",
        "callback_id": "light",
    }
    posted = await api.chat_postMessage(channel="UINES", text="keep me")
    await app.answer()
    payload, _ = await heard(app, ines.shortcut("keep", message={"channel": "DINES", "ts": posted["ts"]}))
    assert (payload["type"], payload["message"]["text"], payload["message_ts"], payload["channel"]) == (
        "message_action",
        "keep me",
        posted["ts"],
        {"id": "DINES", "name": "directmessage"},
    )


async def test_opening_home_tells_the_app_and_shows_what_was_there(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await ines.open_home()
    first = (await app.answer())["event"]
    assert first == {
        "type": "app_home_opened",
        "user": "UINES",
        "channel": "DINES",
        "tab": "home",
        "event_ts": f"{NOON:.6f}",
    }
    view = (await api.views_publish(user_id="UINES", view={"type": "home", "blocks": [section("hi")]}))[
        "view"
    ]
    await ines.open_home()
    assert (await app.answer())["event"]["view"] == view


async def test_a_submission_carries_the_view_and_what_was_filled_in(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    command, _ = await heard(app, ines.command("/plain"))
    view = (await api.views_open(trigger_id=command["trigger_id"], view=modal(text_input("goal", "Goal"))))[
        "view"
    ]
    payload, errors = await heard(app, ines.submit({"Goal": "read more"}))
    assert payload.pop("trigger_id")
    values = {"goal": {"typed": {"type": "plain_text_input", "value": "read more"}}}
    assert (errors, payload) == (
        {},
        {
            **common(slack, "view_submission"),
            "view": {**view, "state": {"values": values}},
            "response_urls": [],
        },
    )


async def test_an_app_that_does_not_answer_is_complained_about(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await control(slack, "settings", ack_seconds=0.02)
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    answer = await ines.press("Go")
    assert answer == {"ok": True, "acked": False, "status": 0, "error": "Lantern did not answer in time."}
    assert (await ines.state())["ephemeral_error"] == "Lantern did not answer in time."
    assert (await ines.command("/plain"))["error"] == "/plain failed with the error “operation_timeout”."


async def respond(url: str, body: Json) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        return response.status, await response.text()


async def test_a_response_address_serves_five_times(ines: Person, app: BareApp) -> None:
    payload, _ = await heard(app, ines.command("/plain"))
    answers = [await respond(payload["response_url"], {"text": f"no {n}"}) for n in range(6)]
    assert answers == [(200, "ok")] * 5 + [(404, '{"ok": false, "error": "used_url"}')]
    assert await ines.messages() == [f"no {n}" for n in range(5)]
    assert all(message["is_ephemeral"] for message in await ines.conversation())


async def test_a_response_replaces_and_deletes_the_message_that_was_pressed(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    await app.answer()
    payload, _ = await heard(app, ines.press("Go"))
    await respond(payload["response_url"], {"text": "Gone.", "replace_original": True})
    replaced = await ines.messages()
    await respond(payload["response_url"], {"delete_original": True})
    assert (replaced, await ines.messages()) == (["Gone."], [])


async def test_a_response_that_cannot_be_shown_is_refused(
    slack: Simulator, ines: Person, app: BareApp
) -> None:
    payload, _ = await heard(app, ines.command("/plain"))
    status, answer = await respond(payload["response_url"], {"blocks": [{"type": "nonsense"}]})
    assert (status, "invalid_blocks" in answer, await ines.messages()) == (400, True, [])
    assert await respond(f"{slack.url}/response/none", {"text": "x"}) == (
        404,
        '{"ok": false, "error": "expired_url"}',
    )


@pytest.fixture
async def bolt(slack: Simulator, api: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    """A real Bolt app over a real Socket Mode client."""
    app = AsyncApp(client=api)
    handler = AsyncSocketModeHandler(
        app, slack.app_token, web_client=AsyncWebClient(token=slack.app_token, base_url=slack.api_url)
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield app
    await handler.close_async()  # type: ignore[no-untyped-call]


async def test_a_bolt_app_lives_here_as_it_does_in_slack(bolt: AsyncApp, ines: Person) -> None:
    @bolt.event("message")
    async def greet(event: Json, say: Any) -> None:
        if "bot_id" not in event:
            await say(text="Ready?", blocks=[section("Ready?"), buttons(button("Yes", "yes"))])

    @bolt.action("yes")
    async def ask(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"], view=modal(text_input("goal", "Goal"), title="A goal")
        )

    @bolt.view("modal")
    async def note(ack: Any, body: Json, client: AsyncWebClient) -> None:
        goal = body["view"]["state"]["values"]["goal"]["typed"]["value"]
        if len(goal) < 5:
            await ack(response_action="errors", errors={"goal": "A little more, please."})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Noted: {goal}")

    @bolt.event("app_home_opened")
    async def draw(event: Json, client: AsyncWebClient) -> None:
        await client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": [section("At home")]}
        )

    @bolt.command("/light")
    async def light(ack: Any, body: Json) -> None:
        await ack(f"Lit: {body['text']}")

    await ines.say("hello")
    await ines.reads("Ready?")
    await ines.press("Yes")
    await ines.opens_modal("A goal")
    assert await ines.submit({"Goal": "read"}) == {"goal": "A little more, please."}
    assert await ines.submit({"Goal": "read more"}) == {}
    await ines.reads("Noted: read more")
    await ines.command("/light 60%")
    await ines.open_home()
    await ines.until(lambda state: state["home"])
    assert await ines.messages() == ["hello", "Ready?\n[Yes]", "Noted: read more", "Lit: 60%"]
    assert await ines.home() == "At home"


async def test_a_frozen_clock_stops_messages_but_not_triggers(bolt: AsyncApp, slack: Simulator) -> None:
    @bolt.command("/light")
    async def light(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(section("x"), title="Frozen"))

    with freeze_time("2026-03-17 08:00", real_asyncio=True) as frozen:
        ines = Person(slack.url, "UINES")
        frozen.tick(3600)
        await ines.command("/light")
        assert (await ines.opens_modal("Frozen"))["title"]["text"] == "Frozen"


def test_a_message_is_read_line_by_line() -> None:
    rows = [[{"type": "raw_text", "text": "Goal"}, {"type": "raw_text", "text": "60%"}]]
    message = {
        "text": "not this",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "Hello"}},
            section("How was it?", accessory=button("Tell", "tell")),
            {"type": "divider"},
            {
                "type": "context",
                "elements": [{"type": "mrkdwn", "text": "Only"}, {"type": "mrkdwn", "text": "you"}],
            },
            {"type": "table", "rows": rows},
            {"type": "actions", "elements": [{"type": "static_select", "options": OPTIONS}]},
        ],
    }
    assert visible_text(message).splitlines() == [
        "Hello",
        "How was it?",
        "[Tell]",
        "Only you",
        "Goal | 60%",
        "( ) Weekly",
        "( ) Monthly",
        "( ) Never",
    ]
