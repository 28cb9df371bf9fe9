"""What others are told of an agreement: the plan for a call that does not work."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.agreement import AgreementState
from bot.views.agreement import troubleshooting
from tests.views.gallery import MENTEE, MENTOR, World, reader

WORLD = World()
TO = reader(WORLD.people[MENTEE])


def test_the_plan_names_the_backup_and_what_each_added_in_their_words() -> None:
    agreed = WORLD.agreement(AgreementState.ACTIVE, MENTEE, MENTOR)
    tech = {"choices": ["check", "rejoin", "switch", "move"], "notes": {"mentor": "Ask Ana & co"}}
    changed = replace(agreed, clauses={**agreed.clauses, "tech": tech})
    assert troubleshooting(changed, TO).splitlines() == [
        "1. Rejoin the call",
        "2. Switch to the backup: Slack huddle",
        "3. Find another time soon",
        "4. Ask Ana &amp; co",
    ]


def test_without_an_agreement_there_is_the_usual_plan() -> None:
    assert troubleshooting(None, TO).splitlines() == [
        "1. Rejoin the call",
        "2. Switch to the backup",
        "3. Find another time soon",
    ]
