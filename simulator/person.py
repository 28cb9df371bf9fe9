"""A person for tests: types, presses and submits over the control API, and tells what they see."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, time
from typing import Any

import aiohttp

from simulator.naming import Named, answer_for, describe, named_in, option_label_matches
from simulator.shapes import Json
from simulator.visible import visible_text

WAIT_SECONDS = 5.0
NO_MESSAGES = {"messages": "no"}
EXTERNAL = {"external_select", "multi_external_select"}


class NotThere(AssertionError):
    """What the person looked for is not there; the message lists what is."""


class NotPossible(AssertionError):
    """Slack did not let the person do that; the message is Slack's sentence."""


class Person:
    """One person in the simulated Slack. Every call is one or two HTTP requests.

    Nothing is kept open but the `session`, where one is given; else each call has its own.
    """

    def __init__(
        self, url: str, user_id: str, team: str | None = None, session: aiohttp.ClientSession | None = None
    ) -> None:
        self.id = user_id
        self._session = session
        self._url = url.rstrip("/")
        self._team = {"team": team} if team else {}

    # Looking

    async def state(self) -> Json:
        """Everything this person sees, in the control API's shape."""
        return await self._get("state", {"as": self.id})

    async def _besides_messages(self) -> Json:
        """The same without the messages, which are most of it."""
        return await self._get("state", {"as": self.id, **NO_MESSAGES})

    async def dm(self) -> str:
        """The channel id of the app's DM."""
        return _app_dm(await self._besides_messages())

    async def group(self, *others: str) -> str:
        """The channel id of the group DM with exactly these people and the app. Raises NotThere."""
        state = await self._besides_messages()
        wanted = {self.id, *others, state["app"]["bot_user_id"]}
        groups = [one for one in state["conversations"] if one["kind"] == "mpim"]
        for one in groups:
            if set(one["members"]) == wanted:
                return str(one["id"])
        raise NotThere(f"{self.id} is in no group of {sorted(wanted)}; there are {groups!r}.")

    async def conversation(self, channel: str | None = None) -> list[Json]:
        """The messages of the app's DM (or of the channel named), oldest first."""
        state = await self.state()
        found: list[Json] = state["messages"][channel or _app_dm(state)]
        return [message for message in found if not message["deleted"]]

    async def messages(self, channel: str | None = None) -> list[str]:
        """What the person reads in the app's DM, one text for each message, oldest first."""
        return [visible_text(message) for message in await self.conversation(channel)]

    async def last_message(self, channel: str | None = None) -> Json:
        """The newest message. Raises NotThere in an empty conversation."""
        found = await self.conversation(channel)
        if not found:
            raise NotThere(f"{self.id} has no messages yet.")
        return found[-1]

    async def home(self) -> str:
        """What the person reads on the Home tab; '' where nothing was published."""
        home = (await self._besides_messages())["home"]
        return visible_text(home["blocks"]) if home else ""

    async def modal(self) -> Json | None:
        """The modal on top, if one is open."""
        views: list[Json] = (await self._besides_messages())["views"]
        return views[-1] if views else None

    async def until(
        self, true: Callable[[Json], Any], seconds: float = WAIT_SECONDS, *, messages: bool = True
    ) -> Json:
        """Waits until something holds of the state; answers that state.

        Whoever does not look at the messages may leave them out.
        Raises NotThere with what there is instead, or at once when the simulated Slack stops.
        """
        query = {"as": self.id, **self._team, **({} if messages else NO_MESSAGES)}
        try:
            async with (
                self._line() as session,
                session.ws_connect(f"{self._url}/control/stream", params=query) as stream,
                asyncio.timeout(seconds),
            ):
                async for message in stream:
                    state: Json = message.json()
                    if true(state):
                        return state
                raise NotThere(f"{self.id} waited for something when the simulated Slack stopped.")
        except TimeoutError:
            pass
        there = describe(await self.state())
        raise NotThere(f"{self.id} waited {seconds} s for something that did not come. There is:\n{there}")

    async def reads(self, text: str, seconds: float = WAIT_SECONDS) -> Json:
        """Waits until a message of the app's DM shows this text; answers the newest such message."""

        def found(state: Json) -> list[Json]:
            here = state["messages"][_app_dm(state)]
            return [message for message in here if not message["deleted"] and text in visible_text(message)]

        return found(await self.until(found, seconds))[-1]

    async def opens_modal(self, title: str, seconds: float = WAIT_SECONDS) -> Json:
        """Waits until the modal on top has this title; answers it."""
        state = await self.until(
            lambda now: now["views"] and now["views"][-1]["title"]["text"] == title,
            seconds,
            messages=False,
        )
        view: Json = state["views"][-1]
        return view

    # Writing

    async def say(self, text: str, *, thread_ts: str | None = None, channel: str | None = None) -> str:
        """Sends a message (in the app's DM, unless a channel is named); answers its ts."""
        body = {"text": text, **_given(thread_ts=thread_ts, channel=channel)}
        return str((await self._act("say", body))["ts"])

    async def edit(self, ts: str, text: str, *, channel: str | None = None) -> None:
        await self._act("edit", {"channel": channel or await self.dm(), "ts": ts, "text": text})

    async def delete(self, ts: str, *, channel: str | None = None) -> None:
        await self._act("delete", {"channel": channel or await self.dm(), "ts": ts})

    async def read(self, channel: str | None = None) -> None:
        """Reads a conversation: nothing of it is unread any more."""
        await self._act("read", {"channel": channel or await self.dm()})

    # Acting

    async def press(
        self,
        label: str | None = None,
        *,
        action_id: str | None = None,
        block_id: str | None = None,
        value: str | None = None,
        answer: Any = None,
        within: str | Json | None = None,
    ) -> Json:
        """Presses the newest element of that label (or action_id, block_id, value) that the person can reach.

        `within` is "modal", "home", "messages" or one message; without it a modal on top hides all else.
        Answers {ok, acked, status, error?}. Raises NotThere, with a list of what there is, when nothing matches.
        """
        wanted = _given(label=label, action_id=action_id, block_id=block_id, value=value)
        found = await self._find(wanted, within)
        return await self._act("press", {**found.address(), **({"answer": answer} if answer else {})})

    async def choose(self, what: str, value: Any, *, within: str | Json | None = None) -> Json:
        """Chooses in a select, picker, radio group, checkboxes or overflow, by its label, action_id or block_id.

        `value` is an option's label or value, a list of them, a date, a time, or a moment; None clears. What
        dispatches tells the app at once, what does not waits for submit.
        """
        found = await self._find({"any": what}, within)
        return await self._give(found, value)

    async def fill(self, what: str, value: Any, *, within: str | Json | None = None) -> Json:
        """Fills in an input by its label, action_id or block_id."""
        return await self.choose(what, value, within=within)

    async def upload(self, what: str, name: str, content: bytes) -> None:
        """Gives a file to the app, in a file input by its label, action_id or block_id."""
        body = {"name": name, "base64": base64.b64encode(content).decode()}
        file = await self._act("upload", body)
        await self._give(await self._find({"any": what}, "modal"), file["id"])

    async def submit(self, values: Json | None = None) -> Json:
        """Fills in the modal on top ({label or block_id or action_id: value}) and submits it.

        Answers the errors the person is shown, {block_id: sentence}; an empty dict when there are none.
        Raises NotPossible when the app does not acknowledge or answers what Slack does not take.
        """
        for what, value in (values or {}).items():
            await self.fill(what, value, within="modal")
        view = await self.modal()
        if view is None:
            raise NotThere(f"{self.id} has no modal open.")
        result = await self._act("submit", {"view_id": view["id"]})
        if "error" in result:
            raise NotPossible(result["error"])
        errors: Json = result.get("errors", {})
        return errors

    async def close(self, *, every: bool = False) -> None:
        """Closes the modal on top, or all of them."""
        view = await self.modal()
        if view is None:
            raise NotThere(f"{self.id} has no modal open.")
        await self._act("close", {"view_id": view["id"], "all": every})

    async def command(self, line: str, *, channel: str | None = None) -> Json:
        """Types a slash command with its text: "/progress 60% done"."""
        command, _, text = line.partition(" ")
        return await self._act("command", {"command": command, "text": text, **_given(channel=channel)})

    async def shortcut(self, callback_id: str, *, message: Json | None = None) -> Json:
        """Uses a shortcut; a message shortcut takes {"channel", "ts"}."""
        return await self._act("shortcut", {"callback_id": callback_id, **_given(message=message)})

    async def open_home(self, tab: str = "home") -> None:
        """Opens the app; it may draw its Home only after this returns (see `until`)."""
        await self._act("home", {"tab": tab})

    # Within

    async def _give(self, found: Named, value: Any) -> Json:
        if found.element["type"] in EXTERNAL and value is not None:
            await self._look_up(found, value)
            # The app's options are known to the simulator now, by value.
            wanted = [_option_value(found, one) for one in (value if isinstance(value, list) else [value])]
            value = wanted if isinstance(value, list) else wanted[0]
        answer = answer_for(found, _plain(value))
        act = "press" if found.dispatches else "fill"
        return await self._act(act, {**found.address(), "answer": answer})

    async def _look_up(self, found: Named, value: Any) -> None:
        for one in value if isinstance(value, list) else [value]:
            given = await self._act("options", {**found.address(), "value": str(one)})
            groups = [option for group in given["option_groups"] for option in group["options"]]
            found.offered.extend([*given["options"], *groups])

    async def _find(self, wanted: Json, within: str | Json | None) -> Named:
        state = await self._where(within)
        found = next((one for one in named_in(state, within) if one.matches(wanted)), None)
        if found is None:
            there = (
                "\n".join(f"  {one}" for one in named_in(state, within)) or "  nothing to press or fill in"
            )
            raise NotThere(f"{self.id} sees nothing that matches {wanted!r}. There is:\n{there}")
        return found

    async def _where(self, within: str | Json | None) -> Json:
        """The state, with messages only where one of them may be meant."""
        if within in (None, "modal", "home"):
            state = await self._besides_messages()
            if within or state["views"]:
                return state
        return await self.state()

    @asynccontextmanager
    async def _line(self) -> AsyncIterator[aiohttp.ClientSession]:
        if self._session:
            yield self._session
            return
        async with aiohttp.ClientSession() as own:
            yield own

    async def _act(self, call: str, body: Json) -> Json:
        async with (
            self._line() as session,
            session.post(
                f"{self._url}/control/{call}", json={"as": self.id, **self._team, **body}
            ) as response,
        ):
            return _checked(await response.json())

    async def _get(self, call: str, query: dict[str, str]) -> Json:
        async with (
            self._line() as session,
            session.get(f"{self._url}/control/{call}", params={**query, **self._team}) as response,
        ):
            return _checked(await response.json())


def _checked(answer: Json) -> Json:
    if answer.get("ok") is False:
        raise NotPossible(answer["error"])
    return answer


def _app_dm(state: Json) -> str:
    return next(str(one["id"]) for one in state["conversations"] if one["kind"] == "app_dm")


def _given(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    """Dates and times in Slack's forms."""
    if isinstance(value, datetime):
        return int(value.timestamp())
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:%H:%M}" if isinstance(value, time) else value


def _option_value(found: Named, wanted: Any) -> str:
    for option in found.offered:
        if option_label_matches(option, wanted):
            return str(option["value"])
    labels = [option["text"]["text"] for option in found.offered]
    raise NotThere(f"The app offers no {wanted!r} in {found}; it offers {labels!r}.")
