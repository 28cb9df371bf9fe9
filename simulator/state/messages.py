"""Messages and the conversations they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.shapes import Json
from simulator.state.surfaces import Surface


class Message(Surface):
    """One message: `raw` as conversations.history gives it; `only_for` is the one person who sees an ephemeral one."""

    def __init__(self, raw: Json, only_for: str | None = None) -> None:
        self.raw = raw
        self.only_for = only_for
        self.deleted = False
        super().__init__(raw.get("blocks", []))
        self._keep_blocks()

    @property
    def ts(self) -> str:
        return str(self.raw["ts"])

    @property
    def sender(self) -> str:
        return str(self.raw["user"])

    @property
    def thread(self) -> str | None:
        """The ts of the thread's first message, for a reply (and for a first message that has replies)."""
        return self.raw.get("thread_ts")

    @property
    def is_reply(self) -> bool:
        return self.thread is not None and self.thread != self.ts

    def rewrite(self, changes: Json) -> None:
        """Other text, blocks or metadata. Answers given in the message stay where the ids are the same."""
        self.raw = {**self.raw, **changes}
        self.show(self.raw.get("blocks", []), keep=True)
        self._keep_blocks()

    def _keep_blocks(self) -> None:
        if self.blocks:
            self.raw["blocks"] = self.blocks
        else:
            self.raw.pop("blocks", None)

    def seen_by(self, user_id: str) -> bool:
        return not self.deleted and self.only_for in (None, user_id)


@dataclass
class Conversation:
    """The app's DM with a person, or a group DM; messages stand in the order they came."""

    id: str
    kind: str
    members: list[str]
    created: int
    messages: list[Message] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)

    @property
    def channel_type(self) -> str:
        """What events call this kind of conversation."""
        return "mpim" if self.kind == "mpim" else "im"

    def find(self, ts: str) -> Message | None:
        """The message that stands there for everybody; deleted and ephemeral ones do not count."""
        return next(
            (one for one in self.messages if one.ts == ts and not one.deleted and not one.only_for), None
        )

    def find_for(self, user_id: str, ts: str) -> Message | None:
        """The message of that ts, if the person can see it."""
        return next((one for one in self.messages if one.ts == ts and one.seen_by(user_id)), None)

    def public(self) -> Iterator[Message]:
        """What history shows: no ephemeral messages, no deleted ones."""
        return (one for one in self.messages if not one.deleted and one.only_for is None)

    def replies(self, ts: str) -> list[Message]:
        return [one for one in self.public() if one.thread == ts and one.is_reply]

    def next_ts(self, now: float) -> str:
        """A ts for a message stored now (epoch seconds); later than every other, as ts are the messages' names."""
        last = max((_micros(one.ts) for one in self.messages[-1:]), default=0)
        micros = max(round(now * 1_000_000), last + 1)
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def _micros(ts: str) -> int:
    seconds, _, micros = ts.partition(".")
    return int(seconds) * 1_000_000 + int(micros or 0)
