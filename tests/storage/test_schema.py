"""The tables keep their promises: each row in its workspace, each free text sealed, no id given twice."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    text,
)

import storage
from bot.domain.audience import Audience
from storage import rows, workspaces
from storage.store import Store, Transaction
from storage.tables import Base
from storage.tables import Workspace as WorkspaceTable
from storage.types import Sealed, Secret
from storage.urls import normalise

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
TABLES = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
tables = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)

# Every column that holds plain letters, and why they need no seal.
SLACKS = "an id or a timestamp of Slack's"
OURS = "one word of ours"
PLAIN = {
    "agreements.hash": "a fingerprint that tells nothing of its text",
    "agreements.state": OURS,
    "agreements.words_version": "a fingerprint of the language files",
    "amendments.clause": OURS,
    "amendments.hash": "a fingerprint that tells nothing of its text",
    "amendments.state": OURS,
    "amendments.words_version": "a fingerprint of the language files",
    "answers.audience": OURS,
    "answers.occasion": "our ids and ISO dates",
    "answers.question": OURS,
    "answers.source_ts": SLACKS,
    "audit_log.action": OURS,
    "audit_log.subject": "our ids",
    "clauses.clause": OURS,
    "deliveries.channel": SLACKS,
    "deliveries.delivery_class": OURS,
    "deliveries.key": "our ids and ISO dates",
    "deliveries.kind": OURS,
    "deliveries.occasion": "our ids and ISO dates",
    "deliveries.reason": OURS,
    "deliveries.reason_audience": OURS,
    "deliveries.state": OURS,
    "deliveries.subject": "our ids",
    "deliveries.token": "random",
    "deliveries.ts": SLACKS,
    "drafts.source_ts": SLACKS,
    "enrolments.role": OURS,
    "goals.closed_as": OURS,
    "inbound_events.event_id": SLACKS,
    "installations.app_id": SLACKS,
    "installations.bot_id": SLACKS,
    "installations.enterprise_id": SLACKS,
    "installations.installed_by": SLACKS,
    "invitation_lists.view_id": SLACKS,
    "pair_members.role": OURS,
    "pairs.channel": SLACKS,
    "pairs.state": OURS,
    "people.country": "a country's code",
    "people.dm_channel": SLACKS,
    "people.intensity": OURS,
    "people.locale": "a language tag, from Slack",
    "people.name": "the name that everybody in the workspace sees in Slack",
    "people.region": "a region's code",
    "people.slack_id": SLACKS,
    "people.zone": "an IANA zone",
    "positions.clause": OURS,
    "programmes.language": "a language tag",
    "programmes.name": "a title that the coordinator gives, shown to everybody invited",
    "progress.source": SLACKS,
    "questions.occasion": "our ids and ISO dates",
    "questions.question": OURS,
    "rate_slots.key": SLACKS,
    "schedules.kind": OURS,
    "schedules.unit": OURS,
    "schedules.zone": "an IANA zone",
    "seals.key": "a fingerprint that tells nothing of the key",
    "seals.what": OURS,
    "sessions.state": OURS,
    "sessions.zone": "an IANA zone",
    "signatures.hash": "a fingerprint that tells nothing of its text",
    "used_states.digest": "a fingerprint that tells nothing of what it is of",
    "waves.question": OURS,
    "workspaces.bot_user_id": SLACKS,
    "workspaces.locale": "a language tag",
    "workspaces.name": "the name of the workspace in Slack",
    "workspaces.team_id": SLACKS,
}
# JSON could hold anything; these hold what is said here.
STRUCTURED = {
    "audit_log.facts": "ids and dates",
    "deliveries.facts": "ids, dates and flags, from which the message is rendered",
    "deliveries.reason_facts": "dates, zones and Slack's error names",
    "invitation_lists.lines": "our ids, words of ours and numbers",
    "people.leave": "first and last dates",
    "people.work_days": "numbers of weekdays",
    "programmes.rhythm": "defaults of the programme",
    "sessions.told": "our ids, and words of ours for how it went",
    "waves.figures": "medians, and options that lead, of what five people or more answered",
    "workspaces.scopes": "Slack's names of permissions",
}
# Query functions that look into every workspace, and why.
SWEEPS = {
    "unsettled.every": "whoever runs Trellis asks what is unclear anywhere; each row carries its workspace",
    "amendments.due_to_begin": "a sweep; each proposal comes with its workspace",
    "amendments.next_to_begin": "the moving clock asks when anything is due",
    "deliveries.first_waiting": "the moving clock asks what is due first anywhere",
    "sending.mark_all_sent": "each mark carries its row",
    "sending.most_urgent": "a sweep of the ledger; each row carries its workspace",
    "sending.next_due": "the moving clock asks when anything is due",
    "sending.next_free": "a process asks when anything that waits may leave",
    "deliveries.posted": "the moving clock counts what left",
    "freezing.install": "makes the workspace itself",
    "endings.due": "a sweep; each pair carries its workspace",
    "endings.next_end": "the moving clock asks when anything is due",
    "inbound.forget": "upkeep by age alone",
    "installations.find": "finds the workspace itself",
    "installations.keep": "makes the workspace itself",
    "installations.to_refresh": "a sweep; it returns workspaces",
    "pauses.due": "a sweep; each pair carries its workspace",
    "pauses.next_end": "the moving clock asks when anything is due",
    "purging.due": "a sweep; each workspace is one of those that are to go",
    "purging.named": "finds the workspace itself",
    "rosters.abandoned": "a sweep; each list comes with its workspace",
    "rosters.forget": "upkeep by age alone",
    "drafts.forget_old": "upkeep by age alone",
    "rotation.count": "whoever rotates the keys seals all anew",
    "retention.due": "a sweep; each pair carries its workspace",
    "schedules.due": "a sweep; each schedule carries its workspace",
    "schedules.first": "the moving clock asks what is due first anywhere",
    "schedules.next_due": "the moving clock asks when anything is due",
    "schedules.realign": "a sweep at start; each schedule comes with its workspace",
    "slots.forget": "upkeep by age alone",
    "standings.lately": "whoever runs Trellis sees how all of it stands, in numbers",
    "standings.standing": "whoever runs Trellis asks how all of it stands, in numbers",
    "states.forget": "upkeep by age alone",
    "states.use": "nobody knows yet which workspace it is",
    "people.acting": "finds the workspace itself, with whoever acts",
    "workspaces.by_team": "finds the workspace itself",
    "workspaces.only": "finds the workspace itself",
    "workspaces.remember": "makes the workspace itself",
}
# Tables whose rows stand in no workspace: the workspaces themselves, what comes before, and the number of the key.
WITHOUT = ("workspaces", "used_states", "seals")
# What no person wrote and none may read.
SECRETS = {"installations.token", "installations.refresh_token"}
# Values that carry the workspace they belong to.
CARRIERS = {"Asked", "Pair", "Subject", "Delivery", "Schedule", "Person"}
# How a database is reached, rather than what is asked of it.
MACHINERY = {
    "abreast", "errors", "groups", "keymark", "lock", "migrate", "postgres", "rows", "sqlite", "store", "tables",
    "together", "transaction", "types", "urls", "vault", "works",
}  # fmt: skip


def columns(kind: type[Any]) -> Iterator[tuple[str, Column[Any]]]:
    for table in TABLES:
        for column in table.columns:
            if isinstance(column.type, kind):
                yield f"{table.name}.{column.name}", column


def sealed() -> Iterator[tuple[str, Column[Any], Sealed]]:
    for name, column in columns(Sealed):
        assert isinstance(column.type, Sealed)
        if isinstance(column.type, Secret):
            continue
        yield name, column, column.type


@tables
def test_every_row_stands_in_a_workspace(table: Table) -> None:
    if table.name in WITHOUT:
        return
    column = table.columns["workspace_id"]
    assert not column.nullable
    # By a reference of its own, or by that of its person, who is of one.
    assert {key.target_fullname for key in column.foreign_keys} & {"workspaces.id", "people.workspace_id"}
    assert table.columns.get("person_id") is None or not table.columns["person_id"].nullable or _refers(table)


def _refers(table: Table) -> bool:
    return "workspaces.id" in {key.target_fullname for key in table.columns["workspace_id"].foreign_keys}


@tables
def test_no_reference_crosses_into_another_workspace(table: Table) -> None:
    alone = [
        constraint.column_keys
        for constraint in table.foreign_key_constraints
        if constraint.column_keys != ["workspace_id"] and "workspace_id" not in constraint.column_keys
    ]
    assert alone == []


@tables
def test_what_is_unique_is_unique_in_its_workspace(table: Table) -> None:
    if table.name == "workspaces":
        return
    alone = [
        [column.name for column in one.columns]
        for one in table.constraints
        if isinstance(one, UniqueConstraint) and "workspace_id" not in one.columns
    ]
    assert alone == []


def test_every_text_that_is_kept_in_plain_letters_says_why() -> None:
    assert {name for name, _column in columns(String)} == set(PLAIN)


def test_every_structure_that_is_kept_in_plain_says_what_it_holds() -> None:
    assert {name for name, _column in columns(JSON)} == set(STRUCTURED)


def test_whatever_is_kept_in_bytes_is_sealed() -> None:
    assert [name for name, _column in columns(LargeBinary)] == []
    assert {name for name, _column, _type in sealed()} >= {"answers.value", "goals.title", "progress.note"}


def test_secrets_are_sealed_too() -> None:
    assert {name for name, _column in columns(Secret)} == SECRETS


def test_every_sealed_text_says_who_may_read_it_and_who_wrote_it() -> None:
    for name, column, type_ in sealed():
        own = set(column.table.columns.keys())
        assert type_.audience in {*Audience, *own}, name
        assert type_.writer in own - {"id", "workspace_id"}, name


def modules() -> Iterator[tuple[str, Any]]:
    for found in pkgutil.iter_modules(storage.__path__):
        if not found.ispkg and found.name not in MACHINERY:
            yield found.name, importlib.import_module(f"storage.{found.name}")


def queries() -> dict[str, Callable[..., Any]]:
    """Return every public function that takes a transaction, by module and name."""
    return {
        f"{module_name}.{name}": function
        for module_name, module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if "tx" in inspect.signature(function).parameters
    }


def test_every_query_takes_the_transaction_first_and_a_workspace() -> None:
    without = set()
    for name, function in queries().items():
        parameters = list(inspect.signature(function).parameters.values())
        assert parameters[0].name == "tx", name
        carried = {str(one.annotation).split(".")[-1] for one in parameters}
        if "workspace_id" not in {one.name for one in parameters} and not carried & CARRIERS:
            without.add(name)
    assert without == set(SWEEPS)


def test_no_query_commits_or_talks_to_anybody() -> None:
    loose = [name for name, function in queries().items() if inspect.iscoroutinefunction(function)]
    written = {name: inspect.getsource(module) for name, module in modules()}
    assert (loose, [name for name, source in written.items() if ".commit(" in source]) == ([], [])


async def test_an_id_is_never_given_twice(store: Store) -> None:
    def make(tx: Transaction, team: str) -> int:
        return workspaces.remember(tx, team, team, "UBOT", locale="en", at=NOW).id

    def forget(tx: Transaction) -> None:
        tx.execute(rows.table(WorkspaceTable).delete())

    first = await store.run(lambda tx: make(tx, "T1"))
    await store.run(forget)
    second = await store.run(lambda tx: make(tx, "T1"))
    assert second > first


def test_every_table_on_sqlite_remembers_its_highest_id(sqlite_url: str) -> None:
    engine = create_engine(normalise(sqlite_url))
    with engine.connect() as connection:
        named = text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        made = {row.name: row.sql for row in connection.execute(named)}
        counted = [
            table.name for table in TABLES if isinstance(table.columns.get("id", Column()).type, Integer)
        ]
        assert [name for name in counted if "AUTOINCREMENT" not in made[name].upper()] == []
        assert set(made) >= {table.name for table in TABLES}
    engine.dispose()
