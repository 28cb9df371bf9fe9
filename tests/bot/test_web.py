"""Only what Slack signed gets in, it reads as Slack meant it, and stopping cuts nobody off."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from aiohttp import ClientConnectorError, ClientSession
from hypothesis import given
from hypothesis import strategies as st

from bot.router import Call, Installed, Router, build_bolt
from bot.tasks import Tasks
from bot.web import MOST_BYTES, MOST_CACHED, PATH, Web, decoded, is_signed, parsed
from tests.bot.town import fernhill
from tests.bot.wire import FORM, JSON, SECRET, Wire, find, interactive, listening, signed

PRESS = {
    "type": "block_actions",
    "team": {"id": "TFERNHILL"},
    "user": {"id": "UINES"},
    "actions": [{"type": "button", "action_id": "met", "value": "42"}],
}
RAW = interactive(PRESS)


def counting(on: Router[Any]) -> list[str | None]:
    values: list[str | None] = []

    @on.action("met")
    async def met(call: Call[Any]) -> None:
        values.append(call.value)

    return values


async def test_an_event_that_nobody_knows_is_refused_where_whoever_acts_in_it_is_no_id() -> None:
    event = {"type": "app_uninstalled", "user": 7}
    raw = json.dumps({"type": "event_callback", "team_id": "TFERNHILL", "event": event}).encode()
    async with listening(Router[None]()) as wire:
        assert await wire.send(raw, signed(raw, JSON)) == (400, "This is not a payload of Slack's.")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": FORM},
        signed(RAW, FORM, secret="somebody else's"),
        signed(RAW + b"&more=1", FORM),
        {**signed(RAW, FORM), "X-Slack-Signature": "v0="},
        {**signed(RAW, FORM), "X-Slack-Signature": "ünsigned"},
        {**signed(RAW, FORM), "X-Slack-Request-Timestamp": "soon"},
        {**signed(RAW, FORM), "X-Slack-Request-Timestamp": "-1"},
        {**signed(RAW, FORM), "X-Slack-Request-Timestamp": "9" * 400},
    ],
    ids=["unsigned", "foreign", "changed", "empty", "not ascii", "no time", "negative time", "endless time"],
)
async def test_what_slack_did_not_sign_is_refused_before_any_handler(headers: dict[str, str]) -> None:
    on: Router[None] = Router()
    values = counting(on)
    async with listening(on) as wire:
        assert await wire.send(RAW, headers) == (401, "The signature does not fit.")
        assert await wire.send(RAW, signed(RAW, FORM)) == (200, "")
    assert values == ["42"]


@pytest.mark.parametrize(("age", "fits"), [(0, True), (299, True), (301, False), (-299, True), (-301, False)])
def test_a_signature_is_good_for_five_minutes(age: float, fits: bool) -> None:
    now = 1767261600.0
    assert is_signed(RAW, signed(RAW, FORM, at=now - age), SECRET.encode(), now) is fits


def test_the_signature_is_the_one_of_slacks_own_example() -> None:
    # The example at docs.slack.dev/authentication/verifying-requests-from-slack.
    raw = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    headers = {
        "X-Slack-Request-Timestamp": "1531420618",
        "X-Slack-Signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    }
    assert is_signed(raw, headers, b"8f742231b10e8888abcd99yyyzzz85a5", 1531420618) is True


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"", FORM),
        (b"", JSON),
        (b"not json", JSON),
        (b"[1, 2]", JSON),
        (b"[" * 100_000, JSON),
        (b"payload=not+json", FORM),
        (b"payload=%5B%5D", FORM),
        (b"\xff\xfe", JSON),
        (b"<xml/>", "text/xml"),
    ],
)
async def test_what_slack_would_never_send_is_a_bad_request(raw: bytes, content_type: str) -> None:
    async with listening(Router()) as wire:
        refused = (400, "This is not a payload of Slack's.")
        assert await wire.send(raw, signed(raw, content_type)) == refused


async def test_more_than_a_megabyte_is_too_much() -> None:
    on: Router[None] = Router()
    values = counting(on)
    padded = {**PRESS, "padding": ""}
    room = MOST_BYTES - len(interactive(padded))
    fits, too_much = (interactive({**padded, "padding": "x" * n}) for n in (room, room + 1))
    async with listening(on) as wire:
        assert (await wire.send(fits, signed(fits, FORM)))[0] == 200
        assert (await wire.send(too_much, signed(too_much, FORM)))[0] == 413
    assert values == ["42"]


async def test_slack_may_verify_the_address() -> None:
    raw = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"}).encode()
    async with listening(Router()) as wire:
        assert await wire.send(raw, signed(raw, JSON)) == (200, {"challenge": "3eZbrw1a"})


async def test_only_slacks_own_address_exists() -> None:
    async with listening(Router()) as wire:
        async with wire.session.get(wire.url) as response:
            assert response.status == 405
        async with wire.session.post(wire.url.replace(PATH, "/")) as response:
            assert response.status == 404


async def test_no_secret_means_no_server() -> None:
    async with ClientSession() as session:
        bolt = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/")
        with pytest.raises(ValueError, match="anybody could speak for Slack"):
            Web(bolt, "", Tasks(), "127.0.0.1", 0)


@pytest.mark.parametrize(
    ("escaped", "read"),
    [
        (r"\ud83d\ude00", "😀"),
        (r"a\ud83d b", "a\ufffd b"),
        (r"a\uDE00 b", "a\ufffd b"),
        (r"\ude00\ud83d", "\ufffd\ufffd"),
        (r"\ud83d\ud83d\ude00", "\ufffd😀"),
        (r"\\ud83d", r"\ud83d"),
    ],
)
def test_half_a_letter_is_read_as_one_that_is_missing(escaped: str, read: str) -> None:
    assert parsed(f'{{"text": ["{escaped}"], "{escaped}": 1}}', JSON) == {"text": [read], read: 1}


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(body=st.dictionaries(st.text(), JSON_VALUES, max_size=5), ascii_only=st.booleans())
def test_a_payload_reads_as_the_standard_library_reads_it(body: dict[str, Any], ascii_only: bool) -> None:
    form = urlencode({"payload": json.dumps(body, ensure_ascii=ascii_only)}, errors="replace")
    assert decoded(form) == dict(parse_qsl(form, keep_blank_values=True))
    if ascii_only:
        assert parsed(form, FORM) == body


FIELD_NAMES = st.sampled_from(["text", "command", "team_id", "user_name", "response_url", "trigger_id"])
TYPED = st.text(st.characters(exclude_categories=["Cs"]))


@given(fields=st.dictionaries(FIELD_NAMES, TYPED, min_size=1))
def test_a_command_reads_as_it_was_typed(fields: dict[str, str]) -> None:
    assert parsed(urlencode(fields), FORM) == fields


@given(form=st.text(st.sampled_from("ab=&+%20fFzé;#?/\x00\n")))
def test_even_what_is_no_form_reads_the_same_while_no_field_comes_twice(form: str) -> None:
    pairs = parse_qsl(form, keep_blank_values=True)
    if len({name for name, _ in pairs}) == len(pairs):
        assert decoded(form) == dict(pairs)


def test_a_long_form_reads_the_same() -> None:
    fields = {"text": "é+&=% " * MOST_CACHED, "command": "/progress"}
    assert decoded(urlencode(fields)) == fields


async def test_what_the_simulated_slack_signs_is_let_in() -> None:
    on: Router[None] = Router()
    heard: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @on.event("message")
    async def message(call: Call[None]) -> None:
        heard.set_result(call.event["text"])

    @on.command("/progress")
    async def progress(call: Call[None]) -> str:
        return f"Noted: {call.command_text}"

    async with fernhill() as town, ClientSession() as session:
        bolt = build_bolt(Installed(find), session, town.slack.api_url, town.slack.signing_secret)
        on.install(bolt, None)
        async with Web(bolt, town.slack.signing_secret, Tasks(), "127.0.0.1", 0) as web:
            address = f"http://127.0.0.1:{web.port}{PATH}"
            await town.control("settings", mode="http", request_url=address)
            await town.control("say", **{"as": "UINES"}, text="olá & até já")
            # Slack escapes what people type.
            assert await heard == "olá &amp; até já"
            typed = await town.control("command", **{"as": "UINES"}, command="/progress", text="60% ✓")
        assert typed["acked"] is True
        assert [shown["text"] for shown in await town.messages("UINES")][1:] == ["Noted: 60% ✓"]


async def test_stopping_lets_the_answer_leave_and_waits_for_the_work_it_started() -> None:
    on: Router[Tasks] = Router()
    tasks = Tasks()
    pressed, may_answer = asyncio.Event(), asyncio.Event()
    done = []

    async def follow_up() -> None:
        await asyncio.sleep(0.02)
        done.append("told the mentor")

    @on.action("met")
    async def met(call: Call[Tasks]) -> None:
        pressed.set()
        await may_answer.wait()
        call.services.spawn(follow_up(), "tell the mentor")

    async with ClientSession() as session:
        bolt = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/", SECRET)
        on.install(bolt, tasks)
        web = Web(bolt, SECRET, tasks, "127.0.0.1", 0)
        await web.start()
        wire = Wire(session, f"http://127.0.0.1:{web.port}{PATH}")
        press = asyncio.create_task(wire.payload(PRESS))
        await pressed.wait()
        stopping = asyncio.create_task(web.stop())
        await refusing(wire)
        may_answer.set()
        assert await press == (200, "")
        await stopping
    assert done == ["told the mentor"]


async def refusing(wire: Wire) -> None:
    """Return when the port is closed."""
    while True:
        try:
            async with ClientSession() as other:
                await other.get(wire.url)
        except ClientConnectorError:
            return
