"""files.*: what the app uploads, in the three steps that Slack asks for: an address, the bytes, a conversation."""

from __future__ import annotations

import mimetypes
import secrets
from typing import Any

from simulator.shapes import Json, SlackError
from simulator.state.uploads import Upload
from simulator.webapi.call import Call, Method
from simulator.webapi.chat import signed

MOST = 10


async def upload_address(call: Call) -> Json:
    """Answer where the bytes of one file go; nothing is shown of it before it is completed."""
    length = call.number("length", 0)
    if length <= 0:
        raise SlackError("invalid_arguments", ["must be greater than 0 [json-pointer:/length]"])
    key = secrets.token_hex(12)
    number = len(call.workspace.uploads) + 1
    file = Upload(f"F0UP{number:07d}", call.text("filename"), length)
    call.workspace.uploads[file.id] = file
    call.world.uploads[key] = file
    return {"upload_url": f"{call.world.base_url}/upload/{key}", "file_id": file.id}


async def complete(call: Call) -> Json:
    """Show uploaded files in a conversation, in one message. Raises file_not_found for one without its bytes."""
    chosen = [_named(call, one) for one in _list(call)]
    shown = [_shown(file) for file in chosen]
    if call.text("channel_id"):
        call.arguments["channel"] = call.text("channel_id")
        raw: Json = {"text": call.text("initial_comment"), "files": shown}
        conversation = call.conversation()
        await call.world.post(call.workspace, conversation, signed(call.workspace, raw))
    return {"files": shown}


def _list(call: Call) -> list[Any]:
    try:
        found = call.decoded("files")
    except ValueError:
        found = None
    if not isinstance(found, list) or not 0 < len(found) <= MOST:
        raise SlackError("invalid_arguments", ["must be an array of 1 to 10 files [json-pointer:/files]"])
    return found


def _named(call: Call, one: Any) -> Upload:
    file = call.workspace.uploads.get(str(one.get("id"))) if isinstance(one, dict) else None
    if file is None or file.content is None or file.is_shown:
        raise SlackError("file_not_found")
    file.title = str(one.get("title") or file.name)
    file.is_shown = True
    return file


def _shown(file: Upload) -> Json:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return {"id": file.id, "name": file.name, "title": file.title, "mimetype": kind, "size": file.length}


METHODS = {
    "files.getUploadURLExternal": Method(upload_address, ("files:write",), ("filename", "length"), tier=4),
    "files.completeUploadExternal": Method(complete, ("files:write",), ("files",), tier=4),
}
