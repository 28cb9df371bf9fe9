"""Every kind of message that there is, by its name in the ledger."""

from __future__ import annotations

from bot import dialogues, render
from bot.dialogues import base
from bot.domain.deliveries import REWRITE
from bot.prompts import PROMPTS, REMINDERS
from bot.views import messages, place, rehearsal

QUESTIONS = {dialogue.question(step) for dialogue in dialogues.DIALOGUES.values() for step in dialogue.steps}
SHARED = {f"{kind}{render.SHARED}" for kind in PROMPTS}
OTHERS = {messages.INTRODUCTION, messages.INVITATION, place.OPENED, base.NOTED, rehearsal.KIND, REWRITE}
KINDS = sorted({*messages.VIEWS, *PROMPTS, *REMINDERS, *QUESTIONS, *SHARED, *OTHERS})
