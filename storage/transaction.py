"""A transaction: what a unit of work reads and writes through."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, TypeVarTuple, cast, overload

from sqlalchemy import Connection, CursorResult, Executable, FromClause, ScalarResult, Table
from sqlalchemy.dialects import sqlite

from storage.prepared import Prepared
from storage.quick import QUICK, Asked, Quick, read_rows

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.sql.selectable import TypedReturnsRows

    from bot.ports import Vault

Row: TypeAlias = Mapping[str, Any]
Parameters: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]]
DialectName: TypeAlias = Literal["sqlite", "postgresql"]
Insert: TypeAlias = "sqlite.Insert | postgresql.Insert"
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def inserting(dialect: DialectName, table: Table) -> Insert:
    """Begin an INSERT that knows what both databases do on a conflict."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    # It brings the dialects of four drivers along, for which a start on SQLite would wait.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


class Transaction:
    """One unit of work's hold on the database. It ends when the work returns, and cannot be used after.

    `vault` seals and opens free text; `dialect` is "sqlite" or "postgresql". One that is not `alone` asks in company
    (storage.together), where a question about one table is asked once for all, and one about two for each.
    """

    alone = True

    def __init__(
        self,
        connection: Connection,
        vault: Vault,
        *,
        writes: bool,
        pause: Callable[[], object] | None = None,
    ) -> None:
        self.vault = vault
        self.dialect = cast("DialectName", connection.dialect.name)
        self.callbacks: list[Callable[[], object]] = []
        # Whether it owes something by now.
        self.calls = False
        # Who was seen to be in which pair (workspace, pair, person): nobody leaves one, so one look is enough.
        self.members: set[tuple[int, int, int]] = set()
        # What was looked for in here and has no answer yet (of storage.answers); only this transaction can give one.
        self.unanswered: set[Hashable] = set()
        self._writes = writes
        self._pause = pause
        self._connection: Connection | None = connection
        self._quick: Quick | None = connection.info.get(QUICK)

    def rows(self, kept: Prepared) -> list[Row]:
        """Run a kept statement; returns its rows, each by the names of its columns."""
        if (quick := self._at_hand(kept)) and (plan := quick.plan(kept)):
            return quick.rows(plan, kept.values)
        return [cast("Row", row._mapping) for row in self._live.execute(kept.statement, kept.values)]

    def rows_of_each(self, some: Sequence[Prepared]) -> list[list[Row]]:
        """Run kept statements that only look; returns the rows of each. Where a server answers, they go together."""
        if len(some) > 1 and self.dialect == "postgresql":
            quick = next(reversed([self._at_hand(one) for one in some]))
            plans = [quick.plan(one) for one in some] if quick else []
            asked = [
                Asked(plan, one.values, read_rows) for plan, one in zip(plans, some, strict=False) if plan
            ]
            if quick and len(asked) == len(some):
                return quick.several(asked)
        return [self.rows(one) for one in some]

    def both(self, kept: Prepared) -> list[tuple[Row, Row]]:
        """Run a kept statement over two tables; returns its rows as the row of each."""
        if (quick := self._at_hand(kept)) and (plan := quick.plan(kept)):
            return quick.both(plan, kept.values)
        raise TypeError("a statement over two tables is kept, and runs on a connection of the store's")

    def row(self, kept: Prepared) -> Row | None:
        """Run a kept statement; returns its first row, or None where it has none."""
        if (quick := self._at_hand(kept)) and (plan := quick.plan(kept)):
            return quick.row(plan, kept.values)
        found = self._live.execute(kept.statement, kept.values).first()
        return None if found is None else cast("Row", found._mapping)

    def add(self, kept: Prepared) -> int | None:
        """Run a kept INSERT that answers with the id of its row; returns that, or None where it added none."""
        if (quick := self._at_hand(kept)) and (plan := quick.plan(kept)):
            return quick.add(plan, kept.values)
        found: int | None = self._live.scalar(kept.statement, kept.values)
        return found

    def change(self, kept: Prepared) -> int:
        """Run a kept statement that writes; returns how many rows it changed."""
        if (quick := self._at_hand(kept)) and (plan := quick.plan(kept)):
            return quick.count(plan, kept.values)
        return int(self._live.execute(kept.statement, kept.values).rowcount)

    def note(self, kept: Prepared) -> None:
        """Run a kept statement that writes; it may run with the next one, as nobody asks what it did."""
        if (quick := self._at_hand(kept)) and (plan := quick.plan(kept)):
            quick.note(plan, kept.values)
        else:
            self._live.execute(kept.statement, kept.values)

    def change_each(self, kept: Prepared, every: Sequence[Mapping[str, Any]]) -> None:
        """Run a kept statement that writes and returns nothing once for each set of values, of which `kept` has one."""
        if (quick := self._at_hand(kept)) and (plan := quick.plan(kept)):
            quick.run_each(plan, every)
        else:
            self._live.execute(kept.statement, every)

    @overload
    def execute(
        self, statement: TypedReturnsRows[*Ts], parameters: Parameters | None = None
    ) -> CursorResult[*Ts]: ...

    @overload
    def execute(
        self, statement: Executable, parameters: Parameters | None = None
    ) -> CursorResult[*tuple[Any, ...]]: ...

    def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any]:
        """Run a statement of SQLAlchemy Core, once for each set of parameters."""
        return self._on(statement).execute(statement, parameters)

    @overload
    def scalar(
        self, statement: TypedReturnsRows[T], parameters: Mapping[str, Any] | None = None
    ) -> T | None: ...

    @overload
    def scalar(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any: ...

    def scalar(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any:
        """Return the first column of the first row, or None when there is no row."""
        return self._on(statement).scalar(statement, parameters)

    @overload
    def scalars(
        self, statement: TypedReturnsRows[T], parameters: Parameters | None = None
    ) -> ScalarResult[T]: ...

    @overload
    def scalars(self, statement: Executable, parameters: Parameters | None = None) -> ScalarResult[Any]: ...

    def scalars(self, statement: Executable, parameters: Parameters | None = None) -> ScalarResult[Any]:
        """Return the first column of every row."""
        return self._on(statement).scalars(statement, parameters)

    def insert(self, table: Table | FromClause | type[Any]) -> Insert:
        """Begin an INSERT that knows on_conflict_do_nothing and on_conflict_do_update, which both databases share."""
        return inserting(self.dialect, cast("Table", table))

    def after_commit(self, callback: Callable[[], object]) -> None:
        """Call `callback` on the event loop once what this work wrote is durable, and before its caller goes on.

        It is forgotten when the work fails, when the commit fails, and when the work is run again (which may ask anew).
        Raises TypeError in a read, which has no commit.
        """
        if not self._writes:
            raise TypeError("a read commits nothing, so nothing can follow its commit: use store.run")
        self.callbacks.append(callback)

    def call(self) -> None:
        """Let whoever works look at the ledger once this is durable, be it another process than this one."""
        self.calls = True

    def end(self) -> None:
        """Let go of the connection: it belongs to the next work."""
        self._connection = self._quick = self._pause = None

    def pause(self) -> None:
        """Give way to whoever waits, where nobody waits for this work; what computes for long calls it now and then."""
        if self._pause:
            self._pause()

    def _at_hand(self, _kept: Prepared) -> Quick | None:
        """Return what runs kept statements, which this one is to run on."""
        if self._quick:
            self.pause()
        return self._quick

    def _on(self, _statement: Executable) -> Connection:
        """Return SQLAlchemy's connection, on which a statement is to run."""
        return self._live

    @property
    def _live(self) -> Connection:
        if self._connection is None:
            raise RuntimeError(
                "this transaction has ended: use it inside its work only, and return values from there"
            )
        if self._quick:
            # What SQLAlchemy runs comes after what was noted before.
            self._quick.flush()
        return self._connection
