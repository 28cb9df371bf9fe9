"""What `trellis doctor` finds: each in words, with what to press or to type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is; the worst finding decides the exit status."""

    FINE = "fine"
    PARTLY = "partly"
    WARNING = "warning"
    WRONG = "wrong"

    @property
    def status(self) -> int:
        """The exit status: 2 is taken, as it says that the command was typed wrongly."""
        return {Level.FINE: 0, Level.PARTLY: 0, Level.WARNING: 3, Level.WRONG: 1}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, and what to do where it does not stand well."""

    about: str
    level: Level
    says: str
    mend: str = ""


def fine(about: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(about, Level.FINE, says)


def partly(about: str, says: str, mend: str) -> Finding:
    """Nothing is known to be wrong, but not all could be looked at."""
    return Finding(about, Level.PARTLY, says, mend)


def warning(about: str, says: str, mend: str) -> Finding:
    """It works, and could be better."""
    return Finding(about, Level.WARNING, says, mend)


def wrong(about: str, says: str, mend: str) -> Finding:
    """It must be mended."""
    return Finding(about, Level.WRONG, says, mend)


def worst(findings: Iterable[Finding]) -> Level:
    """Return the worst level among them."""
    return max((one.level for one in findings), key=list(Level).index, default=Level.FINE)
