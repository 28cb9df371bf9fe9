"""From nothing to a bot that answers over HTTP: clone, install, run, add to a workspace on its page, /trellis."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar

from bot.demo import COORDINATOR, PEOPLE
from simulator import Simulator
from tests.hosted import FERNHILL, OPTIONAL, Browser, free_port, http_manifest, led_to
from tests.install.fresh import Steps, environment, installed, running
from tests.install.over_socket import ask


async def main(folder: Path) -> int:
    """Do all of it in `folder`; returns the exit status."""
    steps = Steps()
    print("Over HTTP with OAuth:", flush=True)
    programs = await asyncio.to_thread(installed, steps, folder)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    slack = Simulator(manifest=http_manifest(url), accounts=PEOPLE, team_id=FERNHILL, installed=False)
    await slack.start()
    outgoing = slack.world.outgoing
    outgoing.settings = replace(outgoing.settings, mode="http", request_url=f"{url}/slack/events")
    try:
        with steps.step("what docs/install.md puts into .env"):
            write_settings(folder / ".env", slack, url, port)
        async with running(steps, programs, environment(folder), folder):
            with steps.step("Add to Slack, until it says that it is there"):
                await add(url)
            with steps.step("/trellis, until Home is there and answers"):
                await ask(slack)
    finally:
        await slack.stop()
    return steps.total()


def write_settings(file: Path, slack: Simulator, url: str, port: int) -> None:
    """Write what whoever runs Trellis for many workspaces sets."""
    told = {
        "SLACK_CLIENT_ID": slack.client_id,
        "SLACK_CLIENT_SECRET": slack.client_secret,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BASE_URL": slack.api_url,
        "PUBLIC_URL": url,
        "MODE": "http",
        "PORT": str(port),
        "DATABASE_URL": "sqlite:///trellis.db",
    }
    file.write_text("".join(f"TRELLIS_{name}={value}\n" for name, value in told.items()), "utf-8")
    file.chmod(0o600)


async def add(url: str) -> None:
    """Go through the pages, as somebody's browser does."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as session:
        browser = Browser(session)
        _, page = await browser.get(f"{url}/slack/install")
        back = await browser.decide(led_to(page), who=f"{FERNHILL} {COORDINATOR}", optional=list(OPTIONAL))
        status, page = await browser.get(back)
        if status != 200:
            raise SystemExit(re.sub("<[^>]+>", "", page))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="trellis-install-") as place:
        sys.exit(asyncio.run(main(Path(place))))
