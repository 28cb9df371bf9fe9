"""On PostgreSQL each form that others are refused is taken from whom it is for, at a moment at which there is a reason.

Those that can be sent about a pair that has just signed test_elsewhere.py sends; here is the rest. Each is opened by a
press, filled in, sent by whoever has the same id elsewhere and by somebody else here, and then by its own person.
"""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
import pytest
from sqlalchemy.exc import DBAPIError

import handlers
from bot import hosting, log
from bot.views import (
    agreement,
    amendments,
    closures,
    invitation_form,
    keeping,
    level,
    own,
    partings,
    pauses,
    rosters,
    withdrawals,
)
from bot.views import home as homes
from bot.views import programme as programme_views
from bot.views import quiet as quiet_views
from bot.views import rhythm as rhythms
from bot.views import sessions as session_views
from simulator import Person
from simulator.people.places import Place
from tests.journeys.conftest import _signed_there, signed_database
from tests.roles.explorer import HERE, STRANGER, let_slack_know, others
from tests.roles.hands import Act, as_it_stands
from tests.roles.test_elsewhere import UNDER_WAY, WRITES, Rows, rows_here, strange, wrongly
from tests.village import CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village

__all__ = ["_signed_there", "signed_database"]
# Nothing is kept of what somebody does in a rehearsal.
KEEPS_NOTHING = {"rehearsal.form"}
NOAHS_PAIR = "Noah Brooks mentors Inês Duarte"


class Sending:
    """Sends forms in a village, wrongly and then rightly; `taken` are those that were taken from whom they are for."""

    def __init__(self, town: Village, client: Any) -> None:
        self.town = town
        self.taken: set[str] = set()
        self._client = client
        self.broken: list[str] = []
        self._router = handlers.routes()
        self._router.on_error(self._note)

    async def _note(self, _call: Any, error: Exception) -> None:
        """To be refused is one thing, to ask the database what it does not understand another."""
        if isinstance(error, DBAPIError):
            self.broken.append(str(error))

    async def send(self, person: Person, form: str, **values: Any) -> None:
        """Fill in the form that somebody has just opened, and send it: nobody else can, and they can."""
        await person.until(
            lambda now: now["views"] and now["views"][-1]["callback_id"] == form, messages=False
        )
        for name, value in values.items():
            await person.fill(name, value, within="modal")
        await self.town.settle()
        before, theirs = await self._rows()
        for wrong in wrongly(self._as_it_stands(person)):
            await self._dispatch(wrong)
            assert strange(before, (await self._rows())[0], theirs) == [], (form, wrong.by)
        before, _ = await self._rows()
        led_to = (await person.modal() or {}).get("callback_id")
        assert await person.submit({}) == {}, form
        await self.town.settle()
        after, _ = await self._rows()
        leads_on = (await person.modal() or {}).get("callback_id") not in (led_to, None)
        kept = [name for name in after if name != UNDER_WAY and before[name] != after[name]]
        assert kept or leads_on, form
        self.taken.add(form)

    def _as_it_stands(self, person: Person) -> Act:
        """Return what their Slack would send now."""
        world = self.town.demo.simulator.world
        workspace = world.workspace(HERE)
        view = workspace.modal_stack(person.id)[-1]
        return as_it_stands(world, Place(workspace, workspace.accounts[person.id], view, None), view)

    async def _dispatch(self, act: Act) -> None:
        services = self.town.demo.running.services
        await self._router.dispatch(act.call(self._client, services))
        await services.tasks.drain(20)
        await self.town.settle()

    async def _rows(self) -> tuple[Rows, set[int]]:
        return await self.town.demo.running.services.store.read(rows_here)

    async def from_home(self, person: Person, action: str, form: str, **values: Any) -> None:
        """Open a form from Home, and send it."""
        await self.town.sees_home(person)
        await person.press(action_id=action, within="home")
        await self.send(person, form, **values)
        await person.close(every=True) if await person.modal() else None

    async def from_page(self, label: str, form: str, menu: str | None = None, **values: Any) -> None:
        """Open a form from the programme's page by a button, or a choice in a menu there, and send it."""
        amara = self.town.amara
        await self.town.sees_home(amara)
        await amara.press("Open", within="home")
        await amara.opens_modal("Programme")
        if menu:
            await amara.choose(menu, label, within="modal")
        else:
            await amara.press(label, within="modal")
        await self.send(amara, form, **values)


@pytest.mark.postgres
async def test_each_form_is_taken_from_whom_it_is_for_and_from_nobody_else(_signed_there: Village) -> None:  # noqa: PT019 - it is the village
    town = _signed_there
    services = town.demo.running.services
    log.configure("json", logging.CRITICAL)
    slack = town.demo.simulator.world.workspace(HERE)
    let_slack_know(slack)
    slack.change({"id": STRANGER, "real_name": "Vera Weiss", "display_name": "Vera Weiss"})
    await services.store.run(lambda tx: others(tx, services.clock.now()))
    async with aiohttp.ClientSession() as session:
        client = hosting.speaking(town.demo.simulator.bot_token, services.settings, session)
        sending = Sending(town, client)
        await _under_way(sending)
        await _of_coordinators(sending)
        await _begun_anew(sending)
    forms = handlers.routes().ids()["view"]
    assert (set(forms) - WRITES - KEEPS_NOTHING, sending.broken) == (sending.taken - WRITES, [])


async def _under_way(sending: Sending) -> None:
    """What a pair does that has agreed: sessions, hours, a check-in, and a change of the agreement."""
    town, ines, noah = sending.town, sending.town.ines, sending.town.noah
    proposed = {"day": "2027-03-17", "clock": "16:00"}
    await sending.from_home(ines, session_views.PROPOSE, session_views.FORM, **proposed)
    await sending.from_home(ines, quiet_views.HOURS, quiet_views.HOURS_FORM, **{"Work ends": "16:30"})
    await sending.from_home(noah, level.OPEN, level.FORM, level="Fewer messages")
    await town.go_to(2027, 3, 16, 14, 30, zone="Europe/Lisbon")
    await sending.from_home(ines, homes.ANSWER, "prompt.form", **{"How is it going?": "Going well"})
    await town.sees_home(noah)
    await noah.press("Change something", within="home")
    await noah.opens_modal("Change the agreement")
    await noah.submit({"What should change?": "Session length"})
    await noah.submit({"Session length": "90 minutes"})
    await sending.send(noah, amendments.PROPOSE)
    await ines.press("Read and sign")
    await sending.send(ines, amendments.DOCUMENT)


async def _of_coordinators(sending: Sending) -> None:
    """What whoever coordinates does: rhythm, keeping, invitations, an end, and an introduction."""
    town = sending.town
    ines, noah, amara = town.ines, town.noah, town.amara
    await sending.from_page("Rhythm", rhythms.FORM, reflection="Off")
    await amara.close(every=True)
    await sending.from_page("How long words are kept", keeping.FORM, months="24 months")
    await amara.close(every=True)
    # Both are at work.
    await town.go_to(2027, 4, 20, 14)
    await sending.from_page("Pause this pair", pauses.FOR_TWO, menu="attention.menu")
    await amara.close(every=True)
    await sending.from_page("End a pair", closures.WHICH_FORM, **{"Which one?": NOAHS_PAIR})
    await sending.send(amara, closures.FORM)
    await amara.close(every=True)
    await sending.from_page("Invite people", rosters.FORM, People=[STRANGER], role="mentor")
    await sending.send(amara, rosters.TRIAL)
    await amara.close(every=True)
    await sending.from_page("Withdraw an invitation", withdrawals.WHICH_FORM, **{"Which one?": "Vera Weiss"})
    await sending.send(amara, withdrawals.FORM)
    await amara.close(every=True)
    introduced = {"Mentor": noah.id, "Mentee": ines.id}
    await sending.from_home(amara, programme_views.PAIR, "pair.form", **introduced)


async def _begun_anew(sending: Sending) -> None:
    """What two do who are introduced: they say yes, sign, and may end it; and one has all data deleted."""
    town, ines, noah = sending.town, sending.town.ines, sending.town.noah
    await sending.from_home(ines, homes.INVITATION, invitation_form.FORM)
    await town.press(noah, "Yes, count me in", within="messages")
    for person in (ines, noah):
        await town.press(person, "Use what I told before")
        for answer in ("To listen better.", "Confidence", "everything"):
            await town.say(person, answer)
    for person, clauses in ((ines, CLAUSES_OF_INES), (noah, CLAUSES_OF_NOAH)):
        await town.say(person, "Use your suggestions for the rest")
        for clause in ("commitments", "boundaries", "goals"):
            await town.say(person, clauses[clause])
    await ines.press("Read and sign")
    await sending.send(ines, agreement.DOCUMENT)
    await sending.from_home(ines, partings.OPEN, partings.FORM)
    await town.sees_home(noah)
    await noah.press(action_id=own.OPEN, within="home")
    await noah.opens_modal("Your data")
    await noah.press(action_id=own.DELETE, within="modal")
    await sending.send(noah, own.DELETE_FORM, confirm="DELETE")
