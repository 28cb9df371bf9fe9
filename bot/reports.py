"""Reports of errors to Sentry, where an address for them is set: which line of ours broke, and nothing of what it held.

Values of variables, bodies, the words of exceptions and names never leave: any of them may hold what a person wrote.
"""

from __future__ import annotations

import linecache
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from types import FrameType
from typing import Any

from bot.errors import ReportsUnavailable
from bot.settings import SettingMalformed, meaning, variable

SETTING = "sentry_dsn"
FLUSH_SECONDS = 2.0
OURS = ("bot", "handlers", "jobs", "storage")
# Of an exception, and of what it came from.
MOST_CAUSES = 10
KEPT = frozenset(
    {"event_id", "timestamp", "level", "platform", "logger", "release", "message", "tags", "exception", "sdk"}
)
# Numbers and words of ours, by which the lines of the log are found.
TAGS = ("request", "delivery", "process", "reference", "task", "kind", "id")
_WORD = re.compile(r"[\w.:-]{1,80}")


@contextmanager
def reporting(address: str | None) -> Iterator[None]:
    """Report what the log calls an error to `address` meanwhile; without one, Sentry's library is not even loaded.

    Raises ReportsUnavailable when that library is not installed, and SettingMalformed for what is no address.
    """
    if not address:
        yield
        return
    handler = _start(address)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.end()


def _start(address: str) -> _Reporter:
    if find_spec("sentry_sdk") is None:
        raise ReportsUnavailable
    import sentry_sdk
    from sentry_sdk.utils import BadDsn

    try:
        client = sentry_sdk.Client(
            dsn=address,
            release=f"trellis-mentoring@{version('trellis-mentoring')}",
            # Nothing is looked at but what the log calls an error: no requests, no headers, no queries.
            default_integrations=False,
            auto_enabling_integrations=False,
            before_send=lambda event, _hint: bare(event),  # type: ignore[arg-type,return-value]
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            send_client_reports=False,
            enable_metrics=False,
        )
    except BadDsn as refused:
        raise SettingMalformed(
            variable=variable(SETTING), reason=str(refused), meaning=meaning(SETTING)
        ) from None
    return _Reporter(client)


class _Reporter(logging.Handler):
    """Makes a report of each line that the log calls an error."""

    def __init__(self, client: Any) -> None:
        super().__init__(logging.ERROR)
        self._client = client

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(("sentry_sdk", "urllib3")):
            return
        try:
            self._client.capture_event(event_of(record))
        except Exception:
            self.handleError(record)

    def end(self) -> None:
        """Send what waits, for a moment at most."""
        self._client.close(timeout=FLUSH_SECONDS)


def event_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is told of a line of the log: our own sentence, our numbers, and where in the code it was."""
    # structlog leaves its line whole in the record; the words of a library may hold anything.
    line: Mapping[str, Any] = record.msg if isinstance(record.msg, Mapping) else {}
    event: dict[str, Any] = {
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": str(line.get("event") or f"an error of {record.name}"),
        "tags": {name: str(line[name]) for name in TAGS if _WORD.fullmatch(str(line.get(name, "")))},
    }
    error = _error_of(line.get("exc_info"), record)
    if error:
        event["exception"] = {"values": [_exception(one) for one in _chain(error)]}
    return event


def _error_of(told: object, record: logging.LogRecord) -> BaseException | None:
    if isinstance(told, BaseException):
        return told
    if told:
        return sys.exc_info()[1]
    return record.exc_info[1] if record.exc_info else None


def _chain(error: BaseException) -> list[BaseException]:
    """Return an exception and what it came from, the oldest first."""
    found: list[BaseException] = []
    known: BaseException | None = error
    while known and known not in found and len(found) < MOST_CAUSES:
        found.insert(0, known)
        known = known.__cause__ or (None if known.__suppress_context__ else known.__context__)
    return found


def _exception(error: BaseException) -> dict[str, Any]:
    frames = [_place(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return {
        "type": type(error).__name__,
        "module": type(error).__module__,
        "stacktrace": {"frames": frames},
    }


def _place(frame: FrameType, line: int) -> dict[str, Any]:
    """Say where in the code something was, and what stands there in the source; of variables, nothing is looked at."""
    module = str(frame.f_globals.get("__name__", ""))
    return {
        "module": module,
        "filename": module.replace(".", "/") + ".py",
        "function": frame.f_code.co_name,
        "lineno": line,
        "in_app": module.split(".")[0] in OURS,
        "context_line": linecache.getline(frame.f_code.co_filename, line).strip(),
    }


def bare(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event without what the library adds: the machine's name, its packages, the command line."""
    return {name: value for name, value in event.items() if name in KEPT}
