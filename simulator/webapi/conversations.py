"""conversations.*: which conversations there are and what was said in them."""

from __future__ import annotations

import math

from simulator.shapes import Json, SlackError
from simulator.state.messages import Conversation, Message
from simulator.webapi.call import LARGEST_PAGE, Call, Method

MOST_MEMBERS = 8
READ = {"im": "im:read", "mpim": "mpim:read"}
# For whom `strict_history` holds.
STRICT_PAGE, STRICT_SECONDS = 15, 60.0
HISTORY = {"im": "im:history", "mpim": "mpim:history"}


async def open_conversation(call: Call) -> Json:
    channel = call.text("channel")
    before = set(call.workspace.conversations)
    conversation = call.conversation() if channel else _with_people(call, _user_ids(call))
    shown = channel_object(call, conversation) if call.flag("return_im") else {"id": conversation.id}
    # A group is open from its first opening on; the app's DM exists anyway, and is open once something was said.
    is_open = conversation.id in before if conversation.kind == "mpim" else bool(conversation.messages)
    already = {"no_op": True, "already_open": True} if is_open else {}
    return {**already, "channel": shown}


def _user_ids(call: Call) -> list[str]:
    users = call.arguments.get("users")
    if isinstance(users, list):
        return [str(user) for user in users]
    return [user.strip() for user in call.text("users").split(",") if user.strip()]


def _with_people(call: Call, users: list[str]) -> Conversation:
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_MEMBERS:
        raise SlackError("too_many_users")
    for user in users:
        account = call.workspace.accounts.get(user)
        if account is None:
            raise SlackError("user_not_found")
        if account.is_bot:
            raise SlackError("cannot_dm_bot" if len(users) == 1 else "invalid_user_combination")
        if account.deleted:
            raise SlackError("user_disabled")
    if len(set(users)) == 1:
        call.need("im:write")
        return call.workspace.direct_message(users[0])
    call.need("mpim:write")
    return call.workspace.group_message(users)


async def info(call: Call) -> Json:
    conversation = call.conversation()
    call.need(READ[conversation.channel_type])
    return {"channel": channel_object(call, conversation)}


def channel_object(call: Call, conversation: Conversation) -> Json:
    shown: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": False,
        "is_im": conversation.kind != "mpim",
        "is_mpim": conversation.kind == "mpim",
        "is_org_shared": False,
        "context_team_id": call.workspace.team_id,
        "updated": conversation.created * 1000,
    }
    if conversation.kind == "mpim":
        shown["name"] = f"mpdm-{'--'.join(conversation.members).lower()}-1"
        return shown
    user = conversation.members[0]
    return {**shown, "user": user, "is_user_deleted": call.workspace.accounts[user].deleted, "priority": 0}


async def everything(call: Call) -> Json:
    kinds = [kind.strip() for kind in (call.text("types") or "public_channel").split(",")]
    known = {"public_channel": "channels:read", "private_channel": "groups:read", **READ}
    if not set(kinds) <= set(known):
        raise SlackError("invalid_types")
    for kind in kinds:
        call.need(known[kind])
    found = [one for one in call.workspace.conversations.values() if one.channel_type in kinds]
    page, cursor = call.page(found)
    channels = [channel_object(call, conversation) for conversation in page]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


async def members(call: Call) -> Json:
    conversation = call.conversation()
    call.need(READ[conversation.channel_type])
    page, cursor = call.page(conversation.members)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


async def history(call: Call) -> Json:
    conversation = call.conversation()
    call.need(HISTORY[conversation.channel_type])
    found = [one for one in conversation.public() if not one.is_reply and _within(call, one)]
    strict = call.world.outgoing.settings.strict_history
    if strict:
        await _once_a_minute(call)
    page, cursor = call.page(found[::-1], STRICT_PAGE if strict else LARGEST_PAGE)
    return {
        "messages": [_told(call, conversation, one) for one in page],
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


async def _once_a_minute(call: Call) -> None:
    now, workspace = await call.world.clock.now(), call.workspace
    wait = workspace.history_read_at + STRICT_SECONDS - now
    if wait > 0:
        raise SlackError("ratelimited", wait=math.ceil(wait))
    workspace.history_read_at = now


async def replies(call: Call) -> Json:
    conversation = call.conversation()
    call.need(HISTORY[conversation.channel_type])
    asked = conversation.find(call.text("ts"))
    if asked is None:
        raise SlackError("thread_not_found")
    first = conversation.find(asked.thread or asked.ts)
    thread = ([first] if first else []) + conversation.replies(asked.thread or asked.ts)
    page, cursor = call.page([one for one in thread if one is first or _within(call, one)])
    return {
        "messages": [_told(call, conversation, one) for one in page],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _within(call: Call, message: Message) -> bool:
    """Whether a message lies between oldest and latest; the ends count only with `inclusive`."""
    stamp = _stamp(message.ts)
    oldest, latest = call.text("oldest"), call.text("latest")
    if call.flag("inclusive") and stamp in {_stamp(one) for one in (oldest, latest) if one}:
        return True
    return (not oldest or stamp > _stamp(oldest)) and (not latest or stamp < _stamp(latest))


def _stamp(ts: str) -> tuple[int, int]:
    seconds, _, micros = ts.partition(".")
    if not seconds.isdigit() or (micros and not micros.isdigit()):
        raise SlackError("invalid_ts_oldest" if ts else "invalid_arguments")
    return int(seconds), int(micros[:6].ljust(6, "0"))


def _told(call: Call, conversation: Conversation, message: Message) -> Json:
    """A message as history tells it: metadata only when asked for, and what its thread holds."""
    told = dict(message.raw)
    if not call.flag("include_all_metadata"):
        told.pop("metadata", None)
    answers = conversation.replies(message.ts)
    if answers:
        told |= {
            "thread_ts": message.ts,
            "reply_count": len(answers),
            "reply_users": sorted({one.sender for one in answers}),
            "reply_users_count": len({one.sender for one in answers}),
            "latest_reply": answers[-1].ts,
        }
    return told


METHODS = {
    "conversations.open": Method(open_conversation, ("im:write", "mpim:write")),
    "conversations.info": Method(info, (), ("channel",)),
    "conversations.list": Method(everything, (), tier=2),
    "conversations.members": Method(members, (), ("channel",), tier=4),
    "conversations.history": Method(history, (), ("channel",)),
    "conversations.replies": Method(replies, (), ("channel", "ts")),
}
