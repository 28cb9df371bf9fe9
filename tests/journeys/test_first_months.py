"""From the introduction of two people to their third check-in, over the night on which Europe's clocks change."""

from __future__ import annotations

from tests.village import Village


async def test_a_pair_lives_from_introduction_to_third_check_in_across_the_clock_change(
    town: Village,
) -> None:
    await town.agree()
    for one in town.posts():
        print(one)
    await town.go_to(2027, 5, 1)
    for one in town.posts():
        print(one)
    assert False
