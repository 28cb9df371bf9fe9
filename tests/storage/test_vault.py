"""Sealed text opens where it belongs, and nowhere else."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import KeyExposed, KeyMalformed, KeyMissing, SealBroken
from storage.vault import Vault, load_keys, new_key

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
workspaces = st.integers(min_value=1, max_value=2**31 - 1)
fields = st.text(min_size=1, max_size=30)
# Half of a surrogate pair as well: JSON can carry one.
texts = st.text(st.characters(), max_size=200) | st.text(st.characters(categories=["Cs", "L"]), max_size=20)


@given(workspaces, fields, texts)
def test_what_was_sealed_opens_in_its_workspace_and_field(workspace: int, field: str, text: str) -> None:
    vault = Vault([OLD])
    assert vault.open(workspace, field, vault.seal(workspace, field, text)) == text


@given(st.lists(st.tuples(workspaces, fields), min_size=2, max_size=2, unique=True), texts)
def test_it_opens_in_no_other_workspace_and_no_other_field(places: list[tuple[int, str]], text: str) -> None:
    vault = Vault([OLD])
    sealed = vault.seal(*places[0], text)
    with pytest.raises(SealBroken, match="belongs to another workspace or field"):
        vault.open(*places[1], sealed)


def test_a_field_that_looks_like_another_workspace_is_not_mistaken_for_it() -> None:
    vault = Vault([OLD])
    with pytest.raises(SealBroken):
        vault.open(1, "1:goals", vault.seal(11, ":goals", "text"))


@given(texts, st.data())
def test_no_byte_of_it_can_be_changed(text: str, data: st.DataObject) -> None:
    vault = Vault([OLD])
    sealed = bytearray(vault.seal(1, "goals.title", text))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        vault.open(1, "goals.title", bytes(sealed))


@given(st.binary(max_size=60))
def test_bytes_that_were_never_sealed_do_not_open(noise: bytes) -> None:
    with pytest.raises(SealBroken):
        Vault([OLD]).open(1, "goals.title", noise)


def test_the_same_text_is_never_sealed_the_same_way_twice_and_shows_nowhere() -> None:
    vault = Vault([OLD])
    sealed = [vault.seal(1, "goals.title", "Learn to say no") for _ in range(100)]
    assert len(set(sealed)) == 100
    assert [b"Learn" in one for one in sealed] == [False] * 100


def test_keys_rotate_the_first_seals_and_all_open() -> None:
    before = Vault([OLD]).seal(1, "goals.title", "sealed with the old key")
    rotated = Vault([NEW, OLD])
    after = rotated.seal(1, "goals.title", "sealed with the new key")
    assert [rotated.open(1, "goals.title", one) for one in (before, after)] == [
        "sealed with the old key",
        "sealed with the new key",
    ]
    assert Vault([NEW]).open(1, "goals.title", after) == "sealed with the new key"
    with pytest.raises(SealBroken, match="is not among the keys"):
        Vault([NEW]).open(1, "goals.title", before)


@pytest.mark.parametrize("keys", [[], [b"short"], [OLD, OLD + b"!"]])
def test_a_vault_needs_keys_of_the_right_length(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="each of 32 bytes"):
        Vault(keys)


def test_the_first_start_makes_a_key_that_only_its_owner_can_read_and_says_where(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "data" / "trellis.key"
    # Whatever the shell would allow others.
    before = os.umask(0)
    try:
        made = load_keys(None, path, may_create=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [record.getMessage() for record in caplog.records] == [
        f"Made the key that seals what people write: {path}. Keep a copy of it apart from the database."
    ]
    assert load_keys(None, path, may_create=False) == load_keys("", path, may_create=True) == made
    assert [len(key) for key in made] == [32]


def test_two_first_starts_make_two_keys(tmp_path: Path) -> None:
    first, second = (load_keys(None, tmp_path / name, may_create=True) for name in ("a.key", "b.key"))
    assert first != second


def test_a_lost_key_is_never_replaced_and_the_sentence_says_what_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "trellis.key"
    with pytest.raises(KeyMissing) as refused:
        load_keys(None, path, may_create=False)
    assert str(refused.value) == (
        f"The key that opens the stored texts is missing: {path} is not there and TRELLIS_VAULT_KEYS is not set. "
        "Without it, everything people wrote (goals, answers, agreements) stays unreadable for good. "
        "Put the key file back from your backup, or copy it from the machine where Trellis started first, or set "
        "TRELLIS_VAULT_KEYS; to begin anew instead, take an empty database."
    )
    assert not path.exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_key_that_others_can_read_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "trellis.key"
    kept = load_keys(None, path, may_create=True)
    path.chmod(mode)
    with pytest.raises(KeyExposed) as refused:
        load_keys(None, path, may_create=True)
    assert str(refused.value) == (
        f"The key file {path} can be read by other users of this machine. Run: chmod 600 {path}"
    )
    path.chmod(0o600)
    assert load_keys(None, path, may_create=True) == kept


def written(*keys: bytes) -> str:
    """Return keys as a person sets them."""
    return ", ".join(base64.urlsafe_b64encode(key).decode() for key in keys)


def test_keys_in_the_settings_come_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "trellis.key"
    load_keys(None, path, may_create=True)
    assert load_keys(written(NEW, OLD), path, may_create=False) == [NEW, OLD]
    assert load_keys(written(NEW).rstrip("="), path, may_create=False) == [NEW]


def test_a_file_can_hold_several_keys_too(tmp_path: Path) -> None:
    path = tmp_path / "trellis.key"
    path.write_text(written(NEW, OLD) + "\n")
    path.chmod(0o600)
    assert load_keys(None, path, may_create=False) == [NEW, OLD]


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("correct horse battery staple", "it is not base64url"),
        ("ключ", "it is not base64url"),
        (written(b"sixteen bytes ok"), "it has 16 bytes"),
        (written(OLD) + ",", "it is empty, or has a comma too many"),
        (written(OLD, OLD), "one key stands there twice"),
    ],
)
def test_a_malformed_key_is_refused_without_showing_it(setting: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(KeyMalformed) as refused:
        load_keys(setting, tmp_path / "trellis.key", may_create=True)
    assert str(refused.value) == (
        f"TRELLIS_VAULT_KEYS holds something that is not a key: {reason}. "
        "A key is 32 bytes in base64url; several are separated by commas, newest first."
    )


def test_an_emptied_key_file_is_malformed_and_not_filled_again(tmp_path: Path) -> None:
    path = tmp_path / "trellis.key"
    path.touch(mode=0o600)
    with pytest.raises(KeyMalformed, match=f"{path} holds something that is not a key: it is empty"):
        load_keys(None, path, may_create=True)


def test_new_keys_differ() -> None:
    assert len({new_key() for _ in range(10)}) == 10
