"""From nothing to a bot that answers over Socket Mode: clone, install, `trellis setup` at a terminal, run, /trellis."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot import manifest
from bot.demo import COORDINATOR, PEOPLE
from simulator import Person, Simulator
from tests.bot.terminal import terminal
from tests.install.fresh import Steps, environment, installed, running


async def main(folder: Path) -> int:
    """Do all of it in `folder`; returns the exit status."""
    steps = Steps()
    print("Over Socket Mode:", flush=True)
    programs = await asyncio.to_thread(installed, steps, folder)
    slack = Simulator(manifest=manifest.load(), accounts=PEOPLE, team_id="T0FERNHILL")
    await slack.start()
    try:
        env = environment(folder, TRELLIS_SLACK_BASE_URL=slack.api_url)
        with steps.step("trellis setup, each question answered at once"):
            await set_up(programs, env, folder, slack)
        async with running(steps, programs, env, folder):
            with steps.step("/trellis, until Home is there and answers"):
                await ask(slack)
    finally:
        await slack.stop()
    return steps.total()


async def set_up(programs: Path, env: dict[str, str], folder: Path, slack: Simulator) -> None:
    """Answer what `trellis setup` asks."""
    async with terminal((programs / "trellis", "setup"), env, folder) as at:
        await at.answers("How does Slack reach Trellis", "socket")
        await at.answers("created the app", "n")
        await at.answers("Press Enter")
        await at.answers("App token", slack.app_token)
        await at.answers("Bot token", slack.bot_token)
        await at.answers("Where Trellis remembers", "sqlite:///trellis.db")
        await at.answers("Coordinators", COORDINATOR)
        if await at.ended():
            raise SystemExit(at.shown)


async def ask(slack: Simulator) -> None:
    """Type /trellis, and open the Home that it leads to."""
    amara = Person(slack.url, COORDINATOR)
    await amara.command("/trellis")
    await amara.open_home()
    await amara.until(lambda state: state["home"], seconds=30)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="trellis-install-") as place:
        sys.exit(asyncio.run(main(Path(place))))
