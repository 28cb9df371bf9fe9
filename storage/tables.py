"""The tables: what Trellis remembers, each row bound to its workspace."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from bot.domain.audience import Audience
from storage.declared import table_of
from storage.fields import Field
from storage.types import Sealed, Secret, UTCDateTime

# To whoever checks types, a column is what it is to SQLAlchemy's ORM.
if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped, mapped_column
else:
    from storage.declared import mapped_column


# What a column is of by default, by the name in its annotation.
TYPES: dict[str, Any] = {
    "bool": Boolean,
    "date": Date,
    "datetime": UTCDateTime,
    "dict": JSON,
    "int": Integer,
    "list": JSON,
    "str": String,
    "time": Time,
}


class Base:
    """Names constraints alike on every database, so that migrations can find them."""

    metadata: ClassVar = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __table__: ClassVar[Table]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.__table__ = table_of(cls, cls.metadata, TYPES)
        for column in cls.__table__.columns:
            setattr(cls, column.key, Field(column))

    @classmethod
    def __clause_element__(cls) -> Table:
        """Stand for the table where SQLAlchemy wants one."""
        return cls.__table__


# Ids are never reused: a key of the ledger that names one must never come to mean something else.
NEVER_REUSED = {"sqlite_autoincrement": True}


def _id() -> Mapped[int]:
    return mapped_column(Integer, primary_key=True, autoincrement=True)


def _workspace() -> Mapped[int]:
    return mapped_column(ForeignKey("workspaces.id"))


def _workspace_of_its_person() -> Mapped[int]:
    """By reference of its person, who is of that workspace: each reference is a look for every row that is added."""
    return mapped_column()


def _belongs(column: str, table: str) -> ForeignKeyConstraint:
    """A reference that cannot cross from one workspace into another."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"])


def _few(name: str, *columns: str, where: str) -> Index:
    """An index of those few of many rows that are so."""
    # PostgreSQL is told by `for_migrations`: its dialect brings those of four drivers along.
    return Index(name, *columns, sqlite_where=text(where), info={"where": text(where)})


def _table(*constraints: Any) -> tuple[Any, ...]:
    # What references need. With the workspace first, SQLite would walk through all of a workspace by this index, since
    # its rows come out of it in order.
    return (*constraints, UniqueConstraint("id", "workspace_id"), NEVER_REUSED)


class Workspace(Base):
    """A Slack workspace that Trellis is installed to."""

    __tablename__ = "workspaces"
    __table_args__ = (NEVER_REUSED,)
    id: Mapped[int] = _id()
    team_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(16))
    bot_user_id: Mapped[str] = mapped_column(String(32))
    # What Slack lets us do here; whoever installs Trellis can decline some of what it asks for.
    scopes: Mapped[list[Any]] = mapped_column(default=list)
    installed_at: Mapped[datetime]
    uninstalled_at: Mapped[datetime | None]


class Installation(Base):
    """By which token Trellis speaks in a workspace that installed it by OAuth, and who let it in."""

    __tablename__ = "installations"
    __table_args__ = _table(UniqueConstraint("workspace_id"))
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    # None for a workspace that belongs to no organisation; a workspace can join one later, so it is never looked for.
    enterprise_id: Mapped[str | None] = mapped_column(String(32))
    app_id: Mapped[str] = mapped_column(String(32))
    bot_id: Mapped[str] = mapped_column(String(32))
    installed_by: Mapped[str] = mapped_column(String(32))
    # Nothing once it was withdrawn.
    token: Mapped[bytes | None] = mapped_column(Secret())
    token_since: Mapped[datetime]
    # Where tokens rotate: until when it is good, by what it is renewed, and until when somebody is at that.
    token_until: Mapped[datetime | None] = mapped_column(index=True)
    refresh_token: Mapped[bytes | None] = mapped_column(Secret())
    refreshing_until: Mapped[datetime | None]


class UsedState(Base):
    """The fingerprint of a state that came back from Slack's page: no other installation may begin with it."""

    __tablename__ = "used_states"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    good_until: Mapped[datetime]


class Seal(Base):
    """The number of the key that texts are sealed with, one row: whoever starts with another key is refused."""

    __tablename__ = "seals"
    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(8))


class Person(Base):
    """Someone with a Slack account, and the hours and habits that Trellis keeps to."""

    __tablename__ = "people"
    __table_args__ = _table(
        UniqueConstraint("workspace_id", "slack_id"),
        # Who coordinates, of many who do not.
        Index(None, "workspace_id", "coordinator_at"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(String(64))
    # Set once the person has said which zone is theirs; until then Slack's own is taken over at each look.
    zone_confirmed_at: Mapped[datetime | None]
    locale: Mapped[str] = mapped_column(String(16))
    work_days: Mapped[list[Any] | None]
    work_starts: Mapped[time | None]
    work_ends: Mapped[time | None]
    lunch_starts: Mapped[time | None]
    lunch_ends: Mapped[time | None]
    prompt_at: Mapped[time | None]
    leave: Mapped[list[Any]] = mapped_column(default=list)
    # On whose public holidays nothing comes; guessed until the person has said so, and with none said, on nobody's.
    country: Mapped[str | None] = mapped_column(String(8))
    region: Mapped[str | None] = mapped_column(String(16))
    country_confirmed_at: Mapped[datetime | None]
    intensity: Mapped[str] = mapped_column(String(16), default="usual", server_default="usual")
    # What Slack said of do-not-disturb, and when; and since when a status says that they are away, and until when.
    quiet_from: Mapped[datetime | None]
    quiet_until: Mapped[datetime | None]
    quiet_asked_at: Mapped[datetime | None]
    away_since: Mapped[datetime | None]
    away_until: Mapped[datetime | None]
    most_a_day: Mapped[int | None]
    most_a_week: Mapped[int | None]
    snoozed_until: Mapped[datetime | None]
    consented_at: Mapped[datetime | None]
    # Since when this person coordinates in this workspace; which programmes, their enrolments say.
    coordinator_at: Mapped[datetime | None]
    # When they saw a rehearsal of what mentor and mentee see, and since when they have put their first steps away.
    rehearsed_at: Mapped[datetime | None]
    first_steps_away_at: Mapped[datetime | None]
    is_admin: Mapped[bool] = mapped_column(Boolean, default=False)
    is_guest: Mapped[bool] = mapped_column(Boolean, default=False)
    is_bot: Mapped[bool] = mapped_column(Boolean, default=False)
    deactivated_at: Mapped[datetime | None]
    looked_up_at: Mapped[datetime | None]
    dm_channel: Mapped[str | None] = mapped_column(String(32))
    # Since when nothing is kept of them any more; the row stays for what their partners wrote.
    erased_at: Mapped[datetime | None]


class Programme(Base):
    """A mentoring programme."""

    __tablename__ = "programmes"
    __table_args__ = _table(_belongs("created_by", "people"))
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    name: Mapped[str] = mapped_column(Text)
    # In which its pairs are addressed together: a tag such as `en`; the workspace's where there is none.
    language: Mapped[str | None] = mapped_column(Text)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    rhythm: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # For how many months after its end a pair's words are kept; the usual number where there is none.
    keeps_months: Mapped[int | None]
    created_by: Mapped[int]
    created_at: Mapped[datetime]


class Enrolment(Base):
    """Who takes part in a programme, and as what."""

    __tablename__ = "enrolments"
    __table_args__ = _table(
        _belongs("programme_id", "programmes"),
        _belongs("person_id", "people"),
        UniqueConstraint("workspace_id", "programme_id", "person_id", "role"),
        Index(None, "workspace_id", "person_id"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    programme_id: Mapped[int]
    person_id: Mapped[int]
    role: Mapped[str] = mapped_column(String(16))
    # For how many partners there is room; one where nothing is said.
    capacity: Mapped[int | None]
    enrolled_at: Mapped[datetime]
    # Who asked them to take part, and when they answered; who said no has left. Who came with a pair was not asked.
    invited_by: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class InvitationList(Base):
    """A list of people to invite that was tried, and how far it has come since it was sent off."""

    __tablename__ = "invitation_lists"
    __table_args__ = _table(
        _belongs("programme_id", "programmes"),
        _belongs("person_id", "people"),
        # What nobody is at is looked for in every workspace alike.
        Index("ix_invitation_lists_moved", "moved_at"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    programme_id: Mapped[int]
    person_id: Mapped[int]
    # For each line our ids of its people, what they take part as, and for how many there is room.
    lines: Mapped[list[Any]]
    made_at: Mapped[datetime]
    sent_off_at: Mapped[datetime | None]
    # When the last part was done, and when there was none left.
    moved_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]
    # So many lines are done, and this is what came of them.
    done: Mapped[int] = mapped_column(server_default="0")
    invited: Mapped[int] = mapped_column(server_default="0")
    begun: Mapped[int] = mapped_column(server_default="0")
    already: Mapped[int] = mapped_column(server_default="0")
    # The window in which it was sent off, by Slack's id.
    view_id: Mapped[str | None] = mapped_column(String(32))


class Pair(Base):
    """A mentoring relationship; a pause stands beside its state, so that the state resumes."""

    __tablename__ = "pairs"
    __table_args__ = _table(
        _belongs("programme_id", "programmes"),
        _belongs("created_by", "people"),
        Index(None, "workspace_id", "programme_id", "state"),
        # A pause comes to its end in every workspace alike.
        Index("ix_pairs_paused", "paused_until"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    programme_id: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    state_since: Mapped[datetime]
    paused_by: Mapped[int | None]
    paused_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    # The conversation of the two with Trellis, once it was opened.
    channel: Mapped[str | None] = mapped_column(String(32))
    created_by: Mapped[int]
    created_at: Mapped[datetime]
    # Since when nothing that the two wrote is kept any more.
    erased_at: Mapped[datetime | None]


class PairMember(Base):
    """A person in a pair, by role."""

    __tablename__ = "pair_members"
    __table_args__ = _table(
        _belongs("pair_id", "pairs"),
        _belongs("person_id", "people"),
        UniqueConstraint("workspace_id", "pair_id", "person_id"),
        Index(None, "workspace_id", "person_id"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    pair_id: Mapped[int]
    person_id: Mapped[int]
    role: Mapped[str] = mapped_column(String(16))
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    onboarded_at: Mapped[datetime | None]
    clauses_answered_at: Mapped[datetime | None]


class Agreement(Base):
    """One version of what a pair agreed; it never changes once somebody has signed it."""

    __tablename__ = "agreements"
    __table_args__ = _table(
        _belongs("pair_id", "pairs"), UniqueConstraint("workspace_id", "pair_id", "version")
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    pair_id: Mapped[int]
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    words_version: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    # The text that was shown, by locale, as JSON: what people signed stays readable when the words change.
    snapshot: Mapped[bytes] = mapped_column(Sealed(audience=Audience.PAIR, writer="pair_id"))
    proposed_by: Mapped[int | None]
    created_at: Mapped[datetime]
    begins_on: Mapped[date | None]


class Clause(Base):
    """One clause of an agreement's version, with the value that was settled."""

    __tablename__ = "clauses"
    __table_args__ = _table(
        _belongs("agreement_id", "agreements"), UniqueConstraint("workspace_id", "agreement_id", "clause")
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    agreement_id: Mapped[int]
    clause: Mapped[str] = mapped_column(String(32))
    value: Mapped[bytes] = mapped_column(Sealed(audience=Audience.PAIR, writer="agreement_id"))


class Position(Base):
    """Where one of a pair stands on a clause on which their answers differ."""

    __tablename__ = "positions"
    __table_args__ = _table(
        _belongs("pair_id", "pairs"),
        _belongs("person_id", "people"),
        UniqueConstraint("workspace_id", "pair_id", "clause"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    pair_id: Mapped[int]
    clause: Mapped[str] = mapped_column(String(32))
    # Who proposed it last, and how many presses it took; settled when the other accepted.
    person_id: Mapped[int]
    presses: Mapped[int]
    value: Mapped[bytes] = mapped_column(Sealed(audience=Audience.PAIR, writer="person_id"))
    settled_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]


class Signature(Base):
    """Who signed which hash, and when."""

    __tablename__ = "signatures"
    __table_args__ = _table(
        _belongs("agreement_id", "agreements"),
        _belongs("person_id", "people"),
        UniqueConstraint("workspace_id", "agreement_id", "person_id"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    agreement_id: Mapped[int]
    person_id: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    signed_at: Mapped[datetime]


class Amendment(Base):
    """A proposal to change one clause of a version that has begun: the whole new text, signed by whoever made it."""

    __tablename__ = "amendments"
    __table_args__ = _table(
        _belongs("pair_id", "pairs"),
        _belongs("changes_id", "agreements"),
        _belongs("agreement_id", "agreements"),
        _belongs("proposed_by", "people"),
        # A version waits for its day in every workspace alike.
        Index("ix_amendments_begin", "state", "begins_at"),
        Index(None, "workspace_id", "pair_id"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    pair_id: Mapped[int]
    changes_id: Mapped[int]
    clause: Mapped[str] = mapped_column(String(32))
    value: Mapped[bytes] = mapped_column(Sealed(audience=Audience.PAIR, writer="proposed_by"))
    snapshot: Mapped[bytes] = mapped_column(Sealed(audience=Audience.PAIR, writer="proposed_by"))
    words_version: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    begins_on: Mapped[date]
    begins_at: Mapped[datetime]
    proposed_by: Mapped[int]
    proposed_at: Mapped[datetime]
    round: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    settled_at: Mapped[datetime | None]
    # The version that came of it, once both have signed.
    agreement_id: Mapped[int | None]


class Goal(Base):
    """What a mentee works towards."""

    __tablename__ = "goals"
    __table_args__ = _table(
        _belongs("pair_id", "pairs"),
        _belongs("person_id", "people"),
        UniqueConstraint("workspace_id", "pair_id", "number"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    pair_id: Mapped[int]
    person_id: Mapped[int]
    number: Mapped[int]
    title: Mapped[bytes] = mapped_column(Sealed(audience=Audience.PAIR, writer="person_id"))
    measure: Mapped[bytes | None] = mapped_column(Sealed(audience=Audience.PAIR, writer="person_id"))
    first_step: Mapped[bytes | None] = mapped_column(Sealed(audience=Audience.PAIR, writer="person_id"))
    target_on: Mapped[date | None]
    endorsed_by: Mapped[int | None]
    endorsed_at: Mapped[datetime | None]
    # The partner's word on it, the newest alone.
    comment: Mapped[bytes | None] = mapped_column(Sealed(audience=Audience.PAIR, writer="commented_by"))
    commented_by: Mapped[int | None]
    commented_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_as: Mapped[str | None] = mapped_column(String(16))


class Milestone(Base):
    """A step on the way to a goal."""

    __tablename__ = "milestones"
    __table_args__ = _table(
        _belongs("goal_id", "goals"), _belongs("person_id", "people"), Index(None, "workspace_id", "goal_id")
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    goal_id: Mapped[int]
    person_id: Mapped[int]
    title: Mapped[bytes] = mapped_column(Sealed(audience=Audience.PAIR, writer="person_id"))
    target_on: Mapped[date | None]
    reached_at: Mapped[datetime | None]


class Progress(Base):
    """One entry of the log of a goal; appended, or withdrawn by its writer, and never changed."""

    __tablename__ = "progress"
    __table_args__ = _table(
        _belongs("goal_id", "goals"),
        _belongs("person_id", "people"),
        Index(None, "workspace_id", "goal_id", "logged_at"),
        Index(None, "workspace_id", "source"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    goal_id: Mapped[int]
    person_id: Mapped[int]
    percent: Mapped[int | None]
    note: Mapped[bytes | None] = mapped_column(Sealed(audience=Audience.PAIR, writer="person_id"))
    logged_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    # The view or trigger that it came from: submitting the same form twice logs once.
    source: Mapped[str | None] = mapped_column(String(255))


class Session(Base):
    """A meeting of a pair."""

    __tablename__ = "sessions"
    __table_args__ = _table(_belongs("pair_id", "pairs"), Index(None, "workspace_id", "pair_id"))
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    pair_id: Mapped[int]
    proposed_by: Mapped[int]
    starts_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int]
    link: Mapped[bytes | None] = mapped_column(Sealed(audience=Audience.PAIR, writer="proposed_by"))
    agenda: Mapped[bytes | None] = mapped_column(Sealed(audience=Audience.PAIR, writer="proposed_by"))
    state: Mapped[str] = mapped_column(String(16))
    # Who of the pair said that they met, moved it or missed it: our ids and words of ours.
    told: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]


class Question(Base):
    """A question of a conversation as it was shown: in which message, and whether it waits for its answer."""

    __tablename__ = "questions"
    __table_args__ = _table(
        _belongs("person_id", "people"),
        _belongs("pair_id", "pairs"),
        _belongs("delivery_id", "deliveries"),
        UniqueConstraint("workspace_id", "pair_id", "person_id", "question", "occasion"),
        Index(None, "workspace_id", "delivery_id"),
        _few("ix_questions_open", "workspace_id", "person_id", where="closed_at IS NULL"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace_of_its_person()
    person_id: Mapped[int]
    pair_id: Mapped[int]
    # "onboarding.hours", "agreement.cadence", "check_in"
    question: Mapped[str] = mapped_column(String(64))
    # What tells two askings of one question apart: a pair's id, a nominal date.
    occasion: Mapped[str] = mapped_column(String(64))
    delivery_id: Mapped[int | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Wave(Base):
    """A survey's totals in a programme, made once of five people's answers or more, and never changed."""

    __tablename__ = "waves"
    __table_args__ = _table(
        _belongs("programme_id", "programmes"),
        UniqueConstraint("workspace_id", "programme_id", "question", "number"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    programme_id: Mapped[int]
    question: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]
    people: Mapped[int]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    closed_at: Mapped[datetime]


class Answer(Base):
    """What a person answered to a question; its audience is declared by the question and kept with it."""

    __tablename__ = "answers"
    __table_args__ = _table(
        _belongs("person_id", "people"),
        _belongs("pair_id", "pairs"),
        UniqueConstraint("workspace_id", "pair_id", "person_id", "question", "occasion"),
        # What was pressed came by no message.
        _few("ix_answers_typed", "workspace_id", "person_id", "source_ts", where="source_ts IS NOT NULL"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace_of_its_person()
    person_id: Mapped[int]
    pair_id: Mapped[int]
    question: Mapped[str] = mapped_column(String(64))
    occasion: Mapped[str] = mapped_column(String(64))
    audience: Mapped[str] = mapped_column(String(16))
    value: Mapped[bytes] = mapped_column(Sealed(audience="audience", writer="person_id"))
    answered_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    # The message in which it was typed: editing that message edits the answer, deleting it withdraws it.
    source_ts: Mapped[str | None] = mapped_column(String(32))


class AnswerEdit(Base):
    """What an answer was before it was edited."""

    __tablename__ = "answer_edits"
    __table_args__ = _table(
        _belongs("answer_id", "answers"),
        _belongs("person_id", "people"),
        Index(None, "workspace_id", "answer_id"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    answer_id: Mapped[int]
    person_id: Mapped[int]
    # Earlier wordings are their writer's alone, whoever may read the present one.
    value: Mapped[bytes] = mapped_column(Sealed(audience=Audience.ONLY_ME, writer="person_id"))
    replaced_at: Mapped[datetime]


class Draft(Base):
    """A text that waits for its writer to say what it answers."""

    __tablename__ = "drafts"
    __table_args__ = _table(_belongs("person_id", "people"), Index(None, "workspace_id", "person_id"))
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    person_id: Mapped[int]
    text: Mapped[bytes] = mapped_column(Sealed(audience=Audience.ONLY_ME, writer="person_id"))
    source_ts: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]


class Schedule(Base):
    """When something comes back: a rule in local time, and the next instant derived from it."""

    __tablename__ = "schedules"
    __table_args__ = _table(
        _belongs("pair_id", "pairs"),
        _belongs("person_id", "people"),
        UniqueConstraint("workspace_id", "pair_id", "person_id", "kind"),
        Index(None, "workspace_id", "person_id"),
        Index("ix_schedules_due", "next_due_at"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    kind: Mapped[str] = mapped_column(String(32))
    pair_id: Mapped[int]
    person_id: Mapped[int]
    anchor_on: Mapped[date]
    every: Mapped[int]
    unit: Mapped[str] = mapped_column(String(8))
    wall: Mapped[time]
    zone: Mapped[str] = mapped_column(String(64))
    # Comes on the anchor's day alone.
    once: Mapped[bool] = mapped_column(Boolean, default=False)
    last_on: Mapped[date | None]
    next_due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


def for_migrations() -> MetaData:
    """Return all tables as every kind of database makes them."""
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            if "where" in index.info:
                index.kwargs["postgresql_where"] = index.info["where"]
    return Base.metadata


class Delivery(Base):
    """A row of the ledger: one message that is owed, or the rewriting of one, and what became of it."""

    __tablename__ = "deliveries"
    __table_args__ = _table(
        _belongs("person_id", "people"),
        UniqueConstraint("workspace_id", "key"),
        Index("ix_deliveries_due", "state", "due_at"),
        Index("ix_deliveries_waiting", "workspace_id", "state", "delivery_class", "due_at"),
        # What rewrites a message has a slot of its own, and is not to be looked for among all that waits for the other.
        _few("ix_deliveries_rewriting", "workspace_id", "state", "due_at", where="rewrites_id IS NOT NULL"),
        Index("ix_deliveries_received", "workspace_id", "person_id", "state", "sent_at"),
        _few("ix_deliveries_leased", "lease_until", where="lease_until IS NOT NULL"),
        Index(None, "workspace_id", "person_id", "kind", "subject"),
        # What waits stands nowhere yet.
        _few("ix_deliveries_posted", "channel", "ts", where="ts IS NOT NULL"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace_of_its_person()
    key: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(64))
    delivery_class: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int]
    pair_id: Mapped[int | None]
    # Whether it goes to the pair's own conversation: the person is then one of the two, in whose turn it goes.
    to_pair: Mapped[bool] = mapped_column(Boolean, default=False)
    # Which row the message is about, and when in its life: our ids and ISO dates, never anything typed.
    subject: Mapped[str] = mapped_column(String(64))
    occasion: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # A row with a target rewrites that row's message instead of posting one.
    rewrites_id: Mapped[int | None]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(64))
    reason_facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason_audience: Mapped[str | None] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    token: Mapped[str] = mapped_column(String(32))


class InboundEvent(Base):
    """An event of Slack's that had its effect."""

    __tablename__ = "inbound_events"
    __table_args__ = _table(UniqueConstraint("workspace_id", "event_id"))
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    event_id: Mapped[str] = mapped_column(String(255))
    seen_at: Mapped[datetime]


class RateSlot(Base):
    """Until when the slot of a conversation, or of a method of Slack's in the whole workspace, is taken."""

    __tablename__ = "rate_slots"
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    taken_until: Mapped[datetime]


class AuditEntry(Base):
    """Who changed what, and who looked."""

    __tablename__ = "audit_log"
    __table_args__ = _table(
        _belongs("person_id", "people"),
        _belongs("about_id", "people"),
        Index(None, "workspace_id", "subject"),
        Index(None, "workspace_id", "about_id"),
        Index(None, "workspace_id", "person_id"),
    )
    id: Mapped[int] = _id()
    workspace_id: Mapped[int] = _workspace()
    # Who it was; nobody of the workspace where whoever runs Trellis did it in the terminal.
    person_id: Mapped[int | None]
    # Whom it concerns, where it is one person.
    about_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime]
