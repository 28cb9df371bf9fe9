"""Reasons of the ledger, put into words when they are read, in the reader's language and zone."""

from __future__ import annotations

from datetime import datetime

from bot.domain.deliveries import Reason
from bot.words import Reader

# What is left out for it was not held, and what is held by it has no end to tell.
LEFT_OUT = "left-out"
FOR_LONG = "for-long"


def said(reason: Reason, reader: Reader, of: str = "") -> str:
    """Return a reason in words, of what is LEFT_OUT or held FOR_LONG where it is told otherwise then.

    Instants in it are told in the reader's zone.
    """
    facts = dict(reason.facts)
    if "until" in facts:
        facts["until"] = reader.moment_in_words(datetime.fromisoformat(str(facts["until"])))
    told = f"reason-{reason.id}.{of}"
    return reader.plain(told if of and reader.knows(told) else f"reason-{reason.id}", **facts)
