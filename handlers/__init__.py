"""What people do in Slack: one file for each feature, its listeners on top."""

from __future__ import annotations

from bot.router import Router
from handlers import (
    accounts,
    agreement,
    amendments,
    asides,
    attention,
    checklist,
    closures,
    comebacks,
    confidentiality,
    conversation,
    coordinators,
    copy,
    enrolments,
    errors,
    goals,
    holidays,
    home,
    hours,
    invitations,
    keeping,
    level,
    looked,
    outlook,
    own_data,
    pairing,
    partings,
    pauses,
    programmes,
    progress,
    prompts,
    quiet,
    rehearsal,
    removal,
    reopening,
    rhythm,
    rosters,
    seen,
    sessions,
    suggested,
    talk,
    totals,
    trellis,
    unknown,
    withdrawals,
)
from handlers.services import On

FEATURES = (
    home,
    checklist,
    trellis,
    programmes,
    pairing,
    rehearsal,
    reopening,
    rosters,
    enrolments,
    withdrawals,
    closures,
    attention,
    coordinators,
    rhythm,
    keeping,
    looked,
    totals,
    invitations,
    comebacks,
    conversation,
    suggested,
    talk,
    quiet,
    hours,
    holidays,
    level,
    outlook,
    seen,
    own_data,
    copy,
    agreement,
    amendments,
    prompts,
    asides,
    confidentiality,
    pauses,
    partings,
    progress,
    goals,
    sessions,
    removal,
    accounts,
    unknown,
)


def routes() -> On:
    """Return a router on which every feature has registered."""
    on: On = Router()
    for feature in FEATURES:
        feature.register(on)
    on.on_error(errors.on_error)
    on.around(lambda services: services.store.attending())
    return on
