"""Who looked, and what was changed: all that a coordinator does is noted, and read by whom it concerns."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable

import handlers
from bot.views import rehearsal
from simulator import Account, Person
from simulator.visible import visible_text
from storage import rows
from storage.store import Transaction
from storage.tables import AuditEntry
from tests.journeys.test_coordinators import page
from tests.village import Village

FORM = "a form that shows the programme's own settings, and nothing of anybody"
TRIAL = "what a list would do, tried and shown to whoever wrote it; nothing is changed by it"
OWN = "what somebody sees and sets for themselves"
REHEARSED = [
    *(
        ("action", id_)
        for id_ in (rehearsal.START, rehearsal.NEXT, rehearsal.GO, rehearsal.SIDE, rehearsal.REMOVE)
    ),
    *(("action", id_) for id_ in rehearsal.INNERS),
    ("view", rehearsal.FORM),
]
# All that only coordinators can do, by kind and id: what is noted of it, or why nothing is.
NOTED: dict[tuple[str, str], set[str] | str] = {
    ("action", "home.coordinate"): {"coordinator.taken"},
    ("action", "home.programme"): FORM,
    ("action", "programme.edit"): FORM,
    ("action", "programme.open"): {"programme.opened"},
    ("view", "programme.form"): {"programme.created", "programme.changed"},
    ("action", "home.pair"): FORM,
    ("view", "pair.form"): {"pair.created"},
    ("action", "programme.reopen"): {"pair.reopened"},
    **dict.fromkeys(REHEARSED, "a rehearsal, in which nobody takes part"),
    ("action", "roster.invite"): FORM,
    ("action", "roster.by_list"): FORM,
    ("options", "group"): "names of user groups, which everybody sees in Slack",
    ("view", "roster.form"): TRIAL,
    ("view", "roster.list_form"): TRIAL,
    ("view", "roster.trial"): {"people.invited", "pair.created"},
    ("action", "invitation.withdraw"): FORM,
    ("view", "invitation.withdraw.which"): FORM,
    ("view", "invitation.withdraw.form"): {"invitation.withdrawn"},
    ("action", "programme.end_pair"): FORM,
    ("view", "programme.end_pair.which"): FORM,
    ("view", "programme.end_pair.form"): {"pair.ended"},
    ("action", "attention.menu"): FORM,
    ("view", "programme.pause_pair.form"): {"pair.paused"},
    ("action", "coordinator.name"): FORM,
    ("view", "coordinator.name_form"): {"coordinator.named"},
    ("action", "coordinator.leave"): FORM,
    ("view", "coordinator.leave_form"): {"coordinator.left"},
    ("action", "coordinator.refuse"): {"coordinator.left"},
    ("action", "programme.rhythm"): FORM,
    ("view", "programme.rhythm.form"): {"programme.rhythm"},
    ("action", "programme.keeping"): FORM,
    ("view", "programme.keeping.form"): {"programme.keeping"},
    ("action", "programme.looked"): {"log.read"},
    ("action", "looked.older"): "another page of a log whose opening was noted",
    ("action", "own.looked"): OWN,
    ("action", "programme.totals"): {"totals.read"},
    ("action", "home.over_time"): OWN,
    ("action", "first_steps.put_away"): OWN,
    ("action", "first_steps.find"): OWN,
}


def only_for_coordinators() -> set[tuple[str, str]]:
    """Return the kinds and ids to which modules listen that turn away who does not coordinate."""
    routes = handlers.routes()
    found: set[tuple[str, str]] = set()
    for key, handler in routes._handlers.items():
        source = inspect.getsource(inspect.getmodule(handler) or handlers)
        if "NotCoordinator" in source or "standing.coordinated(" in source:
            found.add(key)
    return found


def test_whatever_only_coordinators_can_do_says_what_is_noted_of_it() -> None:
    assert set(NOTED) == only_for_coordinators()


async def actions(town: Village) -> list[str]:
    """Return all that was noted, in its order."""
    ws, store = town.demo.running.workspace.id, town.demo.running.services.store

    def noted(tx: Transaction) -> list[str]:
        return [row["action"] for row in rows.find(tx, AuditEntry, AuditEntry.workspace_id == ws)]

    return await store.read(noted)


async def test_each_look_and_each_change_is_noted_andread_by_coordinators_and_by_whom_it_concerns(
    hamlet: Village,
) -> None:
    amara, noted = hamlet.amara, list[str]()
    workspace = hamlet.demo.simulator.world.workspace(None)
    workspace.add(Account(id="UBELA", name="bela", real_name="Bela", tz="Europe/Berlin"))
    bela = Person(hamlet.demo.simulator.url, "UBELA")

    async def notes(*expected: str, act: Awaitable[object]) -> None:
        await act
        await hamlet.settle()
        now = await actions(hamlet)
        assert now[len(noted) :] == list(expected)
        noted.extend(expected)

    await notes("coordinator.taken", "programme.created", "home.opened", act=hamlet.programme())
    await notes("pair.created", act=hamlet.pair())
    # Drawn anew on the same day, Home is no second look.
    await notes(act=hamlet.sees_home(amara))
    await notes("programme.opened", act=page(hamlet, amara))

    async def form(button: str, title: str, values: dict[str, str]) -> None:
        assert await hamlet.fill_in(amara, button, title, values) == {}

    changed = {"Name": "Summer"}
    await notes("programme.changed", act=form("Name, dates, language", "Change programme", changed))
    rhythm = {"week_budget": "3"}
    await notes("programme.rhythm", act=form("Rhythm", "Rhythm", rhythm))
    keep = {"months": "6"}
    await notes("programme.keeping", act=form("How long words are kept", "How long words are kept", keep))
    assert "What pairs of Summer write is deleted 6 months after their end." in visible_text(
        await amara.modal()
    )
    await notes("totals.read", act=amara.press("Totals of surveys"))
    await amara.close()
    await notes("coordinator.named", act=form("Name another", "Name a coordinator", {"who": "UBELA"}))
    await notes("log.read", act=amara.press("Who looked, what changed"))
    await amara.opens_modal("Who looked, what changed")
    log = [
        line.split(" · ", 1)[1] for line in visible_text(await amara.modal()).splitlines() if " · " in line
    ]
    assert log == [
        "<@ULEAD> named <@UBELA> as a coordinator of Summer",
        "<@ULEAD> read the totals of surveys in Summer",
        "<@ULEAD> changed how long words are kept in Summer",
        "<@ULEAD> changed the rhythm of Summer",
        "<@ULEAD> changed the name, dates or language of Summer",
        "<@ULEAD> opened the page of Summer",
        "<@ULEAD> introduced <@UMENTOR> and <@UMENTEE> to each other in Summer",
        "<@ULEAD> saw in Home where the pairs of Summer stand",
        "<@ULEAD> created Summer",
    ]
    await notes("coordinator.left", act=bela.press("No, thanks"))
    hers = await read_by(hamlet, hamlet.ines)
    # What the log of her programme says, with who read it, and nothing of the role that concerns others.
    assert hers == [
        "<@UBELA> left the role of coordinator of Summer",
        "<@ULEAD> read the log of Summer",
        *log,
    ]
    assert (await actions(hamlet)) == noted


async def read_by(town: Village, person: Person) -> list[str]:
    await town.sees_home(person)
    await person.press("Your data", within="home")
    await person.opens_modal("Your data")
    await person.press("Who looked, what changed")
    shown = visible_text(await person.opens_modal("Who looked, what changed"))
    return [line.split(" · ", 1)[1] for line in shown.splitlines() if " · " in line]


async def test_a_long_log_is_read_page_by_page(hamlet: Village) -> None:
    await hamlet.programme()
    for _ in range(22):
        await page(hamlet, hamlet.amara)
        await hamlet.amara.close(every=True)
    await page(hamlet, hamlet.amara)
    await hamlet.amara.press("Who looked, what changed")
    first = visible_text(await hamlet.amara.opens_modal("Who looked, what changed"))
    assert (first.count(" opened the page of "), "[Older]" in first) == (20, True)
    await hamlet.press(hamlet.amara, "Older")
    rest = visible_text(await hamlet.amara.modal())
    assert (rest.count(" opened the page of "), "[Older]" in rest) == (3, False)
