"""views.*: modals and the Home tab."""

from __future__ import annotations

from simulator import checks, modals
from simulator.shapes import Json, SlackError
from simulator.state.surfaces import elements
from simulator.state.views import View
from simulator.triggers import Trigger
from simulator.webapi.call import Call, Method


async def open_view(call: Call) -> Json:
    given = _checked(call, "modal")
    trigger = _trigger(call)
    return _shown(call, modals.open_root(call.workspace, trigger.user_id, given))


async def push(call: Call) -> Json:
    given = _checked(call, "modal")
    trigger = _trigger(call)
    # Only something done in a modal can put another on top of it.
    if trigger.view_id is None or call.workspace.view(trigger.view_id) is None:
        raise SlackError("invalid_trigger_id")
    return _shown(call, modals.push(call.workspace, trigger.user_id, given))


async def update(call: Call) -> Json:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments", ["missing required field: view_id"])
    view = call.workspace.view(view_id, external_id)
    given = _checked(call, view.type if view else "modal")
    if view is None:
        raise SlackError("not_found")
    modals.update(call.workspace, view, given, call.text("hash"))
    return _shown(call, view)


async def publish(call: Call) -> Json:
    given = checks.view(call.arguments["view"], "home")
    if not call.workspace.manifest.home_tab:
        raise SlackError("not_enabled")
    user = call.user("user_id")
    return _shown(call, modals.publish(call.workspace, user.id, given, call.text("hash")))


def _checked(call: Call, kind: str) -> Json:
    """The view of the call; files are taken in by apps that may read them (docs.slack.dev, "File input element")."""
    given = checks.view(call.arguments["view"], kind)
    if any(element["type"] == "file_input" for _, element in elements(given["blocks"])):
        call.need("files:read")
    return given


def _trigger(call: Call) -> Trigger:
    trigger_id = call.text("trigger_id") or call.text("interactivity_pointer")
    if not trigger_id:
        raise SlackError("invalid_arguments", ["missing required field: trigger_id"])
    return call.world.triggers.use(trigger_id, call.workspace.team_id)


def _shown(call: Call, view: View) -> Json:
    return {"view": call.workspace.raw_view(view)}


METHODS = {
    "views.open": Method(open_view, (), ("view",), tier=4),
    "views.push": Method(push, (), ("view",), tier=4),
    "views.update": Method(update, (), ("view",), tier=4),
    "views.publish": Method(publish, (), ("user_id", "view"), tier=4),
}
