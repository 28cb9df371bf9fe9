"""Files: people give one to the app in a form, and the app fetches it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from aiohttp import web

from simulator.shapes import Json, Refused
from simulator.state import ids
from simulator.state.files import LARGEST, File
from simulator.state.workspace import Workspace
from simulator.world import World

# Slack sends whoever may not read a file to its sign-in, as a page and without an error.
SIGN_IN = "<!DOCTYPE html><html><body>Sign in to Slack</body></html>"


async def upload(world: World, workspace: Workspace, body: Json) -> Json:
    """Keeps a file of a person's: `name`, and its content as `text` or as `base64`. Answers its id."""
    person = workspace.person(body.get("as"))
    name = body.get("name")
    if not isinstance(name, str) or not name or "/" in name:
        raise Refused("A file has a name without a slash.")
    content = _content(body)
    if len(content) > LARGEST:
        raise Refused(f"{name} is larger than 10 MB.")
    now = int(await world.clock.now())
    file = File(ids.fresh("F"), workspace.team_id, person.id, name, content, now, world.base_url)
    workspace.files[file.id] = file
    return {"id": file.id, "name": name, "size": len(content)}


def _content(body: Json) -> bytes:
    if isinstance(body.get("text"), str):
        return str(body["text"]).encode()
    given: Any = body.get("base64")
    try:
        return base64.b64decode(given, validate=True) if isinstance(given, str) else b""
    except (binascii.Error, ValueError):
        raise Refused("base64 is not base64.") from None


async def download(world: World, request: web.Request) -> web.StreamResponse:
    """What url_private and url_private_download lead to."""
    team_id, _, file_id = request.match_info["key"].partition("-")
    _, _, token = request.headers.get("Authorization", "").partition(" ")
    workspace = world.by_bot_token(token.strip())
    entry = world.log.call(world.clock.last(), "files.download", "query", {"file": file_id})
    if (
        workspace is None
        or workspace.team_id != team_id
        or "files:read" not in workspace.manifest.scopes
        or file_id not in workspace.files
    ):
        entry["response"], entry["status"] = {"ok": False}, 200
        return web.Response(text=SIGN_IN, content_type="text/html")
    entry["response"], entry["status"] = {"ok": True}, 200
    return web.Response(body=workspace.files[file_id].content, content_type="application/octet-stream")
