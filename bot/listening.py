"""How each of our servers listens: patient for so long, with so many strangers at once, quiet about what is no HTTP."""

from __future__ import annotations

import asyncio
import errno
import logging

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.errors import TrellisError

protocol = logging.getLogger(f"{__name__}.protocol")
# Whatever is no HTTP at all is refused by aiohttp, which would write down what came, with a traceback for each.
protocol.addFilter(lambda record: not _is_no_http(record.exc_info))

# A request has so long to say what it wants, and a proxy so long to send its next one on the same connection:
# a little longer than nginx keeps it, 60 s.
KEEP_ALIVE_SECONDS = 75.0
# How long we go on taking what somebody sends whom we have answered already.
LINGERING_SECONDS = 1.0
# How many connections may be open on which nobody has been known yet. A process may often open 1024 files in all.
MOST_STRANGERS = 400
# So many wait until they are met; Slack's come in bursts.
BACKLOG = 128


class Listener:
    """Serves an application at an address.

    Where too many strangers are connected, whoever has been for longest is cut off: whoever is honest is quick.
    """

    def __init__(
        self,
        application: web.Application,
        taken: type[TrellisError],
        *,
        shared: bool = False,
        drain_seconds: float = 1.0,
    ) -> None:
        """`taken` is raised for a port that somebody else has; a `shared` one has several processes of ours at it."""
        self._taken = taken
        self._shared = shared
        self._known: set[object] = set()
        self._server: asyncio.Server | None = None
        self._runner = web.AppRunner(
            application,
            access_log=None,
            logger=protocol,
            shutdown_timeout=drain_seconds,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            lingering_time=LINGERING_SECONDS,
            # What is signed is what was sent.
            auto_decompress=False,
        )

    async def start(self, host: str, port: int) -> int:
        """Listen, and return at which port; 0 takes a free one. Raises OSError when the host is not this machine's."""
        await self._runner.setup()
        try:
            # The kernel hands each new connection to one of those who share the port (SO_REUSEPORT, socket(7)).
            self._server = await asyncio.get_running_loop().create_server(
                self._meet, host, port, backlog=BACKLOG, reuse_port=self._shared or None
            )
        except OSError as failed:
            await self._runner.cleanup()
            if failed.errno != errno.EADDRINUSE:
                raise
            raise self._taken(host=host, port=port) from None
        found: int = self._server.sockets[0].getsockname()[1]
        return found

    async def stop(self) -> None:
        """Take no more requests, and let the answers under way leave."""
        if self._server is not None:
            self._server.close()
            self._server = None
        await self._runner.cleanup()

    def knows(self, request: web.Request) -> None:
        """Whoever sent this request is no stranger: their connection stays."""
        self._known.add(request.protocol)

    def _meet(self) -> asyncio.Protocol:
        server = self._runner.server
        assert server is not None  # noqa: S101 - it listens, so it was set up
        connected = server.connections
        self._known.intersection_update(connected)
        strangers = [one for one in connected if one not in self._known]
        for one in strangers[: max(0, len(strangers) + 1 - MOST_STRANGERS)]:
            if one.transport is not None:
                # Whoever does not read would keep it open by what is still to be sent.
                one.transport.abort()
        return server()


def _is_no_http(told: object) -> bool:
    return isinstance(told, tuple) and isinstance(told[1], HttpProcessingError)
