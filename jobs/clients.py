"""Clients: who speaks for Trellis in which workspace."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from slack_sdk.web.async_client import AsyncWebClient

from storage.workspaces import Workspace

# Raises NoToken where nobody may be spoken to any more.
Clients: TypeAlias = Callable[[Workspace], Awaitable[AsyncWebClient]]


class NoToken(Exception):
    """Trellis was removed from a workspace while something was about to leave: it waits there."""


def always(client: AsyncWebClient) -> Clients:
    """Speak with one client, where there is one workspace."""

    async def found(_workspace: Workspace) -> AsyncWebClient:
        return client

    return found
