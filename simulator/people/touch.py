"""People who press, choose, fill in, and look for options."""

from __future__ import annotations

from typing import Any

from simulator.delivery import payloads
from simulator.delivery.answer import Answer
from simulator.people.places import Place, place
from simulator.shapes import Json, Refused
from simulator.state.answers import KINDS, checked
from simulator.state.workspace import Workspace
from simulator.world import World


async def press(world: World, workspace: Workspace, body: Json) -> Json:
    """Presses a button or chooses in an element that tells the app at once."""
    here, block, element = _found(workspace, body)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise Refused("That input does not tell the app when it changes; use fill, and submit the modal.")
    answer = checked(element, body.get("answer"), here.surface.options_for(block, element))
    if element["type"] in KINDS:
        here.surface.answer(block, element, answer)
        workspace.changed()
    payload = await _block_actions(world, here, block, element, answer)
    return acknowledged(workspace, here.person.id, await world.outgoing.interact("interactive", payload))


async def _block_actions(world: World, here: Place, block: Json, element: Json, answer: Json) -> Json:
    payload = payloads.common(here.workspace, "block_actions", here.person, world.verification_token)
    payload |= here.described()
    payload["trigger_id"] = here.trigger(world)
    at = f"{await world.clock.now():.6f}"
    payload["actions"] = [payloads.action(here.surface, block, element, answer, at)]
    if address := here.response_url(world):
        payload["response_url"] = address
    return payload


async def fill(world: World, workspace: Workspace, body: Json) -> Json:
    """Sets what an input holds, without telling the app."""
    here, block, element = _found(workspace, body)
    if element["type"] not in KINDS or element["type"] == "overflow":
        raise Refused(f"A {element['type']} holds no answer; press it.")
    here.surface.answer(
        block, element, checked(element, body.get("answer"), here.surface.options_for(block, element))
    )
    workspace.changed()
    return {}


async def options(world: World, workspace: Workspace, body: Json) -> Json:
    """What the app offers in an external select for what was typed so far."""
    here, block, element = _found(workspace, body)
    if element["type"] not in ("external_select", "multi_external_select"):
        raise Refused(f"A {element['type']} has its options already.")
    payload = payloads.common(workspace, "block_suggestion", here.person, world.verification_token)
    payload |= here.described() | {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": str(body.get("value", "")),
    }
    answer = await world.outgoing.interact("interactive", payload)
    if not answer.acked:
        raise Refused(_no_answer(workspace))
    groups = _objects(answer.payload.get("option_groups"))
    offered = _objects(answer.payload.get("options"))
    inner = [option for group in groups for option in _objects(group.get("options"))]
    here.surface.offered.setdefault((block["block_id"], element["action_id"]), []).extend(offered + inner)
    return {"options": offered, "option_groups": groups}


def _objects(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _found(workspace: Workspace, body: Json) -> tuple[Place, Json, Json]:
    person = workspace.person(body.get("as"))
    here = place(workspace, person, body.get("container"))
    ids = str(body.get("block_id")), str(body.get("action_id"))
    block, element = here.surface.find(*ids, body.get("version"))
    return here, block, element


def acknowledged(workspace: Workspace, user_id: str, answer: Answer) -> Json:
    """What the person learns: nothing, or that the app did not answer."""
    result: Json = {"acked": answer.acked, "status": answer.status}
    if not answer.acked:
        result["error"] = _no_answer(workspace)
    workspace.complain(user_id, result.get("error"))
    return result


def _no_answer(workspace: Workspace) -> str:
    return f"{workspace.manifest.name} did not answer in time."
