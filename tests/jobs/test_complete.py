"""A pair comes to its end two weeks after its programme's last day, when that day is over on every clock on earth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.pairs import PairState
from jobs import complete
from storage import endings, pairs
from tests.jobs.office import Office

# The programme of the office ends on 31 December: the fourteenth day after it is 14 January.
COMES = datetime(2028, 1, 15, 12, tzinfo=UTC)


async def test_a_pair_is_completed_at_that_instant_and_not_a_second_sooner(work: Office) -> None:
    async def state() -> PairState:
        return (await work.store.read(lambda tx: pairs.get(tx, work.ws, work.pair))).state

    assert await work.store.read(endings.next_end) == COMES
    work.clock.move_to(COMES - timedelta(seconds=1))
    assert (await complete.tick(work.store, work.clock), await state()) == (0, PairState.ACTIVE)
    work.clock.move_to(COMES)
    assert (await complete.tick(work.store, work.clock), await state()) == (1, PairState.COMPLETED)
    assert await work.store.read(endings.next_end) is None
