"""What came back for something that was delivered to the app."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.shapes import Json


@dataclass(frozen=True)
class Answer:
    """`status` is HTTP's (200 for a socket's acknowledgement, 0 for none); `reason` is Slack's retry reason."""

    acked: bool
    status: int = 0
    payload: Json = field(default_factory=dict)
    reason: str = ""
    no_retry: bool = False
