"""People who start something: slash commands, shortcuts, and opening the app."""

from __future__ import annotations

from simulator import checks
from simulator.delivery import events, payloads
from simulator.people.places import response_url
from simulator.people.talk import mentions
from simulator.people.touch import acknowledged
from simulator.shapes import Json, Refused, SlackError
from simulator.state.accounts import Account
from simulator.state.messages import Conversation
from simulator.state.workspace import Workspace
from simulator.webapi.chat import signed
from simulator.world import World


async def command(world: World, workspace: Workspace, body: Json) -> Json:
    """A slash command, typed in the app's DM or in the channel named."""
    person = workspace.person(body.get("as"))
    conversation = workspace.conversation_of(person.id, body.get("channel"))
    name = str(body.get("command"))
    known = workspace.manifest.command(name)
    if known is None:
        names = [one["command"] for one in workspace.manifest.commands]
        raise Refused(f"{name} is not a valid command; there are {names!r}.")
    text = str(body.get("text", ""))
    if known.get("should_escape"):
        text = mentions(workspace, text, lambda user, label: f"<@{user}|{label}>")
    payload = payloads.command(workspace, person, conversation, name, text, world.verification_token)
    payload["response_url"] = response_url(world, workspace, person, conversation)
    payload["trigger_id"] = world.triggers.new(workspace.team_id, person.id)
    answer = await world.outgoing.interact("slash_commands", payload)
    result = acknowledged(workspace, person.id, answer)
    if not answer.acked:
        reason = "operation_timeout" if "timeout" in answer.reason else "dispatch_failed"
        result["error"] = f"{name} failed with the error “{reason}”."
        workspace.complain(person.id, result["error"])
    elif answer.payload.get("text") or answer.payload.get("blocks"):
        await _answer(world, workspace, conversation, person, answer.payload)
    return result


async def _answer(
    world: World, workspace: Workspace, conversation: Conversation, person: Account, payload: Json
) -> None:
    """What a command is acknowledged with is shown to the person alone, or to the channel with in_channel."""
    try:
        raw: Json = {"text": str(payload.get("text", ""))}
        if payload.get("blocks"):
            raw["blocks"] = checks.message_blocks(payload["blocks"])
    except SlackError as error:
        workspace.complain(
            person.id, f"{workspace.manifest.name} answered in a way that Slack does not take: {error}"
        )
        return
    only_for = None if payload.get("response_type") == "in_channel" else person.id
    await world.post(workspace, conversation, signed(workspace, raw), only_for=only_for)


async def shortcut(world: World, workspace: Workspace, body: Json) -> Json:
    """A global shortcut, or a message shortcut on {"channel", "ts"}."""
    person = workspace.person(body.get("as"))
    callback_id = str(body.get("callback_id"))
    known = workspace.manifest.shortcut(callback_id)
    if known is None:
        names = [one["callback_id"] for one in workspace.manifest.shortcuts]
        raise Refused(f"There is no shortcut {callback_id!r}; there are {names!r}.")
    on_message = known.get("type") == "message"
    payload = payloads.common(
        workspace, "message_action" if on_message else "shortcut", person, world.verification_token
    )
    payload |= {
        "action_ts": f"{await world.clock.now():.6f}",
        "callback_id": callback_id,
        "trigger_id": world.triggers.new(workspace.team_id, person.id),
    }
    if on_message:
        payload |= _on_message(world, workspace, person, body.get("message"))
    return acknowledged(workspace, person.id, await world.outgoing.interact("interactive", payload))


def _on_message(world: World, workspace: Workspace, person: Account, named: object) -> Json:
    if not isinstance(named, dict):
        raise Refused('This shortcut is for messages: name one as {"channel", "ts"}.')
    conversation = workspace.conversation_of(person.id, named.get("channel"))
    message = conversation.find_for(person.id, str(named.get("ts")))
    if message is None:
        raise Refused(f"{person.name} sees no message {named.get('ts')!r} in {conversation.id}.")
    return {
        "channel": payloads.channel_of(conversation),
        "message": message.raw,
        "message_ts": message.ts,
        "response_url": response_url(world, workspace, person, conversation, message.ts),
    }


async def home(world: World, workspace: Workspace, body: Json) -> Json:
    """Opens the app on its Home or Messages tab."""
    person = workspace.person(body.get("as"))
    tab = body.get("tab", "home")
    if tab not in ("home", "messages"):
        raise Refused("tab is home or messages.")
    if tab == "home" and not workspace.manifest.home_tab:
        raise Refused(f"{workspace.manifest.name} has no Home tab.")
    channel = workspace.direct_message(person.id).id
    view = workspace.homes.get(person.id)
    now = await world.clock.now()
    shown = workspace.raw_view(view) if view else None
    event = events.home_opened(person.id, channel, tab, shown, f"{now:.6f}")
    world.emit(workspace, "app_home_opened", event, now)
    return {}
