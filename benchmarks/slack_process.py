"""The simulator in a process of its own, with the people of so many copied pairs in it."""

from __future__ import annotations

import asyncio
import json
import sys

from benchmarks import copies, population
from benchmarks.children import until_told
from bot import manifest
from simulator import Account, Simulator


async def serve(pairs: int) -> None:
    """Print how it is reached, and serve until standard input ends."""
    names = [copies.slack_id(role, number) for number in range(pairs) for role in ("MENTEE", "MENTOR")]
    accounts = [Account(id=name, name=name.lower(), tz=population.ZONE, locale="en-GB") for name in names]
    slack = Simulator(
        manifest=manifest.load(),
        accounts=accounts,
        team_id=population.TEAM_ID,
        team_name=population.TEAM_NAME,
    )
    await slack.start()
    print(json.dumps({"url": slack.url, "api_url": slack.api_url, "token": slack.bot_token}), flush=True)
    await until_told()
    await slack.stop()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
