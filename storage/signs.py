"""Signs of life of a programme's pairs, of what both can see: when the latest was, and neither whose nor what."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, union_all

from bot.domain.attention import Signs
from bot.domain.audience import Audience
from bot.domain.cadence import Cadence
from bot.domain.pairs import PairState
from bot.domain.rhythm import CHECK_IN
from bot.domain.sessions import SessionState
from storage.tables import Amendment, Answer, Goal, Pair, Progress, Schedule, Session
from storage.transaction import Transaction

# Of a session that one proposed its proposal counts, and of one that both agreed on its beginning.
TO_BE_HELD = (SessionState.AGREED, SessionState.MET)


def of_programme(tx: Transaction, workspace_id: int, programme_id: int) -> dict[int, Signs]:
    """Return the signs of each pair of a programme that is under way.

    What somebody answers in private is no sign, so that nobody can tell from one that there was an answer.
    """
    under_way = (
        Pair.workspace_id == workspace_id,
        Pair.programme_id == programme_id,
        Pair.state == PairState.ACTIVE,
    )
    theirs = select(Pair.id).where(*under_way)
    every = union_all(
        select(Session.pair_id.label("pair_id"), Session.created_at.label("at")).where(
            Session.workspace_id == workspace_id, Session.pair_id.in_(theirs)
        ),
        select(Session.pair_id, Session.starts_at).where(
            Session.workspace_id == workspace_id, Session.pair_id.in_(theirs), Session.state.in_(TO_BE_HELD)
        ),
        select(Answer.pair_id, Answer.answered_at).where(
            Answer.workspace_id == workspace_id,
            Answer.pair_id.in_(theirs),
            Answer.audience == Audience.PAIR,
            Answer.withdrawn_at.is_(None),
        ),
        select(Goal.pair_id, Progress.logged_at)
        .join(Progress, (Progress.workspace_id == Goal.workspace_id) & (Progress.goal_id == Goal.id))
        .where(Goal.workspace_id == workspace_id, Goal.pair_id.in_(theirs), Progress.withdrawn_at.is_(None)),
        select(Amendment.pair_id, Amendment.proposed_at).where(
            Amendment.workspace_id == workspace_id, Amendment.pair_id.in_(theirs)
        ),
    ).subquery()
    latest_of = select(every.c.pair_id, func.max(every.c.at)).group_by(every.c.pair_id)
    latest = {pair_id: at for pair_id, at in tx.execute(latest_of)}  # noqa: C416 - mypy takes a result for no pairs
    agreed = select(Schedule.pair_id, Schedule.every, Schedule.unit).where(
        Schedule.workspace_id == workspace_id, Schedule.pair_id.in_(theirs), Schedule.kind == CHECK_IN
    )
    intervals = {
        pair_id: timedelta(days=Cadence(number, "month" if unit == "month" else "week").mean_days)
        for pair_id, number, unit in tx.execute(agreed)
    }
    return {id_: Signs(latest.get(id_), intervals.get(id_)) for id_ in tx.scalars(theirs)}
