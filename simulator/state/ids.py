"""Identifiers in Slack's shapes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def fresh(prefix: str, length: int = 10) -> str:
    """A new identifier, such as V07QZ... for a view."""
    return prefix + "".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(length))


def short() -> str:
    """What Slack gives a block or an element that came without an id."""
    return fresh("", 5)


def direct_message(user_id: str) -> str:
    """The app's DM with a person has one id for ever; it is derived, so that a test can name it."""
    return "D" + user_id[1:]


def group_message(members: Iterable[str]) -> str:
    """The same people always meet in the same group DM."""
    digest = hashlib.sha256(",".join(sorted(members)).encode()).digest()
    return "C" + "".join(ALPHABET[byte % 32] for byte in digest[:10])
