"""Home tabs and modals."""

from __future__ import annotations

import hashlib

from simulator.shapes import Json
from simulator.state import ids
from simulator.state.surfaces import Surface

MODAL_STACK = 3
KEPT = (
    "title",
    "submit",
    "close",
    "callback_id",
    "private_metadata",
    "external_id",
    "clear_on_close",
    "notify_on_close",
)


class View(Surface):
    """A Home tab or a modal of one person; `settings` is what the app gave beside the blocks."""

    def __init__(
        self, given: Json, user_id: str, *, root: str | None = None, previous: str | None = None
    ) -> None:
        self.id = ids.fresh("V")
        self.user_id = user_id
        self.type = str(given["type"])
        self.root = root or self.id
        self.previous = previous
        self.settings: Json = {}
        self.errors: dict[str, str] = {}
        self.hash = ""
        self._revision = 0
        super().__init__(given["blocks"])
        self._remember(given)

    def replace(self, given: Json) -> None:
        """What views.update and views.publish do; what was typed stays where block_id and action_id are the same."""
        self.show(given["blocks"], keep=True)
        self._remember(given)

    def _remember(self, given: Json) -> None:
        self.settings = {key: given[key] for key in KEPT if given.get(key) is not None}
        self.errors = {}
        self._revision += 1
        digest = hashlib.sha256(f"{self.id}:{self._revision}".encode()).hexdigest()
        self.hash = f"{self._revision}.{digest[:8]}"

    @property
    def external_id(self) -> str:
        return str(self.settings.get("external_id", ""))

    @property
    def notifies_on_close(self) -> bool:
        return bool(self.settings.get("notify_on_close"))

    def raw(self, team_id: str, app_id: str, bot_id: str) -> Json:
        """The view object that Slack gives to the app, state included (docs.slack.dev, "View object")."""
        return {
            "id": self.id,
            "team_id": team_id,
            "type": self.type,
            "blocks": self.blocks,
            "private_metadata": self.settings.get("private_metadata", ""),
            "callback_id": self.settings.get("callback_id", ""),
            "state": self.state(),
            "hash": self.hash,
            "title": self.settings.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
            "clear_on_close": bool(self.settings.get("clear_on_close")),
            "notify_on_close": self.notifies_on_close,
            "close": self.settings.get("close"),
            "submit": self.settings.get("submit"),
            "previous_view_id": self.previous,
            "root_view_id": self.root,
            "app_id": app_id,
            "external_id": self.external_id,
            "app_installed_team_id": team_id,
            "bot_id": bot_id,
        }
