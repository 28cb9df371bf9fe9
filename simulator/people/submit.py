"""People who submit and close modals, and what the app's acknowledgement does to them."""

from __future__ import annotations

from typing import Any, NoReturn

from simulator import checks, modals
from simulator.delivery import payloads
from simulator.people.places import response_url, top_modal
from simulator.people.required import problems
from simulator.people.touch import acknowledged
from simulator.shapes import Json, Refused, SlackError
from simulator.state.accounts import Account
from simulator.state.answers import checked
from simulator.state.surfaces import elements
from simulator.state.views import View
from simulator.state.workspace import Workspace
from simulator.world import World


async def submit(world: World, workspace: Workspace, body: Json) -> Json:
    """Submits the modal on top; what the client can check itself never reaches the app."""
    person = workspace.person(body.get("as"))
    view = top_modal(workspace, person, body.get("view_id"))
    if not view.settings.get("submit"):
        raise Refused("This modal has nothing to submit.")
    _fill(view, body.get("values") or {})
    view.errors = problems(view)
    workspace.changed()
    if view.errors:
        return {"acked": False, "errors": view.errors}
    payload = payloads.common(workspace, "view_submission", person, world.verification_token)
    payload["trigger_id"] = world.triggers.new(workspace.team_id, person.id, view.id)
    payload |= {
        "view": workspace.raw_view(view),
        "response_urls": _response_urls(world, workspace, person, view),
    }
    answer = await world.outgoing.interact("interactive", payload)
    result = acknowledged(workspace, person.id, answer)
    return result | _obey(workspace, view, answer.payload) if answer.acked else result


def _fill(view: View, values: Any) -> None:
    """`values` is {block_id: answer} or {block_id: {action_id: answer}}."""
    if not isinstance(values, dict):
        raise Refused("values is {block_id: answer}.")
    for block_id, given in values.items():
        inside = [
            (block, element) for block, element in elements(view.blocks) if block["block_id"] == block_id
        ]
        if not inside or not isinstance(given, dict):
            raise Refused(f"There is no input {block_id!r} here; there are {sorted(_block_ids(view))!r}.")
        for block, element in inside:
            answer = given.get(element["action_id"], given)
            view.answer(block, element, checked(element, answer, view.options_for(block, element)))


def _block_ids(view: View) -> set[str]:
    return {block["block_id"] for block, _ in elements(view.blocks)}


def _response_urls(world: World, workspace: Workspace, person: Account, view: View) -> list[Json]:
    """One for each select that asked for it with response_url_enabled and holds a conversation we know."""
    found = []
    for block, element in elements(view.blocks):
        answer = view.inputs.get(block["block_id"], {}).get(element["action_id"], {})
        conversation = workspace.conversations.get(answer.get("conversation") or answer.get("channel") or "")
        if element.get("response_url_enabled") and conversation:
            found.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": conversation.id,
                    "response_url": response_url(world, workspace, person, conversation),
                }
            )
    return found


def _obey(workspace: Workspace, view: View, payload: Json) -> Json:
    """Does what the acknowledgement says; without a word the modal closes."""
    action = payload.get("response_action")
    try:
        match action:
            case None:
                modals.remove(workspace, view)
            case "clear":
                workspace.modals[view.user_id] = []
            case "errors":
                view.errors = _errors(view, payload.get("errors"))
            case "update":
                modals.update(workspace, view, checks.view(payload.get("view"), "modal"))
            case "push":
                modals.push(workspace, view.user_id, checks.view(payload.get("view"), "modal"))
            case _:
                _refuse(action)
    except SlackError as error:
        sentence = f"{workspace.manifest.name} answered in a way that Slack does not take: {_why(error)}"
        workspace.complain(view.user_id, sentence)
        return {"response_action": action, "error": sentence}
    workspace.changed()
    result: Json = {"response_action": action} if action else {}
    return result | ({"errors": view.errors} if action == "errors" else {})


def _refuse(action: object) -> NoReturn:
    raise SlackError("invalid_arguments", [f"unknown response_action: {action}"])


def _why(error: SlackError) -> str:
    messages = error.details.get("response_metadata", {}).get("messages", [])
    return "; ".join([error.error, *messages])


def _errors(view: View, errors: object) -> dict[str, str]:
    """Sentences for input blocks. Slack refuses errors for anything that is no input of this view."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_arguments", ["missing required field: errors"])
    stray = sorted(set(errors) - inputs)
    if stray:
        raise SlackError("invalid_arguments", [f"no input block has the id {block_id}" for block_id in stray])
    return {block_id: str(sentence) for block_id, sentence in errors.items()}


async def close(world: World, workspace: Workspace, body: Json) -> Json:
    """Closes the modal on top, or with `all` the whole stack (Slack's ×); tells the app where it asked to know."""
    person = workspace.person(body.get("as"))
    view = top_modal(workspace, person, body.get("view_id"))
    stack = workspace.modal_stack(person.id)
    # The × closes the whole stack and names its root (SLACK.md 1.1); a plain close names the view itself.
    told = stack[0] if body.get("all") else view
    cleared = bool(body.get("all") or view.settings.get("clear_on_close"))
    if cleared:
        workspace.modals[person.id] = []
    else:
        modals.remove(workspace, view)
    workspace.changed()
    if told.notifies_on_close:
        payload = payloads.common(workspace, "view_closed", person, world.verification_token)
        payload |= {"view": workspace.raw_view(told), "is_cleared": cleared}
        await world.outgoing.interact("interactive", payload)
    return {}
