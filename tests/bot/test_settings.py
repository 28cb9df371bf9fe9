"""The settings: environment, .env file, defaults, and one sentence for what is missing or malformed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import settings
from bot.settings import SettingMalformed, SettingMissing, Settings


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read neither this machine's variables nor a .env file of its checkout."""
    for field in Settings.model_fields:
        monkeypatch.delenv(settings.variable(field), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set_to_read_the_settings() -> None:
    read = settings.load()
    assert (read.mode, read.host, read.port, read.coordinators, read.clock_offset, read.locale, read.log) == (
        "socket", "127.0.0.1", 3000, (), 0.0, "en", "console",
    )  # fmt: skip
    assert read.slack_base_url == "https://slack.com/api/"
    assert read.database_url == f"sqlite:///{settings.data_folder() / 'trellis.db'}"


def test_variables_begin_with_trellis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("TRELLIS_PORT", "8080")
    monkeypatch.setenv("TRELLIS_MODE", "http")
    read = settings.load()
    assert (read.port, read.mode) == (8080, "http")


def test_a_file_beside_says_what_the_environment_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("TRELLIS_PORT=8080\nTRELLIS_HOST=0.0.0.0\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("TRELLIS_HOST", "::1")
    read = settings.load()
    assert (read.host, read.port) == ("::1", 8080)


def test_a_variable_that_is_empty_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRELLIS_PORT", "")
    assert settings.load().port == 3000


def test_coordinators_are_named_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRELLIS_COORDINATORS", " U1LEAD, U2LEAD ,, ")
    assert settings.load().coordinators == ("U1LEAD", "U2LEAD")


def test_an_address_may_end_with_or_without_its_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("http://127.0.0.1:9/api", "http://127.0.0.1:9/api/"):
        monkeypatch.setenv("TRELLIS_SLACK_BASE_URL", address)
        assert settings.load().slack_base_url == "http://127.0.0.1:9/api/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("TRELLIS_PORT", "many", id="a word for a number"),
        pytest.param("TRELLIS_PORT", "70000", id="a port that does not exist"),
        pytest.param("TRELLIS_MODE", "pigeon", id="an unknown mode"),
        pytest.param("TRELLIS_CLOCK_OFFSET", "soon", id="an offset in words"),
        pytest.param("TRELLIS_SLACK_BASE_URL", "slack.com", id="an address without its beginning"),
        pytest.param("TRELLIS_LOG", "loud", id="an unknown log"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_meaning(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingMalformed) as refused:
        settings.load()
    said = str(refused.value)
    field = name.removeprefix("TRELLIS_").lower()
    assert said.startswith(f"{name} cannot be read: ")
    assert (settings.meaning(field) in said, "\n" in said) == (True, False)


def test_what_is_missing_is_named_with_its_meaning() -> None:
    with pytest.raises(SettingMissing) as missing:
        settings.required(settings.load(), "slack_bot_token")
    assert str(missing.value) == (
        "TRELLIS_SLACK_BOT_TOKEN is not set. The bot token of your Slack app: it begins with xoxb- and stands under "
        "OAuth & Permissions. Put it into the environment or a .env file, and start again."
    )


def test_a_secret_is_given_out_only_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRELLIS_SLACK_BOT_TOKEN", "xoxb-1")
    read = settings.load()
    assert settings.required(read, "slack_bot_token") == "xoxb-1"
    assert ("xoxb-1" in repr(read), read.slack_bot_token) == (False, SecretStr("xoxb-1"))


def test_every_setting_says_what_it_is_for() -> None:
    assert [
        field for field in Settings.model_fields if not settings.meaning(field).strip().endswith(".")
    ] == []
