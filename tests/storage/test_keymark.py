"""One database, one key: whoever starts with another is refused, and of two first starts at once one makes the key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage import keymark, migrate
from storage.errors import KeyForeign, KeyMissing
from storage.urls import normalise, shown
from storage.vault import Vault, key_id, load_keys
from tests.postgres import CHECKOUT
from tests.storage.test_migrate import back_to
from tests.storage.test_rotation import NEW, OLD, OTHER, filled

FROM = "/etc/trellis.key"


def settle(url: str, *keys: bytes) -> list[bytes]:
    """Start with keys that are there."""
    return keymark.settle(url, lambda _may_create: list(keys), FROM)


def needed(url: str) -> str | None:
    """Return the number that the database holds."""
    engine = create_engine(normalise(url))
    with engine.connect() as connection:
        number = keymark.number(connection)
    engine.dispose()
    return number


def of(key: bytes) -> str:
    return key_id(key).hex()


def test_who_starts_with_another_key_is_refused_and_told_what_to_do(database_url: str) -> None:
    assert (needed(database_url), settle(database_url, OLD), needed(database_url)) == (None, [OLD], of(OLD))
    with pytest.raises(KeyForeign) as refused:
        settle(database_url, NEW)
    assert str(refused.value) == (
        f"The texts in the database at {shown(normalise(database_url))} are sealed with key {of(OLD)}, and {FROM} "
        f"holds another ({of(NEW)}). All machines that share a database need the same key: "
        "copy the key file of the one that started first, or give all of them the same TRELLIS_VAULT_KEYS. "
        "Nothing was read or changed."
    )
    # Whoever knows the right one besides may start: so keys rotate on several machines.
    assert [settle(database_url, *keys) for keys in ([OLD], [NEW, OLD], [OLD, NEW])] == [
        [OLD],
        [NEW, OLD],
        [OLD, NEW],
    ]
    assert needed(database_url) == of(OLD)


def test_a_key_is_made_by_the_very_first_alone(database_url: str, tmp_path: Path) -> None:
    def start(machine: str) -> list[bytes]:
        path = tmp_path / machine / "trellis.key"
        return keymark.settle(database_url, lambda may: load_keys(None, path, may_create=may), str(path))

    first = start("first")
    assert first == start("first")
    # Nobody has installed Trellis yet, so no text is sealed: a second key would be as good, and the ruin of both.
    with pytest.raises(KeyMissing, match="copy it from the machine where Trellis started first"):
        start("second")
    assert not (tmp_path / "second").exists()


def test_of_two_machines_that_start_at_once_one_makes_the_key_and_the_other_none(
    database_url: str, tmp_path: Path
) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from storage import keymark, migrate\n"
        "from storage.errors import KeyMissing\n"
        "from storage.vault import load_keys\n"
        "url, path = sys.argv[1], Path(sys.argv[2])\n"
        "is_new = migrate.is_unused(url)\n"
        # Both have found an empty database before either makes anything.
        "print('new' if is_new else 'used', flush=True)\n"
        "sys.stdin.readline()\n"
        "try:\n"
        "    keymark.settle(url, lambda may: load_keys(None, path, may_create=may), str(path))\n"
        "except KeyMissing:\n"
        "    print('refused')\n"
        "else:\n"
        "    print('started')\n"
    )
    files = [tmp_path / f"machine{number}" / "trellis.key" for number in range(4)]
    machines = [
        subprocess.Popen(
            [sys.executable, "-c", script, database_url, str(file)],
            cwd=CHECKOUT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for file in files
    ]
    found = [one.stdout.readline().strip() for one in machines if one.stdout]
    for one in machines:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate(timeout=60)[0].strip() for one in machines]

    assert (found, sorted(said)) == (["new"] * 4, ["refused", "refused", "refused", "started"])
    assert [file.exists() for file in files] == [one == "started" for one in said]
    (made,) = [file for file in files if file.exists()]
    assert needed(database_url) == of(load_keys(None, made, may_create=False)[0])


async def test_in_a_database_from_before_its_texts_say_which_key_is_needed(database_url: str) -> None:
    await filled(database_url, Vault([OLD]))
    with pytest.raises(KeyForeign):
        settle(database_url, NEW)
    assert needed(database_url) is None
    # Half rotated: what the old key sealed is there still, and nobody may start without it.
    assert settle(database_url, NEW, OLD) == [NEW, OLD]
    assert needed(database_url) == of(OLD)


async def test_once_nothing_is_sealed_by_the_old_key_nobody_starts_with_it_alone(database_url: str) -> None:
    settle(database_url, OLD)
    keymark.change(database_url, NEW)
    assert settle(database_url, NEW) == [NEW]
    with pytest.raises(KeyForeign):
        settle(database_url, OLD, OTHER)


def test_a_database_of_the_version_before_gets_the_place_for_the_number(database_url: str) -> None:
    back_to(database_url, "0001")
    assert migrate.is_unused(database_url)
    migrate.upgrade(database_url)
    assert settle(database_url, OLD) == [OLD]
    assert not migrate.is_unused(database_url)
