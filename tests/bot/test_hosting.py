"""What a Trellis for many workspaces needs set, and what its processes know by heart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Connection, create_engine, text

from bot import app, hosting
from bot.pages import languages
from bot.router import Installed
from bot.settings import SettingMalformed, SettingMissing, Settings
from bot.states import GOOD_SECONDS, StateRefused, States
from storage.errors import DatabaseInUse, KeyForeign, KeyMissing
from storage.store import Store
from storage.urls import normalise
from storage.vault import load_keys, named_in
from tests.hosted import FERNHILL, free_port, hosted, settings_of

WHOLE: dict[str, Any] = {
    "slack_client_id": "1.2",
    "slack_client_secret": "s",
    "public_url": "https://trellis.example.com",
    "mode": "http",
}


def settings(**changed: Any) -> Settings:
    known = {name: value for name, value in {**WHOLE, **changed}.items() if value is not None}
    return Settings(_env_file=None, **known)  # type: ignore[call-arg]  # pydantic-settings' own argument


def test_with_neither_id_nor_secret_there_is_one_workspace_as_ever() -> None:
    assert hosting.is_hosted(settings(slack_client_id=None, slack_client_secret=None)) is False
    assert hosting.is_hosted(settings()) is True


@pytest.mark.parametrize("missing", ["slack_client_id", "slack_client_secret", "public_url"])
def test_half_of_what_is_needed_is_named(missing: str) -> None:
    with pytest.raises(SettingMissing, match=f"TRELLIS_{missing.upper()} is not set"):
        hosting.is_hosted(settings(**{missing: None}))


def test_over_socket_mode_nobody_could_open_the_pages() -> None:
    with pytest.raises(SettingMalformed, match=r"TRELLIS_MODE cannot be read: .* needs http"):
        hosting.is_hosted(settings(mode="socket"))


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://trellis.example.com", True),
        ("http://127.0.0.1:3000", True),
        ("http://localhost:3000/", True),
        ("http://trellis.example.com", False),
        ("trellis.example.com", False),
        ("http://localhost.example.com", False),
    ],
)
def test_codes_come_back_over_tls_alone_but_for_ones_own_machine(address: str, good: bool) -> None:
    if good:
        assert str(settings(public_url=address).public_url).endswith("/")
    else:
        with pytest.raises(ValueError, match="public_url"):
            settings(public_url=address)


async def test_no_more_workspaces_are_known_by_heart_than_there_is_room_for() -> None:
    asked: list[str | None] = []

    async def ask(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult | None:
        asked.append(team_id)
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token=f"xoxb-{team_id}")

    known = Installed(ask, most=3)
    for team in ("T1", "T2", "T3", "T1", "T4"):
        await known.of(team)
    # T2 was heard of longest ago.
    for team in ("T1", "T3", "T4", "T2"):
        await known.of(team)
    assert asked == ["T1", "T2", "T3", "T4", "T2"]


async def test_a_workspace_that_has_joined_an_organisation_is_the_one_it_was() -> None:
    asked: list[str | None] = []

    async def ask(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult | None:
        asked.append(team_id)
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="xoxb-1")

    known = Installed(ask)
    assert await known.of("T1") == await known.of("T1", "E1")
    assert asked == ["T1"]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", []),
        ("es", ["es"]),
        ("en-GB,en;q=0.9", ["en-GB", "en"]),
        ("fr;q=0.5, es-MX , en;q=0.1, de;q=0", ["es-MX", "fr", "en"]),
        ("*;q=x,,;;,=", ["="]),
        ("a" * 10_000, ["a" * 500]),
    ],
)
def test_a_browsers_languages_come_the_dearest_first(accepted: str, expected: list[str]) -> None:
    assert languages(accepted) == expected


async def test_a_state_is_good_once_for_ten_minutes_and_for_those_who_know_the_secret(store: Store) -> None:
    hour = [1_000_000.0]
    ours, others = States(store, "secret", lambda: hour[0]), States(store, "guess", lambda: hour[0])

    async def refusal(states: States, state: str) -> str:
        with pytest.raises(StateRefused) as refused:
            await states.async_consume(state)
        return refused.value.reason

    first, second, third = [await ours.async_issue() for _ in range(3)]
    assert await ours.async_consume(first) is True
    # By whichever process.
    assert await refusal(States(store, "secret", lambda: hour[0]), first) == "used"
    assert [await refusal(others, second), await refusal(ours, second + "0")] == ["unknown", "unknown"]
    assert [await refusal(ours, made_up) for made_up in ("", ".", "1.2.3", "é" * 50)] == ["unknown"] * 4
    hour[0] += GOOD_SECONDS - 1
    assert await ours.async_consume(second) is True
    hour[0] += 1
    assert await refusal(ours, third) == "expired"


async def test_pages_come_from_files_that_a_package_carries() -> None:
    names = {file.name for file in (Path(hosting.__file__).parent / "templates").iterdir()}
    assert names == {"base.html", "landing.html", "privacy.html", "result.html", "style.css"}


async def test_a_second_machine_with_a_key_file_of_its_own_is_refused_before_the_first_workspace_is_there(
    database_url: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "one" / "trellis.key", tmp_path / "two" / "trellis.key"
    async with hosted(tmp_path, database_url, vault_keys=None, key_file=first) as town:
        address = f"http://127.0.0.1:{free_port()}"
        # On another machine nothing tells a process of the first but the database.
        elsewhere = settings_of(
            town.slack, address, tmp_path, vault_keys=None, key_file=second, database_url=database_url
        )
        if database_url.startswith("sqlite"):
            with pytest.raises(DatabaseInUse):
                await start(elsewhere)
        else:
            with pytest.raises(KeyMissing, match="copy it from the machine where Trellis started first"):
                await start(elsewhere)
            assert not second.exists()
            # Nor does one do that was made there by hand.
            load_keys(None, second, may_create=True)
            with pytest.raises(KeyForeign, match=f"and {second} holds another"):
                await start(elsewhere)
            shutil.copy(first, second)
            await start(elsewhere)
        assert (await town.install(FERNHILL))[0] == 200
    with closing_database(database_url) as connection:
        (number,) = connection.execute(text("SELECT key FROM seals")).one()
        (token,) = connection.execute(text("SELECT token FROM installations")).one()
    assert named_in(bytes(token)).hex() == number


async def start(configured: Settings) -> None:
    """Start a Trellis, and end it as soon as it serves."""
    async with app.running(configured):
        return


@contextmanager
def closing_database(url: str) -> Iterator[Connection]:
    """Look into a database."""
    engine = create_engine(normalise(url))
    with engine.connect() as connection:
        yield connection
    engine.dispose()
