"""The manifest holds exactly what the code uses, and is what Slack takes for a manifest."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient
from typer.testing import CliRunner

import handlers
from bot import manifest, pages
from bot.__main__ import cli
from bot.delivery import QUIET_SCOPE, SHARED_SCOPE
from bot.directory import EMAIL_SCOPE, FILES_SCOPE, GROUPS_SCOPE
from bot.files import COPY_SCOPE

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.json"

# Which scope of the bot each method of the Web API needs (docs.slack.dev, "Web API methods"); None for none.
SCOPES: dict[str, str | None] = {
    "apps.connections.open": None,
    # With a token of whoever made the app, which no scope concerns.
    "apps.manifest.export": None,
    "auth.revoke": None,
    "auth.test": None,
    "bots.info": "users:read",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "dnd.teamInfo": QUIET_SCOPE,
    "oauth.v2.access": None,
    "usergroups.list": GROUPS_SCOPE,
    "usergroups.users.list": GROUPS_SCOPE,
    "files.completeUploadExternal": COPY_SCOPE,
    "files.getUploadURLExternal": COPY_SCOPE,
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": EMAIL_SCOPE,
    "views.open": None,
    "views.publish": None,
    "views.push": None,
    "views.update": None,
}
# What whoever installs Trellis can decline: a scope, and the method that does more with it.
OPTIONAL = {
    SHARED_SCOPE: "conversations.open",
    QUIET_SCOPE: "dnd.teamInfo",
    GROUPS_SCOPE: "usergroups.users.list",
    EMAIL_SCOPE: "users.lookupByEmail",
    # An upload in a form, of which the app is told the address, needs no method.
    FILES_SCOPE: "views.push",
    COPY_SCOPE: "files.completeUploadExternal",
}
# docs.slack.dev, "Event types".
EVENTS = ["app_home_opened", "app_uninstalled", "message.im", "tokens_revoked", "user_change"]
EVENT_SCOPES = {
    "app_home_opened": None,
    "app_uninstalled": None,
    "message.im": "im:history",
    "tokens_revoked": None,
    "user_change": "users:read",
}
# An event's subscription names its place, the event itself its type alone.
TYPES = {"message.im": "message"}
METHODS = {name for name in dir(AsyncWebClient) if re.fullmatch(r"[a-z]+_[a-zA-Z0-9_]+", name)}


def calls() -> Iterator[str]:
    """Yield every method of the Web API that the code calls, by the client's functions or by its name."""
    for package in ("bot", "handlers", "jobs"):
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr in METHODS and _is_client(node.value):
                    yield node.attr.replace("_", ".")
                elif isinstance(node, ast.Constant) and _names_a_method(node.value):
                    yield str(node.value)


def _names_a_method(value: object) -> bool:
    return isinstance(value, str) and "." in value and value.replace(".", "_") in METHODS


def _is_client(owner: ast.expr) -> bool:
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name.endswith(("client", "_web"))


def variants() -> list[dict[str, Any]]:
    return [manifest.variant("socket"), manifest.variant("http", "https://trellis.example.com")]


def test_the_manifest_is_valid_by_the_schema() -> None:
    if not SCHEMA.exists():
        pytest.skip(
            "Slack's schema of manifests is not beside this checkout (../shared/slack/manifest.schema.json)"
        )
    # It comes with a grammar that it builds for four seconds, in every process that imports it.
    import jsonschema

    schema = json.loads(SCHEMA.read_text("utf-8"))
    problems = [
        error.message for data in variants() for error in jsonschema.Draft7Validator(schema).iter_errors(data)
    ]
    assert problems == []


def test_the_code_listens_for_what_the_manifest_names_and_for_nothing_else() -> None:
    ids = handlers.routes().ids()
    data = manifest.load()
    shortcuts = data["features"]["shortcuts"]
    events = data["settings"]["event_subscriptions"]["bot_events"]
    assert {
        "command": sorted(one["command"] for one in data["features"]["slash_commands"]),
        "shortcut": sorted(one["callback_id"] for one in shortcuts if one["type"] == "global"),
        "message_shortcut": sorted(one["callback_id"] for one in shortcuts if one["type"] == "message"),
        "event": sorted(TYPES.get(one, one) for one in events),
    } == {kind: ids[kind] for kind in ("command", "shortcut", "message_shortcut", "event")}


def test_every_method_that_the_code_calls_has_its_scope_looked_up() -> None:
    assert set(calls()) == set(SCOPES)


def test_the_manifest_asks_for_the_scopes_that_the_code_needs_and_for_no_other() -> None:
    data = manifest.load()
    needed = {SCOPES[method] for method in calls()}
    needed |= {EVENT_SCOPES[event] for event in data["settings"]["event_subscriptions"]["bot_events"]}
    if data["features"]["slash_commands"] or data["features"]["shortcuts"]:
        needed.add("commands")
    assert set(OPTIONAL.values()) <= set(calls())
    assert data["oauth_config"]["scopes"] == {
        "bot": sorted({*OPTIONAL, *(scope for scope in needed if scope)}),
        "bot_optional": sorted(OPTIONAL),
    }


def test_the_page_for_installing_says_why_each_scope_is_asked_for_and_what_is_missing_without_it() -> None:
    scopes = manifest.load()["oauth_config"]["scopes"]
    assert (sorted(pages.WHY), sorted(pages.WITHOUT)) == (scopes["bot"], scopes["bot_optional"])


def test_what_people_type_after_a_command_comes_with_its_names_escaped() -> None:
    assert [one["should_escape"] for one in manifest.load()["features"]["slash_commands"]] == [True, True]


@pytest.mark.parametrize("address", ["https://trellis.example.com", "https://trellis.example.com/"])
def test_over_http_slack_finds_everything_at_one_address(address: str) -> None:
    data = manifest.variant("http", address)
    events = "https://trellis.example.com/slack/events"
    assert (
        [one["url"] for one in data["features"]["slash_commands"]],
        data["oauth_config"]["redirect_urls"],
        data["settings"],
    ) == (
        [events, events],
        ["https://trellis.example.com/slack/oauth_redirect"],
        {
            "event_subscriptions": {"request_url": events, "bot_events": EVENTS},
            "interactivity": {"is_enabled": True, "request_url": events},
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    )


def test_an_app_that_is_what_the_manifest_says_differs_in_nothing() -> None:
    assert manifest.differences(manifest.variant("socket"), "socket") == []
    assert manifest.differences(manifest.variant("http", "https://trellis.example.com"), "http") == []


def test_where_an_app_differs_from_the_manifest_is_said_in_words() -> None:
    data = manifest.load()
    data["oauth_config"]["scopes"]["bot"].append("channels:read")
    data["settings"]["event_subscriptions"]["bot_events"].remove("message.im")
    del data["features"]["slash_commands"][1]
    data["features"]["app_home"]["messages_tab_read_only_enabled"] = True

    assert manifest.differences(data, "http") == [
        "scopes with channels:read",
        "events without message.im",
        "commands without /progress",
        "switches without Messages",
        "Socket Mode is on",
    ]
    assert len(manifest.differences({}, "socket")) == 6


def test_making_a_variant_leaves_the_manifest_as_it_was() -> None:
    before = manifest.load()
    assert manifest.variant("http", "https://trellis.example.com") != before
    assert (manifest.load(), manifest.variant("socket")) == (before, before)


def test_the_command_line_prints_each_variant() -> None:
    arguments = (["--mode", "socket"], ["--mode", "http", "--base-url", "https://trellis.example.com"])
    printed = [CliRunner().invoke(cli, ["manifest", *one]) for one in arguments]
    assert [yaml.safe_load(one.stdout) for one in printed] == variants()
    assert [one.exit_code for one in printed] == [0, 0]


def test_over_http_the_command_line_asks_for_a_safe_address() -> None:
    for arguments in (["--mode", "http"], ["--mode", "http", "--base-url", "http://trellis.example.com"]):
        answered = CliRunner().invoke(cli, ["manifest", *arguments])
        assert (answered.exit_code, answered.stdout) == (2, "")
