"""Taking part in a programme before there is a partner: the question, its answers, and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.overview import Coordinated
from bot.domain.people import Role
from bot.domain.situation import Situation
from bot.domain.taking_part import Waiting, waiting
from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

YES = "enrolment.yes"
NO = "enrolment.no"

TAKE_PART = "take_part"
# What stands in the place of an answer once nobody waits for one any more.
WITHDRAWN = "withdrawn"

MOST_ROWS = 100
ROWS_IN_BLOCK = 20


def take_part(situation: Situation, reader: Reader) -> Message:
    """Ask whether somebody takes part, or say what they answered."""
    row, programme = situation.delivery, situation.programme
    facts = row.facts if row else {}
    who = Markup(next(iter(situation.others.values())).mention)
    about = {"programme": programme.name if programme else "", "role": str(facts["role"])}
    value = f"{facts['programme']}:{facts['role']}"
    yes = blocks.button(YES, reader.plain("take-part.yes"), value, "primary")
    no = blocks.button(NO, reader.plain("invitation.no"), value)
    answer = facts.get("answer")
    if answer == WITHDRAWN:
        text = reader.mrkdwn("take-part.withdrawn", **about)
        return Message(text, (blocks.section(text),))
    if answer:
        text = reader.mrkdwn(f"take-part.{answer}", **about)
        other = (
            no
            if answer == "accepted"
            else blocks.button(YES, reader.plain("invitation-declined.back"), value)
        )
        return Message(text, (blocks.section(text), blocks.actions(other)))
    parts = [reader.mrkdwn("take-part", coordinator=who, **about), reader.mrkdwn("take-part.what")]
    notes = (reader.mrkdwn("take-part.seen", coordinator=who), reader.mrkdwn("invitation.free"))
    shown = (
        blocks.header(reader.plain("invitation.title")),
        *(blocks.section(part) for part in parts),
        blocks.context(*notes),
        blocks.actions(yes, no),
    )
    return Message("\n".join((*parts, *notes)), shown)


def in_brief(one: Coordinated, reader: Reader) -> list[Block]:
    """Say in Home how many wait for a partner."""
    found = waiting(one.enrolled, one.pairs)
    if not found:
        return []
    mentors = sum(each.role is Role.MENTOR for each in found)
    text = reader.mrkdwn("programme-waiting.brief", mentors=mentors, mentees=len(found) - mentors)
    return [blocks.context(text)]


def on_page(one: Coordinated, reader: Reader) -> Iterator[Block]:
    """Name on a programme's page who waits for a partner, and how many said no."""
    found = waiting(one.enrolled, one.pairs)
    for role in (Role.MENTOR, Role.MENTEE):
        mine = [each for each in found if each.role is role]
        if not mine:
            continue
        rows = [_row(each, one, reader) for each in mine[:MOST_ROWS]]
        if len(mine) > MOST_ROWS:
            rows.append(reader.mrkdwn("programme-waiting.more", count=len(mine) - MOST_ROWS))
        title = reader.mrkdwn(f"programme-waiting.{role}", count=len(mine))
        for start in range(0, len(rows), ROWS_IN_BLOCK):
            part = rows[start : start + ROWS_IN_BLOCK]
            yield blocks.section("\n".join([title, *part] if start == 0 else part))
    refused = sum(each.refused for each in one.enrolled)
    if refused:
        yield blocks.context(reader.mrkdwn("programme-waiting.refused", count=refused))


def _row(each: Waiting, one: Coordinated, reader: Reader) -> Markup:
    return reader.mrkdwn(
        "programme-waiting.row",
        person=Markup(one.people[each.person_id].mention),
        room=each.room,
        answered=str(each.has_answered).lower(),
    )


VIEWS = {TAKE_PART: take_part}
