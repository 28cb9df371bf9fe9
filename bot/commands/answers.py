"""What `trellis setup` makes of each answer: what is kept of it and what is said, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot import profiles
from bot.commands import slack_checks
from bot.commands.asking_slack import Slack, Told
from bot.commands.findings import Level
from bot.commands.hosted_checks import known
from bot.errors import TrellisError

Get = Callable[[str], str]
_SECRET = re.compile("[0-9a-f]{32}")
_CLIENT = re.compile(r"[0-9]+\.[0-9]+")
_KINDS = {
    "xoxb-": "a bot token",
    "xapp-": "an app-level token",
    "xoxp-": "a token of a person",
    "xoxe": "a token that expires: switch token rotation off, under OAuth & Permissions",
}


class Wrong(Exception):
    """An answer that cannot be: the sentence says why, and what belongs there."""


def mode(given: str) -> tuple[str, str]:
    """Take socket or http, or the beginning of one."""
    found = [one for one in ("socket", "http") if given and one.startswith(given.lower())]
    if not found:
        raise Wrong("Type socket or http. Socket needs no public address, and is right for one workspace.")
    return found[0], ""


def port(given: str) -> tuple[str, str]:
    """Take the number of a port."""
    if not (given.isdecimal() and 0 < int(given) < 65536):
        raise Wrong("A port is a number from 1 to 65535.")
    return given, ""


def many(given: str) -> tuple[str, str]:
    """Take one or many, or the beginning of one."""
    found = [word for word in ("one", "many") if given and word.startswith(given.lower())]
    if not found:
        raise Wrong("Type one, or many where each workspace's admin is to add Trellis on a page of yours.")
    return found[0], ""


def client_id(given: str) -> tuple[str, str]:
    """Take a client id, by its look."""
    if not _CLIENT.fullmatch(given):
        raise Wrong("A client id is two numbers with a dot between. It stands under Basic Information.")
    return given, ""


async def client_secret(slack: Slack, get: Get, given: str) -> tuple[str, str]:
    """Take the secret that belongs to the client id."""
    told = await known(slack, get("slack_client_id"), given)
    _reached(told)
    if told.error != "invalid_code":
        raise Wrong(f"Slack refuses it: {told.error}. Copy it anew, from below the client id.")
    return given, "Slack knows the client id and its secret."


def public_address(given: str) -> tuple[str, str]:
    """Take an https address without a path."""
    parts = urlsplit(given)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query:
        raise Wrong(
            "Slack calls over https: type an address such as https://trellis.example.com, without a path."
        )
    return given.rstrip("/"), ""


def signing_secret(given: str) -> tuple[str, str]:
    """Take a signing secret, by its look: only a request of Slack's shows whether it is the right one."""
    if not _SECRET.fullmatch(given):
        raise Wrong(
            "A signing secret has 32 digits and letters from a to f. Press Show beside it, and copy it."
        )
    return given, "It looks right; whether it is, shows when Slack calls."


async def app_token(slack: Slack, _get: Get, given: str) -> tuple[str, str]:
    """Take an app-level token that opens a connection."""
    _begins(given, "xapp-", "the app-level token, from Basic Information")
    told = await slack.ask("apps.connections.open", given)
    _reached(told)
    if told.error:
        raise Wrong(
            f"Slack refuses it: {told.error}. Copy it anew; it needs the scope connections:write, and Socket Mode "
            "must be on."
        )
    return given, "Slack takes it: Socket Mode is on."


async def bot_token(slack: Slack, get: Get, given: str) -> tuple[str, str]:
    """Take a bot token with the scopes that are needed, of the app that the app token is of."""
    _begins(given, "xoxb-", "the bot token, from Install App or OAuth & Permissions")
    told = await slack.ask("auth.test", given)
    _reached(told)
    found = slack_checks.bot_token(told)
    if found.level is Level.WRONG:
        raise Wrong(f"{found.says} Copy it anew, from Install App or OAuth & Permissions.")
    of_scopes = slack_checks.scopes(told)[0]
    if of_scopes.level is Level.WRONG:
        raise Wrong(f"{of_scopes.says} {of_scopes.mend}")
    await _same_app(slack, given, str(told.facts.get("bot_id", "")), get("slack_app_token"))
    return given, f"{found.says} {of_scopes.says}"


async def _same_app(slack: Slack, token: str, bot_id: str, app_token: str) -> None:
    bot = await slack.ask("bots.info", token, bot=bot_id)
    app_id, other = str((bot.facts.get("bot") or {}).get("app_id") or ""), slack_checks.app_of(app_token)
    if app_id and other and app_id != other:
        raise Wrong(
            f"It belongs to another app ({app_id}) than the app token ({other}). Copy both from the same app."
        )


def database(given: str) -> tuple[str, str]:
    """Take the address of a database that answers, or of a file that can be made."""
    from storage import checkup
    from storage.migrate import Place

    if "${" in given:
        raise Wrong("In a .env file ${ begins the name of another setting: write %24 for the dollar sign.")
    try:
        found = checkup.look(given, None, datetime.now(UTC))
    except TrellisError as refused:
        raise Wrong(str(refused)) from None
    if found.place is Place.BEYOND:
        raise Wrong("It was used by a newer Trellis. Install that version, or name another database.")
    if found.place is Place.NEW:
        return given, "Trellis makes its tables there at the first start."
    return given, "It is there, and Trellis has used it before."


def lacks_password(given: str) -> bool:
    """Whether an address names somebody on a server, and no password."""
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        return False
    return bool(url.username) and not url.password


def with_password(given: str, password: str) -> str:
    """Return the address with a password in it."""
    if not password:
        return given
    return make_url(given).set(password=password).render_as_string(hide_password=False)


def shown(offered: str) -> str:
    """Return what may stand in a question: an address without its password."""
    try:
        return make_url(offered).render_as_string(hide_password=True) if "://" in offered else offered
    except (ArgumentError, ValueError):
        return offered


async def coordinators(slack: Slack, get: Get, given: str) -> tuple[str, str]:
    """Take the Slack ids of people who are there, or nothing."""
    names, ids = [], [one.strip() for one in given.split(",") if one.strip()]
    for slack_id in ids:
        told = await slack.ask("users.info", get("slack_bot_token"), user=slack_id)
        _reached(told)
        if told.error:
            raise Wrong(f"Slack knows nobody by the id {slack_id} ({told.error}). It begins with U or W.")
        profile = profiles.read(told.facts["user"])
        if profile.is_bot or profile.deactivated:
            raise Wrong(f"{profile.name} ({slack_id}) is a bot or deactivated. Name somebody else.")
        names.append(profile.name)
    return ",".join(ids), f"{', '.join(names)} will coordinate." if names else ""


def _begins(given: str, prefix: str, belongs: str) -> None:
    if given.startswith(prefix):
        return
    kind = next((name for start, name in _KINDS.items() if given.startswith(start)), "")
    is_other = f"That is {kind}. " if kind else "That is no token. " if given else ""
    raise Wrong(f"{is_other}Here belongs {belongs}; it begins with {prefix}")


def _reached(told: Told) -> None:
    if not told.reached:
        raise Wrong(
            f"Slack did not answer: {told.error}. Check this machine's way to the internet, and try again."
        )
