"""The walk through the installation: each answer is tried at once, and all are written together at the end."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import typer

from bot import settings
from bot.commands import answers, env_file
from bot.commands.answers import Wrong
from bot.commands.asking_slack import slack
from bot.commands.console import as_called, err, out
from bot.errors import TrellisError
from bot.settings import variable

APPS = "https://api.slack.com/apps"
NEW_APP = f"{APPS}?new_app=1&manifest_yaml="
SECRETS = frozenset(
    {"slack_app_token", "slack_bot_token", "slack_client_secret", "slack_signing_secret", "vault_keys"}
)


class CannotWrite(TrellisError):
    """The file {path} cannot be written: {reason}. Nothing has changed. Go to a folder of your own and try again."""


@dataclass
class Dialogue:
    """What has been asked so far: what the file set before, and what it will set."""

    path: Path
    before: dict[str, str]
    values: dict[str, str | None] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return what a setting is by now, empty for its default."""
        if name in self.values:
            return self.values[name] or ""
        return self.before.get(variable(name)) or os.environ.get(variable(name), "")

    def put(self, name: str, value: str) -> None:
        """Set a setting; what is empty, or stands in the environment already, is left to it."""
        self.values[name] = value or None

    def write(self) -> None:
        """Change the file, all at once; raises CannotWrite."""
        named = {variable(name): value for name, value in self.values.items()}
        try:
            text = self.path.read_text("utf-8") if self.path.exists() else env_file.HEADER
            env_file.write(self.path, env_file.changed(text, named))
        except OSError as refused:
            raise CannotWrite(path=self.path, reason=refused.strerror) from None


def talk(dialogue: Dialogue) -> None:
    """Ask one thing after another, and write the file."""
    out.print("Trellis asks for what it needs, and tries each answer. Enter takes what stands in brackets;")
    out.print("Ctrl+C ends it, and then nothing is written.\n")
    mode = ask(
        dialogue, "mode", "How does Slack reach Trellis: socket (no public address) or http", answers.mode
    )
    address = public_address(dialogue) if mode == "http" else ""
    is_hosted = mode == "http" and for_many(dialogue)
    create_app(mode, address)
    if mode == "http":
        ask(dialogue, "slack_signing_secret", "Signing secret (Basic Information)", answers.signing_secret)
    else:
        out.print("  Basic Information, App-Level Tokens, Generate: with the scope connections:write.")
        ask(dialogue, "slack_app_token", "App token (xapp-...)", at_slack(dialogue, answers.app_token))
    if is_hosted:
        ask(dialogue, "slack_client_id", "Client id (Basic Information)", answers.client_id)
        ask(dialogue, "slack_client_secret", "Client secret", at_slack(dialogue, answers.client_secret))
    else:
        out.print("  Install App, Install to Workspace, Allow; then copy the Bot User OAuth Token.")
        ask(dialogue, "slack_bot_token", "Bot token (xoxb-...)", at_slack(dialogue, answers.bot_token))
    ask(
        dialogue,
        "database_url",
        "Where Trellis remembers (sqlite:///PATH or postgresql://...)",
        with_password(answers.database),
    )
    if not is_hosted:
        coordinators(dialogue)
    dialogue.write()
    say_what_is_next(dialogue, mode, address, is_hosted=is_hosted)


def coordinators(dialogue: Dialogue) -> None:
    """Ask who coordinates first; where many workspaces install it, Home offers the role in each."""
    out.print("  Whoever coordinates first: a Slack user id, from their profile, More, Copy member ID.")
    ask(
        dialogue,
        "coordinators",
        "Coordinators (several with commas; Enter: an owner or admin takes the role in Home)",
        at_slack(dialogue, answers.coordinators),
    )


def for_many(dialogue: Dialogue) -> bool:
    """Ask whether one workspace uses it, with a token of its own, or many install it."""
    offered = "many" if dialogue.get("slack_client_id") else "one"
    if (
        until_right("For one workspace, or for many that install it themselves", offered, answers.many)
        == "many"
    ):
        return True
    for name in ("slack_client_id", "slack_client_secret"):
        dialogue.put(name, "")
    return False


def until_right(question: str, offered: str, check: Callable[[str], tuple[str, str]]) -> str:
    """Ask for what is no setting."""
    while True:
        given = str(typer.prompt(f"{question} [{offered}]", default="", show_default=False)).strip()
        try:
            return check(given or offered)[0]
        except Wrong as no:
            err.print(f"  {no}")


def ask(dialogue: Dialogue, name: str, question: str, check: Callable[[str], tuple[str, str]]) -> str:
    """Ask for a setting until `check` takes it: that returns what to keep and what to say, or raises Wrong."""
    offered = dialogue.get(name) or _default(name)
    while True:
        given = _asked(name, question, offered)
        try:
            value, said = check(given)
        except Wrong as no:
            err.print(f"  {no}")
            # What does not work is not offered again.
            offered = "" if given == offered else offered
            continue
        dialogue.put(name, value if value != _default(name) or dialogue.get(name) else "")
        if said:
            out.print(f"  {said}", markup=False)
        return value


def _asked(name: str, question: str, offered: str) -> str:
    """Return what somebody types; what is secret stays hidden, also when it is offered."""
    if name in SECRETS:
        text = f"{question} [as before]" if offered else question
        given = typer.prompt(text, default="", hide_input=True, show_default=False)
    else:
        text = f"{question} [{answers.shown(offered)}]" if offered else question
        given = typer.prompt(text, default="", show_default=False)
    return str(given).strip() or offered


def _default(name: str) -> str:
    default = settings.Settings.model_fields[name].get_default(call_default_factory=True)
    return str(default) if isinstance(default, str | int) else ""


def at_slack(
    dialogue: Dialogue, check: Callable[..., Awaitable[tuple[str, str]]]
) -> Callable[[str], tuple[str, str]]:
    """Let a check ask Slack, with what has been answered so far."""

    async def asked(given: str) -> tuple[str, str]:
        base_url = settings.load(_env_file=dialogue.path).slack_base_url
        async with slack(base_url) as asking:
            return await check(asking, dialogue.get, given)

    return lambda given: asyncio.run(asked(given))


def with_password(check: Callable[[str], tuple[str, str]]) -> Callable[[str], tuple[str, str]]:
    """Ask for the password of a database whose address names a user and no password."""

    def checked(given: str) -> tuple[str, str]:
        if answers.lacks_password(given):
            hidden = typer.prompt(
                "  Its password (Enter: none)", default="", hide_input=True, show_default=False
            )
            given = answers.with_password(given, str(hidden))
        return check(given)

    return checked


def public_address(dialogue: Dialogue) -> str:
    """Ask under which address Slack and browsers find Trellis, and on which port it listens behind it."""
    address = ask(dialogue, "public_url", "Public address of Trellis (https://...)", answers.public_address)
    ask(dialogue, "port", "Port on which it listens, behind what ends TLS", answers.port)
    return address


def create_app(mode: str, address: str) -> None:
    """Say where the app is created, unless it has been."""
    from bot import manifest

    if typer.confirm("Have you created the app at Slack already?", default=False):
        return
    text = manifest.as_yaml(manifest.variant("http" if mode == "http" else "socket", address))
    out.print("\n  Open this address in a browser, choose your workspace, press Next, and then Create:\n")
    out.print(NEW_APP + quote(text, safe=""), markup=False)
    more = f" --mode http --base-url {address}" if mode == "http" else ""
    out.print(f"\n  (Or paste what `trellis manifest{more}` prints into From a manifest.)", markup=False)
    typer.prompt("  Press Enter when the app is there", default="", show_default=False)


def say_what_is_next(dialogue: Dialogue, mode: str, address: str, *, is_hosted: bool) -> None:
    """Tell what was written, and what to do now."""
    out.print(f"\nWritten to {dialogue.path}, which only you can read.", markup=False)
    for name in dialogue.values:
        outside = os.environ.get(variable(name))
        if outside is not None and outside != (dialogue.values[name] or ""):
            err.print(f"The environment sets {variable(name)} to something else, and goes before the file.")
    out.print(f"\nNext:  [bold]{as_called('trellis run')}[/]   and then, in Slack:  [bold]/trellis[/]")
    if mode == "http":
        out.print(f"Let {address} lead to it, and press Verify at {APPS}, your app, Event Subscriptions.")
    if is_hosted:
        out.print(f"Each workspace's admin adds Trellis at {address}/slack/install")
    out.print(f"If something does not work:  {as_called('trellis doctor')}", markup=False)
