"""The whole bot, or bare Bolt, from nothing: listens over HTTP, and then says how much memory it takes."""

from __future__ import annotations

import asyncio
import sys


async def bare() -> None:
    """Serve one listener that does nothing, with Bolt's own server."""
    from aiohttp import web
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.authorization import AuthorizeResult

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-1")

    async def acknowledge() -> None:
        """Nothing is done."""

    app = AsyncApp(signing_secret="no secret", authorize=authorize, process_before_response=True)
    app.event("message")(acknowledge)
    runner = web.AppRunner(app.web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    done = asyncio.Event()
    done.set()
    await _listen(runner.addresses[0][1], done)


async def whole() -> None:
    """Serve with the settings that the environment has, begun as `trellis run` begins."""
    import logging

    from bot.loading import loading

    with loading():
        from bot import app, log
        from bot.settings import Settings
        from jobs import upkeep

    log.configure(level=logging.WARNING)
    configured = Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings' own argument
    async with app.running(configured, at_once=False) as running:
        done = asyncio.Event()
        listening = asyncio.create_task(_listen(running.web.port if running.web else 0, done))
        await app.settle_soon()
        # What else happens sooner or later, and looks at all that comes back.
        await upkeep.realign(running.services.store)
        await running.clockwork.look()
        done.set()
        await listening


async def _listen(port: int, done: asyncio.Event) -> None:
    """Print the port, and then for each line of standard input how many MB this process takes when all is done."""
    print(port, flush=True)
    while (await asyncio.to_thread(sys.stdin.readline)).strip():
        from benchmarks.planners import resident

        await done.wait()
        print(resident(), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "whole":
        from bot import loops

        loops.run(whole())
    else:
        asyncio.run(bare())
