"""usergroups.*: groups of people that a workspace has given a handle."""

from __future__ import annotations

from simulator.shapes import Json, SlackError
from simulator.webapi.call import Call, Method


async def groups(call: Call) -> Json:
    """Groups that were switched off come on request alone."""
    every = [
        one for one in call.workspace.groups.values() if call.flag("include_disabled") or not one.disabled
    ]
    users, count = call.flag("include_users"), call.flag("include_count")
    return {
        "usergroups": [
            one.shown(call.workspace.team_id, with_users=users, with_count=count)
            for one in sorted(every, key=lambda one: one.id)
        ]
    }


async def members(call: Call) -> Json:
    found = call.workspace.groups.get(call.text("usergroup"))
    if found is None or (found.disabled and not call.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": list(found.users)}


READ = ("usergroups:read",)
METHODS = {
    "usergroups.list": Method(groups, READ, tier=2),
    "usergroups.users.list": Method(members, READ, ("usergroup",), tier=2),
}
