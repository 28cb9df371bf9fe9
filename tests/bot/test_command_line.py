"""What the command line answers: the demo from its first line to Ctrl+C, and one sentence for what can be mended."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml
from pydantic import SecretStr
from typer.testing import CliRunner

from bot import app, manifest, settings
from bot.__main__ import cli
from bot.commands import machine_checks
from bot.commands.findings import fine
from bot.errors import PortTaken, SlackUnreachable, TokenRefused, TrellisError
from bot.settings import Settings
from simulator import Account, Simulator
from storage import migrate
from storage.errors import DatabaseUnreachable, KeyMissing

CHECKOUT = Path(__file__).parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
TRELLIS = (sys.executable, "-m", "bot")


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has set nothing."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("TRELLIS_")}
    return {
        **ours,
        "PYTHONPATH": str(CHECKOUT),
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "COLUMNS": "200",
    }


@contextmanager
def demo(home: dict[str, str], port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A demo that has said that it is ready, and its address."""
    command = (*TRELLIS, "demo", "--port", str(port))
    with subprocess.Popen(command, env=home, cwd=home["HOME"], stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            ready = next(line for line in running.stdout if "ready" in line)
            yield running, re.findall(r"http://\S+", ready)[0]
        finally:
            running.kill()


def trellis(home: dict[str, str], *command: str, **set_to: str) -> tuple[int, str, str]:
    """Run a command to its end; returns its status and what it said and complained."""
    done = subprocess.run(
        (*TRELLIS, *command), env={**home, **set_to}, cwd=home["HOME"], capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr


def test_a_demo_serves_its_page_leaves_its_port_to_no_other_and_ends_quietly(home: dict[str, str]) -> None:
    with demo(home, 0) as (first, url):
        with urlopen(url) as page:  # noqa: S310 - the address that the demo printed
            assert page.status == 200
            assert page.read().startswith(b"<!doctype html>")
        port = url.rsplit(":", 1)[1]
        assert trellis(home, "demo", "--port", port) == (
            1,
            "Starting a workspace on this machine, and Trellis in it ...\n",
            f"The demo cannot listen on port {port}: address already in use. Perhaps another demo does, at {url}. "
            'For one more, take any port that is free: trellis demo --port 0, or make demo ARGS="--port 0".\n',
        )
        with urlopen(url) as page:  # noqa: S310 - the address that the demo printed
            assert page.status == 200
        first.send_signal(signal.SIGINT)
        assert first.stdout is not None
        assert first.stdout.read().endswith("\nFinishing what is under way ...\n")
        assert first.wait() == 0


def test_somebody_who_reports_a_fault_can_say_which_version_it_is(home: dict[str, str]) -> None:
    assert trellis(home, "--version") == (0, f"trellis {PROJECT['project']['version']}\n", "")


def test_what_is_not_set_is_named_in_one_sentence(home: dict[str, str]) -> None:
    assert trellis(home, "run") == (
        1,
        "",
        "TRELLIS_SLACK_BOT_TOKEN is not set. The bot token of your Slack app: it begins with xoxb- and stands "
        "under OAuth & Permissions. Put it into the environment or a .env file, and start again.\n",
    )


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "TRELLIS_PORT",
            "many",
            "TRELLIS_PORT cannot be read: Input should be a valid integer, unable to parse string as an integer. The "
            "port to listen on in HTTP mode.",
        ),
        (
            "TRELLIS_SLACK_BASE_URL",
            "slack.example",
            "TRELLIS_SLACK_BASE_URL cannot be read: it does not begin with https:// or http://. The address of "
            "Slack's Web API, or of any server that speaks it.",
        ),
        (
            "TRELLIS_CLOCK_OFFSET",
            "nan",
            "TRELLIS_CLOCK_OFFSET cannot be read: Input should be a finite number. Seconds added to the clock, for "
            "rehearsals.",
        ),
    ],
)
def test_what_is_set_wrongly_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(settings.SettingMalformed) as refused:
        settings.load(_env_file=None)

    assert str(refused.value) == (
        f"{sentence} Correct it in the environment or the .env file, and start again."
    )


def printed(*command: str) -> tuple[int, str, str]:
    """Run a command that does not touch the log, in this process."""
    done = CliRunner().invoke(cli, command)
    return done.exit_code, done.stdout, done.stderr


def test_the_manifest_that_is_printed_is_the_one_of_the_mode() -> None:
    status, socket_mode, complaint = printed("manifest")
    assert (status, yaml.safe_load(socket_mode), complaint) == (0, manifest.load(), "")

    url = "https://trellis.example.com/"
    status, over_http, complaint = printed("manifest", "--mode", "http", "--base-url", url)
    assert (status, yaml.safe_load(over_http), complaint) == (0, manifest.variant("http", url), "")


@pytest.fixture
async def slack() -> AsyncIterator[Simulator]:
    """A workspace with the app installed and nobody in it but an owner."""
    running = Simulator(
        manifest=manifest.load(), accounts=[Account(id="ULEAD", name="amara", real_name="Amara Okafor")]
    )
    await running.start()
    yield running
    await running.stop()


def _settings(slack: Simulator, url: str, **changed: object) -> Settings:
    """Return the settings of somebody who has set all that is needed."""
    right = {
        "slack_bot_token": SecretStr(slack.bot_token),
        "slack_app_token": SecretStr(slack.app_token),
        "slack_signing_secret": SecretStr(slack.signing_secret),
        "slack_base_url": slack.api_url,
        "database_url": url,
    }
    return Settings(_env_file=None, **{**right, **changed})  # type: ignore[arg-type,call-arg]


async def refusal(folder: Path, slack: Simulator, **changed: object) -> TrellisError:
    """Return what a start with these settings is refused with."""
    configured = _settings(slack, f"sqlite:///{folder / 'trellis.db'}", **changed)
    with pytest.raises(TrellisError) as refused:
        async with app.running(configured):
            raise AssertionError("it started")
    return refused.value


@pytest.mark.parametrize("field", ["slack_bot_token", "slack_app_token"])
async def test_a_wrong_token_is_named(tmp_path: Path, slack: Simulator, field: str) -> None:
    refused = await refusal(tmp_path, slack, **{field: SecretStr("xoxb-of-another-app")})

    assert (type(refused), refused.facts["variable"]) == (TokenRefused, f"TRELLIS_{field.upper()}")
    assert refused.facts["reason"] in {"invalid_auth", "not_allowed_token_type"}


async def test_a_server_that_is_not_slack_is_told_from_one_that_is_not_there(
    tmp_path: Path, slack: Simulator
) -> None:
    page = await refusal(tmp_path, slack, slack_base_url=f"{slack.url}/page/")
    assert (type(page), page.facts["reason"]) == (
        SlackUnreachable,
        "what came back is not an answer of Slack's",
    )

    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        gone = await refusal(tmp_path, slack, slack_base_url=url)
    assert str(gone) == (
        f"Slack did not answer at {url}: Connection refused. Check the connection, and TRELLIS_SLACK_BASE_URL if "
        "you set it."
    )


async def test_a_place_where_no_database_can_be_is_named(tmp_path: Path, slack: Simulator) -> None:
    (tmp_path / "file").touch()

    refused = await refusal(tmp_path, slack, database_url=f"sqlite:///{tmp_path / 'file' / 'trellis.db'}")

    assert (type(refused), refused.facts["reason"]) == (DatabaseUnreachable, "File exists")


async def test_the_first_start_makes_a_key_also_where_the_tables_were_made_before(
    tmp_path: Path, slack: Simulator
) -> None:
    url, key = f"sqlite:///{tmp_path / 'trellis.db'}", tmp_path / "trellis.key"
    migrate.upgrade(url)
    (before,) = [one for one in machine_checks.memory(_settings(slack, url), NOW) if one.about == "key"]
    assert before == fine("key", f"There is none yet; the first `trellis run` makes it: {key}")
    async with app.running(_settings(slack, url)):
        assert key.stat().st_mode & 0o777 == 0o600

    # From then on a key that is not there is missed.
    key.unlink()
    assert type(await refusal(tmp_path, slack)) is KeyMissing
    assert not key.exists()


async def test_a_port_that_is_taken_is_named(tmp_path: Path, slack: Simulator) -> None:
    port = int(slack.url.rsplit(":", 1)[1])

    refused = await refusal(tmp_path, slack, mode="http", host="127.0.0.1", port=port)

    assert (type(refused), refused.facts) == (PortTaken, {"host": "127.0.0.1", "port": port})
