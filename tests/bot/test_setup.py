"""`trellis setup`, at a real terminal and a Slack that answers: a wrong answer is told, and nothing is half written."""

from __future__ import annotations

import re
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot import manifest
from bot.commands import answers, env_file
from bot.commands.answers import Wrong
from simulator import Account, Simulator
from tests.bot.terminal import CTRL_C, CTRL_D, Terminal, terminal
from tests.bot.test_command_line import TRELLIS, home, trellis

__all__ = ["home"]
SECRET = "0123456789abcdef" * 2
AMARA = Account(id="ULEAD", name="amara", real_name="Amara Okafor")
GONE = Account(id="ULEFT", name="olga", real_name="Olga Petrova", deleted=True)


@pytest.fixture
async def workspace() -> AsyncIterator[Simulator]:
    """A workspace with the app installed, one person in it, and one who has left."""
    running = Simulator(manifest=manifest.load(), accounts=[AMARA, GONE])
    await running.start()
    yield running
    await running.stop()


async def to_the_database(at: Terminal, workspace: Simulator) -> None:
    """Answer everything up to the database, rightly."""
    await at.answers("How does Slack reach Trellis")
    await at.answers("created the app", "y")
    await at.answers("App token", workspace.app_token)
    await at.answers("Bot token", workspace.bot_token)


async def test_an_admin_who_mistypes_is_told_each_time_and_gets_there(
    home: dict[str, str], workspace: Simulator
) -> None:
    folder = Path(home["HOME"])
    (folder / ".env").write_text("# ours\nOTHER='a b'\nTRELLIS_LOG=json\n", "utf-8")
    (folder / ".env").chmod(0o644)
    env = {**home, "TRELLIS_SLACK_BASE_URL": workspace.api_url}
    async with terminal((*TRELLIS, "setup"), env, folder) as at:
        await at.answers("How does Slack reach Trellis", "pigeon")
        await at.sees("Type socket or http.")
        await at.answers("How does Slack reach Trellis", "s")
        await at.answers("created the app", "n")
        link = re.findall(r"https://api\.slack\.com/\S+", await at.sees("From a manifest"))[0]
        await at.answers("Press Enter")
        await at.answers("App token", workspace.bot_token)
        await at.sees("That is a bot token. Here belongs the app-level token")
        await at.answers("App token", "xapp-1-A0-of-nobody")
        await at.sees("Slack refuses it: invalid_auth.")
        await at.answers("App token", workspace.app_token)
        await at.sees("Socket Mode is on.")
        await at.answers("Bot token")
        await at.sees("Here belongs the bot token")
        await at.answers("Bot token", workspace.bot_token)
        await at.sees("It speaks for Fernhill")
        await at.answers("Where Trellis remembers", "mysql://somewhere")
        await at.sees("TRELLIS_DATABASE_URL cannot be used")
        await at.answers("Where Trellis remembers", "sqlite:///trellis.db")
        await at.answers("Coordinators", "ULEAD,UNOBODY")
        await at.sees("Slack knows nobody by the id UNOBODY")
        await at.answers("Coordinators", "ULEFT")
        await at.sees("Olga Petrova (ULEFT) is a bot or deactivated.")
        await at.answers("Coordinators", "ULEAD")
        await at.sees("Amara Okafor will coordinate.")
        await at.sees("trellis run")
        assert await at.ended() == 0

    assert (folder / ".env").read_text("utf-8").splitlines() == [
        "# ours",
        "OTHER='a b'",
        "TRELLIS_LOG=json",
        f"TRELLIS_SLACK_APP_TOKEN={workspace.app_token}",
        f"TRELLIS_SLACK_BOT_TOKEN={workspace.bot_token}",
        "TRELLIS_DATABASE_URL=sqlite:///trellis.db",
        "TRELLIS_COORDINATORS=ULEAD",
    ]
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    assert [one for one in (workspace.app_token, workspace.bot_token) if one in at.shown] == []
    asked = parse_qs(urlsplit(link).query)
    assert (asked["new_app"], yaml.safe_load(asked["manifest_yaml"][0])) == (["1"], manifest.load())


async def test_over_http_an_address_a_port_and_a_signing_secret_are_asked_for(
    home: dict[str, str], workspace: Simulator
) -> None:
    env = {**home, "TRELLIS_SLACK_BASE_URL": workspace.api_url}
    async with terminal((*TRELLIS, "setup"), env, home["HOME"]) as at:
        await at.answers("How does Slack reach Trellis", "http")
        await at.answers("Public address", "http://trellis.example.com")
        await at.sees("Slack calls over https")
        await at.answers("Public address", "https://trellis.example.com/")
        await at.answers("Port", "none")
        await at.sees("A port is a number")
        await at.answers("Port")
        await at.answers("For one workspace, or for many", "some")
        await at.sees("Type one, or many")
        await at.answers("For one workspace, or for many")
        await at.answers("created the app", "n")
        link = re.findall(r"https://api\.slack\.com/\S+", await at.sees("From a manifest"))[0]
        await at.answers("Press Enter")
        await at.answers("Signing secret", "no secret")
        await at.sees("A signing secret has 32 digits")
        await at.answers("Signing secret", SECRET)
        await at.answers("Bot token", workspace.bot_token)
        await at.answers("Where Trellis remembers")
        await at.answers("Coordinators")
        await at.sees("Let https://trellis.example.com lead to it")
        assert await at.ended() == 0
    assert (Path(home["HOME"]) / ".env").read_text("utf-8").splitlines()[1:] == [
        "TRELLIS_MODE=http",
        "TRELLIS_PUBLIC_URL=https://trellis.example.com",
        f"TRELLIS_SLACK_SIGNING_SECRET={SECRET}",
        f"TRELLIS_SLACK_BOT_TOKEN={workspace.bot_token}",
    ]
    assert SECRET not in at.shown
    asked = yaml.safe_load(parse_qs(urlsplit(link).query)["manifest_yaml"][0])
    assert asked == manifest.variant("http", "https://trellis.example.com")


async def test_for_many_workspaces_a_client_is_asked_for_and_no_token(
    home: dict[str, str], workspace: Simulator
) -> None:
    env = {**home, "TRELLIS_SLACK_BASE_URL": workspace.api_url}
    async with terminal((*TRELLIS, "setup"), env, home["HOME"]) as at:
        await at.answers("How does Slack reach Trellis", "http")
        await at.answers("Public address", "https://trellis.example.com")
        await at.answers("Port", "3001")
        await at.answers("For one workspace, or for many", "many")
        await at.answers("created the app", "y")
        await at.answers("Signing secret", SECRET)
        await at.answers("Client id", "mine")
        await at.sees("A client id is two numbers")
        await at.answers("Client id", workspace.client_id)
        await at.answers("Client secret", SECRET)
        await at.sees("Slack refuses it: bad_client_secret.")
        await at.answers("Client secret", workspace.client_secret)
        await at.sees("Slack knows the client id and its secret.")
        await at.answers("Where Trellis remembers", "sqlite:///trellis.db")
        await at.sees("adds Trellis at https://trellis.example.com/slack/install")
        assert await at.ended() == 0
    assert (Path(home["HOME"]) / ".env").read_text("utf-8").splitlines()[1:] == [
        "TRELLIS_MODE=http",
        "TRELLIS_PUBLIC_URL=https://trellis.example.com",
        "TRELLIS_PORT=3001",
        f"TRELLIS_SLACK_SIGNING_SECRET={SECRET}",
        f"TRELLIS_SLACK_CLIENT_ID={workspace.client_id}",
        f"TRELLIS_SLACK_CLIENT_SECRET={workspace.client_secret}",
        "TRELLIS_DATABASE_URL=sqlite:///trellis.db",
    ]
    assert workspace.client_secret not in at.shown


async def test_who_comes_again_is_offered_what_is_set(home: dict[str, str], workspace: Simulator) -> None:
    folder = Path(home["HOME"])
    before = (
        f"TRELLIS_SLACK_APP_TOKEN={workspace.app_token}\nTRELLIS_SLACK_BOT_TOKEN={workspace.bot_token}\n"
        f"TRELLIS_SLACK_BASE_URL={workspace.api_url}\nTRELLIS_COORDINATORS=ULEAD\n"
    )
    (folder / ".env").write_text(before, "utf-8")
    async with terminal((*TRELLIS, "setup"), home, folder) as at:
        await to_the_database(at, workspace=_Blank())
        await at.answers("Where Trellis remembers")
        await at.answers("[ULEAD]")
        assert await at.ended() == 0
    assert (folder / ".env").read_text("utf-8") == before
    assert at.shown.count("[as before]") == 2


class _Blank(Simulator):
    """Whoever has nothing new to say."""

    app_token = ""
    bot_token = ""

    def __init__(self) -> None:
        """Nothing runs."""


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
async def test_who_leaves_in_the_middle_leaves_nothing_behind(
    home: dict[str, str], workspace: Simulator, key: str
) -> None:
    env = {**home, "TRELLIS_SLACK_BASE_URL": workspace.api_url}
    async with terminal((*TRELLIS, "setup"), env, home["HOME"]) as at:
        await to_the_database(at, workspace)
        await at.is_asked("Where Trellis remembers")
        await at.presses(key, until="Nothing was written.")
        assert await at.ended() == 130
    assert list(Path(home["HOME"]).iterdir()) == []


def test_without_a_terminal_it_says_what_to_do_instead(home: dict[str, str]) -> None:
    status, said, complained = trellis(home, "setup")
    assert (status, said) == (1, "")
    assert complained.startswith("`trellis setup` asks questions, and here is no terminal to ask them in.")


def test_over_http_an_address_and_a_secret_are_looked_at() -> None:
    assert answers.public_address("https://trellis.example.com/")[0] == "https://trellis.example.com"
    for typed in ("trellis.example.com", "http://trellis.example.com", "https://a.example/slack/events", ""):
        with pytest.raises(Wrong):
            answers.public_address(typed)
    assert answers.signing_secret("0123456789abcdef" * 2)[0] == "0123456789abcdef" * 2
    for typed in ("", "xoxb-1", "0123456789ABCDEF" * 2):
        with pytest.raises(Wrong):
            answers.signing_secret(typed)


def test_a_password_is_asked_for_where_an_address_has_none_and_never_shown() -> None:
    bare = "postgresql://trellis@db.example/trellis"
    assert answers.lacks_password(bare)
    whole = answers.with_password(bare, "p@ss:w")
    assert (answers.lacks_password(whole), "p@ss:w" in answers.shown(whole)) == (False, False)
    assert [answers.lacks_password(one) for one in ("sqlite:///trellis.db", "nonsense", "")] == [False] * 3


NAMES = st.sampled_from(["TRELLIS_A", "TRELLIS_B", "OTHER"])
VALUES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1)


@given(before=st.dictionaries(NAMES, VALUES), after=st.dictionaries(NAMES, VALUES | st.none()))
def test_what_is_written_is_what_is_read_and_what_is_not_named_stays(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, str], after: dict[str, str | None]
) -> None:
    file = tmp_path_factory.mktemp("env") / ".env"
    env_file.write(file, env_file.changed("# ours\n", dict(before)))
    env_file.write(file, env_file.changed(file.read_text("utf-8"), after))
    assert file.read_text("utf-8").startswith("# ours\n")
    assert env_file.read(file) == {
        name: value for name, value in {**before, **after}.items() if value is not None
    }
