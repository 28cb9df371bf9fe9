"""Open Homes: whose were drawn here lately, and which of them what somebody did may have changed."""

from __future__ import annotations

from asyncio import TimerHandle, get_running_loop
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

# Slack does not tell when somebody looks elsewhere: after so long they do, and opening it draws it anew.
MINUTES = 10
# Together some megabytes. The oldest are forgotten first: they show the present when they are opened again.
MOST_TEAMS = 200
MOST_OF_A_TEAM = 100


@dataclass(slots=True)
class _Drawn:
    """When a Home was drawn (seconds of the loop's clock), and what it showed, if that is known."""

    at: float
    shows: int | None = None


@dataclass(slots=True)
class _Team:
    drawn: OrderedDict[str, _Drawn] = field(default_factory=OrderedDict)
    # Who acted, by Slack's id, and whom that touched, by ours.
    acted: dict[str, set[int]] = field(default_factory=dict)
    # Whose Home is to be drawn again, and could not yet.
    left: set[str] = field(default_factory=set)
    timer: TimerHandle | None = None
    rests_until: float = 0.0


class Homes:
    """What this process remembers, by Slack's ids of workspace and person; nothing of it is written down.

    Times are seconds of the event loop's clock, which no rehearsal moves.
    """

    def __init__(self) -> None:
        self._teams: OrderedDict[str, _Team] = OrderedDict()
        self._closed = False

    def drawing(self, team_id: str, user_id: str, now: float) -> None:
        """Somebody's Home is about to be drawn."""
        team = self._teams.setdefault(team_id, _Team())
        self._teams.move_to_end(team_id)
        team.drawn[user_id] = _Drawn(now)
        team.drawn.move_to_end(user_id)
        if len(team.drawn) > MOST_OF_A_TEAM:
            team.drawn.popitem(last=False)
        if len(self._teams) > MOST_TEAMS:
            _stop(self._teams.popitem(last=False)[1])

    def drew(self, team_id: str, user_id: str, view: dict[str, Any]) -> None:
        """Somebody's Home shows this now."""
        if found := self._of(team_id).drawn.get(user_id):
            found.shows = hash(repr(view))

    def shows(self, team_id: str, user_id: str, view: dict[str, Any]) -> bool:
        """Tell whether somebody's Home shows just this, or is known here no more."""
        found = self._of(team_id).drawn.get(user_id)
        return found is None or found.shows == hash(repr(view))

    def forget(self, team_id: str, user_id: str) -> None:
        """Somebody's Home is not drawn again until it is opened."""
        team = self._of(team_id)
        team.drawn.pop(user_id, None)
        team.left.discard(user_id)

    def open(self, team_id: str, now: float) -> set[str]:
        """Return whose Home was drawn lately; those of before are forgotten."""
        drawn = self._of(team_id).drawn
        while drawn and next(iter(drawn.values())).at < now - 60 * MINUTES:
            drawn.popitem(last=False)
        return set(drawn)

    def acted(self, team_id: str, user_id: str, touched: Iterable[int]) -> None:
        """Note that somebody did something, and whom it touched by our ids."""
        self._of(team_id).acted.setdefault(user_id, set()).update(touched)

    def take(self, team_id: str) -> tuple[dict[str, set[int]], set[str]]:
        """Return what was noted since, and whose Home was left; both are taken away."""
        team = self._of(team_id)
        taken = team.acted, team.left
        team.acted, team.left = {}, set()
        return taken

    def leave(self, team_id: str, names: Iterable[str]) -> None:
        """Keep for the next time whose Home could not be drawn again yet."""
        self._of(team_id).left.update(names)

    def later(self, team_id: str, now: float, delay: float, begin: Callable[[], object]) -> None:
        """Call `begin` after so many seconds, and not while the workspace rests; what waits already is enough."""
        team = self._of(team_id)
        if team.timer or self._closed:
            return

        def ring() -> None:
            team.timer = None
            begin()

        team.timer = get_running_loop().call_at(max(now + delay, team.rests_until), ring)

    def rest(self, team_id: str, until: float) -> None:
        """Let nobody's Home in a workspace be drawn again before a time."""
        self._of(team_id).rests_until = until

    def close(self) -> None:
        """Draw nothing again any more."""
        self._closed = True
        for team in self._teams.values():
            _stop(team)

    def _of(self, team_id: str) -> _Team:
        return self._teams.get(team_id) or _Team()


def _stop(team: _Team) -> None:
    if team.timer:
        team.timer.cancel()
