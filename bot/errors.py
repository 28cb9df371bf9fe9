"""Errors that a person can mend: the docstring says what happened and what to do."""

from __future__ import annotations

import re
from typing import ClassVar


class TrellisError(Exception):
    """Something went wrong. Please try again; if it happens again, tell whoever runs Trellis here."""

    # Each child's docstring. `python -OO` strips docstrings: then every error says this much.
    sentence: ClassVar[str] = __doc__ or "Something went wrong. Please try again."

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "sentence" not in cls.__dict__ and cls.__doc__:
            cls.sentence = cls.__doc__

    def __init__(self, **facts: object) -> None:
        """Keep `facts`, the values that the docstring names in braces."""
        self.facts = facts
        super().__init__(" ".join(self.sentence.format(**facts).split()))

    @classmethod
    def words_id(cls) -> str:
        """The Fluent id under which people in Slack read this error in their own language."""
        return "error-" + re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class NobodyApart(TrellisError):
    """Everybody who coordinates this programme is in this pair. An admin of the workspace can name somebody else."""


class NotYours(TrellisError):
    """That belongs to somebody else. Open Trellis's Home to see what is yours."""


class NotCoordinator(TrellisError):
    """Only a coordinator can do that. Ask one of them, or an owner of this workspace."""


class CoordinatorThere(TrellisError):
    """This workspace has a coordinator already, so the role is taken: {people}. Please ask there for what you need."""


class PairMoved(TrellisError):
    """This has moved on since the message was sent. Open Trellis's Home to see where things stand."""


class InvitationWithdrawn(TrellisError):
    """Whoever coordinates the programme has withdrawn this invitation, so nothing waits for an answer any more.
    If you would still like to take part, tell them."""


class InvitationOver(TrellisError):
    """This programme is over, and so is the invitation to it. If you would still like to mentor with somebody, tell
    whoever coordinates it."""


class InvitationAnswered(TrellisError):
    """That invitation has been answered meanwhile, so it was not withdrawn.
    The programme's page shows how it stands."""


class WithdrawnAlready(TrellisError):
    """That invitation has been withdrawn meanwhile. The programme's page shows how it stands."""


class OwnPair(TrellisError):
    """This is your own mentoring, which you pause or end from Home like everybody else."""


class TextGone(TrellisError):
    """That text is not kept any more. If it still matters, please type it again."""


class TextChanged(TrellisError):
    """The text has changed since you opened it, so nothing was signed. The newest version is in Messages."""


class InAgreement(TrellisError):
    """That answer stands in your agreement, which both of you have signed, so it stays as it is."""


class SamePerson(TrellisError):
    """A mentor and a mentee are two different people. Please choose someone else for one of them."""


class CannotTakePart(TrellisError):
    """{name} cannot take part: that account is a bot or has been deactivated. Please choose someone else."""


class AlreadyPaired(TrellisError):
    """These two are already a pair in this programme."""


class DidNotComeAbout(TrellisError):
    """These two were invited before, and it did not come about. If that changes, Trellis will tell you."""


class NoGoalYet(TrellisError):
    """There is no goal to log progress on yet. Goals come with the agreement: open Trellis's Home to see it."""


class NoGoalOfYours(TrellisError):
    """Your mentee logs progress on their goals. You see it in Trellis's Home, and can answer it there."""


class NoSuchGoal(TrellisError):
    """There is no goal with the number {number}. Your goals are numbered in Trellis's Home."""


class TextTooLong(TrellisError):
    """That is longer than the {limit} characters that fit here. Please shorten it a little."""


class SlackUnreachable(TrellisError):
    """Slack did not answer at {url}: {reason}. Check the connection, and TRELLIS_SLACK_BASE_URL if you set it."""


class PortTaken(TrellisError):
    """Something else already listens at {host}, port {port}. Stop it, or choose another port in TRELLIS_PORT."""


class TokenRefused(TrellisError):
    """Slack refused {variable}: {reason}. Copy the token anew from your app's page at Slack, and start again."""


class HealthPortTaken(TrellisError):
    """Something else already listens at {host}, port {port}, where /healthz, /readyz and /metrics should be.
    Stop it, or choose another port in TRELLIS_HEALTH_PORT."""


class ReportsUnavailable(TrellisError):
    """TRELLIS_SENTRY_DSN is set, and the library that reports there is not installed.
    Install it with: pip install "trellis-mentoring[sentry]", or take the setting out."""


class OneProcessOnly(TrellisError):
    """A SQLite file serves one process, so --processes {count} cannot be. Take PostgreSQL for several:
    `trellis migrate-data --to URL` moves what Trellis remembers, and TRELLIS_DATABASE_URL says where it is."""


class HalfOnSqlite(TrellisError):
    """A SQLite file serves one process, which has to listen and to work, so --only {only} cannot be.
    Leave it out, or take PostgreSQL."""


class TooManySockets(TrellisError):
    """Slack lets an app keep ten Socket Mode connections, so at most {most} processes can listen, and not {count}.
    Take fewer, start the others with --only work, or let Slack reach all of them over HTTP: TRELLIS_MODE=http."""
