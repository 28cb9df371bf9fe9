"""User groups of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.shapes import Json, Refused


@dataclass(frozen=True)
class Group:
    """People who answer to one handle."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()
    disabled: bool = False

    def shown(self, team_id: str, *, with_users: bool, with_count: bool) -> Json:
        """The user group object (docs.slack.dev, "Usergroup object")."""
        group: Json = {
            "id": self.id,
            "team_id": team_id,
            "is_usergroup": True,
            "is_subteam": True,
            "name": self.name,
            "description": "",
            "handle": self.handle,
            "is_external": False,
            "date_create": 0,
            "date_update": 0,
            "date_delete": 1 if self.disabled else 0,
            "auto_type": None,
            "prefs": {"channels": [], "groups": []},
        }
        if with_users:
            group["users"] = list(self.users)
        if with_count:
            group["user_count"] = len(self.users)
        return group


def group(values: Any) -> Group:
    """The group that these values describe. Raises Refused."""
    known = {"id", "handle", "name", "users", "disabled"}
    if not isinstance(values, dict) or not set(values) <= known:
        raise Refused(f"A group has {', '.join(sorted(known))}.")
    id_, users = values.get("id"), values.get("users", [])
    if not isinstance(id_, str) or not id_.startswith("S"):
        raise Refused("A group's id begins with S.")
    if not isinstance(users, list) or not all(isinstance(one, str) for one in users):
        raise Refused("The users of a group are a list of ids.")
    handle = str(values.get("handle") or id_.lower())
    return Group(id_, handle, str(values.get("name") or handle), tuple(users), bool(values.get("disabled")))
