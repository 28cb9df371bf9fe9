"""How fast Slack lets an app call: token buckets per method, and one per channel for posting (SLACK.md 1.7)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from simulator.triggers import real_time

# Calls a minute for each of Slack's tiers.
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
POSTS_PER_MINUTE = 300
SPECIAL_PER_MINUTE = 600
CHANNEL_PER_MINUTE = 60


@dataclass
class Bucket:
    """Fills at `per_minute`, holds `burst`."""

    per_minute: float
    burst: float
    level: float
    filled_at: float

    def take(self, now: float) -> float:
        """Takes one; answers 0, or the seconds until there is one."""
        self.level = min(self.burst, self.level + (now - self.filled_at) * self.per_minute / 60)
        self.filled_at = now
        if self.level >= 1:
            self.level -= 1
            return 0.0
        return (1 - self.level) * 60 / self.per_minute


class Pace:
    """One bucket for each method in each team, and for each channel that is posted to."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, ...], Bucket] = {}

    def wait(self, team_id: str, method: str, tier: int | None, channel: object) -> int:
        """0 when the call may pass, else the whole seconds of Retry-After. Tier None is Slack's "special"."""
        now = real_time()
        waits = [self._bucket((team_id, method), *self._rate(method, tier)).take(now)]
        if method == "chat.postMessage" and isinstance(channel, str):
            waits.append(self._bucket((team_id, "channel", channel), CHANNEL_PER_MINUTE, 4).take(now))
        return math.ceil(max(waits))

    def _rate(self, method: str, tier: int | None) -> tuple[float, float]:
        if method == "chat.postMessage":
            return POSTS_PER_MINUTE, 60
        per_minute = SPECIAL_PER_MINUTE if tier is None else TIERS[tier]
        return per_minute, max(10, per_minute / 4)

    def _bucket(self, key: tuple[str, ...], per_minute: float, burst: float) -> Bucket:
        if key not in self._buckets:
            self._buckets[key] = Bucket(per_minute, burst, burst, real_time())
        return self._buckets[key]
