"""One attempt each, and the truth about what became of it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import structlog
from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Ambiguous, CannotTell, Door, Found, Limited, NotFound, Refused, Sent
from tests.bot.town import Town, fernhill

MESSAGE = {
    "text": "How did your session go?",
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "How did your session go?"}}],
}
REWORDED = {
    "text": "Thank you.",
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Thank you."}}],
}
TOKEN = "k7Qm2"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with fernhill() as town:
        yield town


async def dm(town: Town, who: str = "UINES") -> str:
    channel = await Door().open_dm(town.client(), who)
    assert isinstance(channel, str)
    return channel


async def test_a_message_arrives_once_with_its_token_and_without_previews(town: Town) -> None:
    channel = await dm(town)
    outcome = await Door().post(town.client(), channel, MESSAGE, TOKEN)
    [shown] = await town.messages("UINES")
    assert outcome == Sent(channel, shown["ts"])
    [call] = await town.calls("chat.postMessage")
    assert call["arguments"] == {
        **MESSAGE,
        "channel": channel,
        "metadata": {"event_type": "trellis", "event_payload": {"key": TOKEN}},
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def test_a_message_is_rewritten_in_its_place(town: Town) -> None:
    channel = await dm(town)
    sent = await Door().post(town.client(), channel, MESSAGE, TOKEN)
    assert isinstance(sent, Sent)
    assert await Door().update(town.client(), channel, sent.ts, REWORDED) == sent
    assert [(shown["ts"], shown["text"]) for shown in await town.messages("UINES")] == [
        (sent.ts, "Thank you.")
    ]
    assert await Door().update(town.client(), channel, "1.000001", REWORDED) == Refused(
        "message_not_found", "row"
    )


async def test_opening_a_conversation_twice_gives_the_same_one(town: Town) -> None:
    assert await dm(town) == await dm(town)
    assert await dm(town) != await dm(town, "UAMA")


@pytest.mark.parametrize(
    ("error", "ends"),
    [
        ("msg_too_long", "row"),
        ("invalid_blocks", "row"),
        ("an_error_that_is_new", "row"),
        ("channel_not_found", "channel"),
        ("user_disabled", "person"),
        ("user_not_found", "person"),
        ("messages_tab_disabled", "workspace"),
        ("cannot_dm_bot", "person"),
        ("is_archived", "channel"),
        ("not_in_channel", "channel"),
        ("restricted_action", "workspace"),
        ("account_inactive", "workspace"),
        ("token_revoked", "workspace"),
        ("invalid_auth", "workspace"),
        ("missing_scope", "workspace"),
        ("team_access_not_granted", "workspace"),
        ("org_login_required", "workspace"),
    ],
)
async def test_a_refusal_tells_how_far_it_reaches(town: Town, error: str, ends: Any) -> None:
    await town.fault("error", "chat.postMessage", error=error)
    assert await Door().post(town.client(), "UINES", MESSAGE, TOKEN) == Refused(error, ends)


async def test_a_stranger_and_a_spent_token_are_refused(town: Town) -> None:
    client = town.client()
    assert await Door().open_dm(client, "UNOBODY") == Refused("user_not_found", "person")
    client.token = "xoxb-revoked"
    assert await Door().open_dm(client, "UINES") == Refused("invalid_auth", "workspace")


async def test_blocks_that_slack_refuses_are_logged_as_our_bug(town: Town) -> None:
    broken = {"text": "Hello", "blocks": [{"type": "section"}]}
    with structlog.testing.capture_logs() as logged:
        assert await Door().post(town.client(), "UINES", broken, TOKEN) == Refused("invalid_blocks", "row")
    assert [(line["log_level"], line["error"], bool(line["details"])) for line in logged] == [
        ("error", "invalid_blocks", True)
    ]
    assert await town.messages("UINES") == []


@pytest.mark.parametrize("error", ["ratelimited", "service_unavailable"])
async def test_what_slack_puts_off_was_not_sent(town: Town, error: str) -> None:
    await town.fault("error", "chat.postMessage", error=error)
    assert await Door().post(town.client(), "UINES", MESSAGE, TOKEN) == Limited(30.0, error)


async def test_a_limit_says_how_long_to_wait_and_nothing_is_tried_again(town: Town) -> None:
    channel = await dm(town)
    await town.control("faults", rules=[{"match": {}, "fault": "429", "seconds": 7}])
    client = town.client()
    assert await Door().post(client, channel, MESSAGE, TOKEN) == Limited(7.0)
    assert await Door().update(client, channel, "1.000001", MESSAGE) == Limited(7.0)
    assert await Door().open_dm(client, "UINES") == Limited(7.0)
    assert await Door().read_back(client, channel, TOKEN, LONG_AGO) == CannotTell(7.0, "ratelimited")
    assert len(await town.calls("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("fault", "reason", "arrived"),
    [
        ("cut_before", "ServerDisconnectedError", False),
        ("cut_after", "ServerDisconnectedError", True),
        ("500", "HTTP 500", False),
        ("500_after", "HTTP 500", True),
        ("hang", "TimeoutError", False),
        ("error", "fatal_error", False),
    ],
)
async def test_a_doubtful_send_is_made_once_and_settled_by_the_history(
    town: Town, fault: str, reason: str, arrived: bool
) -> None:
    channel = await dm(town)
    rule = {"error": "fatal_error"} if fault == "error" else {}
    await town.fault(fault, "chat.postMessage", **rule)
    started = datetime.now(UTC)
    assert await Door(timeout=0.2).post(town.client(), channel, MESSAGE, TOKEN) == Ambiguous(reason)
    assert len(await town.calls("chat.postMessage")) == 1
    shown = [message["ts"] for message in await town.messages("UINES")]
    found = await Door().read_back(town.client(), channel, TOKEN, started)
    assert found == (Found(shown[0]) if arrived else NotFound())
    assert len(shown) == arrived


async def test_opening_a_conversation_in_doubt_is_simply_tried_later(town: Town) -> None:
    await town.fault("cut_after", "conversations.open")
    assert await Door().open_dm(town.client(), "UINES") == Limited(5.0, "ServerDisconnectedError")


async def test_the_history_is_read_to_its_end_and_only_our_own_token_counts(town: Town) -> None:
    channel = await dm(town)
    client = town.client()
    first = await Door().post(client, channel, MESSAGE, "the first")
    assert isinstance(first, Sent)
    for number in range(120):
        await client.chat_postMessage(channel=channel, text=f"{number}")
    assert await Door().read_back(client, channel, "the first", LONG_AGO) == Found(first.ts)
    assert await Door().read_back(client, channel, "the second", LONG_AGO) == NotFound()
    assert len(await town.calls("conversations.history")) == 4
    later = datetime.now(UTC) + timedelta(minutes=6)
    assert await Door().read_back(client, channel, "the first", later) == NotFound()


@pytest.mark.parametrize(
    ("fault", "rule", "expected"),
    [
        ("error", {"error": "missing_scope"}, CannotTell(None, "missing_scope")),
        ("error", {"error": "internal_error"}, CannotTell(5.0, "internal_error")),
        ("500", {}, CannotTell(5.0, "HTTP 500")),
        ("cut_before", {}, CannotTell(5.0, "ServerDisconnectedError")),
    ],
)
async def test_a_history_that_cannot_be_read_tells_nothing(
    town: Town, fault: str, rule: dict[str, Any], expected: CannotTell
) -> None:
    channel = await dm(town)
    await town.fault(fault, "conversations.history", **rule)
    assert await Door().read_back(town.client(), channel, TOKEN, LONG_AGO) == expected


async def test_an_instant_without_a_zone_is_refused(town: Town) -> None:
    with pytest.raises(ValueError, match="zone"):
        await Door().read_back(town.client(), "D1", TOKEN, datetime(2026, 1, 1))  # noqa: DTZ001


Answerer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def odd_slack(answer: Answerer) -> AsyncIterator[AsyncWebClient]:
    """A server that answers as no Slack should."""
    application = web.Application()
    application.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    async with ClientSession() as session:
        yield AsyncWebClient("xoxb-ours", base_url=address, session=session, retry_handlers=[])
    await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (200, "<html>Back soon</html>", "unreadable answer"),
        (200, "[]", "unreadable answer"),
        (200, '{"ok": true, "channel": "D1"}', "no ts in the answer"),
        (200, '{"ok": false}', "None"),
        (302, "", "unreadable answer"),
        (404, "Not here", "unreadable answer"),
        (503, '{"ok": true, "channel": "D1", "ts": "17.1"}', "HTTP 503"),
    ],
)
async def test_an_answer_that_makes_no_sense_leaves_the_send_in_doubt(
    status: int, content: str, reason: str
) -> None:
    requests = []

    async def answer(request: web.Request) -> web.Response:
        requests.append(request.method)
        return web.Response(
            status=status, text=content, headers={"Location": "/api/auth.test"} if status == 302 else {}
        )

    async with odd_slack(answer) as client:
        assert await Door().post(client, "D1", MESSAGE, TOKEN) == Ambiguous(reason)
    assert requests == ["POST"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({"ok": True}, CannotTell(None, "unreadable answer")),
        ({"ok": True, "messages": [], "has_more": True}, CannotTell(None, "no cursor")),
        (
            {"ok": True, "messages": [], "has_more": True, "response_metadata": {"next_cursor": "again"}},
            CannotTell(None, "too many messages"),
        ),
    ],
)
async def test_a_history_without_an_end_is_not_taken_for_an_empty_one(
    page: Any, expected: CannotTell
) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.json_response(page)

    async with odd_slack(answer) as client:
        assert await Door().read_back(client, "D1", TOKEN, LONG_AGO) == expected


@pytest.mark.parametrize("retry_after", [None, "soon"])
async def test_a_limit_without_a_time_is_given_half_a_minute(retry_after: str | None) -> None:
    async def answer(_request: web.Request) -> web.Response:
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        return web.Response(status=429, text=json.dumps({"ok": False}), headers=headers)

    async with odd_slack(answer) as client:
        assert await Door().post(client, "D1", MESSAGE, TOKEN) == Limited(30.0)


async def test_what_never_reached_slack_was_certainly_not_sent() -> None:
    async with ClientSession() as session:
        # Port 9 is "discard": nobody listens there.
        client = AsyncWebClient(
            "xoxb-ours", base_url="http://127.0.0.1:9/api/", session=session, retry_handlers=[]
        )
        assert await Door().post(client, "D1", MESSAGE, TOKEN) == Limited(5.0, "unreachable")
        assert await Door().open_dm(client, "UINES") == Limited(5.0, "unreachable")
        assert await Door().read_back(client, "D1", TOKEN, LONG_AGO) == CannotTell(5.0, "unreachable")


async def test_a_client_without_the_shared_session_is_refused() -> None:
    with pytest.raises(ValueError, match="shared HTTP session"):
        await Door().post(AsyncWebClient("xoxb-ours"), "D1", MESSAGE, TOKEN)
