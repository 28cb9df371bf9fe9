"""Several people coordinate a programme: each can name another, say no, or leave, and somebody always stays."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.demo import COORDINATOR, MENTEE, MENTOR
from bot.domain.people import Person as Human
from bot.domain.people import Profile, Role
from bot.domain.programme import LastCoordinator, Programme
from bot.words import Words
from handlers import coordinators as handlers
from handlers.services import Scene
from simulator import Account, Person
from simulator.visible import visible_text
from storage import people, programmes, workspaces
from storage.store import Store, Transaction
from storage.vault import Vault
from storage.workspaces import Workspace
from tests.village import Village, Villagers

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)

NAMED = (
    "<@ULEAD> has named you coordinator of the mentoring programme Spring 2027.\n"
    "You can introduce mentors to mentees, name further coordinators, and see which pair stands at which stage. "
    "What people write stays theirs.\n[Open the programme]\n[No, thanks]\nYou need no reason to say no."
)
NOT_YOURS = "Only a coordinator can do that. Ask one of them, or an owner of this workspace."
AGAIN = {"who": "Béla Nagy coordinates this programme already."}


@pytest.fixture
async def bela(hamlet: Village) -> Person:
    """One more person, and a programme that Amara coordinates."""
    account = Account(id="UBELA", name="bela", real_name="Béla Nagy", tz="Europe/London", locale="en-GB")
    hamlet.demo.simulator.world.workspace(None).add(account)
    await hamlet.programme()
    return Person(hamlet.demo.simulator.url, account.id)


async def page(town: Villagers, person: Person) -> list[str]:
    """Open the programme from Home, and return what stands there."""
    await town.sees_home(person)
    await person.press("Open", within="home")
    return visible_text(await person.opens_modal("Programme")).splitlines()


async def name(town: Village, person: Person, whom: str) -> dict[str, str]:
    """Name another coordinator on the programme's page; returns the errors under the field."""
    await page(town, person)
    who = {"Who coordinates with you?": whom}
    return await town.fill_in(person, "Name another", "Name a coordinator", who)


async def test_a_coordinator_names_another_who_is_told_and_can_do_the_same(
    hamlet: Village, bela: Person
) -> None:
    assert await hamlet.hears(bela, name(hamlet, hamlet.amara, "UBELA")) == [NAMED]
    # The page behind the form shows it at once, and does not take the same person twice.
    assert "*Coordinating:* <@ULEAD> and <@UBELA>" in visible_text(await hamlet.amara.modal())
    found = await hamlet.fill_in(
        hamlet.amara, "Name another", "Name a coordinator", {"Who coordinates with you?": "UBELA"}
    )
    assert found == AGAIN
    gone = "Olga Petrova cannot take part: that account is a bot or has been deactivated. Please choose somebody else."
    assert await hamlet.amara.submit({"Who coordinates with you?": "ULEFT"}) == {"who": gone}
    # Béla pairs, and hears of the answers; Amara does not.
    await bela.press("Open the programme")
    await bela.opens_modal("Programme")
    people = {"Mentor": MENTOR, "Mentee": MENTEE}
    assert await hamlet.fill_in(bela, "Introduce two people", "Introduce two people", people) == {}
    shown = visible_text(await bela.modal()).splitlines()
    assert "*Invited* (1)" in shown
    both = "<@UMENTOR> and <@UMENTEE>, since today; not answered yet: "
    assert f"{both}<@UMENTOR> and <@UMENTEE>" in shown
    yes = "<@UMENTEE> said yes to mentoring with <@UMENTOR> in Spring 2027."
    before = await hamlet.amara.messages()
    assert await hamlet.hears(bela, hamlet.ines.press("Yes, count me in")) == [yes]
    assert await hamlet.amara.messages() == before
    # Whoever waits for the two sees for whom.
    assert f"*Invited* (1): {both}<@UMENTOR>" in await hamlet.sees_home(bela)


async def test_whoever_is_named_may_say_no_and_an_old_button_gives_nothing_back(
    hamlet: Village, bela: Person
) -> None:
    await name(hamlet, hamlet.amara, "UBELA")
    said = await hamlet.hears(hamlet.amara, bela.press("No, thanks"))
    assert said == ["<@UBELA> would rather not coordinate Spring 2027."]
    refused = "You said no to coordinating Spring 2027. That is quite all right."
    assert (await bela.messages())[-1] == refused
    assert not any("Spring" in line for line in await hamlet.sees_home(bela))
    # Named again, Béla leaves on the page, and then presses what the message still offers.
    await hamlet.amara.close(every=True)
    await name(hamlet, hamlet.amara, "UBELA")
    await page(hamlet, bela)
    assert await hamlet.fill_in(bela, "Leave the role", "Leave the role", {}) == {}
    assert await hamlet.hears(bela, bela.press("Open the programme")) == [NOT_YOURS]
    assert await hamlet.hears(bela, bela.press("No, thanks")) == []
    assert (await bela.messages())[-2:] == [refused, NOT_YOURS]


async def test_the_last_coordinator_leaves_only_by_naming_another_in_the_same_place(
    hamlet: Village, bela: Person
) -> None:
    amara = hamlet.amara
    await hamlet.pair()
    assert "[Leave the role]" in await page(hamlet, amara)
    await amara.press("Leave the role")
    form = visible_text(await amara.opens_modal("Leave the role"))
    assert (
        "You are the only coordinator of Spring 2027, so somebody has to take over before you leave." in form
    )
    assert await amara.submit({}) == {"who": "Please complete this required field."}
    assert await amara.submit({"Who takes over?": COORDINATOR}) == {
        "who": "Amara Okafor coordinates this programme already."
    }
    assert await hamlet.hears(bela, amara.submit({"Who takes over?": "UBELA"})) == [NAMED]
    home = await hamlet.sees_home(amara)
    assert not any("Spring 2027" in line for line in home)
    assert "Coordinating here: <@UBELA>" in home
    # The news of the pair that Amara made goes to who coordinates now.
    no = "<@UMENTEE> said no to mentoring with <@UMENTOR> in Spring 2027."
    before = await amara.messages()
    assert await hamlet.hears(bela, hamlet.ines.press("No, thanks")) == [no]
    assert await amara.messages() == before


async def test_two_leave_after_each_other_and_the_second_is_kept_by_the_role(
    hamlet: Village, bela: Person
) -> None:
    amara = hamlet.amara
    await name(hamlet, amara, "UBELA")
    await amara.close(every=True)
    # Both open the form while there are two of them.
    for person in (amara, bela):
        await page(hamlet, person)
        await person.press("Leave the role")
        await person.opens_modal("Leave the role")
    said = await hamlet.hears(bela, amara.submit({}))
    assert said == ["<@ULEAD> no longer coordinates Spring 2027. You do; its news comes to you."]
    assert await bela.submit({}) == {}
    form = visible_text(await bela.opens_modal("Leave the role"))
    assert "You are the only coordinator of Spring 2027" in form
    await bela.close(every=True)
    assert any("Spring 2027" in line for line in await hamlet.sees_home(bela))


async def test_what_was_open_before_the_role_ended_does_nothing_after(hamlet: Village, bela: Person) -> None:
    amara = hamlet.amara
    await name(hamlet, amara, "UBELA")
    await amara.close(every=True)
    await page(hamlet, bela)
    await bela.press("Introduce two people")
    await bela.opens_modal("Introduce two people")
    await bela.press("No, thanks", within=await bela.last_message())
    await hamlet.settle()
    assert await bela.submit({"Mentor": MENTOR, "Mentee": MENTEE}) == {"programme": NOT_YOURS}
    assert await hamlet.noah.messages() == []


async def test_a_programmes_name_dates_and_language_change_later(hamlet: Village, bela: Person) -> None:
    amara = hamlet.amara
    await page(hamlet, amara)
    wrong = {"Name": "", "First day": "2027-05-01", "Last day": "2027-04-01"}
    assert await hamlet.fill_in(amara, "Name, dates, language", "Change programme", wrong) == {
        "name": "Please complete this required field."
    }
    assert await amara.submit({"Name": " "}) == {
        "name": "Please give the programme a name.",
        "ends": "The programme would end before it begins. Please choose a later last day.",
    }
    named = "*Summer &lt;b&gt;* · 1 May 2027 to 1 October 2027"
    summer = {"Name": "Summer <b>", "Last day": "2027-10-01", "Language": "Spanish"}
    assert await amara.submit(summer) == {}
    await hamlet.settle()
    spoken = "Where mentor and mentee read together, Trellis speaks Spanish."
    assert [line for line in visible_text(await amara.modal()).splitlines() if line in (named, spoken)] == [
        named,
        spoken,
    ]
    await amara.close(every=True)
    assert named in (await amara.home()).splitlines()


@pytest.mark.postgres
async def test_of_two_who_leave_at_the_same_moment_from_two_processes_one_stays(
    postgres_url: str, vault: Vault
) -> None:
    processes = [await Store.open(postgres_url, vault) for _ in range(2)]
    words = Words()

    def begin(tx: Transaction) -> tuple[Workspace, list[Programme], list[Human]]:
        workspace = workspaces.remember(tx, "T1", "T1", "UBOT", locale="en", at=NOW)
        pair = [
            people.remember(tx, workspace.id, Profile(one, one, "Europe/London", "en"), at=NOW)
            for one in ("UAMARA", "UBELA")
        ]
        made = []
        for number in range(8):
            dates = (NOW.date(), NOW.date() + timedelta(weeks=26))
            one = programmes.create(tx, workspace.id, f"P{number}", *dates, by=pair[0].id, at=NOW)
            programmes.enrol(tx, workspace.id, one.id, pair[1].id, Role.COORDINATOR, at=NOW)
            made.append(one)
        return workspace, made, pair

    workspace, made, pair = await processes[0].run(begin)

    async def leave(store: Store, person: Human, programme: Programme) -> bool:
        def work(tx: Transaction) -> None:
            handlers.leave(Scene(tx, workspace, person, NOW, words), programme)

        try:
            await store.run(work)
        except LastCoordinator:
            return False
        return True

    def leading(programme_id: int, tx: Transaction) -> frozenset[int]:
        return programmes.coordinators(tx, workspace.id, programme_id)

    for programme in made:
        left = await asyncio.gather(*(leave(*one, programme) for one in zip(processes, pair, strict=True)))
        assert sorted(left) == [False, True]
        stays = await processes[0].read(partial(leading, programme.id))
        assert stays == {pair[left.index(False)].id}
    for store in processes:
        await store.close()
