"""The vault: free text is encrypted, and opens only in the workspace and field it was sealed for."""

from __future__ import annotations

import base64
import binascii
import logging
import os
import stat
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import KeyExposed, KeyMalformed, KeyMissing, KeyUnreadable, SealBroken

log = logging.getLogger(__name__)

KEY_BYTES = 32
_VERSION = b"\x01"
_ID_BYTES = 4
# The size that NIST SP 800-38D recommends; with random nonces one key may seal 2**32 texts.
_NONCE_BYTES = 12
_HEADER_BYTES = len(_VERSION) + _ID_BYTES + _NONCE_BYTES


class Vault:
    """Seals text with AES-256-GCM: the first key seals, and every key opens what it sealed.

    A sealed text is: version (1 byte), key id (4), nonce (12), then the ciphertext with its tag of 16.
    """

    def __init__(
        self, keys: Sequence[bytes], follow: Callable[[], Sequence[bytes] | None] | None = None
    ) -> None:
        """Take keys of 32 bytes, newest first; raises ValueError for none or for another length.

        `follow` returns other keys once somebody has changed them, else None.
        """
        self._follow = follow
        self._take(keys)

    def _take(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"a vault needs at least one key, each of {KEY_BYTES} bytes")
        # A reader that looks meanwhile finds the new key among the ciphers before anything names it as the newest.
        self._ciphers = {key_id(key): AESGCM(key) for key in keys}
        self._newest = key_id(keys[0])

    def _look(self) -> None:
        keys = self._follow() if self._follow else None
        if keys:
            self._take(keys)

    def is_newest(self, sealed: bytes) -> bool:
        """Tell whether a sealed text was sealed with the first key."""
        return named_in(sealed) == self._newest

    def has(self, number: bytes) -> bool:
        """Tell whether one of the keys has this number of four bytes."""
        return number in self._ciphers

    def seal(self, workspace_id: int, field: str, text: str) -> bytes:
        """Encrypt `text` for `field` (such as "goals.title") of the workspace; no two results are alike."""
        # Slack's JSON can carry half of a surrogate pair; losing a whole text to it would be worse than keeping it.
        plain = text.encode("utf-8", "surrogatepass")
        nonce = os.urandom(_NONCE_BYTES)
        self._look()
        newest, ciphers = self._newest, self._ciphers
        header = _VERSION + newest + nonce
        return header + ciphers[newest].encrypt(nonce, plain, _bound_to(workspace_id, field))

    def open(self, workspace_id: int, field: str, sealed: bytes) -> str:
        """Return the text; raises SealBroken when the workspace, the field, the key or any byte differs."""
        named = named_in(sealed)
        if len(sealed) < _HEADER_BYTES or not sealed.startswith(_VERSION):
            raise SealBroken(reason="it was not sealed by Trellis")
        if named not in self._ciphers:
            # Whoever rotates the keys seals with one that was made since.
            self._look()
        if named not in self._ciphers:
            raise SealBroken(reason=f"its key ({named.hex()}) is not among the keys")
        nonce = sealed[len(_VERSION) + _ID_BYTES : _HEADER_BYTES]
        try:
            plain = self._ciphers[named].decrypt(
                nonce, sealed[_HEADER_BYTES:], _bound_to(workspace_id, field)
            )
        except InvalidTag:
            raise SealBroken(reason="it was changed, or belongs to another workspace or field") from None
        return plain.decode("utf-8", "surrogatepass")


def new_key() -> bytes:
    """Return 32 random bytes."""
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def load_keys(setting: str | None, path: Path, *, may_create: bool) -> list[bytes]:
    """Return the keys, newest first: those of `setting`, else those of the file at `path`.

    With neither, and only if `may_create` (nothing is sealed yet), a key is made and kept at `path`, readable by
    its owner only. Raises KeyMissing, KeyUnreadable, KeyExposed or KeyMalformed.
    """
    if setting:
        return parse_keys(setting, where="TRELLIS_VAULT_KEYS")
    try:
        return parse_keys(_text_of(path, may_create=may_create), where=str(path))
    except OSError as refused:
        raise KeyUnreadable(path=path, reason=refused.strerror) from refused


def _bound_to(workspace_id: int, field: str) -> bytes:
    return f"{workspace_id}:{field}".encode()


def key_id(key: bytes) -> bytes:
    """Return the four bytes that stand in whatever a key sealed."""
    return sha256(b"trellis key id" + key).digest()[:_ID_BYTES]


def named_in(sealed: bytes) -> bytes:
    """Return the four bytes that say which key sealed a text."""
    return sealed[len(_VERSION) : len(_VERSION) + _ID_BYTES]


def _text_of(path: Path, *, may_create: bool) -> str:
    if not path.exists():
        if not may_create:
            raise KeyMissing(path=path)
        _create(path)
    _refuse_exposed(path)
    return path.read_text("ascii", errors="replace")


def parse_keys(text: str, where: str) -> list[bytes]:
    """Return the keys in a text, newest first; raises KeyMalformed, which names `where` the text stands."""
    keys = [_decoded(part.strip(), where) for part in text.split(",")]
    if len({key_id(key) for key in keys}) < len(keys):
        raise KeyMalformed(where=where, reason="one key stands there twice")
    return keys


def _decoded(part: str, where: str) -> bytes:
    if not part:
        raise KeyMalformed(where=where, reason="it is empty, or has a comma too many")
    try:
        key = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise KeyMalformed(where=where, reason="it is not base64url") from None
    if len(key) != KEY_BYTES:
        raise KeyMalformed(where=where, reason=f"it has {len(key)} bytes")
    return key


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        # Another process was quicker; its key is ours too.
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.urlsafe_b64encode(new_key()) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    log.warning(
        "Made the key that seals what people write: %s. Keep a copy of it apart from the database.", path
    )


def sync_folder(folder: Path) -> None:
    """Make a new file's name durable: without it, a power cut could take the key but leave what it sealed."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_exposed(path: Path) -> None:
    # Windows keeps permissions elsewhere; the mode says nothing there.
    if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyExposed(path=path)
