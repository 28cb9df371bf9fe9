"""What a test can set while the workspace runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace

from simulator.shapes import Json, Refused

# Slack tries an event again at once, after a minute and after five (docs.slack.dev, "Events API": retries).
SLACK_RETRIES = (0.0, 60.0, 300.0)


@dataclass(frozen=True)
class Settings:
    """Times are real seconds but for latency_ms; `retry_seconds` is the wait before each further try of an event.

    `strict_history` tells of a conversation's past what an app hears that is sold outside the Marketplace: fifteen
    messages, once a minute by the workspace's clock (docs.slack.dev/apis/web-api/rate-limits).
    """

    latency_ms: float = 0.0
    pace: bool = False
    strict_history: bool = False
    ack_seconds: float = 3.0
    retry_seconds: tuple[float, ...] = SLACK_RETRIES
    mode: str = "socket"
    request_url: str = ""
    duplicate_events: bool = False
    shuffle_events: bool = False

    def shown(self) -> Json:
        return {**asdict(self), "retry_seconds": list(self.retry_seconds)}


def changed(settings: Settings, values: Json) -> Settings:
    """The settings with other values. `retry_seconds` is a list, or one number for all three tries. Raises Refused."""
    values = dict(values)
    wait = values.get("retry_seconds")
    if isinstance(wait, (int, float)):
        values["retry_seconds"] = [wait] * len(SLACK_RETRIES)
    known = {field.name for field in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            raise Refused(f"There is no setting {name!r}; there are {', '.join(sorted(known))}.")
        values[name] = _right(name, value, getattr(Settings, name))
    after = replace(settings, **values)
    if after.mode not in ("socket", "http"):
        raise Refused("mode is socket or http.")
    if after.mode == "http" and not after.request_url:
        raise Refused("mode http needs a request_url.")
    return after


def _right(name: str, value: object, example: object) -> object:
    if isinstance(example, tuple):
        if isinstance(value, list) and all(_is_seconds(one) for one in value):
            return tuple(float(one) for one in value)
    elif isinstance(example, float):
        if _is_seconds(value):
            return float(value)  # type: ignore[arg-type]
    elif type(value) is type(example):
        return value
    raise Refused(f"{value!r} is not a value for {name}.")


def _is_seconds(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
