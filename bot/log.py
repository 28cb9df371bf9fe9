"""What happens, in lines for people or machines, on standard error and without a secret in them."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.tracebacks import without_words

HIDDEN = "(hidden)"
# Tokens of Slack's; the addresses that answer without a token; the ticket that opens a WebSocket.
_SECRET = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w.-]+"
    r"|xapp-[\w-]+"
    r"|https://hooks\.slack(?:-gov)?\.com/[^\s\"'<>]+"
    r"|(?<=ticket=)[^&\s\"'<>]+"
)
# fmt: off
_SECRET_KEYS = frozenset({
    "access_token", "app_token", "authorization", "bot_token", "client_secret", "refresh_token",
    "response_url", "response_urls", "signing_secret", "ticket", "token", "trigger_id", "vault_keys",
})
# fmt: on
# At DEBUG, these write down whole bodies, with what people told each other.
_TALKATIVE = {
    "aiohttp": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "asyncio": logging.WARNING,
    # Its worker's end is told by whoever begins it again.
    "procrastinate": logging.CRITICAL,
    "psycopg.pool": logging.ERROR,
    "slack_bolt": logging.INFO,
    "slack_sdk": logging.INFO,
    "sqlalchemy": logging.WARNING,
}


def configure(how: Literal["console", "json"] = "console", level: int = logging.INFO) -> None:
    """Send our log and that of all libraries to standard error, one line for each event.

    What is bound with `structlog.contextvars.bound_contextvars` (workspace, pair, delivery, request) stands
    in every line that is written meanwhile.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                # Before the redaction, so that it sees tracebacks as text.
                without_words,
                redact,
                _renderer(how),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name, least in _TALKATIVE.items():
        logging.getLogger(name).setLevel(max(level, least))


def redact(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    """Hide tokens and addresses that work like tokens, wherever they stand."""
    return {key: _redacted(key, value) for key, value in event_dict.items()}


def _redacted(key: str, value: Any) -> Any:
    if key.lower() in _SECRET_KEYS:
        return HIDDEN
    if isinstance(value, Mapping):
        return {str(inner): _redacted(str(inner), found) for inner, found in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_redacted("", found) for found in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    # Whatever else there is will be written as text, so it is searched as text.
    return _SECRET.sub(HIDDEN, value if isinstance(value, str) else str(value))


def _renderer(how: Literal["console", "json"]) -> Processor:
    if how == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
