"""People: who they are to Slack, their hours and what they consented to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.calendar import Holidays, WorkHours
from bot.domain.status import Away, Quiet

NO_QUIET = Quiet()
# Stands for the name of somebody of whom nothing is kept; a Reader puts it into words (bot.words.reader.NAMELESS).
GONE = "\ue000"
USUAL_DAYS = frozenset({0, 1, 2, 3, 4})
USUAL_START = time(9)
USUAL_END = time(17)


class Role(StrEnum):
    """What somebody is in a programme or a pair."""

    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    MENTEE = "mentee"


class Intensity(StrEnum):
    """How much a person wants to hear from Trellis unasked, most first."""

    USUAL = "usual"
    FEWER = "fewer"
    ESSENTIAL = "essential"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a workspace; `slack_id` is how Slack names them, `id` how we do."""

    id: int
    workspace_id: int
    slack_id: str
    name: str
    zone: str
    locale: str
    # Whether they live by another zone than Slack said: then that one stays.
    zone_confirmed: bool = False
    work_days: frozenset[int] | None = None
    work_starts: time | None = None
    work_ends: time | None = None
    # A break of any kind between two stretches of work.
    lunch: tuple[time, time] | None = None
    leave: tuple[tuple[date, date], ...] = ()
    # Of the country that they said, or that their zone makes likely; None where they wish for no such days.
    holidays: Holidays | None = None
    country_confirmed: bool = False
    intensity: Intensity = Intensity.USUAL
    # How many messages may come to them unasked, where they have set another number than their programme.
    # What Slack tells of do-not-disturb, where that may be asked, and of a status that says "away".
    quiet: Quiet = NO_QUIET
    away: Away | None = None
    most_a_day: int | None = None
    most_a_week: int | None = None
    # The wall time at which they like to be written to; the start of their work day until they say otherwise.
    prompt_at: time | None = None
    snoozed_until: datetime | None = None
    consented_at: datetime | None = None
    # Whether they have seen a rehearsal, and have put away the first steps of a coordinator.
    has_rehearsed: bool = False
    first_steps_away: bool = False
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    deactivated_at: datetime | None = None
    looked_up_at: datetime | None = None
    dm_channel: str | None = None

    @property
    def hours(self) -> WorkHours:
        """When this person works, in their own zone; Monday to Friday, nine to five, until they say otherwise."""
        return WorkHours(
            days=self.work_days or USUAL_DAYS,
            start=self.work_starts or USUAL_START,
            end=self.work_ends or USUAL_END,
            zone=self.zone,
            lunch=self.lunch,
            holidays=self.holidays or (),
        )

    @property
    def is_gone(self) -> bool:
        """Tell whether nothing is kept of them any more."""
        return self.name == GONE

    @property
    def mention(self) -> str:
        """How Slack's markup names this person."""
        return GONE if self.is_gone else f"<@{self.slack_id}>"


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of an account: `zone` is an IANA name, `locale` a tag such as `pt-PT`; empty where not said."""

    slack_id: str
    name: str
    zone: str
    locale: str
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    deactivated: bool = False
    # Where they probably are (ISO 3166-1), if that can be told.
    country: str | None = None
    # Whether their status says that they are away, and until when (UTC) where it ends by itself.
    is_away: bool = False
    away_until: datetime | None = None


def is_news(person: Person, profile: Profile) -> bool:
    """Tell whether what Slack says of an account differs in anything that is kept from what is known of its person.

    A zone that they set against Slack's is theirs; which country is likely follows from their zone and language.
    """
    away, zone = person.away, person.zone if person.zone_confirmed else profile.zone or person.zone
    known = (
        *(person.name, person.zone, person.locale, person.is_admin, person.is_guest, person.is_bot),
        *(person.deactivated_at is not None, away is not None, away.until if away else None),
    )
    said = (
        *(profile.name, zone, profile.locale or person.locale, profile.is_admin, profile.is_guest),
        *(profile.is_bot, profile.deactivated, profile.is_away),
        profile.away_until if profile.is_away else None,
    )
    return known != said
