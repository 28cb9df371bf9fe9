"""The app's manifest: read from its file, and put into the form for Socket Mode or HTTP."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Literal

import yaml

HERE = Path(__file__).parent
# In the repository it stands on top, in an installed package beside this file.
PLACES = (HERE / "manifest.yml", HERE.parent / "manifest.yml")
EVENTS_PATH = "/slack/events"


def load() -> dict[str, Any]:
    """Return the manifest as data, for Socket Mode; raises FileNotFoundError in a broken installation."""
    found: dict[str, Any] = yaml.safe_load(_text())
    return found


def variant(mode: Literal["socket", "http"], base_url: str = "") -> dict[str, Any]:
    """Return the manifest for a mode; HTTP needs the public address under which Trellis listens."""
    data = load()
    return data if mode == "socket" else _over_http(data, base_url.rstrip("/") + EVENTS_PATH)


def as_yaml(data: dict[str, Any]) -> str:
    """Return a manifest as Slack's form for new apps takes it."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)


def _over_http(data: dict[str, Any], address: str) -> dict[str, Any]:
    changed = copy.deepcopy(data)
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
