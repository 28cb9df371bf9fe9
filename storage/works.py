"""Units of work: functions of a transaction, and what became of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from sqlalchemy import Connection
from sqlalchemy.engine import Result
from sqlalchemy.engine.result import FilterResult

from storage.transaction import Transaction

if TYPE_CHECKING:
    from bot.ports import Vault

Function: TypeAlias = Callable[[Transaction], Any]
Pause: TypeAlias = Callable[[], object]


@dataclass(slots=True)
class Outcome:
    """What a work answered, or why it failed; `callbacks` follow its commit, and `calls` goes with it."""

    value: Any = None
    error: BaseException | None = None
    callbacks: Sequence[Callable[[], object]] = field(default=())
    calls: bool = False


class Begun(NamedTuple):
    """Works that have run; where `durable` is False, what went well is still to be kept."""

    outcomes: list[Outcome]
    durable: bool = False


class Database(Protocol):
    """What a store needs of a database. One thread at a time writes, and as many as `readers` read."""

    readers: int
    # Whether what is short may run where one is, since no statement waits for a network.
    is_at_hand: bool

    def check(self) -> None:
        """Connect once; raises DatabaseUnreachable."""

    def write(self, works: Sequence[Function]) -> list[Outcome]:
        """Run and commit `works`, and say what became of each, in their order. Never raises."""

    def begin(self, works: Sequence[Function]) -> Begun | None:
        """Run `works` at once, and keep nothing yet; None where they are to be written instead: it could take long.

        What is not durable is to be kept before anything else is begun or written. Never raises.
        """

    def keep(self, begun: Begun) -> list[Outcome]:
        """Commit what was begun, and say what became of each work, in their order. Never raises."""

    def read(self, work: Function, pause: Pause | None = None) -> Any:
        """Run a work that only looks, on one consistent snapshot; it calls `pause` before each statement."""

    def close(self) -> None:
        """Close every connection."""


def perform(
    work: Function, connection: Connection, vault: Vault, *, writes: bool, pause: Pause | None = None
) -> Outcome:
    """Run `work` on `connection`; raises what it raises, and TypeError when its answer needs a database still."""
    return carry_out(work, Transaction(connection, vault, writes=writes, pause=pause))


def carry_out(work: Function, transaction: Transaction) -> Outcome:
    """Run `work` as `perform` does, in a transaction that ends with it."""
    try:
        value = work(transaction)
    finally:
        transaction.end()
    _refuse_unfinished(work, value)
    return Outcome(value, callbacks=transaction.callbacks, calls=transaction.calls)


def failed(works: Sequence[object], error: BaseException) -> list[Outcome]:
    """Say of all `works` that they failed by `error`."""
    return [Outcome(error=error) for _ in works]


def _refuse_unfinished(work: Function, value: object) -> None:
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        raise TypeError(
            f"{_name(work)} is asynchronous: a work is a plain function, since it must not wait inside a transaction"
        )
    if isinstance(value, Result | FilterResult):
        raise TypeError(
            f"{_name(work)} returned a result that is not read yet: return its rows, the transaction is over"
        )


def _name(work: Function) -> str:
    """Name a work; to write out one that is no plain function writes out all that it holds, and takes long."""
    named: str | None = getattr(work, "__qualname__", None)
    return named or repr(work)
