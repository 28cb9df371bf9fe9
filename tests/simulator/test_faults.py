"""Bad days on demand, and Slack's pace."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from simulator import Person, Simulator
from tests.simulator.conftest import BareApp, control, log

CUT = (aiohttp.ClientConnectionError, ConnectionResetError)


async def fault(slack: Simulator, kind: str, method: str = "chat.postMessage", **more: Any) -> None:
    rule = {"match": {"method": method, **more.pop("match", {})}, "fault": kind, **more}
    assert await control(slack, "faults", rules=[rule]) == {"ok": True}


async def outcome(api: AsyncWebClient, text: str = "x", channel: str = "UINES") -> str:
    """How a post went, in one word."""
    try:
        await api.chat_postMessage(channel=channel, text=text)
    except SlackApiError as error:
        data = error.response.data
        name = data.get("error") if isinstance(data, dict) else None
        return f"{error.response.status_code} {name}"
    except CUT:
        return "cut"
    return "ok"


@pytest.mark.parametrize(
    ("kind", "seen", "stored"),
    [
        ("429", "429 ratelimited", []),
        ("500", "500 None", []),
        ("cut_before", "cut", []),
        ("cut_after", "cut", ["x"]),
        ("500_after", "500 None", ["x"]),
        ("slow", "ok", ["x"]),
        ("error", "200 is_archived", []),
    ],
)
async def test_a_fault_strikes_before_or_after_slack_has_accepted(
    slack: Simulator, api: AsyncWebClient, ines: Person, kind: str, seen: str, stored: list[str]
) -> None:
    await fault(slack, kind, error="is_archived", seconds=0.01)
    assert (await outcome(api), await ines.messages()) == (seen, stored)


async def test_a_limit_says_how_long_to_wait(slack: Simulator, api: AsyncWebClient) -> None:
    await fault(slack, "429", seconds=7)
    with pytest.raises(SlackApiError) as caught:
        await api.chat_postMessage(channel="UINES", text="x")
    assert caught.value.response.headers["Retry-After"] == "7"


async def test_a_call_that_hangs_is_never_answered(
    slack: Simulator, api: AsyncWebClient, ines: Person
) -> None:
    await fault(slack, "hang")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(outcome(api), 0.1)
    await control(slack, "faults", rules=[])
    assert (await outcome(api, "later"), await ines.messages()) == ("ok", ["later"])


async def test_a_fault_strikes_as_often_as_it_was_told_and_not_before(
    slack: Simulator, api: AsyncWebClient
) -> None:
    await fault(slack, "error", error="fatal_error", after=1, times=2)
    assert [await outcome(api) for _ in range(5)] == ["ok", "200 fatal_error", "200 fatal_error", "ok", "ok"]


async def test_a_fault_of_one_channel_leaves_the_others_alone(slack: Simulator, api: AsyncWebClient) -> None:
    await fault(slack, "error", error="fatal_error", match={"channel": "DINES"})
    outcomes = [await outcome(api, channel=channel) for channel in ("UINES", "DINES", "UTOMAS")]
    assert outcomes == ["200 fatal_error", "200 fatal_error", "ok"]


async def test_the_same_seed_throws_the_same_dice(slack: Simulator, api: AsyncWebClient) -> None:
    async def throws() -> list[str]:
        await fault(slack, "error", error="fatal_error", probability=0.5, seed=7)
        return [await outcome(api) for _ in range(12)]

    first = await throws()
    assert (await throws(), set(first)) == (first, {"ok", "200 fatal_error"})


async def test_an_event_is_lost_or_doubled(slack: Simulator, ines: Person, app: BareApp) -> None:
    rules = [
        {"match": {"event": "message"}, "fault": "lost_event", "times": 1},
        {"match": {"event": "message"}, "fault": "double_event", "times": 1},
    ]
    await control(slack, "faults", rules=rules)
    for text in ("lost", "doubled", "plain"):
        await ines.say(text)
    heard = [(await app.answer())["event"]["text"] for _ in range(3)]
    assert heard == ["doubled", "doubled", "plain"]


@pytest.mark.parametrize(
    "rule",
    [
        {"match": {"method": "chat.postMessage"}, "fault": "418"},
        {"match": {"method": "chat.postMessage"}, "fault": "lost_event"},
        {"match": {"event": "message"}, "fault": "500"},
        {"match": {"user": "UINES"}, "fault": "500"},
        {"match": {}, "fault": "500", "times": "often"},
        {"match": {}, "fault": "500", "often": 3},
        "500",
    ],
)
async def test_a_rule_that_means_nothing_is_refused(slack: Simulator, rule: Any) -> None:
    answer = await control(slack, "faults", rules=[rule])
    assert (answer["ok"], isinstance(answer["error"], str)) == (False, True)


async def test_slacks_pace_is_a_short_burst_and_then_one_a_second(
    slack: Simulator, api: AsyncWebClient
) -> None:
    await control(slack, "settings", pace=True)
    burst = [await outcome(api) for _ in range(5)]
    other = await outcome(api, channel="UTOMAS")
    assert (burst, other) == (["ok"] * 4 + ["429 ratelimited"], "ok")


async def test_a_limit_of_slacks_pace_names_whole_seconds(slack: Simulator, api: AsyncWebClient) -> None:
    await control(slack, "settings", pace=True)
    for _ in range(10):
        await api.users_list()
    with pytest.raises(SlackApiError) as caught:
        await api.users_list()
    answer = caught.value.response
    assert (answer.status_code, answer.data, answer.headers["Retry-After"]) == (
        429,
        {"ok": False, "error": "ratelimited"},
        "3",
    )


async def test_latency_is_added_to_every_call(slack: Simulator, api: AsyncWebClient) -> None:
    await control(slack, "settings", latency_ms=40)
    loop = asyncio.get_running_loop()
    before = loop.time()
    await api.auth_test()
    assert loop.time() - before >= 0.04


async def test_the_log_shows_what_a_fault_hid_from_the_app(slack: Simulator, api: AsyncWebClient) -> None:
    await fault(slack, "cut_after")
    await outcome(api)
    [call] = (await log(slack))["calls"]
    assert (call["method"], call["arguments"], call["response"]["ok"]) == (
        "chat.postMessage",
        {"channel": "UINES", "text": "x"},
        True,
    )
