"""Inviting people: picked, by user group, pasted or uploaded; tried first, and done twice it changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.demo import MENTEE, MENTOR
from simulator import Account
from simulator.visible import visible_text
from storage import workspaces
from tests.village import START, Village, village

MEND = "Lines to be mended are left out. Go back to mend them, now or later"
LEFT_OUT = f"{MEND}: whoever is there already stays as they are."
UNTIL = "It can be sent off until "
TITLE, TRIED = "Invite people", "What would happen"
ASKED = "<@ULEAD> asks whether you would like to take part in the mentoring programme Spring 2027, as a {}."


def asks_for_a_list(state: dict[str, Any]) -> bool:
    """Whether the form for a list is on top."""
    return bool(state["views"]) and state["views"][-1]["callback_id"] == "roster.list_form"


async def opened(town: Village) -> None:
    """Amara opens the form from her programme's page."""
    await town.press(town.amara, "Open", within="home")
    await town.amara.opens_modal("Programme")
    await town.amara.press("Invite people", within="modal")
    await town.amara.opens_modal(TITLE)


async def tried(town: Village, values: dict[str, Any], *, by_list: bool = False) -> list[str]:
    """Amara fills in a form; returns what she reads of what would happen, but for how long it can be sent off."""
    await opened(town)
    if by_list:
        await town.amara.press("Use a list", within="modal")
        await town.amara.until(asks_for_a_list, messages=False)
    assert await town.amara.submit(values) == {}
    await town.settle()
    shown = visible_text(await town.amara.opens_modal(TRIED)).splitlines()
    return [line for line in shown if not line.startswith(UNTIL)]


async def sent_off(town: Village) -> str:
    """She says so; returns how it ended."""
    assert await town.amara.submit({}) == {}
    await town.settle()
    said = visible_text(await town.amara.opens_modal(TITLE))
    await town.amara.close(every=True)
    return said


async def test_people_are_picked_and_by_user_group_and_say_yes_or_no(hamlet: Village) -> None:
    amara, noah, kenji = hamlet.amara, hamlet.noah, MENTEE
    slack = hamlet.demo.simulator.world.workspace(None)
    slack.change_group(
        {"id": "S0TEAM", "handle": "team", "name": "The team", "users": [MENTOR, "ULEFT", "UGUEST"]}
    )
    await hamlet.programme()
    said = await tried(
        hamlet, {"People": [kenji], "User group": "The team (@team)", "role": "mentor", "room": "2"}
    )
    assert said == [
        "What would happen",
        "*Would be invited:* 3 people",
        "*There already, nothing changes:* 0",
        "*To be mended:* 1",
        "*To be mended*",
        "*3* · “Olga Petrova” · That account has been deactivated. Take the line away, or write who comes instead.",
        "*Would be invited*",
        f"*1* · <@{MENTEE}>, mentor, room for 2",
        f"*2* · <@{MENTOR}>, mentor, room for 2",
        "*4* · <@UGUEST> (guest), mentor, room for 2",
        LEFT_OUT,
        "[Cancel]",
        "[Invite all 3]",
    ]  # fmt: skip
    assert hamlet.posts() == []
    assert "Invited to Spring 2027: 3 people." in await sent_off(hamlet)
    assert (await noah.messages())[-1].splitlines()[1] == ASKED.format("mentor")
    waits = "You were asked to take part in a programme, and your answer waits in Messages."
    assert (await hamlet.sees_home(noah))[1] == waits
    await hamlet.press(noah, "Yes, I would like to")
    part = "You take part, and as soon as there is somebody for you, you hear from me."
    assert (await hamlet.sees_home(noah))[1] == part
    await hamlet.press(hamlet.ines, "No, thanks")
    assert "You take part in Spring 2027 as a mentor." in (await noah.messages())[-1]
    await hamlet.press(amara, "Open", within="home")
    page = visible_text(await amara.opens_modal("Programme")).splitlines()
    rows = ["*Mentors with room* (2)", f"<@{MENTOR}>, room for 2", "<@UGUEST>, room for 2, not answered yet"]
    assert [line for line in page if line in rows] == rows
    assert "One person said no to taking part." in page


async def test_a_list_is_tried_mended_sent_off_and_harmless_the_second_time(hamlet: Village) -> None:
    slack = hamlet.demo.simulator.world.workspace(None)
    slack.change({"id": MENTOR, "email": "noah@example.com"})
    slack.add(Account(id="USAM1", name="sam", real_name="Sam One"))
    slack.add(Account(id="USAM2", name="sam2", real_name="Sam Two", display_name="sam"))
    await hamlet.programme()
    text = 'Mentor;Mentee\r\nNoah@Example.com;@inês\r\n@noah;"Inês Duarte"\r\n=1+1;@ines\r\n@sam;sam one\r\n'
    faults = [
        "*3* · The same stands in line 2. Take one of the two away.",
        "*4* · “=1+1” · This begins like a formula of a table. Write the handle or the address itself.",
        "*5* · “Sam One” · A mentor and a mentee are two different people. Change one of them.",
    ]
    said = await tried(hamlet, {"List": text.replace("inês", "ines")}, by_list=True)
    assert said[1:] == [
        "*Would be invited:* one pair",
        "*There already, nothing changes:* 0",
        "*To be mended:* 3",
        "*To be mended*",
        *faults,
        "*Would be invited*",
        f"*2* · <@{MENTOR}> mentors <@{MENTEE}>",
        LEFT_OUT,
        "[Cancel]",
        "[Invite]",
    ]  # fmt: skip
    assert "Invited to Spring 2027: one pair." in await sent_off(hamlet)
    posted = hamlet.posts()
    assert sorted(who for who, _, _ in posted) == ["amara", "ines", "noah"]
    # As a file, in the letters of another time: nothing changes but what is left to mend.
    await opened(hamlet)
    await hamlet.amara.press("Use a list", within="modal")
    await hamlet.amara.until(asks_for_a_list, messages=False)
    await hamlet.amara.upload("Or a file", "people.csv", text.encode("cp1252"))
    assert await hamlet.amara.submit({}) == {}
    await hamlet.settle()
    again = visible_text(await hamlet.amara.opens_modal(TRIED)).splitlines()
    # What was brought is still there to be mended.
    await hamlet.amara.close()
    below = await hamlet.amara.opens_modal(TITLE)
    assert below["inputs"]["file"]["file"]["files"] != []
    assert again[1:4] == [
        "*Would be invited:* nobody",
        "*There already, nothing changes:* 1",
        "*To be mended:* 3",
    ]
    assert (again[-3:], hamlet.posts()) == (
        [f"*2* · <@{MENTOR}> mentors <@{MENTEE}>", LEFT_OUT, "[Close]"],
        posted,
    )


async def test_a_long_list_shows_how_far_it_has_come_and_brought_twice_changes_nothing(
    hamlet: Village,
) -> None:
    slack = hamlet.demo.simulator.world.workspace(None)
    # Where it is night: their messages wait, and this story need not.
    for number in range(120):
        slack.add(Account(id=f"UMANY{number}", name=f"many{number}", tz="Asia/Tokyo"))
    await hamlet.programme()
    text = "\n".join(["Handle;Role", *(f"@many{number};mentee" for number in range(120))]).encode("utf-16")
    for fresh, there in (("120 people", 0), ("nobody", 120)):
        await opened(hamlet)
        await hamlet.amara.press("Use a list", within="modal")
        await hamlet.amara.until(asks_for_a_list, messages=False)
        await hamlet.amara.upload("Or a file", "people.csv", text)
        assert await hamlet.amara.submit({}) == {}
        await hamlet.settle()
        said = visible_text(await hamlet.amara.opens_modal(TRIED)).splitlines()
        assert said[1:3] == [f"*Would be invited:* {fresh}", f"*There already, nothing changes:* {there}"]
        if there:
            break
        assert "Invited to Spring 2027: 120 people." in await sent_off(hamlet)
    drawn = [
        visible_text(call["arguments"]["view"])
        for call in hamlet.demo.simulator.world.log.calls
        if call["method"] == "views.update"
    ]
    told = [line for view in drawn for line in view.splitlines() if line.startswith("Inviting: ")]
    # On a slow machine it is drawn again.
    assert told[0] == "Inviting: 50 of 120 ▰▰▰▰▱▱▱▱▱▱"


async def test_without_the_optional_permissions_the_forms_say_so_and_everything_else_works(
    tmp_path: Any,
) -> None:
    declined = ("usergroups:read", "users:read.email", "files:read")
    async with village(tmp_path, declined=declined) as town:
        await town.programme()
        await opened(town)
        assert "(optional permission usergroups:read)" in visible_text(await town.amara.modal())
        assert await town.amara.submit({}) == {"people": "Please choose somebody, or a user group."}
        await town.amara.close(every=True)
        said = await tried(town, {"List": "noah@example.com, mentor\n@ines"}, by_list=True)
        assert said[4:7] == [
            "*To be mended*",
            "*1* · “noah@example.com” · Trellis may not look up e-mail addresses here. Write a handle or a member id.",
            "*Would be invited*",
        ]
        assert said[7] == f"*2* · <@{MENTEE}>, mentee"


@pytest.mark.parametrize(("error", "is_lost"), [("missing_scope", True), ("invalid_arguments", False)])
async def test_where_slack_shows_no_field_for_a_file_the_list_is_pasted_and_the_reader_is_told(
    hamlet: Village, error: str, is_lost: bool
) -> None:
    world = hamlet.demo.simulator.world
    if is_lost:
        # Taken back in Slack's settings, of which nobody tells us.
        world.workspace(None).manifest = world.manifest.installed_without(["files:read"])
    await hamlet.programme()
    await opened(hamlet)
    if not is_lost:
        rule = {"fault": "error", "match": {"method": "views.update"}, "error": error, "times": 1}
        world.faults.replace([rule])
    await hamlet.amara.press("Use a list", within="modal")
    await hamlet.amara.until(asks_for_a_list, messages=False)
    form = visible_text(await hamlet.amara.modal())
    assert ("optional permission files:read" in form, "Or a file" in form) == (True, False)
    assert await hamlet.amara.submit({"List": "@noah, mentor"}) == {}
    await hamlet.settle()
    assert "*Would be invited*" in visible_text(await hamlet.amara.opens_modal(TRIED))
    await hamlet.amara.close(every=True)
    services = hamlet.demo.running.services
    granted = await services.store.read(lambda tx: workspaces.only(tx))
    assert granted is not None
    assert ("files:read" in granted.scopes) is not is_lost

    # It is tried only where it may work: what we know to be lost is not asked for again.
    before = len([one for one in world.log.calls if one["method"] == "views.update"])
    await tried(hamlet, {"List": "@noah, mentor"}, by_list=True)
    drawn = [one["arguments"]["view"] for one in world.log.calls if one["method"] == "views.update"][before:]
    assert ("file_input" in json.dumps(drawn)) is not is_lost


async def test_what_was_tried_can_be_sent_off_for_a_day(hamlet: Village) -> None:
    await hamlet.programme()
    await tried(hamlet, {"List": "@noah, @ines"}, by_list=True)
    assert f"{UNTIL}<!date^{int((START + timedelta(days=1)).timestamp())}^" in visible_text(
        await hamlet.amara.modal()
    )
    hamlet.demo.running.services.clock.move_to(START + timedelta(days=1, minutes=1))  # type: ignore[attr-defined]
    assert await hamlet.amara.submit({}) == {}
    await hamlet.settle()
    assert hamlet.posts() == []
