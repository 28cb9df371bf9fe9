"""What the app's manifest says, in the words the simulator uses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from simulator.shapes import Json, Refused

# Which scope each subscribed event needs (docs.slack.dev, "Event types"); the others need none.
EVENT_SCOPES = {
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
    "team_join": "users:read",
}


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that decide what the app may do and what people can call."""

    name: str
    bot_name: str
    description: str
    color: str
    # What the app asks for; what it may be refused is among them.
    scopes: tuple[str, ...]
    optional: tuple[str, ...]
    events: frozenset[str]
    commands: tuple[Json, ...]
    shortcuts: tuple[Json, ...]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    redirect_urls: tuple[str, ...]
    token_rotation: bool

    @classmethod
    def read(cls, manifest: Json) -> Manifest:
        """Takes Slack's manifest as a dict; what is missing has Slack's default."""
        display = manifest.get("display_information", {})
        features = manifest.get("features", {})
        home = features.get("app_home", {})
        settings = manifest.get("settings", {})
        scopes = manifest.get("oauth_config", {}).get("scopes", {})
        return cls(
            name=display.get("name", "App"),
            bot_name=features.get("bot_user", {}).get("display_name", display.get("name", "app")),
            description=display.get("description", ""),
            color=display.get("background_color", "#4a154b"),
            scopes=tuple(scopes.get("bot", ())),
            optional=tuple(scopes.get("bot_optional", ())),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands=tuple(features.get("slash_commands", ())),
            shortcuts=tuple(features.get("shortcuts", ())),
            home_tab=bool(home.get("home_tab_enabled", False)),
            messages_tab=bool(home.get("messages_tab_enabled", True)),
            messages_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
            redirect_urls=tuple(manifest.get("oauth_config", {}).get("redirect_urls", ())),
            token_rotation=bool(settings.get("token_rotation_enabled", False)),
        )

    def installed_without(self, declined: Collection[str]) -> Manifest:
        """What is left when whoever installs the app declines these scopes. Raises Refused for one that is required."""
        if not set(declined) <= set(self.optional):
            raise Refused(f"Only optional scopes can be declined; they are {list(self.optional)!r}.")
        return replace(self, scopes=tuple(one for one in self.scopes if one not in declined))

    def granted(self, scopes: Collection[str]) -> Manifest:
        """What is left where only these scopes were granted."""
        return replace(self, scopes=tuple(one for one in self.scopes if one in scopes))

    def hears(self, event: str) -> bool:
        """Whether the app subscribed to this event (message.im, app_home_opened) and has its scope."""
        scope = EVENT_SCOPES.get(event)
        return event in self.events and (scope is None or scope in self.scopes)

    def command(self, name: str) -> Json | None:
        return next((command for command in self.commands if command["command"] == name), None)

    def shortcut(self, callback_id: str) -> Json | None:
        return next((one for one in self.shortcuts if one["callback_id"] == callback_id), None)
