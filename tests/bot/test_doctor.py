"""`trellis doctor`: what it finds, in words, with what to press, beside a Trellis that runs, and without a secret."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine

from bot import app, manifest
from bot.commands import hosted_checks, machine_checks, slack_checks
from bot.commands.asking_slack import Told, slack
from bot.commands.console import as_called
from bot.commands.findings import Finding, Level, fine, partly, warning, worst, wrong
from bot.domain.deliveries import State
from bot.settings import Settings
from simulator import Account, Simulator
from storage import checkup, keymark, people, workspaces
from storage.checkup import Checkup, Queue
from storage.migrate import Place
from storage.standings import Standing
from storage.store import Store, Transaction
from storage.urls import normalise
from storage.vault import Vault, key_id
from tests.bot.test_command_line import TRELLIS, home
from tests.hosted import FERNHILL, HARBOUR, Hosted, hosted, settings_of
from tests.keys import TEST_KEY

__all__ = ["home"]
NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
KEY = SecretStr(base64.urlsafe_b64encode(TEST_KEY).decode())


@pytest.fixture
async def workspace() -> AsyncIterator[Simulator]:
    """A workspace with the app installed and nobody in it but an owner."""
    running = Simulator(
        manifest=manifest.load(), accounts=[Account(id="ULEAD", name="amara", real_name="Amara Okafor")]
    )
    await running.start()
    yield running
    await running.stop()


def configured(workspace: Simulator, **changed: Any) -> Settings:
    """The settings of somebody who has set all that is needed."""
    values = {
        "slack_bot_token": SecretStr(workspace.bot_token),
        "slack_app_token": SecretStr(workspace.app_token),
        "slack_base_url": workspace.api_url,
        "vault_keys": KEY,
        **changed,
    }
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


async def asked(workspace: Simulator, token: str = "", **changed: Any) -> list[Finding]:
    """What is found at Slack with these settings."""
    settings = configured(workspace, **changed)
    async with slack(settings.slack_base_url) as asking:
        return await slack_checks.look(asking, settings, token)


async def told(home: dict[str, str], *arguments: str, **set_to: str) -> tuple[int, str, str]:
    """Run `trellis doctor` beside whatever runs here; returns its status, and what it said and complained."""
    process = await asyncio.create_subprocess_exec(
        *(*TRELLIS, "doctor", *arguments),
        env={**home, **set_to},
        cwd=home["HOME"],
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    return process.returncode or 0, said.decode(), complained.decode()


async def test_beside_a_trellis_that_runs_all_is_well(home: dict[str, str], workspace: Simulator) -> None:
    url = f"sqlite:///{home['HOME']}/trellis.db"
    settings = configured(workspace, database_url=url, health_port=0)
    variables = {
        "TRELLIS_SLACK_BOT_TOKEN": workspace.bot_token,
        "TRELLIS_SLACK_APP_TOKEN": workspace.app_token,
        "TRELLIS_SLACK_BASE_URL": workspace.api_url,
        "TRELLIS_DATABASE_URL": url,
        "TRELLIS_VAULT_KEYS": KEY.get_secret_value(),
    }
    async with app.running(settings):
        status, said, complained = await told(home, "--json", **variables)
        spoken = await told(home, **variables)

    answer = json.loads(said)
    # What Slack shows to nobody but the app's maker is not said to be well.
    assert (status, answer["status"], complained) == (0, "partly", "")
    assert {one["about"]: one["level"] for one in answer["checks"]} == {
        "manifest": "partly",
        "process": "partly",
        **dict.fromkeys(
            [
                *("settings", "bot token", "scopes", "clock", "app token"),
                *("database", "migrations", "key", "queue", "zones"),
            ],
            "fine",
        ),
    }
    assert (spoken[0], spoken[1].splitlines()[-1]) == (
        0,
        "All that could be looked at is well; `part` says what could not.",
    )
    secrets = (workspace.bot_token, workspace.app_token, KEY.get_secret_value())
    assert [one for one in secrets if one in said + spoken[1] + spoken[2]] == []


async def test_somebody_who_has_set_nothing_reads_what_to_do_first(home: dict[str, str]) -> None:
    status, said, complained = await told(home)

    assert (status, complained) == (1, "")
    lines = said.splitlines()
    assert lines[1:5] == [
        "wrong bot token   TRELLIS_SLACK_BOT_TOKEN is not set.",
        "                  Run: trellis setup",
        "wrong app token   TRELLIS_SLACK_APP_TOKEN is not set.",
        "                  Run: trellis setup",
    ]
    assert lines[-1] == "Something has to be mended."
    # Looking changed nothing.
    assert not (Path(home["HOME"]) / "data").exists()


async def test_what_cannot_be_read_is_the_only_finding(home: dict[str, str]) -> None:
    status, said, _complained = await told(home, "--json", TRELLIS_PORT="many")

    answer = json.loads(said)
    assert (status, [one["about"] for one in answer["checks"]]) == (1, ["settings"])
    assert answer["checks"][0]["says"].startswith("TRELLIS_PORT cannot be read: ")


async def test_the_tokens_of_two_apps_do_not_fit_together(workspace: Simulator) -> None:
    other = Simulator(manifest=manifest.load(), accounts=[])
    await other.start()
    workspace.world.app_token = other.app_token
    found = await asked(workspace, slack_app_token=SecretStr(other.app_token))
    await other.stop()

    assert [one for one in found if one.level is Level.WRONG] == [
        wrong(
            "app token",
            f"It belongs to another app ({other.app_id}) than the bot token ({workspace.app_id}).",
            slack_checks.COPY_APP,
        )
    ]


async def test_tokens_that_slack_refuses_are_told_with_where_to_find_good_ones(workspace: Simulator) -> None:
    found = await asked(
        workspace, slack_bot_token=SecretStr("xoxb-old"), slack_app_token=SecretStr("xapp-old")
    )

    assert found[0] == wrong("bot token", "Slack refused it: invalid_auth.", slack_checks.COPY_BOT)
    assert wrong("app token", "Slack refused it: invalid_auth.", slack_checks.COPY_APP) in found


async def test_a_slack_that_does_not_answer_is_no_fault_of_the_token(workspace: Simulator) -> None:
    found = await asked(workspace, slack_base_url=f"{workspace.url}/page/")

    assert [one.says for one in found if one.level is Level.WRONG] == [
        f"Slack did not answer at {workspace.url}/page/: what came back is not an answer of Slack's."
    ] * 2


async def test_over_http_a_signing_secret_is_asked_for_and_no_app_token(workspace: Simulator) -> None:
    without = await asked(workspace, mode="http", slack_app_token=None)
    with_one = await asked(workspace, mode="http", slack_signing_secret=SecretStr("0" * 32))

    assert [one.says for one in without if one.level is Level.WRONG] == [
        "TRELLIS_SLACK_SIGNING_SECRET is not set."
    ]
    assert worst(with_one) is Level.PARTLY


async def test_whoever_made_the_app_reads_where_it_differs_from_the_manifest(workspace: Simulator) -> None:
    token = workspace.world.configuration_token
    same = await asked(workspace, token)
    assert same[-1] == fine(
        "manifest",
        "The app is what manifest.yml says: permissions, Socket Mode, events, commands, shortcuts and the switches "
        "for Home, Messages and interactivity.",
    )
    assert worst(same).status == 0

    changed = manifest.load()
    changed["settings"]["event_subscriptions"]["bot_events"].remove("app_home_opened")
    workspace.world.configuration = changed
    (drift,) = [one for one in await asked(workspace, token) if one.level is Level.WRONG]
    assert (drift.about, drift.says) == (
        "manifest",
        "The app differs from manifest.yml: events without app_home_opened.",
    )
    refused = await asked(workspace, "xoxe.xoxp-1-old")
    assert (refused[-1].level, refused[-1].says) == (
        Level.WARNING,
        f"Slack does not show it: invalid_auth. {COMPARED}",
    )


COMPARED = (
    "Compared: the permissions as granted (see scopes) and that Socket Mode is on. Not compared: events, commands, "
    "shortcuts and the switches for Home, Messages and interactivity."
)
BY_HAND = "By hand: open https://api.slack.com/apps, your app, App Manifest, beside what `trellis manifest"


async def test_what_slack_shows_only_to_the_apps_maker_is_told_as_not_compared(workspace: Simulator) -> None:
    without = await asked(workspace)
    assert without[-1] == partly(
        "manifest",
        f"{COMPARED} Slack shows those only to whoever made the app.",
        "Generate a configuration token at https://api.slack.com/apps, and run: trellis doctor "
        f"--configuration-token. {BY_HAND}` prints.",
    )
    assert worst(without).status == 0

    stranger = await asked(workspace, "xoxe.xoxp-1", slack_bot_token=SecretStr("xoxb-old"), mode="http")
    assert stranger[-1] == partly(
        "manifest",
        "Which app to ask Slack for is not known: no bot token was good. Compared: nothing. Not compared: events, "
        "commands, shortcuts and the switches for Home, Messages and interactivity.",
        f"{BY_HAND} --mode http --base-url ...` prints.",
    )


WANTED = manifest.load()["oauth_config"]["scopes"]
OPTIONAL = set(WANTED["bot_optional"])
NEEDED = set(WANTED["bot"]) - OPTIONAL
ALL = f"All {len(NEEDED)} that Trellis needs are granted."


async def test_where_many_workspaces_install_it_their_tokens_are_tried(tmp_path: Path) -> None:
    async with hosted(tmp_path) as h:
        before = await looked_at_for_many(h, tmp_path)
        await h.install(FERNHILL)
        await h.install(HARBOUR)
        after = await looked_at_for_many(h, tmp_path)
        h.slack.world.configuration = manifest.load()
        drifted = await looked_at_for_many(h, tmp_path, token=h.slack.world.configuration_token)
        grants = h.slack.world.grants
        grants.end(grants.of(h.slack.world.workspace(HARBOUR)), "token_revoked")
        withdrawn = await looked_at_for_many(h, tmp_path)
        stranger = await looked_at_for_many(h, tmp_path, slack_client_secret=SecretStr("0" * 32))
        half = await looked_at_for_many(h, tmp_path, slack_client_secret=None)

    assert [one.about for one in after] == [
        "client",
        "signing secret",
        "pages",
        "tokens",
        "scopes",
        "clock",
        "manifest",
    ]
    assert after[4] == fine("scopes", "All that Trellis needs is granted in the 2 that were asked.")
    assert drifted[-1].says.startswith("The app differs from manifest.yml: ")
    assert (worst(before[:4]), before[3].says) == (Level.FINE, "No workspace has installed Trellis yet.")
    assert (worst(after[:4]), after[3].says) == (
        Level.FINE,
        "Installed in 2 workspaces; 2 tokens were tried, and none was refused.",
    )
    assert (withdrawn[3].level, withdrawn[3].says) == (
        Level.WARNING,
        "Installed in 2 workspaces; 2 tokens were tried, and 1 refused (token_revoked).",
    )
    assert (stranger[0].level, stranger[0].says) == (Level.WRONG, "Slack refused it: bad_client_secret.")
    assert [one.level for one in half] == [Level.WRONG]
    assert half[0].says.startswith("TRELLIS_SLACK_CLIENT_SECRET is not set.")


async def looked_at_for_many(h: Hosted, folder: Path, token: str = "", **changed: Any) -> list[Finding]:
    """What is found beside a Trellis that many workspaces install."""
    settings = settings_of(h.slack, h.url, folder, **changed)
    async with slack(settings.slack_base_url) as asking:
        tokens, installed = await asyncio.to_thread(machine_checks.tokens, settings)
        return await hosted_checks.look(asking, settings, tokens, installed, token)


@pytest.mark.parametrize(
    ("granted", "level", "says"),
    [
        (OPTIONAL, Level.FINE, ALL),
        (
            OPTIONAL - {"dnd:read", "mpim:write"},
            Level.FINE,
            f"{ALL} Declined, which is allowed: dnd:read, mpim:write; what they would add is left out.",
        ),
        ({*OPTIONAL, "channels:read"}, Level.WARNING, f"{ALL} Granted without need: channels:read."),
    ],
)
def test_scopes_that_are_optional_may_be_declined(granted: set[str], level: Level, says: str) -> None:
    (found,) = slack_checks.scopes(Told(scopes=tuple(sorted(NEEDED | granted))))
    assert (found.level, found.says) == (level, says)


def test_a_scope_that_is_needed_and_missing_is_named_with_the_button_to_press() -> None:
    (found,) = slack_checks.scopes(Told(scopes=("chat:write", "commands", "im:history", "im:write")))
    assert found.level is Level.WRONG
    assert "users:read" in found.says
    assert "press Reinstall to Workspace" in found.mend


@pytest.mark.parametrize(
    ("seconds", "level"),
    [
        (2, Level.FINE),
        (-29, Level.FINE),
        (90, Level.WARNING),
        (-90, Level.WARNING),
        (301, Level.WRONG),
        (-4000, Level.WRONG),
    ],
)
def test_a_clock_that_is_off_is_noticed_by_slacks_own(seconds: int, level: Level) -> None:
    (found,) = slack_checks.clock(Told(slack_at=NOW, our_at=NOW + timedelta(seconds=seconds)), Settings())
    assert found.level is level
    assert level is Level.FINE or ("ahead of" in found.says) == (seconds > 0)


async def test_the_key_has_to_open_what_is_sealed(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url, Vault([TEST_KEY]))

    def write(tx: Transaction) -> None:
        from storage import drafts

        there = workspaces.remember(tx, "T1", "Fernhill", "UBOT", locale="en", at=NOW)
        lead = people.remember(tx, there.id, _profile(), at=NOW)
        drafts.keep(tx, there.id, lead.id, "a word of Amara's", "1.2", at=NOW)

    await store.run(write)
    await store.close()
    other = SecretStr(base64.urlsafe_b64encode(bytes(32)).decode())

    def key(keys: SecretStr | None, file: Path | None = None) -> Finding:
        settings = Settings(_env_file=None, database_url=sqlite_url, vault_keys=keys, key_file=file)  # type: ignore[call-arg]
        return next(one for one in machine_checks.memory(settings, NOW) if one.about == "key")

    assert (key(KEY).level, "2 texts" in key(KEY).says) == (Level.FINE, True)
    assert (key(other).level, "is not among the keys" in key(other).says) == (Level.WRONG, True)
    # Somebody began with the right one: another is told at once, by its number, also where nothing is sealed yet.
    keymark.settle(sqlite_url, lambda _may_create: [TEST_KEY], "a file")
    number = key_id(TEST_KEY).hex()
    assert key(other) == wrong(
        "key",
        f"The texts here are sealed with key {number}, and TRELLIS_VAULT_KEYS holds another.",
        "Copy the key file of the machine where Trellis started first, or set one TRELLIS_VAULT_KEYS everywhere.",
    )
    assert key(KEY).level is Level.FINE
    assert key(None, tmp_path / "gone").says.startswith("The key that opens the stored texts is missing")
    exposed = tmp_path / "exposed.key"
    exposed.write_text(KEY.get_secret_value())
    exposed.chmod(0o644)
    assert key(None, exposed).says.endswith(f"Run: chmod 600 {exposed}")


def _profile() -> Any:
    from bot.profiles import read

    return read({"id": "ULEAD", "name": "amara", "tz": "Europe/London"})


def test_a_damaged_file_is_told_from_a_whole_one(sqlite_url: str, tmp_path: Path) -> None:
    address = normalise(sqlite_url)
    whole = checkup.look(sqlite_url, None, NOW)
    assert machine_checks.stands(whole, address).level is Level.FINE
    broken = tmp_path / "broken.db"
    shutil.copy(str(address.database), broken)
    with broken.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(os.urandom(40 * 4096))
    settings = Settings(_env_file=None, database_url=f"sqlite:///{broken}", vault_keys=KEY)  # type: ignore[call-arg]
    found = machine_checks.memory(settings, NOW)
    assert (found[0].about, found[0].level) == ("database", Level.WRONG)


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    url = "postgresql://trellis:planted@127.0.0.1:9/trellis"
    settings = Settings(_env_file=None, database_url=url, vault_keys=KEY)  # type: ignore[call-arg]
    (found,) = machine_checks.memory(settings, NOW)
    assert (found.about, found.level) == ("database", Level.WRONG)
    assert "127.0.0.1:9" in found.says
    assert "planted" not in found.says + found.mend


def test_a_database_of_another_version_is_told_with_what_to_run(sqlite_url: str) -> None:
    def stands_at(revision: str) -> tuple[Place, Finding]:
        engine = create_engine(sqlite_url)
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))
        engine.dispose()
        found = checkup.look(sqlite_url, None, NOW)
        return found.place, machine_checks.migrated(found, normalise(sqlite_url))

    assert stands_at("0000")[0] is Place.BEHIND
    assert stands_at("0000")[1].mend == "Run: trellis migrate"
    assert stands_at("9999_from_0001")[0] is Place.AHEAD
    place, beyond = stands_at("9999")
    assert (place, beyond.level) == (Place.BEYOND, Level.WRONG)


@pytest.mark.parametrize(
    ("ledger", "queue", "level", "says"),
    [
        (Standing({}), None, Level.FINE, "Nothing is late; due at this moment: 0."),
        (
            Standing({State.PLANNED: 3}, due=1),
            Queue(2, 0, 0),
            Level.FINE,
            "Nothing is late; due at this moment: 1. Processes that listen to the queue: 2.",
        ),
        (
            Standing({State.PLANNED: 3}, due=3, late=2, due_since=NOW - timedelta(minutes=40)),
            None,
            Level.WARNING,
            "2 messages should have left by now, the oldest 40 minutes ago.",
        ),
        (
            Standing({}),
            Queue(1, 0, 4),
            Level.WARNING,
            "4 wake-ups of the queue failed in the last days.",
        ),
    ],
)
def test_what_should_have_left_is_counted(
    ledger: Standing, queue: Queue | None, level: Level, says: str
) -> None:
    found = machine_checks.queued(ledger, queue, NOW)
    assert (found.level, found.says) == (level, says)


@pytest.mark.postgres
def test_on_postgresql_the_queue_is_looked_at_too(postgres_url: str) -> None:
    assert checkup.look(postgres_url, None, NOW) == Checkup(
        Place.HERE,
        revision=checkup.look(postgres_url, None, NOW).revision,
        unused=True,
        ledger=Standing({}),
        queue=Queue(0, 0, 0),
    )


def test_rules_of_clocks_that_are_old_are_told_and_zones_that_nobody_knows() -> None:
    version, _update = machine_checks.zone_rules()
    assert re.fullmatch(r"20\d\d[a-z]+", version)
    year = int(version[:4])
    assert machine_checks.zones(["Europe/Lisbon"], date(year + 1, 12, 31)).level is Level.FINE
    assert machine_checks.zones(["Europe/Lisbon"], date(year + 2, 1, 1)).level is Level.WARNING
    strange = machine_checks.zones(["Europe/Lisbon", "Mars/Olympus"], date(year, 1, 1))
    assert (strange.level, strange.says) == (
        Level.WRONG,
        "People's zones that are not known here: Mars/Olympus.",
    )


def test_a_file_of_settings_that_others_can_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert machine_checks.env_file(file).level is Level.FINE
    file.touch(0o600)
    assert machine_checks.env_file(file).level is Level.FINE
    file.chmod(0o640)
    assert machine_checks.env_file(file) == warning(
        "settings", f"Other users of this machine can read {file}.", f"Run: chmod 600 {file}"
    )


def test_the_worst_finding_decides_the_status() -> None:
    assert [worst(some).status for some in ([], [fine("a", "b")])] == [0, 0]
    assert worst([fine("a", "b"), warning("a", "b", "c")]).status == 3
    assert worst([wrong("a", "b", "c"), warning("a", "b", "c")]).status == 1


@pytest.mark.parametrize(
    ("changed", "level", "said"),
    [
        ({}, Level.FINE, "Slack knows the client id and its secret."),
        ({"slack_client_id": "1.2"}, Level.WRONG, "Slack refused it: invalid_client_id."),
        (
            {"slack_client_secret": SecretStr("guess")},
            Level.WRONG,
            "Slack refused it: bad_client_secret.",
        ),
        ({"public_url": None}, Level.WRONG, "TRELLIS_PUBLIC_URL is not set."),
        ({"slack_base_url": "http://127.0.0.1:9/api/"}, Level.WRONG, "Slack did not answer"),
    ],
)
async def test_where_many_workspaces_install_it_the_app_itself_is_looked_at(
    workspace: Simulator, changed: dict[str, Any], level: Level, said: str
) -> None:
    hosted = {
        "slack_bot_token": None,
        "slack_client_id": workspace.client_id,
        "slack_client_secret": SecretStr(workspace.client_secret),
        "slack_signing_secret": SecretStr(workspace.signing_secret),
        "public_url": "https://trellis.example.com",
        "mode": "http",
        **changed,
    }
    settings = configured(workspace, **hosted)
    async with slack(settings.slack_base_url) as asked:
        first = (await hosted_checks.look(asked, settings, [], 0))[0]
    assert (first.about, first.level, said in first.says) == ("client", level, True)


def test_a_command_is_named_as_whoever_reads_it_has_to_type_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / ".venv" / "bin" / "trellis"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [".venv/bin/trellis", "doctor"])
    monkeypatch.setenv("PATH", "/usr/bin")
    assert as_called("Run: trellis setup") == "Run: .venv/bin/trellis setup"
    monkeypatch.chdir("/")
    monkeypatch.setattr("sys.argv", [str(program), "doctor"])
    assert as_called("Run: trellis setup") == f"Run: {program} setup"
    assert as_called("Put it into /etc/trellis.env") == "Put it into /etc/trellis.env"
    monkeypatch.setenv("PATH", str(program.parent))
    assert as_called("Run: trellis setup") == "Run: trellis setup"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.0.0.1"])  # noqa: S104 - only asked at
async def test_a_trellis_that_listens_everywhere_is_asked_on_this_machine(host: str) -> None:
    settings = Settings(_env_file=None, host=host, health_port=1)  # type: ignore[call-arg]
    found = await machine_checks.process(settings)
    assert found.says == "Nobody answers at http://127.0.0.1:1/readyz."


async def test_a_trellis_that_tells_nobody_how_it_stands_is_not_said_to_be_well() -> None:
    found = await machine_checks.process(Settings(_env_file=None))  # type: ignore[call-arg]
    assert (found.level, found.says) == (
        Level.PARTLY,
        "Not looked at: without TRELLIS_HEALTH_PORT a Trellis that runs tells nobody how it stands.",
    )
