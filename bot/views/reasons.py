"""Reasons of the ledger, put into words when they are read, in the reader's language and zone."""

from __future__ import annotations

from datetime import datetime

from bot.domain.deliveries import Reason
from bot.words import Reader


def said(reason: Reason, reader: Reader) -> str:
    """Return a reason in words; instants in it are told in the reader's zone."""
    facts = dict(reason.facts)
    if "until" in facts:
        facts["until"] = reader.moment_in_words(datetime.fromisoformat(str(facts["until"])))
    return reader.plain(f"reason-{reason.id}", **facts)
