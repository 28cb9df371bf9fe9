"""users.* and dnd.*: people and when they do not want to be disturbed."""

from __future__ import annotations

from simulator.shapes import Json, SlackError
from simulator.state.accounts import Account, profile
from simulator.webapi.call import Call, Method

MOST_DND_USERS = 50


async def info(call: Call) -> Json:
    return {"user": _profile(call, call.user())}


async def everybody(call: Call) -> Json:
    accounts = sorted(call.workspace.accounts.values(), key=lambda account: account.id)
    page, cursor = call.page(accounts)
    return {
        "members": [_profile(call, account) for account in page],
        "cache_ts": int(call.world.clock.last()),
        "response_metadata": {"next_cursor": cursor},
    }


async def by_email(call: Call) -> Json:
    """Whose account has ended is not found."""
    wanted = call.text("email").casefold()
    for account in call.workspace.accounts.values():
        if account.email and account.email.casefold() == wanted and not account.deleted:
            return {"user": _profile(call, account)}
    raise SlackError("users_not_found")


def _profile(call: Call, account: Account) -> Json:
    return profile(
        account,
        call.workspace.team_id,
        call.world.clock.last(),
        with_locale=call.flag("include_locale"),
        with_email="users:read.email" in call.workspace.manifest.scopes,
    )


async def dnd_info(call: Call) -> Json:
    if not call.text("user"):
        raise SlackError("user_not_found")
    return {**_dnd(call, call.user()), "snooze_enabled": False}


async def dnd_team(call: Call) -> Json:
    """Takes at most fifty users; those that do not exist are left out of the answer."""
    users = call.arguments.get("users")
    wanted = users if isinstance(users, list) else [one.strip() for one in call.text("users").split(",")]
    if len(wanted) > MOST_DND_USERS:
        raise SlackError("too_many_users")
    found = [call.workspace.accounts[user] for user in wanted if user in call.workspace.accounts]
    return {"users": {account.id: _dnd(call, account) for account in found}, "cached": False}


def _dnd(call: Call, account: Account) -> Json:
    span = account.disturbed_until(call.world.clock.last())
    # Slack gives the second after the epoch where nothing is planned.
    start, end = span or (1, 1)
    return {"dnd_enabled": span is not None, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


METHODS = {
    "users.info": Method(info, ("users:read",), ("user",), tier=4),
    "users.lookupByEmail": Method(by_email, ("users:read.email",), ("email",), tier=3),
    "users.list": Method(everybody, ("users:read",), tier=2),
    "dnd.info": Method(dnd_info, ("dnd:read",), tier=3),
    "dnd.teamInfo": Method(dnd_team, ("dnd:read",), ("users",), tier=2),
}
