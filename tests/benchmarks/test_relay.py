"""The wire on which acknowledgements are timed passes on what goes over it, and understands it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.relay import Envelopes, Requests

MASK = b"\x01\x80\xff\x7f"
HANDSHAKE = b"GET /link/?ticket=1 HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"
SWITCHED = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
PING = b"\x89\x00"


def frame(said: Any, *, masked: bool) -> bytes:
    """Write a text frame, as RFC 6455 has it in section 5.2."""
    content, bit = json.dumps(said).encode(), 0x80 if masked else 0
    if len(content) < 126:
        head = bytes([0x81, bit | len(content)])
    elif len(content) < 1 << 16:
        head = bytes([0x81, bit | 126]) + len(content).to_bytes(2, "big")
    else:
        head = bytes([0x81, bit | 127]) + len(content).to_bytes(8, "big")
    if not masked:
        return head + content
    return head + MASK + bytes(byte ^ MASK[n % 4] for n, byte in enumerate(content))


def cut(raw: bytes, sizes: list[int]) -> list[bytes]:
    """Cut bytes where a network might."""
    pieces: list[bytes] = []
    for size in sizes:
        pieces, raw = [*pieces, raw[:size]], raw[size:]
    return [piece for piece in [*pieces, raw] if piece]


@given(
    st.lists(st.sampled_from([0, 60, 200, 70_000]), min_size=1, max_size=4),
    st.lists(st.integers(1, 90_000), max_size=6),
)
def test_each_envelope_is_timed_from_its_last_byte_to_that_of_its_answer(
    lengths: list[int], sizes: list[int]
) -> None:
    watch = Envelopes()
    watch.answered(HANDSHAKE, 0.0)
    sent = [{"envelope_id": str(n), "payload": "x" * length} for n, length in enumerate(lengths)]
    down = SWITCHED + frame({"type": "hello"}, masked=False) + PING
    for piece in cut(down + b"".join(frame(one, masked=False) for one in sent), sizes):
        watch.asked(piece, 1.0)
    answers = [{"envelope_id": one["envelope_id"], "payload": one["payload"]} for one in reversed(sent)]
    for piece in cut(b"".join(frame(one, masked=True) for one in answers), sizes):
        watch.answered(piece, 3.5)
    assert watch.times() == [(one["payload"], 2.5) for one in reversed(sent)]
    assert watch.times() == []


def test_what_is_answered_elsewhere_is_let_be() -> None:
    watch = Envelopes()
    watch.answered(b'POST /response/1 HTTP/1.1\r\n\r\n{"text": "Done"}', 0.0)
    watch.asked(b"HTTP/1.1 200 OK\r\n\r\nok", 1.0)
    assert watch.times() == []


def test_each_request_is_timed_from_its_last_byte_to_that_of_its_answer() -> None:
    watch = Requests()
    watch.asked(b"POST /slack/events HTTP/1.1\r\n\r\n", 1.0)
    watch.asked(b'{"type": "event_callback"}', 2.0)
    watch.answered(b"HTTP/1.1 200 OK\r\n", 2.5)
    watch.answered(b"\r\n", 2.75)
    watch.asked(b"POST /slack/events HTTP/1.1\r\n\r\npayload=%7B%22type%22%3A%22view_submission%22%7D", 4.0)
    watch.answered(b"HTTP/1.1 200 OK\r\n\r\n", 4.5)
    watch.asked(b"POST /slack/events HTTP/1.1\r\n\r\ncommand=%2Fprogress&text=3", 6.0)
    assert watch.times() == [({"type": "event_callback"}, 0.75), ({"type": "view_submission"}, 0.5)]
    watch.answered(b"HTTP/1.1 200 OK\r\n\r\n", 7.0)
    assert watch.times() == [({"command": "/progress", "text": "3"}, 1.0)]
