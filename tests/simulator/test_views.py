"""Modals and the Home tab: triggers, the stack, hashes, and what is kept of what was typed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from simulator import NotPossible, NotThere, Person, Simulator, visible_text
from tests.simulator.conftest import BareApp, Json, button, buttons, control, modal, section, text_input


async def trigger(person: Person, app: BareApp) -> str:
    """A trigger of a command that somebody just typed."""
    typed = asyncio.create_task(person.command("/plain"))
    payload = await app.answer()
    await typed
    return str(payload["trigger_id"])


async def refused(call: Coroutine[Any, Any, Any]) -> Json:
    with pytest.raises(SlackApiError) as caught:
        await call
    answer: Json = caught.value.response.data
    return answer


async def opened(api: AsyncWebClient, person: Person, app: BareApp, view: Json) -> Json:
    shown: Json = (await api.views_open(trigger_id=await trigger(person, app), view=view))["view"]
    return shown


async def submitted(person: Person, app: BareApp, payload: Json | None, values: Json | None = None) -> Any:
    """Submits; the app answers with the payload. Gives what the person is told."""
    submitting = asyncio.create_task(person.submit(values))
    await app.answer(payload)
    return await submitting


async def titles(person: Person) -> list[str]:
    return [view["title"]["text"] for view in (await person.state())["views"]]


async def test_a_trigger_opens_one_view_and_is_spent(api: AsyncWebClient, ines: Person, app: BareApp) -> None:
    spent = await trigger(ines, app)
    await api.views_open(trigger_id=spent, view=modal(section("one")))
    answer = await refused(api.views_open(trigger_id=spent, view=modal(section("two"))))
    assert answer == {"ok": False, "error": "exchanged_trigger_id"}
    answer = await refused(api.views_open(trigger_id="1.2.3", view=modal(section("two"))))
    assert answer == {"ok": False, "error": "invalid_trigger_id"}


async def test_a_trigger_that_is_too_old_opens_nothing(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    slack.world.triggers.seconds = 0.0
    old = await trigger(ines, app)
    answer = await refused(api.views_open(trigger_id=old, view=modal(section("late"))))
    assert (answer, await titles(ines)) == ({"ok": False, "error": "expired_trigger_id"}, [])


async def test_a_view_that_slack_would_refuse_does_not_spend_the_trigger(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    good = await trigger(ines, app)
    answer = await refused(
        api.views_open(trigger_id=good, view=modal(section("x"), title="far too long for any title"))
    )
    assert answer["error"] == "invalid_arguments"
    sentence = "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    assert sentence in answer["response_metadata"]["messages"]
    await api.views_open(trigger_id=good, view=modal(section("x")))
    assert await titles(ines) == ["A modal"]


async def test_a_home_tab_is_no_modal(api: AsyncWebClient, ines: Person, app: BareApp) -> None:
    home = {"type": "home", "blocks": [section("x")]}
    answer = await refused(api.views_open(trigger_id=await trigger(ines, app), view=home))
    assert (
        answer["response_metadata"]["messages"][-1]
        == "[ERROR] unsupported type: home [json-pointer:/view/type]"
    )


async def test_a_view_larger_than_slack_takes_is_refused(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    large = modal(*[section("x" * 3000) for _ in range(90)])
    answer = await refused(api.views_open(trigger_id=await trigger(ines, app), view=large))
    assert answer == {"ok": False, "error": "view_too_large"}


async def test_three_modals_stand_on_each_other_and_no_more(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    deeper = buttons(button("Deeper", "deeper"))
    first = await opened(api, ines, app, modal(deeper, title="1"))

    async def push(title: str) -> Json:
        pressing = asyncio.create_task(ines.press("Deeper"))
        payload = await app.answer()
        await pressing
        pushed = await api.views_push(trigger_id=payload["trigger_id"], view=modal(deeper, title=title))
        answer: Json = pushed["view"]
        return answer

    second = await push("2")
    third = await push("3")
    answer = await refused(push("4"))
    assert (answer, await titles(ines)) == ({"ok": False, "error": "push_limit_reached"}, ["1", "2", "3"])
    assert [(view["root_view_id"], view["previous_view_id"]) for view in (first, second, third)] == [
        (first["id"], None),
        (first["id"], first["id"]),
        (first["id"], second["id"]),
    ]


async def test_only_what_is_done_in_a_modal_can_push_another(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await opened(api, ines, app, modal(section("one")))
    answer = await refused(api.views_push(trigger_id=await trigger(ines, app), view=modal(section("two"))))
    assert answer == {"ok": False, "error": "invalid_trigger_id"}


async def test_a_view_that_changed_meanwhile_is_not_overwritten(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    view = await opened(api, ines, app, modal(section("one")))
    newer = (await api.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("two"))))[
        "view"
    ]
    answer = await refused(
        api.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("three")))
    )
    assert answer == {"ok": False, "error": "hash_conflict"}
    await api.views_update(view_id=view["id"], hash=newer["hash"], view=modal(section("four")))
    assert visible_text((await ines.modal() or {})["blocks"]) == "four"


async def test_a_view_that_was_closed_is_not_found(api: AsyncWebClient, ines: Person, app: BareApp) -> None:
    view = await opened(api, ines, app, modal(section("one")))
    await ines.close()
    answer = await refused(api.views_update(view_id=view["id"], view=modal(section("two"))))
    assert answer == {"ok": False, "error": "not_found"}


async def test_two_views_cannot_have_one_external_id(
    api: AsyncWebClient, ines: Person, tomas: Person, app: BareApp
) -> None:
    await opened(api, ines, app, modal(section("one"), external_id="form:1"))
    answer = await refused(
        api.views_open(trigger_id=await trigger(tomas, app), view=modal(section("two"), external_id="form:1"))
    )
    assert answer == {"ok": False, "error": "duplicate_external_id"}
    await api.views_update(external_id="form:1", view=modal(section("three"), external_id="form:1"))
    assert visible_text((await ines.modal() or {})["blocks"]) == "three"


async def test_what_was_typed_stays_through_an_update_only_where_the_ids_stay(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    view = await opened(api, ines, app, modal(text_input("kept", "Kept"), text_input("lost", "Lost")))
    await ines.fill("Kept", "still here")
    await ines.fill("Lost", "gone")
    inputs = text_input("kept", "Kept", initial_value="not this"), text_input("other", "Lost")
    after = modal(*inputs, private_metadata="7")
    shown = (await api.views_update(view_id=view["id"], view=after))["view"]
    assert (shown["state"]["values"], shown["private_metadata"]) == (
        {
            "kept": {"typed": {"type": "plain_text_input", "value": "still here"}},
            "other": {"typed": {"type": "plain_text_input", "value": None}},
        },
        "7",
    )


async def test_a_home_tab_is_drawn_and_a_stale_drawing_refused(api: AsyncWebClient, ines: Person) -> None:
    def home(text: str) -> Json:
        return {"type": "home", "blocks": [section(text)]}

    first = (await api.views_publish(user_id="UINES", view=home("one")))["view"]
    await api.views_publish(user_id="UINES", view=home("two"), hash=first["hash"])
    answer = await refused(api.views_publish(user_id="UINES", view=home("three"), hash=first["hash"]))
    assert (answer, await ines.home()) == ({"ok": False, "error": "hash_conflict"}, "two")


async def test_the_client_checks_what_it_can_before_the_app_hears_of_it(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    number = {
        "type": "number_input",
        "action_id": "n",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": "9",
    }
    mail = {"type": "email_text_input", "action_id": "m"}
    label: Json = {"type": "plain_text", "text": "Label"}
    await opened(
        api,
        ines,
        app,
        modal(
            text_input("needed", "Needed"),
            text_input("long", "Long", min_length=5),
            {"type": "input", "block_id": "number", "label": label, "element": number},
            {"type": "input", "block_id": "mail", "label": label, "element": mail},
            {**text_input("free", "Free"), "optional": True},
        ),
    )
    errors = await ines.submit({"long": "four", "number": "10", "mail": "at home"})
    assert errors == {
        "needed": "Please complete this required field.",
        "long": "Please enter at least 5 characters.",
        "number": "Please enter a number that is 9 or less.",
        "mail": "Please enter a valid email address.",
    }
    errors = await submitted(
        ines, app, None, {"needed": "x", "long": "fives", "number": "9", "mail": "a@b.example"}
    )
    assert (errors, await titles(ines)) == ({}, [])


async def test_an_app_finds_an_answer_wrong_and_the_modal_stays(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await opened(api, ines, app, modal(text_input("goal", "Goal")))
    wrong = {"response_action": "errors", "errors": {"goal": "A little more, please."}}
    errors = await submitted(ines, app, wrong, {"Goal": "x"})
    assert (errors, await titles(ines)) == ({"goal": "A little more, please."}, ["A modal"])


async def test_errors_for_what_is_no_input_are_refused_as_slack_refuses_them(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await opened(api, ines, app, modal(text_input("goal", "Goal")))
    wrong = {"response_action": "errors", "errors": {"elsewhere": "No."}}
    with pytest.raises(NotPossible, match="no input block has the id elsewhere"):
        await submitted(ines, app, wrong, {"Goal": "x"})
    assert await titles(ines) == ["A modal"]


async def test_an_acknowledgement_updates_pushes_and_clears(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await opened(api, ines, app, modal(section("1"), title="One"))
    await submitted(ines, app, {"response_action": "update", "view": modal(section("2"), title="Two")})
    updated = await titles(ines)
    await submitted(ines, app, {"response_action": "push", "view": modal(section("3"), title="Three")})
    pushed = await titles(ines)
    await submitted(ines, app, None)
    back = await titles(ines)
    await submitted(ines, app, {"response_action": "clear"})
    assert (updated, pushed, back, await titles(ines)) == (["Two"], ["Two", "Three"], ["Two"], [])


async def test_an_acknowledgement_with_a_bad_view_leaves_the_modal_and_tells_the_person(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await opened(api, ines, app, modal(section("1")))
    with pytest.raises(NotPossible, match="invalid_arguments"):
        await submitted(ines, app, {"response_action": "update", "view": {"type": "modal"}})
    error = (await ines.state())["ephemeral_error"]
    assert (await titles(ines), error.partition(":")[0]) == (
        ["A modal"],
        "Lantern answered in a way that Slack does not take",
    )


async def test_closing_tells_the_app_that_asked_to_know(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    view = await opened(api, ines, app, modal(section("x"), notify_on_close=True, private_metadata="draft:7"))
    closing = asyncio.create_task(ines.close())
    payload = await app.answer()
    await closing
    closed = payload["view"]
    assert (payload["type"], payload["is_cleared"], closed["id"], closed["private_metadata"]) == (
        "view_closed",
        False,
        view["id"],
        "draft:7",
    )


async def test_the_cross_closes_the_stack_and_names_its_root(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    root = await opened(api, ines, app, modal(section("x"), notify_on_close=True))
    await submitted(ines, app, {"response_action": "push", "view": modal(section("y"))})
    closing = asyncio.create_task(ines.close(every=True))
    payload = await app.answer()
    await closing
    assert (payload["is_cleared"], payload["view"]["id"], await titles(ines)) == (True, root["id"], [])


async def test_a_modal_that_clears_on_close_takes_the_stack_with_it(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await opened(api, ines, app, modal(section("x")))
    above = modal(section("y"), clear_on_close=True, notify_on_close=True)
    await submitted(ines, app, {"response_action": "push", "view": above})
    closing = asyncio.create_task(ines.close())
    payload = await app.answer()
    await closing
    assert (payload["is_cleared"], await titles(ines)) == (True, [])


async def test_a_select_can_ask_for_an_address_to_answer_to(
    api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    select = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    label = {"type": "plain_text", "text": "Where"}
    await opened(api, ines, app, modal({"type": "input", "block_id": "b", "label": label, "element": select}))
    submitting = asyncio.create_task(ines.submit({"Where": "DINES"}))
    [address] = (await app.answer())["response_urls"]
    await submitting
    assert address.pop("response_url").startswith("http://127.0.0.1:")
    assert address == {"block_id": "b", "action_id": "where", "channel_id": "DINES"}


async def test_what_lies_beneath_a_modal_cannot_be_pressed(
    slack: Simulator, api: AsyncWebClient, ines: Person, app: BareApp
) -> None:
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Below", "below"))])
    await app.answer()
    first = await opened(api, ines, app, modal(buttons(button("First", "first")), title="First"))
    await submitted(ines, app, {"response_action": "push", "view": modal(section("y"), title="Second")})
    with pytest.raises(NotThere, match="nothing to press"):
        await ines.press("Below")
    answer = await control(
        slack,
        "press",
        **{"as": "UINES"},
        container={"type": "view", "view_id": first["id"]},
        block_id="buttons",
        action_id="first",
    )
    assert answer["error"] == f"The modal '{first['id']}' is beneath another; ines cannot reach it."
