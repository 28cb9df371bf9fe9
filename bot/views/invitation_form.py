"""An invitation as a form over Home."""

from __future__ import annotations

from typing import Any

from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.invitations import DECLINE, invitation
from bot.words import Reader

FORM = "invitation.form"


def modal(situation: Situation, reader: Reader, questions: int) -> dict[str, Any]:
    """Show what the message shows; its yes submits the form, its no stands below."""
    shown = list(invitation(situation, reader, questions).blocks)
    buttons = [one for block in shown for one in block.get("elements", ()) if block["type"] == "actions"]
    body = [block for block in shown if block["type"] != "actions"]
    no = [one for one in buttons if one["action_id"] == DECLINE]
    return blocks.modal(
        FORM,
        reader.plain("home-invitation-title"),
        [*body, *([blocks.actions(*no)] if no else ())],
        close=reader.plain("modal-close"),
        submit=reader.plain("invitation.yes") if no else None,
        carries=str(situation.pair.pair.id),
    )
