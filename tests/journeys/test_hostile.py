"""Whatever is malformed, hostile or random is answered without an error of ours, and nothing of it is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.hostile.house import house
from tests.hostile.siege import besiege
from tests.past import Memory

NUMBER = 1_200


async def test_twelve_hundred_attacks_do_nothing(signed_past: tuple[Path, Memory], tmp_path: Path) -> None:
    folder, memory = signed_past
    shutil.copy(folder / "trellis.db", tmp_path)
    async with house(tmp_path, memory) as home:
        outcome = await besiege(home, NUMBER, 5)
    assert outcome.wrong == []
    assert outcome.total >= NUMBER
    # They got as far as they were meant to: some to the gate, some to a handler.
    assert {status for _, status in outcome.answered} >= {"200", "400", "401", "404", "405", "413"}
