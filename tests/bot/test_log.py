"""The log says who and what, in one line for each event, and never a secret."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import structlog
from aiohttp import ClientSession

from bot.log import configure, redact
from bot.router import Call, Installed, Router, build_bolt, quiet_logger
from bot.tasks import Tasks
from tests.bot.wire import find, listening
from tests.village import village

Lines = Callable[[], list[dict[str, Any]]]
LIBRARIES = ("slack_sdk", "slack_bolt", "aiohttp", "sqlalchemy")


@pytest.fixture(autouse=True)
def other_tests_keep_their_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(logging.root, "handlers", [])
    levels = {name: logging.getLogger(name).level for name in ("", *LIBRARIES)}
    yield
    structlog.reset_defaults()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """What was logged since the last look, without the time."""

    def read() -> list[dict[str, Any]]:
        written = capsys.readouterr()
        assert written.out == ""
        found = [json.loads(line) for line in written.err.splitlines()]
        assert all(line.pop("timestamp").endswith("Z") for line in found)
        return found

    return read


def test_a_line_tells_whom_it_is_about(lines: Lines) -> None:
    configure("json")
    log = structlog.get_logger("jobs.deliver")
    with structlog.contextvars.bound_contextvars(workspace="TFERNHILL", pair=7, delivery=42):
        log.info("sent", ts="17.1")
    log.warning("stopped")
    assert lines() == [
        {
            "event": "sent",
            "level": "info",
            "logger": "jobs.deliver",
            "workspace": "TFERNHILL",
            "pair": 7,
            "delivery": 42,
            "ts": "17.1",
        },
        {"event": "stopped", "level": "warning", "logger": "jobs.deliver"},
    ]


def test_libraries_write_into_the_same_log(lines: Lines) -> None:
    configure("json")
    with structlog.contextvars.bound_contextvars(workspace="TFERNHILL"):
        logging.getLogger("slack_bolt.trellis").info("A new %s", "session", extra={"attempt": 2})
    assert lines() == [
        {
            "event": "A new session",
            "level": "info",
            "logger": "slack_bolt.trellis",
            "workspace": "TFERNHILL",
            "attempt": 2,
        }
    ]


async def test_all_lines_of_a_request_carry_its_own_number(lines: Lines) -> None:
    on: Router[None] = Router()
    tasks = Tasks()

    async def pressed(call: Call[None]) -> None:
        structlog.get_logger("ours").info("pressed")
        logging.getLogger("a.library").warning("beside")
        tasks.spawn(later(), "later")

    async def later() -> None:
        structlog.get_logger("ours").info("after it was acknowledged")

    on.action("go")(pressed)
    on.event("app_home_opened")(pressed)
    configure("json")
    async with listening(on, tasks=tasks) as wire:
        for trigger in ("13345.738.secret", "13345.739.secret"):
            body = {"type": "block_actions", "team": {"id": "TFERNHILL"}, "user": {"id": "UINES"}}
            await wire.payload({**body, "actions": [{"action_id": "go"}], "trigger_id": trigger})
        await wire.event({"type": "app_home_opened", "user": "UINES"}, "Ev7")
        await tasks.drain(5)
    written = [line for line in lines() if line["logger"] in ("ours", "a.library")]
    requests = [line["request"] for line in written]
    assert (len(written), {line["workspace"] for line in written}) == (9, {"TFERNHILL"})
    assert sorted(requests.count(one) for one in set(requests)) == [3, 3, 3]
    assert "Ev7" in requests
    assert not any("secret" in json.dumps(line) for line in written)


async def test_all_lines_of_a_message_carry_the_number_of_its_row(lines: Lines, tmp_path: Path) -> None:
    configure("json")
    async with village(tmp_path) as v:
        await v.say(v.ines, "hello")
        await v.say(v.noah, "hello")
    ours = [line for line in lines() if line["logger"] == "jobs.deliver"]
    delivered = [line["delivery"] for line in ours if line["event"] == "delivered"]
    assert (len(delivered), len(set(delivered))) == (2, 2)
    assert [line for line in ours if "delivery" not in line] == []


BOT = "xoxb-1-known.to-nobody"
APP = "xapp-1-A0-known-to-nobody"
ROTATED = "xoxe.xoxb-1-turned"
REFRESH = "xoxe-1-turning"
ANSWER_HERE = "https://hooks.slack.com/actions/T0/1/known-to-nobody"
SOCKET = "wss://wss-primary.slack.com/link/?ticket=5d9f-11eb&app_id=x"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (BOT, "(hidden)"),
        (f"Bearer {APP}", "Bearer (hidden)"),
        (f"{ROTATED}, {REFRESH}", "(hidden), (hidden)"),
        (f"posting to <{ANSWER_HERE}> failed", "posting to <(hidden)> failed"),
        (SOCKET, "wss://wss-primary.slack.com/link/?ticket=(hidden)&app_id=x"),
        (
            {"headers": {"X-Token": BOT}, "items": [APP, 1, None]},
            {"headers": {"X-Token": "(hidden)"}, "items": ["(hidden)", 1, None]},
        ),
        ({"response_url": "http://127.0.0.1/response/1"}, {"response_url": "(hidden)"}),
        (ValueError(f"bad {BOT}"), "bad (hidden)"),
        ((BOT,), ["(hidden)"]),
        ("xoxo, see you in the xapp", "xoxo, see you in the xapp"),
        (3.5, 3.5),
        (None, None),
        (True, True),
    ],
)
def test_a_secret_is_hidden_wherever_it_stands(value: object, shown: object) -> None:
    assert redact(None, "info", {"event": "x", "value": value}) == {"event": "x", "value": shown}


@pytest.mark.parametrize("how", ["json", "console"])
def test_no_secret_is_written_not_even_in_a_traceback(
    how: Literal["json", "console"], capsys: pytest.CaptureFixture[str]
) -> None:
    configure(how)
    log = structlog.get_logger("bot")
    error = ConnectionError(f"cannot answer at {ANSWER_HERE} with {BOT}")
    log.error("failed", exc_info=error, token="anything", body={"url": SOCKET})
    logging.getLogger("slack_sdk").error("failed with %s", APP, exc_info=error)
    written = capsys.readouterr().err
    assert "cannot answer at (hidden) with (hidden)" in written
    assert [secret for secret in (BOT, APP, ANSWER_HERE, "5d9f", "anything") if secret in written] == []


async def test_bodies_stay_out_of_the_log_even_when_we_debug(lines: Lines) -> None:
    configure("json", logging.DEBUG)
    async with ClientSession() as session:
        bolt = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/")
        heard = [
            logger.isEnabledFor(logging.DEBUG)
            for logger in (bolt.logger, bolt.client.logger, quiet_logger("slack_sdk"))
        ]
        bolt.logger.debug("a body")
        logging.getLogger("slack_sdk.web.async_base_client").debug("a body")
    structlog.get_logger("bot").debug("ours")
    assert heard == [False, False, False]
    assert [line["event"] for line in lines() if line["logger"] != "asyncio"] == ["ours"]


async def test_what_an_events_handler_could_not_read_is_not_repeated_by_bolt_either(lines: Lines) -> None:
    on: Router[None] = Router()

    @on.event("message")
    async def heard(call: Call[None]) -> None:
        int(call.event["text"])

    configure("json")
    async with listening(on) as wire:
        said = {"type": "message", "text": "the fox sleeps", "user": "UINES", "channel_type": "im"}
        assert (await wire.event(said))[0] == 500
    [told] = [line for line in lines() if line["level"] == "error"]
    assert (told["event"], told["logger"], told["request"]) == ("handler failed", "bot.router", "Ev1")
    assert (told["exception"].splitlines()[-1], "fox" in json.dumps(told)) == ("ValueError", False)
