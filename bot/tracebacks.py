"""Tracebacks for the log: where an error came from and of which kind it is, without a word that somebody wrote."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackApiError
from structlog.typing import EventDict, WrappedLogger

from bot.errors import TrellisError

# What these say is of machines: an address, a file, a number.
_OF_MACHINES = (OSError, EOFError, ImportError, AssertionError, RecursionError, NotImplementedError)
# An error names what caused it, which names what caused that.
_MOST = 8


def without_words(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    """Put the traceback of `exc_info` into the line as text, without what the errors say of values.

    `int("...")` and many others repeat what they were given, and that may be what somebody told their mentor.
    """
    error = _error_of(event_dict.pop("exc_info", None))
    if error is not None:
        event_dict["exception"] = "\n".join(_lines(error))
    return event_dict


def kind_of(error: BaseException) -> str:
    """Name an error's kind, and what it says where that is of machines alone."""
    name = type(error).__qualname__
    if isinstance(error, SlackApiError):
        return f"{name}: {error.response.get('error')}"
    # What goes wrong with the database or the key is for whoever runs Trellis; the others are said to people.
    is_ours = isinstance(error, TrellisError) and type(error).__module__.startswith("storage.")
    return f"{name}: {error}" if is_ours or isinstance(error, _OF_MACHINES) else name


def _lines(error: BaseException) -> Iterator[str]:
    chain = [error]
    while len(chain) < _MOST and (before := chain[-1].__cause__ or _context(chain[-1])):
        chain.append(before)
    for one in reversed(chain):
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(one.__traceback__)).rstrip()
        yield kind_of(one)
        if isinstance(one, BaseExceptionGroup):
            for inner in one.exceptions:
                yield from _lines(inner)


def _context(error: BaseException) -> BaseException | None:
    return None if error.__suppress_context__ else error.__context__


def _error_of(told: Any) -> BaseException | None:
    if isinstance(told, BaseException):
        return told
    if isinstance(told, tuple):
        return told[1] if isinstance(told[1], BaseException) else None
    return sys.exc_info()[1] if told else None
