"""The people of a workspace: each Slack has its own, though they were told to several."""

from __future__ import annotations

from bot import manifest
from simulator import Account, Simulator


def test_what_becomes_of_somebody_in_one_slack_is_unknown_in_another() -> None:
    told = [Account(id="UMENTEE", name="ines")]
    one, other = (Simulator(manifest=manifest.load(), accounts=told) for _ in range(2))
    one.world.workspace(None).accounts["UMENTEE"].dnd_end = 4
    assert other.world.workspace(None).accounts["UMENTEE"].dnd_end == 0
    assert told[0].dnd_end == 0
