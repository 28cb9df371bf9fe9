"""auth.test, team.info, bots.info, apps.connections.open, apps.manifest.export and others: about the app itself."""

from __future__ import annotations

from typing import Any

from simulator.blockkit import Problem, check_message, check_view
from simulator.shapes import Json, SlackError
from simulator.webapi.call import Call, Method


async def who(call: Call) -> Json:
    workspace = call.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": workspace.manifest.bot_name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


async def team(call: Call) -> Json:
    workspace = call.workspace
    if call.text("team") not in ("", workspace.team_id):
        raise SlackError("team_not_found")
    return {
        "team": {
            "id": workspace.team_id,
            "name": workspace.name,
            "url": f"https://{workspace.domain}.slack.com/",
            "domain": workspace.domain,
            "email_domain": "",
            "icon": {"image_default": True},
        }
    }


async def bot(call: Call) -> Json:
    workspace = call.workspace
    if call.text("bot") not in ("", workspace.bot_id):
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": workspace.bot_id,
            "deleted": False,
            "name": workspace.manifest.bot_name,
            "updated": 0,
            "app_id": workspace.app_id,
            "user_id": workspace.bot_user_id,
            "icons": {},
        }
    }


async def open_connection(call: Call) -> Json:
    base = call.world.base_url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link/?ticket={call.world.sockets.ticket()}&app_id={call.world.app_id}"}


async def export_manifest(call: Call) -> Json:
    if call.text("app_id") != call.world.app_id:
        raise SlackError("app_not_found")
    return {"manifest": call.world.configuration}


async def validate(call: Call) -> Json:
    """Exactly one of blocks, message and view; the errors carry pointers, codes and constraints."""
    given = [name for name in ("blocks", "message", "view") if call.arguments.get(name) is not None]
    if len(given) != 1:
        raise SlackError("invalid_arguments", ["must provide exactly one of: blocks, message, view"])
    name = given[0]
    try:
        value = call.decoded(name)
    except ValueError:
        raise SlackError(f"invalid_{name}") from None
    errors = [_told(problem, prefix) for problem, prefix in _problems(name, value)]
    if errors:
        raise SlackError(f"invalid_{name}", errors=errors)
    return {}


def _problems(name: str, value: Any) -> list[tuple[Problem, str]]:
    if name == "view":
        return [(problem, "") for problem in check_view(value)]
    if name == "blocks":
        return [(problem, "") for problem in check_message(value)]
    if not isinstance(value, dict):
        raise SlackError("invalid_message")
    extra = sorted(set(value) - {"blocks", "attachments"})
    if extra:
        error = {
            "pointer": "",
            "code": "failed_constraint",
            "message": f"invalid additional property: {extra[0]}",
        }
        raise SlackError("invalid_message", errors=[error])
    return [(problem, "/blocks") for problem in check_message(value.get("blocks", []))]


def _told(problem: Problem, prefix: str) -> Json:
    told = {"pointer": prefix + problem.pointer, "code": problem.code, "message": problem.message}
    return told | ({"constraint": problem.constraint} if problem.constraint else {})


async def api_test(call: Call) -> Json:
    if call.text("error"):
        raise SlackError(call.text("error"), args=call.arguments)
    return {"args": call.arguments}


METHODS = {
    "api.test": Method(api_test, caller="none", tier=None),
    "auth.test": Method(who, tier=None),
    "team.info": Method(team, ("team:read",)),
    "bots.info": Method(bot, ("users:read",)),
    "apps.connections.open": Method(open_connection, tier=1, caller="app"),
    "apps.manifest.export": Method(export_manifest, required=("app_id",), caller="configuration"),
    "blocks.validate": Method(validate, tier=None, caller="none"),
}
