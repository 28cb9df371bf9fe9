"""People who act in the simulated workspace: they press, type, command, open forms and submit them."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from bot.domain.check_ins import Mood
from bot.prompts.asking import FORM, PRESSES, WRITE
from simulator import Simulator
from simulator.people import launch, submit, talk, touch
from simulator.shapes import Json
from simulator.state.messages import Message
from simulator.state.surfaces import elements
from simulator.state.views import View

Act = Callable[[], Awaitable[object]]
# How often each act comes, of a hundred.
SHARES = {"press": 32, "progress": 20, "form": 14, "submit": 14, "say": 12, "home": 4, "trellis": 4}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A check-in that stands unanswered in somebody's conversation."""

    user_id: str
    channel: str
    ts: str
    block_id: str

    def button(self, action_id: str) -> Json:
        """One of its buttons, as the control API names it."""
        place = {"type": "message", "channel": self.channel, "ts": self.ts}
        return {
            "as": self.user_id,
            "container": place,
            "block_id": self.block_id,
            "action_id": action_id,
        }


class Crowd:
    """Everybody in the workspace; each act is another person's turn, and each check-in is answered once."""

    def __init__(self, simulator: Simulator, dice: random.Random) -> None:
        self._world = simulator.world
        self._workspace = simulator.world.workspace(None)
        self._dice = dice
        self._prompts = prompts(simulator)
        dice.shuffle(self._prompts)
        self._mentees = sorted({prompt.user_id for prompt in self._prompts})
        self._everybody = [one.id for one in self._workspace.accounts.values() if not one.is_bot]
        self._sent: set[str] = set()
        self._turn = 0

    def acts(self) -> Iterator[Act]:
        """Yield acts without end, in each hundred of them as many of a kind as its share says."""
        known: dict[str, Act] = {
            "press": self._press,
            "progress": self._progress,
            "form": self._form,
            "submit": self._submit,
            "say": self._say,
            "home": self._home,
            "trellis": self._trellis,
        }
        while True:
            batch = [known[kind] for kind, share in SHARES.items() for _ in range(share)]
            self._dice.shuffle(batch)
            yield from batch

    async def _press(self) -> None:
        """Answer a check-in with its button: a transaction that rewrites it and tells the mentor."""
        mood = PRESSES[self._dice.randrange(len(Mood))]
        await touch.press(self._world, self._workspace, self._prompts.pop().button(mood))

    async def _form(self) -> None:
        """Open the form in which a check-in is answered in words."""
        await touch.press(self._world, self._workspace, self._prompts.pop().button(WRITE))

    async def _submit(self) -> None:
        """Send a form that is open; where none is, open one."""
        view = next(self._open_forms(), None)
        if view is None:
            await self._form()
            return
        self._sent.add(view.id)
        values = {"note": {"text": "We talked about the plan."}}
        body = {"as": view.user_id, "view_id": view.id, "values": values}
        await submit.submit(self._world, self._workspace, body)

    async def _say(self) -> None:
        """Type: the answer to a check-in in its thread, or a line of progress."""
        if self._dice.random() < 0.5:
            prompt = self._prompts.pop()
            body = {"as": prompt.user_id, "text": "The pilot slipped a week.", "thread_ts": prompt.ts}
        else:
            body = {"as": self._next(self._mentees), "text": "progress: 40% the outline stands"}
        await talk.say(self._world, self._workspace, body)

    async def _progress(self) -> None:
        body = {"as": self._next(self._mentees), "command": "/progress", "text": "60% finished a chapter"}
        await launch.command(self._world, self._workspace, body)

    async def _trellis(self) -> None:
        body = {"as": self._next(self._everybody), "command": "/trellis"}
        await launch.command(self._world, self._workspace, body)

    async def _home(self) -> None:
        await launch.home(self._world, self._workspace, {"as": self._next(self._everybody)})

    def _next(self, people: list[str]) -> str:
        self._turn += 1
        return people[self._turn % len(people)]

    def _open_forms(self) -> Iterator[View]:
        for stack in self._workspace.modals.values():
            yield from (view for view in stack if _is_form(view) and view.id not in self._sent)


def prompts(simulator: Simulator) -> list[Prompt]:
    """Find every check-in that can be answered with a button."""
    conversations = simulator.world.workspace(None).conversations.values()
    found = []
    for conversation in conversations:
        for message in conversation.public():
            block_id = _buttons_of(message)
            if block_id:
                found.append(Prompt(conversation.members[0], conversation.id, message.ts, block_id))
    return found


def _buttons_of(message: Message) -> str | None:
    shown = (block["block_id"] for block, one in elements(message.blocks) if one["action_id"] == PRESSES[0])
    return next(shown, None)


def _is_form(view: View) -> bool:
    return view.settings.get("callback_id") == FORM
