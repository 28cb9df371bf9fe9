"""What became of a storm: the ledger is held against what stands in Slack, and answers against who pressed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.check_ins import QUESTION
from bot.domain.deliveries import Delivery, State
from bot.render import SHARED
from bot.views.messages import BROKEN
from storage import rows
from storage.store import Transaction
from storage.tables import Answer, AnswerEdit
from tests.chaos.crowd import STORM

ENDED = {State.SENT, State.UNKNOWN, State.FAILED, State.SKIPPED, State.FOLDED}
# What the mentor is told when the mentee has answered.
TOLD = QUESTION + SHARED
# What whoever asks for it in words is answered.
HELP = "help"


@dataclass
class Tally:
    """What a storm did, and what became of the messages and of what people pressed."""

    messages: int = 0
    kills: int = 0
    freezes: int = 0
    limited: int = 0
    ambiguous: int = 0
    typed: int = 0
    answered: int = 0
    # How often anybody pressed, and how often Slack told them that nobody heard; of how many questions the press was
    # heard, and how many partners were told of it.
    presses: int = 0
    unheard: int = 0
    heard: int = 0
    told: int = 0
    # How many presses came to nothing, and whoever pressed was told so; and of how many events people were told it.
    failed: int = 0
    apologies: int = 0
    # How many presses were heard of which nothing is remembered, how many are remembered of which no partner was told,
    # and how many rows have not ended.
    forgotten: int = 0
    untold: int = 0
    stuck: int = 0
    events: int = 0
    sent: int = 0
    doubled: int = 0
    lost: int = 0
    unknown: int = 0
    otherwise: Counter[str] = field(default_factory=Counter)

    def row(self) -> dict[str, int]:
        """Return the columns of the table that `make chaos` prints."""
        return {
            "messages": self.messages,
            "typed": self.typed,
            "answered": self.answered,
            "presses": self.presses,
            "heard": self.heard,
            "told": self.told,
            "apologies": self.failed + self.apologies,
            "kills": self.kills,
            "freezes": self.freezes,
            "429": self.limited,
            "ambiguous": self.ambiguous,
            "events hurt": self.events,
            "sent": self.sent,
            "doubled": self.doubled,
            "lost": self.lost,
            "stuck": self.stuck,
            "forgotten": self.forgotten,
            "untold": self.untold,
            "unknown": self.unknown,
            "otherwise": self.otherwise.total(),
        }

    @property
    def wrong(self) -> int:
        """How much there is that must not be."""
        return self.doubled + self.lost + self.stuck + self.forgotten + self.untold

    def count(self, ledger: list[Delivery], standing: Counter[str]) -> None:
        """Compare the ledger with how often each token stands in Slack."""
        posts = [row for row in ledger if row.rewrites_id is None]
        states = Counter(row.state for row in posts)
        self.sent, self.unknown = states[State.SENT], states[State.UNKNOWN]
        self.told = sum(row.kind == TOLD for row in posts)
        self.answered = sum(row.kind == HELP and row.subject != STORM for row in posts)
        # An event that comes twice is answered once.
        self.doubled = sum(times - 1 for times in standing.values()) + max(self.answered - self.typed, 0)
        # Whoever was told that it failed is answered all the same when Slack sends the event again.
        self.apologies = sum(row.kind == BROKEN for row in posts)
        self.stuck = sum(row.state not in ENDED for row in ledger)
        self.lost = sum(row.state is State.SENT and not standing[row.token] for row in posts)
        for state in (State.FAILED, State.SKIPPED, State.FOLDED):
            if states[state]:
                self.otherwise[str(state)] = states[state]

    def count_answers(
        self, tx: Transaction, ws: int, heard: set[tuple[int, str]], pressed: int, sorry: Counter[int]
    ) -> None:
        """Compare what is remembered with who pressed: of the `heard` our person and the occasion, of all how many.

        Nothing that was heard is lost, unless they were told that it failed (`sorry`, how often by person); nothing is
        remembered of which nobody pressed, and nothing has taken effect twice.
        """
        table = rows.table(Answer)
        kept = {
            (row["person_id"], row["occasion"]) for row in rows.find(tx, Answer, table.c.workspace_id == ws)
        }
        edits = rows.count(tx, AnswerEdit, AnswerEdit.workspace_id == ws)
        self.heard = len(heard)
        missing = Counter(person for person, _ in heard - kept)
        self.failed = (missing & sorry).total()
        self.forgotten = (missing - sorry).total()
        self.untold = max(len(kept) - self.told, 0)
        self.doubled += edits + max(len(kept) - pressed, 0) + max(self.told - len(kept), 0)
