"""The same program over signed HTTP, as a host with a public address runs it."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from aiohttp import ClientSession
from pydantic import SecretStr

from bot import app, manifest
from bot.clock import MovableClock
from bot.demo import COORDINATOR, MENTEE, MENTOR, PEOPLE
from bot.settings import Settings
from simulator import Person, Simulator
from tests.village import KEY, START


def settings_for(slack: Simulator, folder: Path) -> Settings:
    """The settings of a bot that listens on a free port of this machine."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings' own argument
        slack_bot_token=SecretStr(slack.bot_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_base_url=slack.api_url,
        mode="http",
        host="127.0.0.1",
        port=0,
        database_url=f"sqlite:///{folder / 'trellis.db'}",
        vault_keys=KEY,
        sends_per_second=0,
    )


async def test_two_people_are_introduced_and_one_says_yes_over_http(tmp_path: Path) -> None:
    clock = MovableClock(START, flows=False)
    http = manifest.variant("http", "https://trellis.example.com")
    slack = Simulator(manifest=http, accounts=PEOPLE, now=lambda: clock.now().astimezone(UTC).timestamp())
    await slack.start()
    try:
        async with app.running(settings_for(slack, tmp_path), clock) as running:
            assert running.web is not None
            wish = {"mode": "http", "request_url": f"http://127.0.0.1:{running.web.port}/slack/events"}
            async with (
                ClientSession() as control,
                control.post(slack.url + "/control/settings", json=wish) as told,
            ):
                assert told.status == 200
            ines, amara = Person(slack.url, MENTEE), Person(slack.url, COORDINATOR)
            await amara.open_home()
            await amara.until(lambda state: state["home"])
            assert (await amara.press("Become coordinator"))["status"] == 200
            await amara.until(lambda state: "Create a programme" in str(state["home"]))
            await amara.press("Create a programme")
            await amara.opens_modal("Create a programme")
            assert not await amara.submit({"Name": "Spring 2027"})
            await amara.until(lambda state: "Introduce two people" in str(state["home"]))
            await amara.press("Introduce two people")
            await amara.opens_modal("Introduce two people")
            assert not await amara.submit({"Mentor": MENTOR, "Mentee": MENTEE})
            await ines.reads("An invitation to mentor together")
            await ines.press("Yes, count me in")
            await ines.reads("Step 1 of 13")
            await ines.say("I build data pipelines.")
            await ines.reads("Step 2 of 13")
            assert {one["kind"] for one in slack.world.log.deliveries if one["acked"]} >= {
                "events_api",
                "interactive",
            }
    finally:
        await slack.stop()
