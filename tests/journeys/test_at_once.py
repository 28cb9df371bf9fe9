"""Two coordinators press the same form in the same moment: it happens once, and both read how it stands then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from bot.demo import MENTOR
from bot.domain.audit import INVITATION_WITHDRAWN
from bot.domain.pairs import PairState
from bot.domain.people import Profile, Role
from bot.views.closures import TOLD
from bot.views.messages import PAUSED
from bot.views.withdrawals import PAIR, WITHDRAWN
from bot.words import Words
from handlers import closures, rests, withdrawals
from handlers.services import Scene
from simulator import Account, Person
from simulator.visible import visible_text
from storage import pairs, people, programmes, rows, workspaces
from storage.store import Store, Transaction
from storage.tables import AuditEntry, Delivery
from storage.vault import Vault
from tests.journeys import test_closures as closing
from tests.journeys import test_withdrawing as withdrawing
from tests.journeys.leading import OF_THE_TWO, confirms
from tests.journeys.test_audit import actions
from tests.journeys.test_coordinators import page
from tests.journeys.test_inviting import sent_off, tried
from tests.journeys.test_parting import NOTED
from tests.storage.test_privacy import NOW, Town, found
from tests.village import ABOUT_INES, Village

WITHDRAWN_ALREADY = "That invitation has been withdrawn meanwhile. The programme's page shows how it stands."
MEANWHILE = "This pair has been paused meanwhile, so nothing was changed. Either of the two can let it go on."


async def another(town: Village) -> Person:
    """Béla coordinates the programme beside Amara."""
    town.demo.simulator.world.workspace(None).add(Account(id="UBELA", name="bela", real_name="Béla Nagy"))
    await page(town, town.amara)
    assert await town.fill_in(town.amara, "Name another", "Name a coordinator", {"who": "UBELA"}) == {}
    await town.amara.close(every=True)
    return Person(town.demo.simulator.url, "UBELA")


async def at_once(town: Village, *who: Person) -> tuple[list[dict[str, str]], dict[str, list[str]]]:
    """Let them submit in the same moment; returns what each reads under a field, and what each hears anew."""
    everybody = {one.id: one for one in (town.ines, town.noah, town.amara, *who)}
    before = {name: len(await one.messages()) for name, one in everybody.items()}
    said = await asyncio.gather(*(one.submit({}) for one in who))
    await town.settle()
    heard = {name: (await one.messages())[before[name] :] for name, one in everybody.items()}
    return list(said), {name: new for name, new in heard.items() if new}


async def stands(who: Person) -> str:
    """Return what a coordinator reads on the programme's page, behind the form."""
    return visible_text(await who.opens_modal("Programme"))


async def test_an_introduction_is_withdrawn_once(town: Village) -> None:
    await town.programme()
    await town.pair()
    await town.onboard(town.ines, ABOUT_INES)
    bela = await another(town)
    for who in (town.amara, bela):
        await confirms(town, who, withdrawing.TITLE)
    said, heard = await at_once(town, town.amara, bela)
    [told] = heard.pop(town.ines.id)
    assert told in {withdrawing.NOT_THIS_TIME.replace("ULEAD", who) for who in ("ULEAD", "UBELA")}
    assert (said, heard, (await actions(town)).count(INVITATION_WITHDRAWN)) == ([{}, {}], {}, 1)
    for who in (town.amara, bela):
        assert "*Withdrawn* (1)" in await stands(who)
        await who.close(every=True)
    assert await town.noah.messages() == [withdrawing.ASKS_NO_MORE.format("UMENTEE")]


async def test_a_question_is_withdrawn_once(town: Village) -> None:
    await town.programme()
    await tried(town, {"People": [MENTOR], "role": "mentor"})
    await sent_off(town)
    bela = await another(town)
    for who in (town.amara, bela):
        await confirms(town, who, withdrawing.TITLE, "Noah Brooks")
    assert await at_once(town, town.amara, bela) == ([{}, {}], {})
    assert (await actions(town)).count(INVITATION_WITHDRAWN) == 1
    for who in (town.amara, bela):
        assert "<@UMENTOR>" not in await stands(who)
        await who.close(every=True)
    assert await town.noah.messages() == [withdrawing.ASKED_NO_MORE]


@pytest.mark.parametrize("asked", ["as a pair", "to take part"])
async def test_who_chooses_what_another_has_withdrawn_reads_so_and_the_page_shows_it(
    hamlet: Village, asked: str
) -> None:
    town = hamlet
    which = OF_THE_TWO if asked == "as a pair" else "Noah Brooks"
    await town.programme()
    if asked == "as a pair":
        await town.pair()
    else:
        await tried(town, {"People": [MENTOR], "role": "mentor"})
        await sent_off(town)
    bela = await another(town)
    await page(town, bela)
    await bela.press(withdrawing.TITLE, within="modal")
    await bela.opens_modal(withdrawing.TITLE)
    await withdrawing.withdraws(town, which)
    assert await bela.submit({"Which one?": which}) == {"which_one": WITHDRAWN_ALREADY}
    await town.settle()
    await bela.close()
    assert f"[{withdrawing.TITLE}]" not in await stands(bela)


async def test_a_pair_ends_once(signed: Village) -> None:
    town = signed
    bela = await another(town)
    for who in (town.amara, bela):
        await confirms(town, who, closing.TITLE)
    said, heard = await at_once(town, town.amara, bela)
    assert said == [{}, {}]
    # Whoever came second is told by the other's act, as every other coordinator is.
    by = "ULEAD" if "ULEAD" in heard["UMENTEE"][0] else "UBELA"
    ended = closing.ENDED.replace("ULEAD", by)
    assert heard.pop("UMENTEE") == [ended.format("UMENTOR")]
    assert heard.pop("UMENTOR") == [ended.format("UMENTEE")]
    # Who introduced the two hears that it has ended, where it was the other's act.
    assert heard == ({} if by == "ULEAD" else {"ULEAD": [NOTED]})
    assert (await actions(town)).count("pair.ended") == 1
    for who in (town.amara, bela):
        assert "*Ended* (1)" in await stands(who)
        await who.close(every=True)


async def test_a_pair_is_paused_once_and_who_came_second_is_told(signed: Village) -> None:
    town = signed
    bela = await another(town)
    await town.go_to(2027, 3, 29, 16)
    for who, until in ((town.amara, "2027-04-12"), (bela, "2027-04-19")):
        await page(town, who)
        await who.choose("attention.menu", "Pause this pair", within="modal")
        await who.opens_modal("Pause this pair")
        await who.fill("Until when?", until)
    said, heard = await at_once(town, town.amara, bela)
    assert sorted(said, key=len) == [{}, {"until": MEANWHILE}]
    assert {name: len(new) for name, new in heard.items()} == {"UMENTEE": 1, "UMENTOR": 1}
    assert (await actions(town)).count("pair.paused") == 1
    second = (town.amara, bela)[said.index({"until": MEANWHILE})]
    await second.close()
    for who in (town.amara, bela):
        shown = await stands(who)
        assert ("(paused)" in shown, "Worth a look" in shown) == (True, False)
        await who.close(every=True)


async def test_who_pauses_a_pair_that_another_ends_is_told_and_reads_how_it_stands(
    signed_here: Village,
) -> None:
    town = signed_here
    bela = await another(town)
    await town.go_to(2027, 3, 29, 16)
    await page(town, bela)
    await bela.choose("attention.menu", "Pause this pair", within="modal")
    await bela.opens_modal("Pause this pair")
    await confirms(town, town.amara, closing.TITLE)
    assert await town.amara.submit({}) == {}
    await town.settle()
    assert await bela.submit({}) == {
        "until": "This has moved on since the message was sent. Trellis's Home shows where things stand."
    }
    await town.settle()
    await bela.close()
    assert "*Ended* (1)" in await stands(bela)
    assert (await actions(town)).count("pair.paused") == 0


async def pair_of(store: Store, state: PairState) -> tuple[Town, int]:
    """Begin a pair at a stage in a programme of two coordinators: Amara, and whose id comes second."""

    def work(tx: Transaction) -> tuple[Town, int]:
        town = found(tx, f"T{state}")
        bela = people.remember(tx, town.ws, Profile("UBELA", "Béla", "Europe/London", "en"), at=NOW).id
        programmes.enrol(tx, town.ws, town.programme, bela, Role.COORDINATOR, at=NOW)
        return town, bela

    return await store.run(work)


Act = Callable[[Scene, int], object]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("act", "state", "kind", "noted"),
    [
        pytest.param(
            lambda scene, pair: withdrawals.withdraw(scene, f"{PAIR}:{pair}"),
            PairState.INVITED,
            WITHDRAWN,
            INVITATION_WITHDRAWN,
            id="withdraw",
        ),
        pytest.param(closures.close, PairState.ACTIVE, TOLD, "pair.ended", id="end"),
        pytest.param(
            lambda scene, pair: rests.pause(scene, pair, None),
            PairState.ACTIVE,
            PAUSED,
            "pair.paused",
            id="pause",
        ),
    ],
)
async def test_in_two_processes_at_the_same_moment_it_happens_once_too(
    postgres_url: str, vault: Vault, act: Act, state: PairState, kind: str, noted: str
) -> None:
    processes = [await Store.open(postgres_url, vault) for _ in range(2)]
    town, bela = await pair_of(processes[0], state)
    words = Words()

    def begin(tx: Transaction) -> int:
        members = {Role.MENTEE: town.ines, Role.MENTOR: town.noah}
        pair = pairs.create(tx, town.ws, town.programme, members, by=town.amara, at=NOW).id
        for person in members.values():
            pairs.change_member(tx, town.ws, pair, person, accepted_at=NOW)
        pairs.change(tx, town.ws, pair, state=state, state_since=NOW)
        return pair

    def does(tx: Transaction, who: int, pair: int) -> None:
        me, workspace = people.get(tx, town.ws, who), workspaces.get(tx, town.ws)
        act(Scene(tx, workspace, me, NOW + timedelta(hours=1), words), pair)

    def came_of(pair: int, tx: Transaction) -> tuple[list[int], int]:
        told = rows.find(tx, Delivery, Delivery.workspace_id == town.ws, Delivery.pair_id == pair)
        entries = (AuditEntry.workspace_id == town.ws, AuditEntry.subject == f"pair:{pair}")
        written = [row["person_id"] for row in told if row["kind"] == kind]
        return sorted(written), rows.count(tx, AuditEntry, *entries, AuditEntry.action == noted)

    for _ in range(8):
        pair = await processes[0].run(begin)
        both = zip(processes, (town.amara, bela), strict=True)
        await asyncio.gather(*(store.run(partial(does, who=who, pair=pair)) for store, who in both))
        found_then = await processes[0].read(partial(came_of, pair))
        assert found_then == (sorted([town.ines, town.noah]), 1)
    for store in processes:
        await store.close()
