"""Repeats: events that had their effect lately, so that Slack's sending one again costs no look at the database."""

from __future__ import annotations

from collections import OrderedDict

# Of a busy workspace some hours, in about two megabytes.
MOST = 10_000


class Repeats:
    """What this process remembers; of whatever else is sent again, the table of events tells that it is known.

    Only an event whose effect is committed may be kept: one that is known here is dropped unread.
    """

    def __init__(self, most: int = MOST) -> None:
        """The oldest are forgotten first where there are more than `most`."""
        self._most = most
        self._kept: OrderedDict[tuple[str, str], None] = OrderedDict()

    def knows(self, team_id: str, event_id: str | None) -> bool:
        """Tell whether an event had its effect; one without an id is always new."""
        return event_id is not None and (team_id, event_id) in self._kept

    def keep(self, team_id: str, event_id: str | None) -> None:
        """Remember an event whose effect is committed."""
        if event_id is None:
            return
        self._kept[team_id, event_id] = None
        self._kept.move_to_end((team_id, event_id))
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
