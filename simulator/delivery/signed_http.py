"""Delivery to the app's request address, signed as Slack signs (docs.slack.dev, "Verifying requests from Slack")."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from simulator.delivery.answer import Answer
from simulator.shapes import Json

FORM = "application/x-www-form-urlencoded"


class SignedHttp:
    """Posts to the app's server; one session for all."""

    def __init__(self, signing_secret: str) -> None:
        self._secret = signing_secret.encode()
        self._session: aiohttp.ClientSession | None = None

    async def send(
        self, url: str, kind: str, body: Json, retry: tuple[int, str], *, seconds: float
    ) -> Answer:
        """`retry` is the number of this retry and its reason; the number 0 stands for the first try."""
        content_type, text = _encode(kind, body)
        headers = {"Content-Type": content_type, **self._signature(text)}
        if retry[0]:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            timeout = aiohttp.ClientTimeout(total=seconds)
            async with self._session.post(
                url, data=text.encode(), headers=headers, timeout=timeout
            ) as response:
                said = await response.text()
                acked = 200 <= response.status < 300
                return Answer(
                    acked,
                    response.status,
                    _decode(said) if acked else {},
                    "" if acked else "http_error",
                    response.headers.get("X-Slack-No-Retry") == "1",
                )
        except TimeoutError:
            return Answer(False, reason="http_timeout")
        except (aiohttp.ClientError, ValueError):
            return Answer(False, reason="connection_failed")

    def _signature(self, text: str) -> dict[str, str]:
        stamp = str(int(time.time()))
        digest = hmac.new(self._secret, f"v0:{stamp}:{text}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    async def stop(self) -> None:
        if self._session:
            await self._session.close()


def _encode(kind: str, body: Json) -> tuple[str, str]:
    if kind == "events_api":
        return "application/json", json.dumps(body)
    if kind == "slash_commands":
        return FORM, urlencode(body)
    return FORM, urlencode({"payload": json.dumps(body)})


def _decode(said: str) -> Json:
    """An empty body acknowledges; text answers a command; JSON is taken as it is."""
    if not said.strip():
        return {}
    try:
        payload = json.loads(said)
    except ValueError:
        return {"text": said}
    return payload if isinstance(payload, dict) else {"text": said}
