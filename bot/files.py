"""Files that Trellis hands to somebody in their messages; only where Slack grants COPY_SCOPE, which is optional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import TrellisError

COPY_SCOPE = "files:write"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent: its name, what stands above it, and its bytes."""

    name: str
    title: str
    content: bytes


async def send(client: AsyncWebClient, person: str, files: Sequence[File], comment: str) -> None:
    """Show files in the conversation with a person (Slack's id), in one message; raises what Slack raises.

    In the three steps of docs.slack.dev, "Working with files": an address for each, the bytes, and all of them shown.
    """
    if client.session is None:
        raise TrellisError
    opened = await client.conversations_open(users=person)
    known = []
    for one in files:
        given = await client.files_getUploadURLExternal(filename=one.name, length=len(one.content))
        async with client.session.post(given["upload_url"], data=one.content) as taken:
            taken.raise_for_status()
        known.append({"id": given["file_id"], "title": one.title})
    await client.files_completeUploadExternal(
        files=known, channel_id=opened["channel"]["id"], initial_comment=comment
    )
