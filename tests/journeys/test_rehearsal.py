"""A coordinator tries it first: both sides of a pair that is made up, kept out of everything, gone in one press."""

from __future__ import annotations

from tests.village import Village


async def test_a_coordinator_plays_both_sides_and_nothing_of_it_is_left(hamlet: Village) -> None:
    amara = hamlet.amara
    await hamlet.programme()
    before = await hamlet.sees_home(amara)
    [invitation] = await hamlet.hears(amara, amara.press("Try it yourself", within="home"))
    mark = "🎭 *Rehearsal* · 1 of 25 · what the mentee sees. You are both of the two here."
    assert invitation.startswith(mark)
    assert "<@ULEAD> would like to introduce you to <@ULEAD>" in invitation
    # A real button keeps nothing, and says so.
    said = await hamlet.hears(amara, amara.press("Yes, count me in"))
    assert said == [
        "This is a rehearsal: nothing was kept, and nobody was told. The buttons below the line lead on."
    ]
    # On to the agreement, which opens as it would.
    [_] = await hamlet.hears(amara, amara.choose("Show something else", "The agreement to sign"))
    await amara.press("Read and sign")
    await amara.opens_modal("Mentoring agreement")
    assert await amara.submit({}) == {}
    # A check-in is answered in place, and the mentor sees the answer.
    [_] = await hamlet.hears(amara, amara.choose("Show something else", "check_in"))
    await hamlet.press(amara, "A bit stuck")
    await hamlet.press(amara, "As the mentor")
    shown = (await amara.messages())[-1]
    assert "what the mentor sees" in shown
    assert ("<@ULEAD> checked in" in shown, "A bit stuck" in shown) == (True, True)
    # Home counts no pair, and says that this step is done.
    after = await hamlet.sees_home(amara)
    done = [line.replace("1 of 4", "2 of 4") for line in before]
    assert [line for line in after if line not in done] == [
        "✅ Try it yourself first: see what mentor and mentee see, in ten minutes and without anybody else"
    ]
    await hamlet.press(amara, "Remove the rehearsal")
    assert [one for one in await amara.messages() if "Rehearsal" in one] == []
    assert (await amara.messages())[-1] == "The rehearsal is gone, and nothing of it was kept."
    # It can be begun anew, from the programme's page.
    await hamlet.press(amara, "Open", within="home")
    await amara.opens_modal("Programme")
    [again] = await hamlet.hears(amara, amara.press("Try it yourself", within="modal"))
    assert again == invitation
