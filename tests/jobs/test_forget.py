"""What pairs wrote is kept as long as their programme says, and not a day longer; counts stay."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from bot.clock import MovableClock
from bot.domain.pairs import PairState
from jobs import forget
from storage import pairs, rows
from storage.store import Store, Transaction
from storage.tables import Answer, Pair, Programme
from tests.storage.test_holdings import Planted, grow

ENDED = datetime(2027, 3, 1, 15, tzinfo=UTC)


def lived(tx: Transaction, state: PairState, months: int | None) -> Planted:
    """A pair that came to this state on 1 March 2027, in a programme that ended on the day before."""
    planted = grow(tx)
    here = Pair.id == planted.pair
    tx.execute(update(Pair).where(here).values(state=state, state_since=ENDED, erased_at=None))
    tx.execute(
        update(Programme)
        .where(Programme.id == planted.ids["programmes"])
        .values(keeps_months=months, ends_on=date(2027, 2, 28))
    )
    return planted


async def kept(store: Store, planted: Planted) -> tuple[int, str]:
    """Return how many answers there are, and where the pair stands."""
    return await store.read(
        lambda tx: (
            rows.count(tx, Answer, Answer.workspace_id == planted.ws),
            str(pairs.get(tx, planted.ws, planted.pair).state),
        )
    )


@pytest.mark.parametrize(
    ("state", "months", "before", "after", "becomes"),
    [
        (PairState.COMPLETED, None, "2028-03-01T14:59", "2028-03-01T15:00", "completed"),
        (PairState.ENDED, 6, "2027-09-01T14:59", "2027-09-01T15:00", "ended"),
        (PairState.DECLINED, 36, "2030-03-01T14:59", "2030-03-01T15:00", "declined"),
        # What never got under way is counted from its programme's last day and the two weeks after it.
        (PairState.AGREEING, 12, "2028-03-14T23:59", "2028-03-15T00:00", "ended"),
    ],
)
async def test_words_go_when_their_time_is_over_and_not_before(
    store: Store, state: PairState, months: int | None, before: str, after: str, becomes: str
) -> None:
    planted = await store.run(lambda tx: lived(tx, state, months))
    clock = MovableClock(datetime.fromisoformat(f"{before}+00:00"), flows=False)
    assert (await forget.tick(store, clock), await kept(store, planted)) == (0, (2, state))
    clock.move_to(datetime.fromisoformat(f"{after}+00:00"))
    assert (await forget.tick(store, clock), await kept(store, planted)) == (1, (0, becomes))
    assert await forget.tick(store, clock) == 0
