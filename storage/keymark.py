"""The key's number, kept in the database: whoever starts learns whether theirs is the key of the others."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, select, update

from storage import migrate, rotation
from storage.errors import KeyForeign
from storage.tables import Seal
from storage.urls import normalise, shown
from storage.vault import key_id, named_in

TEXTS = "texts"
_seals = Seal.__table__

# Returns keys, newest first; told whether it may make one.
Load = Callable[[bool], list[bytes]]


def settle(url: str, load: Load, source: str) -> list[bytes]:
    """Return the keys that `load` finds, once they are known to be those of the migrated database at `url`.

    The first to come may make a key, and leaves its number; those who start at the same moment, here or on other
    machines, come one after another. `source` says where the keys come from.
    Raises KeyForeign for keys of another database or machine, and what `load` raises: nothing is changed then.
    """
    address = normalise(url)
    with migrate.alone(address) as connection:
        keys = load(migrate.holds_nothing(connection))
        own = [_number(key) for key in keys]
        known = number(connection)
        others = {known} if known else _of_texts(connection)
        if others and not others & set(own):
            raise KeyForeign(where=shown(address), known=min(others), source=source, own=", ".join(own))
        if known is None:
            # While keys rotate the older one is needed, too, until `rotate-key` has come to its end.
            needed = [one for one in own if one in others] or own[:1]
            connection.execute(insert(_seals).values(what=TEXTS, key=needed[-1]))
        return keys


def change(url: str, key: bytes) -> None:
    """Let `key` be the one that is needed from now on: nothing is sealed by another any more."""
    with migrate.alone(normalise(url)) as connection:
        connection.execute(update(_seals).where(_seals.c.what == TEXTS).values(key=_number(key)))


def number(connection: Connection) -> str | None:
    """Return the number of the key that the texts need, or None where nobody has started with one yet."""
    return connection.scalar(select(_seals.c.key).where(_seals.c.what == TEXTS))


def _number(key: bytes) -> str:
    return key_id(key).hex()


def _of_texts(connection: Connection) -> set[str]:
    """Return the numbers in the first and the last text of each sealed column, for a database from before."""
    found: list[bytes | None] = []
    for table, sealed in rotation.columns().items():
        keys = list(table.primary_key)
        for column in sealed:
            texts = select(column).where(column.is_not(None)).limit(1)
            found += [
                connection.scalar(texts.order_by(*order)) for order in (keys, [key.desc() for key in keys])
            ]
    return {named_in(text).hex() for text in found if text}
