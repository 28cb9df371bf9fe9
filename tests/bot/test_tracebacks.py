"""A traceback tells where and of which kind, and not what somebody wrote."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from bot.log import configure
from bot.tracebacks import kind_of
from storage.errors import DatabaseUnreachable

WORDS = "I want to leave this company"


def fail() -> None:
    try:
        int(WORDS)
    except ValueError as wrong:
        raise KeyError(WORDS) from wrong


def test_the_log_names_the_kinds_and_the_places_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    configure("json")
    try:
        fail()
    except KeyError:
        structlog.get_logger("bot").exception("failed")
        logging.getLogger("apscheduler").exception("failed as well")
    written = capsys.readouterr().err
    told = [json.loads(line)["exception"] for line in written.splitlines()]
    assert WORDS not in written
    for one in told:
        assert "in fail" in one
        assert [line for line in one.splitlines() if line in ("ValueError", "KeyError")] == [
            "ValueError",
            "KeyError",
        ]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError(WORDS), "ValueError"),
        (
            ConnectionRefusedError(111, "Connection refused"),
            "ConnectionRefusedError: [Errno 111] Connection refused",
        ),
        (
            DatabaseUnreachable(where="db", reason="no route"),
            "DatabaseUnreachable: The database at db does not answer: no route. Start it, or check "
            "TRELLIS_DATABASE_URL; the next attempt connects anew.",
        ),
    ],
)
def test_what_is_of_machines_is_said(error: Exception, said: str) -> None:
    assert kind_of(error) == said
