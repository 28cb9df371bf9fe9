"""The Web API as the SDK calls it, and as Slack refuses it."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from simulator import Account, NotThere, Person, Simulator
from tests.simulator.conftest import MANIFEST, NOON, Json, button, buttons, control, log, people, section


async def refusal(call: Any) -> Json:
    """What Slack answered to a call that it refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    answer: Json = caught.value.response.data
    return answer


async def raw(slack: Simulator, method: str, **request: Any) -> Json:
    headers = {"Authorization": f"Bearer {slack.bot_token}", **request.pop("headers", {})}
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.api_url + method, headers=headers, **request) as response,
    ):
        answer: Json = await response.json()
        return answer


def manifest_without(scope: str) -> Json:
    scopes = [one for one in MANIFEST["oauth_config"]["scopes"]["bot"] if one != scope]
    return {**MANIFEST, "oauth_config": {"scopes": {"bot": scopes}}}


async def test_all_four_transports_of_the_sdk_are_understood(slack: Simulator, api: AsyncWebClient) -> None:
    await api.users_info(user="UINES")
    await api.conversations_open(users=["UINES"])
    await api.chat_postMessage(channel="UINES", text="by JSON", blocks=[section("by JSON")])
    form = {"channel": "UINES", "text": "by form", "blocks": json.dumps([section("by form")])}
    await raw(slack, "chat.postMessage", data=form)
    calls = [(call["method"], call["transport"], call["status"]) for call in (await log(slack))["calls"]]
    assert calls == [
        ("users.info", "query", 200),
        ("conversations.open", "query-post", 200),
        ("chat.postMessage", "json", 200),
        ("chat.postMessage", "form", 200),
    ]
    assert slack.posted_to("UINES") == await Person(slack.url, "UINES").messages() == ["by JSON", "by form"]


async def test_a_call_says_who_it_comes_from(slack: Simulator) -> None:
    async def who(token: str | None) -> Json:
        client = AsyncWebClient(token=token, base_url=slack.api_url, retry_handlers=[])
        return await refusal(client.users_list())

    assert await who(None) == {"ok": False, "error": "not_authed"}
    assert await who("xoxb-somebody-else") == {"ok": False, "error": "invalid_auth"}
    assert await who(slack.app_token) == {"ok": False, "error": "not_allowed_token_type"}


async def test_a_bot_token_opens_no_socket(slack: Simulator) -> None:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    answer = await refusal(client.apps_connections_open(app_token=slack.bot_token))
    assert answer == {"ok": False, "error": "not_allowed_token_type"}


async def test_a_scope_that_is_missing_is_named_beside_those_there_are() -> None:
    slack = Simulator(manifest=manifest_without("users:read"), accounts=[])
    await slack.start()
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    answer = await refusal(client.users_info(user="UINES"))
    await slack.stop()
    provided = ",".join(manifest_without("users:read")["oauth_config"]["scopes"]["bot"])
    assert answer == {"ok": False, "error": "missing_scope", "needed": "users:read", "provided": provided}


async def test_every_answer_names_the_scopes_of_its_token(api: AsyncWebClient) -> None:
    answer = await api.auth_test()
    assert answer.headers["x-oauth-scopes"] == ",".join(MANIFEST["oauth_config"]["scopes"]["bot"])


async def test_a_method_nobody_knows_is_unknown(api: AsyncWebClient) -> None:
    answer = await refusal(api.api_call("chat.whisper"))
    assert answer == {"ok": False, "error": "unknown_method", "req_method": "chat.whisper"}


async def test_the_app_learns_who_it_is(slack: Simulator, api: AsyncWebClient) -> None:
    answer = (await api.auth_test()).data
    assert answer == {
        "ok": True,
        "url": "https://fernhill.slack.com/",
        "team": "Fernhill",
        "user": "lantern",
        "team_id": "T0LANTERN",
        "user_id": slack.bot_user_id,
        "bot_id": "B0APP0LAN",
        "is_enterprise_install": False,
    }


async def test_a_profile_tells_zone_and_locale_where_it_was_asked_for(api: AsyncWebClient) -> None:
    user = (await api.users_info(user="UINES", include_locale=True))["user"]
    assert {key: user[key] for key in ("id", "team_id", "name", "deleted", "tz", "tz_offset", "locale")} == {
        "id": "UINES",
        "team_id": "T0LANTERN",
        "name": "ines",
        "deleted": False,
        "tz": "Europe/Lisbon",
        "tz_offset": 0,
        "locale": "pt-PT",
    }
    assert "locale" not in (await api.users_info(user="UINES"))["user"]


async def test_somebody_who_left_has_a_profile_without_a_zone(api: AsyncWebClient) -> None:
    user = (await api.users_info(user="UGONE", include_locale=True))["user"]
    assert (user["deleted"], "tz" in user, "locale" in user) == (True, False, False)


async def test_a_list_of_users_comes_in_pages(slack: Simulator, api: AsyncWebClient) -> None:
    first = await api.users_list(limit=3)
    second = await api.users_list(limit=3, cursor=first["response_metadata"]["next_cursor"])
    ids = [[member["id"] for member in page["members"]] for page in (first, second)]
    assert ids == [[slack.bot_user_id, "UGONE", "UINES"], ["UTOMAS"]]
    assert second["response_metadata"]["next_cursor"] == ""
    assert await refusal(api.users_list(cursor="soon")) == {"ok": False, "error": "invalid_cursor"}


async def test_a_message_to_a_person_goes_to_the_apps_dm_with_them(
    slack: Simulator, api: AsyncWebClient
) -> None:
    opened = await api.conversations_open(users="UINES")
    posted = await api.chat_postMessage(channel="UINES", text="hello")
    assert (posted["channel"], posted["ts"]) == (opened["channel"]["id"], f"{NOON:.6f}")
    assert posted["message"] == {
        "type": "message",
        "user": slack.bot_user_id,
        "bot_id": "B0APP0LAN",
        "app_id": slack.app_id,
        "bot_profile": {
            "id": "B0APP0LAN",
            "app_id": slack.app_id,
            "user_id": slack.bot_user_id,
            "name": "Lantern",
            "deleted": False,
            "team_id": "T0LANTERN",
        },
        "text": "hello",
        "ts": f"{NOON:.6f}",
        "team": "T0LANTERN",
    }


async def test_posting_to_somebody_who_left_succeeds_and_only_opening_tells(api: AsyncWebClient) -> None:
    assert (await api.chat_postMessage(channel="UGONE", text="are you there?"))["ok"]
    assert await refusal(api.conversations_open(users="UGONE")) == {"ok": False, "error": "user_disabled"}


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("UNOBODY", "user_not_found"),
        ("", "users_list_not_supplied"),
        (",".join(f"U{n}" for n in range(9)), "too_many_users"),
    ],
)
async def test_conversations_open_refuses(api: AsyncWebClient, users: str, error: str) -> None:
    assert await refusal(api.conversations_open(users=users)) == {"ok": False, "error": error}


async def test_the_app_has_no_dm_with_itself(slack: Simulator, api: AsyncWebClient) -> None:
    assert (await refusal(api.conversations_open(users=slack.bot_user_id)))["error"] == "cannot_dm_bot"
    assert (await refusal(api.chat_postMessage(channel=slack.bot_user_id, text="me")))[
        "error"
    ] == "cannot_dm_bot"


async def test_the_same_people_meet_in_the_same_group(slack: Simulator, api: AsyncWebClient) -> None:
    one = (await api.conversations_open(users="UINES,UTOMAS"))["channel"]["id"]
    other = (await api.conversations_open(users=["UTOMAS", "UINES"]))["channel"]["id"]
    await api.chat_postMessage(channel=one, text="all of us")
    seen = [await Person(slack.url, user).messages(one) for user in ("UINES", "UTOMAS")]
    assert (one == other, seen) == (True, [["all of us"], ["all of us"]])


async def test_a_group_is_open_from_its_first_opening_on(api: AsyncWebClient) -> None:
    first = await api.conversations_open(users="UINES,UTOMAS")
    again = await api.conversations_open(users="UTOMAS,UINES,UTOMAS")
    answered = {"ok": True, "channel": first["channel"]}
    assert (first.data, again.data) == (answered, {**answered, "no_op": True, "already_open": True})


async def test_a_group_is_nobodys_dm(slack: Simulator, api: AsyncWebClient, ines: Person) -> None:
    channel = (await api.conversations_open(users="UINES,UTOMAS"))["channel"]["id"]
    await api.chat_postMessage(channel=channel, text="all of us")
    assert (await ines.group("UTOMAS"), await ines.messages(), slack.posted_to("UINES")) == (channel, [], [])
    with pytest.raises(NotThere, match="is in no group of"):
        await ines.group("UGONE")


async def test_what_is_said_in_a_group_the_app_neither_hears_nor_reads_back(
    slack: Simulator, api: AsyncWebClient, ines: Person
) -> None:
    channel = (await api.conversations_open(users="UINES,UTOMAS"))["channel"]["id"]
    await ines.say("between us", channel=channel)
    assert await refusal(api.conversations_history(channel=channel)) == {
        "ok": False,
        "error": "missing_scope",
        "needed": "mpim:history",
        "provided": ",".join(MANIFEST["oauth_config"]["scopes"]["bot"]),
    }
    assert (await log(slack))["deliveries"] == []


OPTIONAL = {"bot": ["chat:write", "im:write", "mpim:write"], "bot_optional": ["mpim:write"]}


async def test_an_optional_scope_can_be_declined_and_granted_later() -> None:
    manifest = {**MANIFEST, "oauth_config": {"scopes": OPTIONAL}}
    slack = Simulator(manifest=manifest, accounts=people(), now=lambda: NOON, declined=["mpim:write"])
    await slack.start()
    api = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    granted = (await api.auth_test()).headers["x-oauth-scopes"]
    refused = await refusal(api.conversations_open(users="UINES,UTOMAS"))
    installed = await control(slack, "scopes", declined=[])
    opened = await api.conversations_open(users="UINES,UTOMAS")
    required = await control(slack, "scopes", declined=["chat:write"])
    await slack.stop()
    missing = {"needed": "mpim:write", "provided": "chat:write,im:write"}
    assert (granted, refused, opened["ok"]) == (
        "chat:write,im:write",
        {"ok": False, "error": "missing_scope", **missing},
        True,
    )
    assert (installed, required) == (
        {"ok": True, "granted": OPTIONAL["bot"]},
        {"ok": False, "error": "Only optional scopes can be declined; they are ['mpim:write']."},
    )


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"channel": "DNOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "UINES"}, "no_text"),
        ({"channel": "UINES", "text": "", "blocks": []}, "no_text"),
        ({"channel": "UINES", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "UINES", "markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"channel": "UINES", "markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
        ({"channel": "UINES", "text": "x", "blocks": "[not json"}, "invalid_blocks_format"),
        ({"channel": "UINES", "text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"channel": "UINES", "text": "x", "blocks": ["divider"]}, "invalid_blocks_format"),
        ({"channel": "UINES", "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        (
            {
                "channel": "UINES",
                "text": "x",
                "metadata": {"event_type": "a", "event_payload": {"k": "v" * 8000}},
            },
            "metadata_too_large",
        ),
        ({"channel": "UINES", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
async def test_chat_post_message_refuses(slack: Simulator, message: Json, error: str) -> None:
    assert await raw(slack, "chat.postMessage", json=message) == {"ok": False, "error": error}
    assert await Person(slack.url, "UINES").messages() == []


async def test_an_argument_that_is_missing_is_named(slack: Simulator) -> None:
    assert await raw(slack, "chat.postMessage", json={"text": "to whom?"}) == {
        "ok": False,
        "error": "invalid_arguments",
        "response_metadata": {"messages": ["[ERROR] missing required field: channel"]},
    }


async def test_blocks_that_slack_would_refuse_are_refused_with_slacks_sentences(api: AsyncWebClient) -> None:
    answer = await refusal(api.chat_postMessage(channel="UINES", text="x", blocks=[{"type": "nonsense"}]))
    sentence = "unsupported type: nonsense [json-pointer:/blocks/0/type]"
    assert answer == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [sentence],
        "response_metadata": {"messages": [f"[ERROR] {sentence}"]},
    }


async def test_a_body_that_is_no_json_object_is_slacks_error(slack: Simulator) -> None:
    headers = {"Content-Type": "application/json"}
    assert await raw(slack, "auth.test", data=b"{", headers=headers) == {"ok": False, "error": "invalid_json"}
    assert await raw(slack, "auth.test", data=b"[]", headers=headers) == {
        "ok": False,
        "error": "json_not_object",
    }


async def test_an_app_without_a_messages_tab_writes_to_nobody() -> None:
    features = {
        **MANIFEST["features"],
        "app_home": {"home_tab_enabled": False, "messages_tab_enabled": False},
    }
    slack = Simulator(
        manifest={**MANIFEST, "features": features}, accounts=[Account(id="UINES", name="ines")]
    )
    await slack.start()
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    post = await refusal(client.chat_postMessage(channel="UINES", text="hello"))
    publish = await refusal(
        client.views_publish(user_id="UINES", view={"type": "home", "blocks": [section("x")]})
    )
    await slack.stop()
    assert (post["error"], publish["error"]) == ("messages_tab_disabled", "not_enabled")


async def test_an_update_keeps_the_blocks_it_does_not_name(api: AsyncWebClient, ines: Person) -> None:
    posted = await api.chat_postMessage(channel="UINES", text="one", blocks=[section("one")])
    await api.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")
    kept = await ines.last_message()
    await api.chat_update(channel=posted["channel"], ts=posted["ts"], text="two", blocks=[])
    bare = await ines.last_message()
    assert [(kept["text"], len(kept["blocks"]), kept["edited"]), (bare["text"], len(bare["blocks"]))] == [
        ("two", 1, True),
        ("two", 0),
    ]


async def test_the_app_changes_only_its_own_messages(api: AsyncWebClient, ines: Person) -> None:
    ts, channel = await ines.say("mine"), await ines.dm()
    assert (await refusal(api.chat_update(channel=channel, ts=ts, text="x")))[
        "error"
    ] == "cant_update_message"
    assert (await refusal(api.chat_delete(channel=channel, ts=ts)))["error"] == "cant_delete_message"
    assert (await refusal(api.chat_update(channel=channel, ts="1.0", text="x")))[
        "error"
    ] == "message_not_found"
    assert await ines.messages() == ["mine"]


async def test_an_update_names_the_dm_not_the_person(api: AsyncWebClient) -> None:
    ts = (await api.chat_postMessage(channel="UINES", text="hello"))["ts"]
    assert (await refusal(api.chat_update(channel="UINES", ts=ts, text="x")))["error"] == "channel_not_found"


async def test_a_deleted_message_is_gone_for_everybody(api: AsyncWebClient, ines: Person) -> None:
    posted = await api.chat_postMessage(channel="UINES", text="oh no")
    await api.chat_delete(channel=posted["channel"], ts=posted["ts"])
    history = await api.conversations_history(channel=posted["channel"])
    assert (await ines.messages(), history["messages"]) == ([], [])


async def test_an_ephemeral_message_is_seen_by_one_and_kept_by_nobody(
    api: AsyncWebClient, ines: Person
) -> None:
    channel = (await api.conversations_open(users="UINES,UTOMAS"))["channel"]["id"]
    posted = await api.chat_postEphemeral(channel=channel, user="UTOMAS", text="psst")
    tomas = await Person(ines._url, "UTOMAS").messages(channel)
    assert (tomas, await ines.messages(channel)) == (["psst"], [])
    update = api.chat_update(channel=channel, ts=posted["message_ts"], text="x")
    assert (await refusal(update))["error"] == "message_not_found"
    outside = api.chat_postEphemeral(channel=await ines.dm(), user="UTOMAS", text="psst")
    assert (await refusal(outside))["error"] == "user_not_in_channel"


async def test_history_is_read_back_by_page_by_time_and_with_its_metadata(
    api: AsyncWebClient, ines: Person
) -> None:
    token = {"event_type": "sent", "event_payload": {"token": "abc"}}
    stamps = [
        (await api.chat_postMessage(channel="UINES", text=f"no {n}", metadata=token if n == 2 else None))[
            "ts"
        ]
        for n in range(5)
    ]
    channel = await ines.dm()

    async def texts(**asked: Any) -> list[str]:
        answer = await api.conversations_history(channel=channel, **asked)
        return [message["text"][-1] for message in answer["messages"]]

    assert await texts() == ["4", "3", "2", "1", "0"]
    assert await texts(limit=2) == ["4", "3"]
    first = await api.conversations_history(channel=channel, limit=4)
    assert first["has_more"]
    assert await texts(limit=4, cursor=first["response_metadata"]["next_cursor"]) == ["0"]
    assert await texts(oldest=stamps[1], latest=stamps[3]) == ["2"]
    assert await texts(oldest=stamps[1], latest=stamps[3], inclusive=True) == ["3", "2", "1"]
    told = (await api.conversations_history(channel=channel, include_all_metadata=True))["messages"]
    assert [message.get("metadata") for message in told] == [None, None, token, None, None]
    plain = (await api.conversations_history(channel=channel))["messages"]
    assert [message.get("metadata") for message in plain] == [None] * 5


async def test_a_thread_is_read_back_from_any_of_its_messages(api: AsyncWebClient, ines: Person) -> None:
    first = await api.chat_postMessage(channel="UINES", text="question")
    reply = await ines.say("answer", thread_ts=first["ts"])
    for ts in (first["ts"], reply):
        thread = (await api.conversations_replies(channel=first["channel"], ts=ts))["messages"]
        assert [message["text"] for message in thread] == ["question", "answer"]
    [parent] = (await api.conversations_history(channel=first["channel"]))["messages"]
    assert (parent["reply_count"], parent["latest_reply"], parent["thread_ts"]) == (1, reply, first["ts"])
    missing = api.conversations_replies(channel=first["channel"], ts="1.0")
    assert await refusal(missing) == {"ok": False, "error": "thread_not_found"}


async def test_a_dm_can_be_looked_up(slack: Simulator, api: AsyncWebClient, ines: Person) -> None:
    channel = await ines.dm()
    info = (await api.conversations_info(channel=channel))["channel"]
    members = (await api.conversations_members(channel=channel))["members"]
    listed = (await api.conversations_list(types="im"))["channels"]
    assert (info["is_im"], info["user"], info["is_user_deleted"]) == (True, "UINES", False)
    assert members == ["UINES", slack.bot_user_id]
    assert [one["user"] for one in listed] == ["UINES", "UTOMAS", "UGONE"]


async def test_a_reaction_is_added_once_and_taken_back_once(api: AsyncWebClient, ines: Person) -> None:
    ts, channel = await ines.say("done!"), await ines.dm()
    at: Json = {"channel": channel, "timestamp": ts, "name": "tada"}
    await api.reactions_add(**at)
    assert (await ines.last_message())["reactions"][0]["name"] == "tada"
    assert (await refusal(api.reactions_add(**at)))["error"] == "already_reacted"
    await api.reactions_remove(**at)
    assert (await ines.last_message())["reactions"] == []
    assert (await refusal(api.reactions_remove(**at)))["error"] == "no_reaction"


async def test_a_message_has_a_permanent_address(api: AsyncWebClient) -> None:
    posted = await api.chat_postMessage(channel="UINES", text="hello")
    answer = await api.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])
    assert answer["permalink"] == "https://fernhill.slack.com/archives/DINES/p1767261600000000"


async def test_do_not_disturb_is_told_for_one_and_for_many(slack: Simulator, api: AsyncWebClient) -> None:
    await control(slack, "account", id="UINES", dnd_start=int(NOON) + 60, dnd_end=int(NOON) + 120)
    one = (await api.dnd_info(user="UINES")).data
    many = (await api.dnd_teamInfo(users=["UINES", "UTOMAS"]))["users"]
    busy = {"dnd_enabled": True, "next_dnd_start_ts": int(NOON) + 60, "next_dnd_end_ts": int(NOON) + 120}
    free = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    assert one == {"ok": True, "snooze_enabled": False, **busy}
    assert many == {"UINES": busy, "UTOMAS": free}


async def test_blocks_are_validated_without_a_token(slack: Simulator) -> None:
    client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
    assert (await client.api_call("blocks.validate", json={"blocks": [section("fine")]}))["ok"]
    answer = await refusal(client.api_call("blocks.validate", json={"blocks": [{"type": "nonsense"}]}))
    [error] = answer["errors"]
    assert (
        answer["error"],
        error["pointer"],
        error["code"],
        error["message"],
        error["constraint"]["got"],
    ) == (
        "invalid_blocks",
        "/0/type",
        "failed_constraint",
        "unsupported type: nonsense",
        "nonsense",
    )
    both = await refusal(client.api_call("blocks.validate", json={"blocks": [], "view": {}}))
    assert both["error"] == "invalid_arguments"


async def test_a_text_is_made_of_blocks_that_come_without_one(slack: Simulator) -> None:
    blocks = [section("Ready?"), buttons(button("Yes", "yes"))]
    posted = await raw(slack, "chat.postMessage", json={"channel": "UINES", "blocks": blocks})
    assert posted["message"]["text"] == "Ready?\n[Yes]"


async def test_two_teams_share_ids_but_not_messages(
    slack: Simulator, api: AsyncWebClient, ines: Person
) -> None:
    other = slack.install("T0OTHER", "Elsewhere", [Account(id="UINES", name="ines")])
    client = AsyncWebClient(token=other.bot_token, base_url=slack.api_url, retry_handlers=[])
    await api.chat_postMessage(channel="UINES", text="here")
    await client.chat_postMessage(channel="UINES", text="there")
    there = await Person(slack.url, "UINES", team="T0OTHER").messages()
    assert (await ines.messages(), there) == (["here"], ["there"])
    assert (await client.auth_test())["team_id"] == "T0OTHER"
