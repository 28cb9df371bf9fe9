"""People who press what stands in a message, whoever drives them: by what Slack holds, as fast as Slack is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import aiohttp

Json = dict[str, Any]


def touchable(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each element of a message with the block in which it stands."""
    for block in blocks:
        yield from ((block, element) for element in block.get("elements", ()))
        if "accessory" in block:
            yield block, block["accessory"]


async def press(
    session: aiohttp.ClientSession,
    url: str,
    slack_id: str,
    message: tuple[str, str],
    touched: tuple[Json, Json],
    option: str | None = None,
) -> Json:
    """Press an element of a message (its channel and ts) in the Slack at `url`; answers as its control API does.

    `ok` is false where the message does not show the element any more, and `acked` where the app did not hear of it.
    """
    body = pressing(slack_id, message, touched, option)
    async with session.post(f"{url}/control/press", json=body) as response:
        said: Json = await response.json()
        return said


def pressing(
    slack_id: str, message: tuple[str, str], touched: tuple[Json, Json], option: str | None = None
) -> Json:
    """Return what Slack is told of such a press."""
    (channel, ts), (block, element) = message, touched
    place = {"type": "message", "channel": channel, "ts": ts}
    where = {"container": place, "block_id": block["block_id"], "action_id": element["action_id"]}
    return {"as": slack_id, **where, **({"answer": {"option": option}} if option else {})}
