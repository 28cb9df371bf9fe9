"""The first steps of whoever coordinates: what there is to do, and what of it the data says is done."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.overview import Coordinated, Overview


class FirstStep(StrEnum):
    """A step, in the order in which they are best taken."""

    PROGRAMME = "programme"
    REHEARSAL = "rehearsal"
    PEOPLE = "people"
    PAIR = "pair"


# Whoever has taken these needs no list any more.
NEEDED = frozenset({FirstStep.PROGRAMME, FirstStep.PAIR})


def taken(overview: Overview) -> dict[FirstStep, bool]:
    """Return for each step whether it is done."""
    done = {
        FirstStep.PROGRAMME: bool(overview.coordinated),
        FirstStep.REHEARSAL: overview.me.has_rehearsed,
        FirstStep.PEOPLE: any(one.pairs or _asked(one) for one in overview.coordinated),
        FirstStep.PAIR: any(one.pairs for one in overview.coordinated),
    }
    return {step: done[step] for step in FirstStep}


def _asked(one: Coordinated) -> bool:
    return any(each.invited_by is not None for each in one.enrolled)


def are_before(overview: Overview) -> bool:
    """Tell whether somebody coordinates and has needed steps before them."""
    steps = taken(overview)
    return overview.is_coordinator and not all(steps[step] for step in NEEDED)
