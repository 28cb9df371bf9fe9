"""What becomes of a mistake of the simulator's own: it is logged, and answered as Slack answers its own."""

from __future__ import annotations

import logging
from functools import wraps

from aiohttp import web
from aiohttp.typedefs import Handler

log = logging.getLogger(__name__)


def guarded(handler: Handler) -> Handler:
    """Let a handler of aiohttp's answer `fatal_error` where it would end in a stack trace.

    Not a middleware: aiohttp keeps an application with middlewares for as long as the process lives, and with it all
    that was said in a workspace that has long been stopped.
    """

    @wraps(handler)
    async def guard(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception:
            log.exception("%s %s failed", request.method, request.path)
            return web.json_response({"ok": False, "error": "fatal_error"}, status=500)

    return guard
