"""What handlers and jobs ask the database is found by an index, however much stands there: whole stories, on SQLite."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

from storage.quick import Plan, Quick, SqliteQuick
from tests.journeys import test_closures, test_conversation, test_three_months, test_withdrawing
from tests.village import Village, village

Asked = dict[str, Any]
STORIES: tuple[Callable[[Village], Awaitable[None]], ...] = (
    test_closures.test_a_pair_that_had_not_begun_is_let_go_and_what_was_asked_waits_for_nothing,
    test_conversation.test_editing_the_message_edits_the_answer_and_deleting_it_takes_it_back,
    test_withdrawing.test_a_question_is_asked_no_more_and_can_be_asked_anew,
)
# Tables of which a database holds few rows, or a few for each workspace, and what SQLite makes itself.
SMALL = {
    "CONSTANT",
    "alembic_version",
    "busy",
    "installations",
    "invitation_lists",
    "programmes",
    "rate_slots",
    "seals",
    "sqlite_master",
    "workspaces",
}
# Read whole four times a day, by tests/storage/test_plans.py; and at the start, the first and the last sealed value.
RARE = ("coalesce(programmes.keeps_months, ?)",)
SEALED = re.compile(
    r"SELECT (\w+)\.\w+ \nFROM \1 \nWHERE \1\.\w+ IS NOT NULL ORDER BY \1\.id( DESC)?\n LIMIT .*"
)
# Through all of a workspace, or of a state: few are under way or leased, and who coordinates or looked, and what waits
# when a pair ends (docs/decisions.md), is asked now and then.
THROUGH = re.compile(r"\((workspace_id=\?|state=\?|workspace_id=\? AND state=\?)\)$")
THROUGH_FEW = {"amendments", "audit_log", "leased", "enrolments"}
NOW_AND_THEN = ("SELECT min(deliveries.lease_until)", "UPDATE deliveries SET state=?, reason=?")
# Without them a message, a press or a typed word takes as long as there is much.
NEEDED = (
    "ix_answers_typed",
    "ix_deliveries_due",
    "ix_deliveries_posted",
    "ix_deliveries_waiting",
    "ix_drafts_workspace_id_person_id",
    "ix_pair_members_workspace_id_person_id",
    "ix_pairs_paused",
    "ix_pairs_workspace_id_programme_id_state",
    "ix_questions_open",
    "ix_questions_workspace_id_delivery_id",
    "ix_schedules_due",
    "ix_schedules_workspace_id_person_id",
    "ix_sessions_workspace_id_pair_id",
)


@contextmanager
def hearing(patch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Hear each statement that SQLite is given, by the driver's cursor or by SQLAlchemy, with values of once."""
    heard: Asked = {}
    run, each = Quick._execute, Quick.run_each

    def execute(self: Quick, sql: str, given: Any) -> Any:
        heard.setdefault(sql, given)
        return run(self, sql, given)

    def execute_each(self: Quick, plan: Plan, every: Any) -> None:
        heard.setdefault(plan.sql, self._given(plan, every[0]))
        each(self, plan, every)

    def before(_connection: Any, _cursor: Any, sql: str, given: Any, _context: Any, many: bool) -> None:
        heard.setdefault(sql, given[0] if many else given)

    patch.setattr(SqliteQuick, "_execute", execute)
    patch.setattr(SqliteQuick, "run_each", execute_each)
    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", before)


def read_through(path: Path, heard: Asked) -> set[tuple[str, str]]:
    """Return by which steps statements go through a large table, or all of a workspace in one: step and statement."""
    found = set()
    with closing(sqlite3.connect(path)) as connection:
        for sql, given in heard.items():
            if not re.match(r"(SELECT|UPDATE|DELETE|WITH|INSERT)\b", sql.lstrip("( ")):
                continue
            for *_, told in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given):
                if _is_slow(told, sql):
                    found.add((told, sql))
    return found


def _is_slow(told: str, sql: str) -> bool:
    step = re.match(r"(SCAN|SEARCH) (\w+)", told)
    if step is None or step[2] in SMALL or step[2].startswith("anon_"):
        return False
    if step[1] == "SCAN":
        return not SEALED.match(sql) and not any(one in sql for one in RARE)
    return bool(THROUGH.search(told)) and step[2] not in THROUGH_FEW and not sql.startswith(NOW_AND_THEN)


@pytest.fixture
async def lived(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Asked]:
    """What was asked in three months of a pair and in a few shorter stories, and a file to ask how it is found."""
    three_months = test_three_months.test_a_pair_lives_three_months_and_the_bot_is_started_anew_between
    with hearing(monkeypatch) as heard:
        await three_months(tmp_path, sqlite_url)
        for number, story in enumerate(STORIES):
            (tmp_path / str(number)).mkdir()
            async with village(tmp_path / str(number)) as town:
                await story(town)
    path = make_url(sqlite_url).database
    assert path
    return Path(path), heard


async def test_nobody_waits_for_a_large_table_to_be_read_and_a_lost_index_is_noticed(
    lived: tuple[Path, Asked], tmp_path: Path
) -> None:
    path, heard = lived
    assert read_through(path, heard) == set()
    missed = []
    for name in NEEDED:
        without = Path(shutil.copy(path, tmp_path / "without.db"))
        with closing(sqlite3.connect(without)) as connection:
            connection.execute(f"DROP INDEX {name}")
            connection.commit()
        if not read_through(without, heard):
            missed.append(name)
    assert missed == []
