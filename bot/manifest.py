"""The app's manifest: read from its file, and put into the form for Socket Mode or HTTP."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml

HERE = Path(__file__).parent
# In the repository it stands on top, in an installed package beside this file.
PLACES = (HERE / "manifest.yml", HERE.parent / "manifest.yml")
EVENTS_PATH = "/slack/events"
REDIRECT_PATH = "/slack/oauth_redirect"


def load() -> dict[str, Any]:
    """Return the manifest as data, for Socket Mode; raises FileNotFoundError in a broken installation."""
    found: dict[str, Any] = yaml.safe_load(_text())
    return found


def variant(mode: Literal["socket", "http"], base_url: str = "") -> dict[str, Any]:
    """Return the manifest for a mode; HTTP needs the public address under which Trellis listens."""
    data = load()
    return data if mode == "socket" else _over_http(data, base_url.rstrip("/"))


def differences(found: Mapping[str, Any], mode: Literal["socket", "http"]) -> list[str]:
    """Say in words where an app's own manifest differs from ours in what Trellis needs: nothing when it does not.

    Its name, its pictures and its public address are the workspace's own matter.
    """
    ours, theirs = _facts(load()), _facts(found)
    different = []
    for name, wanted in ours.items():
        there = theirs[name]
        if missing := sorted(wanted - there):
            different.append(f"{name} without {', '.join(missing)}")
        if extra := sorted(there - wanted):
            different.append(f"{name} with {', '.join(extra)}")
    is_socket = bool((found.get("settings") or {}).get("socket_mode_enabled"))
    if is_socket != (mode == "socket"):
        different.append(f"Socket Mode is {'on' if is_socket else 'off'}")
    return different


def _facts(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return what Trellis needs of a manifest, as sets of words."""
    features, config = data.get("features") or {}, data.get("settings") or {}
    home, scopes = features.get("app_home") or {}, (data.get("oauth_config") or {}).get("scopes") or {}
    switches = {
        "Home": home.get("home_tab_enabled"),
        "Messages": home.get("messages_tab_enabled") and not home.get("messages_tab_read_only_enabled"),
        "interactivity": (config.get("interactivity") or {}).get("is_enabled"),
    }
    return {
        "scopes": set(scopes.get("bot") or ()),
        "events": set((config.get("event_subscriptions") or {}).get("bot_events") or ()),
        "commands": {one["command"] for one in features.get("slash_commands") or ()},
        "shortcuts": {one["callback_id"] for one in features.get("shortcuts") or ()},
        "switches": {name for name, is_on in switches.items() if is_on},
    }


def as_yaml(data: dict[str, Any]) -> str:
    """Return a manifest as Slack's form for new apps takes it."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)


def _over_http(data: dict[str, Any], base_url: str) -> dict[str, Any]:
    changed, address = copy.deepcopy(data), base_url + EVENTS_PATH
    # Where somebody comes back to who adds Trellis to a workspace; of no use to one that has a token of its own.
    changed["oauth_config"] = {"redirect_urls": [base_url + REDIRECT_PATH], **changed["oauth_config"]}
    for command in changed["features"]["slash_commands"]:
        command["url"] = address
    changed["settings"]["event_subscriptions"] = {
        "request_url": address,
        **changed["settings"]["event_subscriptions"],
    }
    changed["settings"]["interactivity"] = {"is_enabled": True, "request_url": address}
    changed["settings"]["socket_mode_enabled"] = False
    return changed


def _text() -> str:
    for place in PLACES:
        if place.exists():
            return place.read_text(encoding="utf-8")
    raise FileNotFoundError("manifest.yml")
