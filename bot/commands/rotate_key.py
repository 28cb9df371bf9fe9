"""`trellis rotate-key`: a new key, everything sealed anew with it, and the old key put aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress

from bot import app
from bot.commands.console import counting
from bot.errors import TrellisError
from bot.settings import Settings
from storage import keymark, keys, migrate, rotation
from storage.errors import KeyMissing, RotationElsewhere, RotationNeedsKey
from storage.keys import KeyFile
from storage.lock import DatabaseLock
from storage.rotation import Resealed
from storage.store import Store
from storage.urls import is_sqlite, normalise, shown
from storage.vault import Vault, new_key, parse_keys


class SomeStayClosed(TrellisError):
    """{closed} texts are opened by none of the keys, so the old ones stay where they are. The others are sealed anew.
    Put the key that is missing behind the others, and run `trellis rotate-key` once more."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation came to: how many texts were sealed anew, and where the old keys lie now."""

    texts: int
    retired: Path | None


async def rotate(configured: Settings, *, given: Path | None = None, alone: bool = False) -> Rotation:
    """Seal everything with the newest key; one in a file is made or taken from the file `given` first.

    Interrupted, it goes on when it is run again. Raises RotationNeedsKey, RotationElsewhere, StillSealing,
    SomeStayClosed, KeyMissing, DatabaseInUse for a second rotation, and what storage and the keys raise.
    """
    if configured.vault_keys:
        known = parse_keys(configured.vault_keys.get_secret_value(), where="TRELLIS_VAULT_KEYS")
        if len(known) == 1:
            raise RotationNeedsKey
        _settle(configured, known)
        done = await _reseal(configured, known)
        return Rotation(done.texts, None)
    path = app.key_file(configured)
    if not path.exists():
        raise KeyMissing(path=path)
    file = KeyFile(path)
    # Two rotations at once would each make a key.
    with DatabaseLock(path):
        known = file.read()
        _settle(configured, known)
        if len(known) == 1:
            _refuse_copies(configured, alone=alone)
            known = [_fresh(given), *known]
            file.write(known)
        done = await _reseal(configured, known)
        retired = path.with_name(f"{path.name}.old")
        before = KeyFile(retired).read() if retired.exists() else []
        keys.replace(retired, list(dict.fromkeys([*known[1:], *before])))
        file.write(known[:1])
    return Rotation(done.texts, retired)


def tell(done: Rotation) -> list[str]:
    """Say what was done, and what is left to do."""
    lines = [f"Nothing is sealed by an old key any more; {done.texts} texts were sealed anew."]
    if done.retired is None:
        lines.append("The old key can go: take it out of TRELLIS_VAULT_KEYS, and start Trellis again.")
    else:
        lines.append(
            f"The old key lies in {done.retired}, for backups from before. Delete it when they are gone."
        )
    lines.append("Keep a copy of the new key apart from the database.")
    return lines


def _settle(configured: Settings, known: list[bytes]) -> None:
    """Raise KeyForeign unless these are keys of this database."""
    migrate.upgrade(configured.database_url)
    keymark.settle(configured.database_url, lambda _may_create: known, app.keys_from(configured))


async def _reseal(configured: Settings, known: list[bytes]) -> Resealed:
    vault = Vault(known)
    store = await Store.open(configured.database_url, vault)
    try:
        total = await store.read(rotation.count)
        with counting() as progress:
            bar = progress.add_task("", total=total)
            done = await rotation.rotate(store, vault, _advance(progress, bar))
    finally:
        await store.close()
    if done.closed:
        raise SomeStayClosed(closed=done.closed)
    keymark.change(configured.database_url, known[0])
    return done


def _advance(progress: Progress, bar: object) -> Callable[[str, int], None]:
    def advance(table: str, rows: int) -> None:
        progress.update(bar, description=table, advance=rows)  # type: ignore[arg-type]  # rich's own number

    return advance


def _fresh(given: Path | None) -> bytes:
    return KeyFile(given).read()[0] if given else new_key()


def _refuse_copies(configured: Settings, *, alone: bool) -> None:
    address = normalise(configured.database_url)
    if not alone and not is_sqlite(address):
        raise RotationElsewhere(where=shown(address))
