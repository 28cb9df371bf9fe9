"""Metrics: what a process counts and times, in Prometheus's words, and without anybody's name in them.

Every label takes one of a few values of ours or Slack's: nothing of a workspace, a person or a text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from bot.standing import Told

# Where the processes of one family write what they count. prometheus_client reads it when it is imported.
SHARED = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Slack's own vocabulary is finite; whatever answers in its place need not be.
MOST_ERRORS = 80

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
ACKNOWLEDGEMENT = Histogram(
    "trellis_acknowledgement_seconds",
    "From a payload of Slack's being read until its acknowledgement leaves.",
    ["way"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0),
    registry=REGISTRY,
)
REFUSED = Counter(
    "trellis_refused_requests",
    "Requests over HTTP that were not let in.",
    ["status"],
    registry=REGISTRY,
)
CALLS = Counter("trellis_slack_calls", "Answers of Slack's to calls of ours.", ["method"], registry=REGISTRY)
ERRORS = Counter(
    "trellis_slack_errors",
    "Calls that Slack refused, and calls that did not reach it.",
    ["method", "error"],
    registry=REGISTRY,
)
OUTCOMES = Counter(
    "trellis_sendings",
    "What became of each attempt to send or to rewrite a message.",
    ["outcome"],
    registry=REGISTRY,
)
LATENESS = Histogram(
    "trellis_delivery_lateness_seconds",
    "From when a message was due until Slack had taken it.",
    ["delivery_class"],
    buckets=(1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600),
    registry=REGISTRY,
)
_LATEST: Mapping[str, Any] = {"registry": REGISTRY, "multiprocess_mode": "mostrecent"}
DELIVERIES = Gauge(
    "trellis_deliveries", "Messages that were due in the last day, by state.", ["state"], **_LATEST
)
DUE = Gauge("trellis_queue_due", "Messages that are due and have not left.", **_LATEST)
LATE = Gauge("trellis_queue_late", "Of those, the ones due for fifteen minutes or more.", **_LATEST)
AGE = Gauge("trellis_queue_age_seconds", "For how long the oldest of them has been due.", **_LATEST)

# Found once, as somebody waits whenever they are needed.
_WAYS = {way: ACKNOWLEDGEMENT.labels(way) for way in ("http", "socket")}
_METHOD = re.compile(r"[a-z]+(?:\.[A-Za-z0-9]+)+")
_ERROR = re.compile("[a-z0-9_]{1,48}")
_NO = re.compile(rb'"ok":\s*false')
_SAID = re.compile(rb'"error":\s*"([^"\\]*)"')
_known: set[str] = set()


def acknowledged(way: str, seconds: float) -> None:
    """Note how long an acknowledgement took; `way` is http or socket."""
    _WAYS[way].observe(seconds)


def refused(status: int) -> None:
    """Note that a request over HTTP was not let in."""
    REFUSED.labels(str(status)).inc()


def sent(delivery_class: str, lateness: timedelta) -> None:
    """Note that Slack has taken a message, so long after it was due."""
    OUTCOMES.labels("sent").inc()
    LATENESS.labels(delivery_class).observe(max(lateness.total_seconds(), 0.0))


def tried(outcome: str) -> None:
    """Note what became of an attempt: rewritten, refused, limited or unclear."""
    OUTCOMES.labels(outcome).inc()


def answered(url: str, status: int, body: bytes) -> None:
    """Note an answer of Slack's."""
    method = method_of(url)
    CALLS.labels(method).inc()
    if status == 429:
        _error(method, "ratelimited")
    elif status >= 400:
        _error(method, f"http_{status}")
    elif _NO.search(body[:64]):
        said = _SAID.search(body)
        _error(method, said[1].decode("ascii", "replace") if said else "other")


def unanswered(url: str, error: BaseException) -> None:
    """Note a call without an answer."""
    kind = (
        "unreachable"
        if isinstance(error, aiohttp.ClientConnectorError)
        else "timeout"
        if isinstance(error, TimeoutError)
        else "cut"
    )
    _error(method_of(url), kind)


def method_of(url: str) -> str:
    """Return the method of the Web API that an address names; the addresses that answer a press name none."""
    name = url.partition("?")[0].rsplit("/", 1)[-1]
    return name if _METHOD.fullmatch(name) else "response_url"


def _error(method: str, error: str) -> None:
    if error not in _known:
        if len(_known) >= MOST_ERRORS or not _ERROR.fullmatch(error):
            error = "other"
        _known.add(error)
    ERRORS.labels(method, error).inc()


class CountedResponse(aiohttp.ClientResponse):
    """An answer that is counted when it is read: the one place that all calls to Slack go through."""

    async def read(self) -> bytes:
        body = await super().read()
        answered(str(self.url), self.status, body)
        return body


def tracing() -> aiohttp.TraceConfig:
    """Return what hears of calls that no answer came to, for a session of aiohttp's."""
    tracer = aiohttp.TraceConfig()

    async def failed(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        call: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        unanswered(str(call.url), call.exception)

    tracer.on_request_exception.append(failed)
    return tracer


def is_shared() -> bool:
    """Whether this process is one of a family, whose parent shows what all of them count."""
    return SHARED in os.environ


def exposition(told: Told, shared: Path | None = None) -> bytes:
    """Return everything in Prometheus's text format: of this process, or of the family that writes into `shared`."""
    counted = REGISTRY
    if shared:
        counted = CollectorRegistry()
        MultiProcessCollector(counted, path=str(shared))  # type: ignore[no-untyped-call]
    standing = CollectorRegistry()
    standing.register(_Standing(told))
    return generate_latest(counted) + generate_latest(standing)


class _Standing:
    """How many processes serve people, and how many there are."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def collect(self) -> Iterable[GaugeMetricFamily]:
        facts = self._told.facts
        processes = facts.get("processes", [facts])
        ready = sum(bool(one["ready"]) for one in processes)
        found = GaugeMetricFamily(
            "trellis_processes", "Processes, by whether they serve people.", labels=["state"]
        )
        found.add_metric(["ready"], ready)
        found.add_metric(["not_ready"], len(processes) - ready)
        yield found
