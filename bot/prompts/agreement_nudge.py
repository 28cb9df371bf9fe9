"""The agreement nudge: three and seven days in, only to who has something to finish, and then silence."""

from __future__ import annotations

from bot.domain.agreement import AgreementState
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner, WhenHeld
from bot.domain.pairs import PairState
from bot.domain.people import Intensity
from bot.domain.rhythm import AGREEMENT_NUDGE
from bot.domain.situation import Situation
from bot.prompts.asking import menu
from bot.views import agreement, blocks, home
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader


class AgreementNudge:
    """It names the one thing that waits for this person; once that is done it says so, or is not sent."""

    kind = AGREEMENT_NUDGE
    manner = Manner(Intensity.FEWER, WhenHeld.FOLD)

    def stale(self, situation: Situation) -> Reason | None:
        """Who has done their part hears nothing."""
        if not situation.pair.programme.rhythm.has(self.kind):
            return Reason("line-off")
        return None if lacks(situation) else Reason("nothing-waits")

    def render(self, situation: Situation, reader: Reader) -> Message:
        """Say what waits, with a button that goes on there."""
        waits = lacks(situation)
        facts = {"partner": Markup(situation.partner.mention)}
        text = reader.mrkdwn(f"agreement-nudge.{waits or 'done'}", **facts)
        if situation.pair.let_go:
            text = reader.mrkdwn("agreement-nudge.over")
        if waits is None:
            return Message(text, (blocks.section(text),))
        how = reader.mrkdwn("agreement-nudge")
        shown = (
            blocks.section(text, menu(situation, reader)),
            *self._foot(situation, waits, reader),
            blocks.context(how),
        )
        return Message(f"{text}\n{how}", shown)

    def _foot(self, situation: Situation, waits: str, reader: Reader) -> tuple[blocks.Block, ...]:
        button: Element | None = None
        if waits in ("onboarding", "clauses"):
            pair_id = str(situation.pair.pair.id)
            button = blocks.button(home.CONTINUE, reader.plain("home-buttons.continue"), pair_id, "primary")
        elif waits == "sign" and situation.pair.proposed:
            proposed = str(situation.pair.proposed.id)
            button = blocks.button(home.SIGN, reader.plain("home-buttons.sign"), proposed, "primary")
        return (blocks.actions(button),) if button else ()


def lacks(situation: Situation) -> str | None:
    """Return what waits for this person: `onboarding`, `clauses`, `differences`, `sign`, or None."""
    view, me = situation.pair, situation.me.id
    member = view.pair.member(me)
    if view.pair.state not in (PairState.INVITED, PairState.ONBOARDING, PairState.AGREEING):
        return None
    if not member.accepted_at:
        return None
    if not member.onboarded_at:
        return "onboarding"
    if view.pair.state is not PairState.AGREEING:
        return None
    if not member.clauses_answered_at:
        return "clauses"
    if view.proposed and view.proposed.state is AgreementState.PROPOSED:
        return None if view.proposed.signed_by(me) else "sign"
    both = all(one.clauses_answered_at for one in view.pair.members)
    return "differences" if both and agreement.turns(view, me) > 0 else None
