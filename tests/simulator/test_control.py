"""The control API: what a person sees, settings, the clock, the page."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from simulator import Account, NotPossible, Person, Simulator
from simulator.control import ACTS
from simulator.state.messages import Conversation, Message
from tests.simulator.conftest import MANIFEST, NOON, Json, buttons, control, people, section


async def get(slack: Simulator, call: str, **query: str) -> Json:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{slack.url}/control/{call}", params=query) as response,
    ):
        answer: Json = await response.json()
        return answer


INES: Json = {
    "id": "UINES",
    "name": "ines",
    "real_name": "Inês Duarte",
    "display_name": "",
    "tz": "Europe/Lisbon",
    "locale": "pt-PT",
    "deleted": False,
    "is_bot": False,
    "is_app": False,
    "is_admin": False,
    "is_owner": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "color": "112233",
    "status_text": "",
    "status_emoji": "",
    "title": "",
    "tz_label": "WET",
    "tz_offset": 0,
    "dnd": False,
}


async def test_the_page_learns_who_is_here_and_what_the_app_can_do(slack: Simulator) -> None:
    answer = await get(slack, "people")
    assert (answer["people"][0], [one["id"] for one in answer["people"]]) == (
        INES,
        ["UINES", "UTOMAS", "UGONE"],
    )
    assert (answer["panel_url"], answer["has_clock"]) == (None, False)
    assert answer["app"] == {
        "id": slack.app_id,
        "name": "Lantern",
        "description": "Lights the way",
        "bot_user_id": slack.bot_user_id,
        "color": "#112233",
        "commands": [
            {"command": "/light", "description": "Light up", "usage_hint": "[how much]"},
            {"command": "/plain", "description": "As typed", "usage_hint": ""},
        ],
        "shortcuts": [
            {"name": "Light", "type": "global", "callback_id": "light", "description": "Light up"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep it"},
        ],
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
    }


async def test_a_person_sees_their_own_and_nothing_else(
    slack: Simulator, api: AsyncWebClient, ines: Person, tomas: Person
) -> None:
    posted = await api.chat_postMessage(
        channel="UINES", text="hello", blocks=[section("hello", block_id="b")]
    )
    mine, his = await ines.state(), await tomas.state()
    assert (mine["me"], mine["now"], mine["home"], mine["views"], mine["ephemeral_error"]) == (
        INES,
        NOON,
        None,
        [],
        None,
    )
    assert mine["team"] == {"id": "T0LANTERN", "name": "Fernhill", "domain": "fernhill"}
    assert mine["conversations"] == [
        {"id": "DINES", "kind": "app_dm", "members": ["UINES", slack.bot_user_id], "unread": 1}
    ]
    assert mine["messages"] == {
        "DINES": [
            {
                "ts": posted["ts"],
                "user": slack.bot_user_id,
                "text": "hello",
                "blocks": [section("hello", block_id="b")],
                "thread_ts": None,
                "reply_count": 0,
                "reactions": [],
                "edited": False,
                "is_ephemeral": False,
                "deleted": False,
                "metadata": None,
                "raw": posted["message"],
                "version": 1,
                "inputs": {},
            }
        ]
    }
    [notification] = mine["notifications"]
    assert notification == {
        "id": notification["id"],
        "channel": "DINES",
        "ts": posted["ts"],
        "text": "hello",
        "read": False,
    }
    assert his["messages"] == {"DTOMAS": []}
    await ines.read()
    after = await ines.state()
    assert (after["conversations"][0]["unread"], after["notifications"][0]["read"]) == (0, True)


async def test_a_deleted_message_that_has_answers_leaves_a_trace(api: AsyncWebClient, ines: Person) -> None:
    first = await api.chat_postMessage(channel="UINES", text="question")
    await ines.say("answer", thread_ts=first["ts"])
    await api.chat_delete(channel="DINES", ts=first["ts"])
    shown = (await ines.state())["messages"]["DINES"]
    seen = [(one["text"], one["deleted"], one["reply_count"]) for one in shown]
    assert seen == [("", True, 1), ("answer", False, 0)]


async def test_what_was_chosen_in_a_message_stays_with_it(api: AsyncWebClient, ines: Person) -> None:
    picker = {"type": "datepicker", "action_id": "day", "initial_date": "2026-01-01"}
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(picker)])
    before = (await ines.last_message())["inputs"]
    await ines.choose("day", "2026-03-29")
    after = (await ines.last_message())["inputs"]
    assert (before, after) == (
        {"buttons": {"day": {"date": "2026-01-01"}}},
        {"buttons": {"day": {"date": "2026-03-29"}}},
    )


async def test_a_stream_tells_each_change_that_this_person_can_see(
    slack: Simulator, api: AsyncWebClient
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{slack.url}/control/stream?as=UINES") as stream,
    ):
        first = await stream.receive_json(timeout=5)
        await api.chat_postMessage(channel="UTOMAS", text="not for her")
        for n in range(5):
            await api.chat_postMessage(channel="UINES", text=f"no {n}")
        told: list[list[str]] = []
        while len(told) == 0 or len(told[-1]) < 5:
            state = await stream.receive_json(timeout=5)
            told.append([message["text"] for message in state["messages"]["DINES"]])
    assert first["messages"] == {"DINES": []}
    assert told[-1] == [f"no {n}" for n in range(5)]
    assert all(texts for texts in told)


async def test_somebody_who_was_deactivated_can_do_nothing_more(slack: Simulator, ines: Person) -> None:
    await control(slack, "account", id="UINES", deleted=True)
    with pytest.raises(NotPossible, match="Inês Duarte has been deactivated"):
        await ines.say("hello?")


async def test_a_new_account_has_a_dm_at_once(slack: Simulator, api: AsyncWebClient) -> None:
    answer = await control(slack, "account", id="UNEW", name="nova", real_name="Nova")
    await api.chat_postMessage(channel="UNEW", text="welcome")
    assert (answer["user"]["real_name"], await Person(slack.url, "UNEW").messages()) == ("Nova", ["welcome"])


@pytest.mark.parametrize(
    ("call", "body", "sentence"),
    [
        ("say", {"as": "UNOBODY", "text": "x"}, "There is no person 'UNOBODY' in this workspace; there are"),
        (
            "say",
            {"as": "UINES", "text": " "},
            "There is nothing to send: text is a string that is not empty.",
        ),
        (
            "say",
            {"as": "UINES", "text": "x", "channel": "DTOMAS"},
            "UINES is not in a conversation 'DTOMAS'.",
        ),
        ("say", {"team": "T0NONE"}, "There is no team 'T0NONE'; there are ['T0LANTERN']."),
        (
            "press",
            {"as": "UINES", "container": {"type": "view", "view_id": "V"}},
            "ines has no view 'V' open.",
        ),
        ("account", {"id": "UINES", "tz": "Mars/Olympus"}, "There is no time zone 'Mars/Olympus'"),
        ("account", {"id": "UINES", "shoe_size": 38}, "An account has no field 'shoe_size'"),
        ("account", {"id": "x"}, "An account's id begins with U or W."),
        ("settings", {"ack_seconds": "soon"}, "'soon' is not a value for ack_seconds."),
        ("settings", {"mode": "pigeon"}, "mode is socket or http."),
        ("settings", {"mode": "http"}, "mode http needs a request_url."),
        ("settings", {"color": "red"}, "There is no setting 'color'"),
        ("disconnect", {"reason": "boredom"}, "reason is refresh_requested, warning or link_disabled."),
        ("clock", {"by": 5}, "This workspace has no clock that can be moved."),
        ("clock", {}, "The clock takes one of"),
    ],
)
async def test_a_bad_call_is_answered_with_a_sentence(
    slack: Simulator, call: str, body: Json, sentence: str
) -> None:
    answer = await control(slack, call, **body)
    assert (answer["ok"], answer["error"].startswith(sentence)) == (False, True), answer


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["as", "team", "text", "channel", "ts", "thread_ts", "container", "block_id", "action_id", "answer", "values",
     "view_id", "command", "callback_id", "message", "tab", "value", "id", "rules", "reason", "to", "by"]
)  # fmt: skip
BODIES = st.one_of(
    JSON, st.dictionaries(FIELDS, JSON), st.dictionaries(FIELDS, JSON).map(lambda b: {**b, "as": "UINES"})
)
CALLS = st.sampled_from([*ACTS, "account", "faults", "settings", "disconnect", "clock"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=st.lists(st.tuples(CALLS, BODIES), min_size=1, max_size=15))
def test_nonsense_is_refused_and_never_breaks_anything(calls: list[tuple[str, Any]]) -> None:
    async def run() -> set[int]:
        slack = Simulator(manifest=MANIFEST, accounts=people(), now=lambda: NOON)
        await slack.start()
        try:
            async with aiohttp.ClientSession() as session:
                statuses = set()
                for call, body in calls:
                    async with session.post(f"{slack.url}/control/{call}", json=body) as response:
                        statuses.add(response.status)
                return statuses
        finally:
            await slack.stop()

    assert asyncio.run(run()) <= {200, 400}


async def test_a_body_that_is_no_json_is_refused(slack: Simulator) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.url}/control/say", data=b"{") as response,
    ):
        assert (response.status, await response.json()) == (
            400,
            {"ok": False, "error": "The body is not JSON."},
        )


async def test_messages_are_stamped_by_the_clock_address_and_jumps_are_handed_on() -> None:
    moved: list[Json] = []
    now = {
        "now": "2026-03-01T08:00:00+00:00",
        "next": {"at": "2026-03-02T08:00:00+00:00", "what": "check-in"},
    }

    async def tell(_: web.Request) -> web.Response:
        return web.json_response(now)

    async def move(request: web.Request) -> web.Response:
        moved.append(await request.json())
        now["now"] = moved[-1].get("to", "2026-03-02T08:00:00+00:00")
        return web.json_response(now)

    application = web.Application()
    application.router.add_get("/clock", tell)
    application.router.add_post("/clock", move)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    clock_url = f"http://127.0.0.1:{runner.addresses[0][1]}/clock"
    slack = Simulator(manifest=MANIFEST, accounts=[Account(id="UINES", name="ines")], clock_url=clock_url)
    await slack.start()
    ines = Person(slack.url, "UINES")
    stamps = [await ines.say("one")]
    jumped = await control(slack, "clock", by=3600)
    stamps.append(await ines.say("two"))
    await control(slack, "clock", next=True)
    stamps.append(await ines.say("three"))
    told = await get(slack, "clock")
    await slack.stop()
    await runner.cleanup()
    times = [datetime.fromtimestamp(float(ts), UTC).strftime("%d %H:%M") for ts in stamps]
    assert (times, jumped["now"], told) == (
        ["01 08:00", "01 09:00", "02 08:00"],
        "2026-03-01T09:00:00+00:00",
        now,
    )
    assert moved == [{"to": "2026-03-01T09:00:00+00:00"}, {"next": True}]


async def test_a_clock_of_our_own_has_no_next(slack: Simulator) -> None:
    assert await get(slack, "clock") == {"now": "2026-01-01T10:00:00+00:00", "next": None}


async def test_the_log_is_read_on_from_where_one_was_and_can_be_forgotten(
    slack: Simulator, api: AsyncWebClient
) -> None:
    await api.auth_test()
    await api.users_info(user="UINES")
    everything = await get(slack, "log")
    rest = await get(slack, "log", after=str(everything["calls"][0]["n"]))
    await control(slack, "reset-log")
    assert [call["method"] for call in everything["calls"]] == ["auth.test", "users.info"]
    assert [call["method"] for call in rest["calls"]] == ["users.info"]
    assert await get(slack, "log") == {"calls": [], "deliveries": []}


async def test_the_page_is_served_fresh_and_nothing_beside_it(slack: Simulator) -> None:
    async with aiohttp.ClientSession() as session:

        async def fetch(path: str) -> tuple[int, str, str]:
            async with session.get(slack.url + path) as response:
                return response.status, response.content_type, response.headers.get("Cache-Control", "")

        index = await fetch("/")
        script = await fetch("/page/main.js")
        outside = await fetch("/page/..%2Fserver.py")
    assert (index, script, outside[0]) == (
        (200, "text/html", "no-store"),
        (200, "text/javascript", "no-store"),
        404,
    )


@given(nows=st.lists(st.floats(min_value=0, max_value=4e9), min_size=1, max_size=20))
def test_every_message_has_a_later_ts_than_the_one_before(nows: list[float]) -> None:
    conversation = Conversation("D1", "app_dm", ["U1"], created=0)
    for now in nows:
        conversation.messages.append(Message({"ts": conversation.next_ts(now), "user": "U1"}))
    stamps = [tuple(map(int, message.ts.split("."))) for message in conversation.messages]
    assert stamps == sorted(set(stamps))
