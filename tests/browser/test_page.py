"""The page, as people meet it: in a real browser, against the real workspace and a small app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, Route, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser import catalogue, orchard
from tests.browser.column import Column
from tests.browser.conftest import OpenPage
from tests.browser.fieldwork import Field, planted

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('.scroll')]
  .filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.className)"""
DRAW = """async (sources) => {
  const {mrkdwn} = await import('/page/mrkdwn.js');
  const {patch} = await import('/page/dom.js');
  const users = {UADA: {real_name: 'Ada Obi'}};
  const context = {users, me: {id: 'UINES', tz: 'Europe/Lisbon', locale: 'en-GB'}, now: 1774872000};
  return sources.map((source) => {
    const place = document.createElement('div');
    patch(place, mrkdwn(source, context));
    return place.innerHTML;
  });
}"""
SAYING = "**/control/say"
CONTRASTS = (Path(__file__).parent / "contrasts.js").read_text()


@pytest_asyncio.fixture(loop_scope="session")
async def field() -> AsyncIterator[Field]:
    """A workspace with the orchard's app in it."""
    async with planted() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def page(field: Field, open_page: OpenPage) -> Page:
    """The page of that workspace at 1440 pixels."""
    return await open_page(field.slack.url)


@pytest.fixture
def ines(page: Page) -> Column:
    return Column(page, 1)


@pytest.fixture
def marek(page: Page) -> Column:
    return Column(page, 2)


@pytest.fixture
def ada(page: Page) -> Column:
    return Column(page, 3)


async def stopped_on_the_way(page: Page) -> Callable[[str], None]:
    """Stops what is said between the page and the workspace until called with `go` or `fail`."""
    told: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def stop(route: Route) -> None:
        if await told == "go":
            await route.continue_()
        else:
            await route.abort()

    await page.route(SAYING, stop)
    return told.set_result


async def test_three_people_sit_side_by_side_each_in_their_own_hour(page: Page) -> None:
    names = page.locator(".column h2")
    await expect(names).to_have_text(["Inês Duarte", "Marek Novák", "Ada Obi"])
    await expect(page.locator(".local")).to_have_text(
        ["Mon 13:00Lisbon", "Mon 9:00 PMTokyo", "Mo., 08:00New York"]
    )
    boxes = [await page.locator(f"#column-{number}").bounding_box() for number in (1, 2, 3)]
    assert all(left and right and left["x"] + left["width"] <= right["x"] for left, right in pairwise(boxes))


async def test_what_a_person_says_reaches_the_app_and_its_answer_is_drawn(field: Field, ines: Column) -> None:
    await ines.says("tree")
    tree = ines.message("An old pear tree")
    await expect(tree.get_by_role("heading", name="An old pear tree")).to_be_visible()
    await expect(tree.locator(".text").first).to_have_text(
        "@Inês Duarte, it is yours until Tuesday, 31 March 2026 at 13:00. pear & plum 🌱"
    )
    await expect(tree.locator(".fields > div")).to_have_text(["Height4 m", "Age30 years"])
    await expect(tree.locator(".actions button, .actions a").locator("visible=true")).to_have_text(
        ["Water it", "Fell it", "Stare at it", "Read more↗"]
    )
    await expect(tree.locator(".byline")).to_have_text("OrchardApp13:00")
    await expect(tree.locator(".context")).to_have_text("Planted by somebodylong ago")
    await field.hears(("said", "UINES", "tree"))


async def test_a_date_is_told_in_the_zone_and_language_of_whoever_reads_it(
    marek: Column, ada: Column
) -> None:
    await marek.says("tree")
    await ada.says("tree")
    await expect(marek.message("pear & plum").locator("p time, .text time").last).to_have_text(
        "Tuesday, March 31, 2026 at 9:00 PM"
    )
    await expect(ada.message("pear & plum").locator("p time, .text time").last).to_have_text(
        "Dienstag, 31. März 2026 at 8:00"
    )


async def test_a_button_that_asks_first_is_pressed_only_after_a_yes(field: Field, ines: Column) -> None:
    await ines.says("tree")
    # A label of two lines stands in the middle of its button, at any width.
    await expect(ines.button("Water it").locator(".face")).to_have_css("text-align", "center")
    await ines.button("Water it").click()
    await ines.button("Fell it").click()
    question = ines.root.get_by_role("alertdialog", name="Fell it?")
    await expect(question).to_have_text("Fell it?A tree takes long to grow.KeepFell")
    await question.get_by_role("button", name="Keep").click()
    await expect(question).to_have_count(0)
    await expect(ines.button("Fell it")).to_be_focused()
    await ines.button("Fell it").click()
    await question.get_by_role("button", name="Fell").click()
    await field.hears(
        ("said", "UINES", "tree"), ("pressed", "UINES", "water", {}), ("pressed", "UINES", "fell", {})
    )


async def test_a_press_that_nobody_answers_says_so_beside_the_button(field: Field, ines: Column) -> None:
    await field.control("settings", ack_seconds=0.2)
    await ines.says("tree")
    await ines.button("Stare at it").click()
    await expect(ines.root.get_by_role("alert")).to_have_text("Orchard did not answer in time.")
    await expect(ines.button("Stare at it")).not_to_have_attribute("aria-busy", "true")


async def test_selects_menus_and_pickers_tell_the_app_what_was_chosen(field: Field, ines: Column) -> None:
    await ines.says("tree")
    await ines.chooses("Kind", "Plum")
    await expect(ines.root.get_by_role("combobox", name="Kind")).to_have_value("Plum")
    keeper = ines.root.get_by_role("combobox", name="Keeper")
    await keeper.fill("nova")
    await expect(ines.root.get_by_role("listbox").get_by_role("option")).to_have_text(["Marek NovákForester"])
    await keeper.press("Enter")
    await expect(keeper).to_have_value("Marek Novák")
    await ines.root.locator("input[type=date]").fill("2026-05-01")
    await ines.button("More").click()
    await ines.root.get_by_role("menuitem", name="Prune").click()
    await field.hears(
        ("said", "UINES", "tree"),
        ("pressed", "UINES", "kind", {"selected_option": {"text": catalogue.plain("Plum"), "value": "plum"}}),
        ("pressed", "UINES", "keeper", {"selected_user": "UMAREK"}),
        ("pressed", "UINES", "day", {"selected_date": "2026-05-01"}),
        (
            "pressed",
            "UINES",
            "menu",
            {"selected_option": {"text": catalogue.plain("Prune"), "value": "prune"}},
        ),
    )


async def test_a_form_says_what_is_wrong_under_the_field_and_keeps_what_was_typed(
    field: Field, ines: Column
) -> None:
    await ines.says("/plant")
    name = ines.dialog.get_by_label("Its name")
    await expect(name).to_be_focused()
    await ines.dialog.get_by_role("button", name="Plant", exact=True).click()
    await expect(name).to_have_accessible_description(
        "Trees like short names. Please complete this required field. 30 characters left"
    )
    await name.fill("weed")
    await ines.dialog.get_by_role("button", name="Plant", exact=True).click()
    await expect(ines.dialog.locator(".error")).to_have_text("That is not a tree.")
    await expect(name).to_have_value("weed")
    await expect(name).to_be_focused()
    await name.fill("Old pear")
    await expect(ines.dialog.locator(".error")).to_have_count(0)
    await ines.dialog.get_by_label("When").fill("2026-04-02T09:30")
    await ines.chooses("Who keeps it", "Ada Obi")
    await ines.chooses("Who keeps it", "Marek Novák")
    await ines.page.keyboard.press("Escape")
    await ines.dialog.get_by_label("Clay").check()
    await ines.chooses("Sort", "Comice")
    await ines.dialog.get_by_role("button", name="Plant", exact=True).click()
    await expect(ines.dialog).to_have_count(0)
    await field.hears(
        ("planted", "UINES", _filled("Old pear", 1775118600, ["UADA", "UMAREK"], "Clay", "Comice"))
    )
    await expect(ines.composer).to_be_focused()


def _filled(name: str, at: int | None, keepers: list[str], soil: str | None, sort: str | None) -> Any:
    def option(label: str | None) -> Any:
        return label and {"text": catalogue.plain(label), "value": label.lower()}

    return {
        "name": {"type": "plain_text_input", "value": name},
        "at": {"type": "datetimepicker", "selected_date_time": at},
        "keepers": {"type": "multi_users_select", "selected_users": keepers},
        "soil": {"type": "radio_buttons", "selected_option": option(soil)},
        "sort": {"type": "external_select", "selected_option": option(sort)},
    }


async def test_every_input_of_block_kit_can_be_answered(field: Field, ines: Column) -> None:
    await ines.says("/plant everything")
    form = ines.dialog
    await form.get_by_label("Story").fill("Long\nago")
    for label, text in (("Height", "12.5"), ("Mail", "ines@example.org"), ("Site", "https://example.org")):
        await form.get_by_label(label).fill(text)
    await form.get_by_label("Letter").fill("Dear oak")
    await ines.chooses("Fruit", "Quince")
    for tool in ("Spade", "Saw", "Rake"):
        await ines.chooses("Tools", tool)
    await form.get_by_label("Tools").press("Escape")
    await form.get_by_label("Breed").fill("com")
    await ines.root.get_by_role("listbox").get_by_role("option", name="Comice").click()
    await ines.chooses("Keeper", "Ada Obi")
    await ines.chooses("Room", "Messages")
    await form.get_by_label("Water").check()
    await expect(form.get_by_label("Sand")).to_be_checked()
    await form.get_by_label("Day").fill("2026-04-05")
    await form.get_by_label("Hour").fill("16:30")
    await form.get_by_label("Moment").fill("2026-03-29T01:30")
    await form.get_by_label("Echo").fill("hey")
    await form.get_by_label("Echo").press("Enter")
    await form.get_by_role("button", name="Keep").click()
    await expect(form).to_have_count(0)
    quince, spade, saw, sand = catalogue.options("Quince", "Spade", "Saw", "Sand")
    letter = {"type": "rich_text_section", "elements": [{"type": "text", "text": "Dear oak"}]}
    await field.hears(
        ("pressed", "UINES", "it", {"value": "hey"}),
        (
            "planted",
            "UINES",
            {
                "name": {"type": "plain_text_input", "value": "Oak"},
                "story": {"type": "plain_text_input", "value": "Long\nago"},
                "height": {"type": "number_input", "value": "12.5"},
                "mail": {"type": "email_text_input", "value": "ines@example.org"},
                "site": {"type": "url_text_input", "value": "https://example.org"},
                "letter": {
                    "type": "rich_text_input",
                    "rich_text_value": {"type": "rich_text", "elements": [letter]},
                },
                "fruit": {"type": "static_select", "selected_option": quince},
                "tools": {"type": "multi_static_select", "selected_options": [spade, saw]},
                "breed": {"type": "external_select", "selected_option": catalogue.options("Comice")[0]},
                "keeper": {"type": "users_select", "selected_user": "UADA"},
                "room": {"type": "conversations_select", "selected_conversation": "DINES"},
                "jobs": {"type": "checkboxes", "selected_options": [JOBS[1]]},
                "soil": {"type": "radio_buttons", "selected_option": sand},
                "day": {"type": "datepicker", "selected_date": "2026-04-05"},
                "hour": {"type": "timepicker", "selected_time": "16:30", "timezone": "Europe/Lisbon"},
                # Half past one did not happen in Lisbon on that day; the hour was skipped, to half past two.
                "moment": {"type": "datetimepicker", "selected_date_time": 1774747800},
                "echo": {"type": "plain_text_input", "value": "hey"},
            },
        ),
    )


JOBS = catalogue.EVERY_INPUT["blocks"][11]["element"]["options"]


async def test_every_block_of_a_message_is_drawn_and_an_unknown_one_shows_its_json(ines: Column) -> None:
    await ines.says("everything")
    blocks = ines.message("A heading").locator(".blocks > .block")
    await expect(blocks).to_have_count(6)
    assert await blocks.nth(0).locator(".rich").inner_html() == (
        "<p><strong>bold</strong> and "
        '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer">a link</a>'
        ' for <span class="mention self">@Inês Duarte</span>🎉</p>'
        '<ol class="indent-0" start="1"><li>first</li><li><code>second</code></li></ol>'
        "<blockquote>quoted</blockquote><pre>kept  as is</pre>"
    )
    assert await blocks.nth(1).inner_html() == "<h4>A heading</h4><p>Some <strong>strong</strong> words</p>"
    await expect(blocks.nth(2).get_by_role("img", name="A tree")).to_be_attached()
    await expect(blocks.nth(3).get_by_role("row")).to_have_text(["TreeAge", "Oak300"])
    await expect(blocks.nth(4).get_by_role("article")).to_have_text("A cardWith a body")
    await expect(blocks.nth(5).locator("summary")).to_have_text("plan: not drawn on this page")


MARKS = {
    "*bold* _it_ ~no~ `a*b` 2*3*4 snake_case_name": (
        "<strong>bold</strong> <em>it</em> <s>no</s> <code>a*b</code> 2*3*4 snake_case_name"
    ),
    "*a _b_ c*": "<strong>a <em>b</em> c</strong>",
    "> one\n> two\nthree": "<blockquote>one<br>two</blockquote>three",
    "a &lt;b&gt; &amp;amp; <i>x</i>": "a &lt;b&gt; &amp;amp; &lt;i&gt;x&lt;/i&gt;",
    "<@UADA> <#C1|garden> <!here> <!subteam^S1|@crew>": (
        '<span class="mention">@Ada Obi</span> <span class="mention">#garden</span> '
        '<span class="mention all">@here</span> <span class="mention all">@crew</span>'
    ),
    "<javascript:alert(1)|x> <mailto:a@b.org|mail>": (
        '&lt;javascript:alert(1)|x&gt; <a href="mailto:a@b.org" target="_blank" rel="noopener noreferrer">mail</a>'
    ),
    "see ```\n*raw*\n``` end": "see <pre>*raw*</pre> end",
    ":tada: :no_such: 10:30": "🎉 :no_such: 10:30",
    "<!date^x^{date}|some day>": "some day",
    "<!date^1774872000^{date_pretty}, {ago}|now>": (
        '<time datetime="2026-03-30T12:00:00.000Z">today, now</time>'
    ),
}


async def test_mrkdwn_is_read_as_slack_reads_it(page: Page, ines: Column) -> None:
    await expect(ines.composer).to_be_visible()
    drawn = await page.evaluate(DRAW, list(MARKS))
    assert dict(zip(MARKS, drawn, strict=True)) == MARKS


async def test_modals_stack_and_escape_goes_back_one_at_a_time(field: Field, ines: Column) -> None:
    await ines.says("/plant")
    await ines.dialog.get_by_label("Its name").fill("Half typed")
    await ines.button("About roots").click()
    await expect(ines.root.get_by_role("dialog", name="Roots")).to_contain_text("They go deep.")
    await ines.dialog.get_by_role("button", name="Back").first.click()
    await expect(ines.dialog.get_by_label("Its name")).to_have_value("Half typed")
    await ines.page.keyboard.press("Escape")
    await expect(ines.dialog).to_have_count(0)
    await field.hears(("closed",))


async def test_what_only_one_person_may_see_says_so(ines: Column, marek: Column) -> None:
    await ines.says("/whisper secrets")
    whisper = ines.message("Psst: secrets")
    await expect(whisper).to_contain_text("Only visible to you")
    await expect(marek.message("Psst")).to_have_count(0)


async def test_an_unknown_command_stays_in_the_box_with_a_reason(ines: Column) -> None:
    await ines.says("/dig deeper")
    await expect(ines.root.get_by_role("alert")).to_have_text(
        "/dig is not a valid command. Messages that start with “/” are read as commands."
    )
    await expect(ines.composer).to_have_value("/dig deeper")


async def test_commands_are_offered_while_one_types_and_completed_by_keyboard(ines: Column) -> None:
    await ines.composer.press_sequentially("/")
    offered = ines.root.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(offered).to_have_text(["/plant [kind of tree]Plant a tree", "/whisper Hear something alone"])
    await ines.composer.press("ArrowDown")
    await expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    active = await ines.composer.get_attribute("aria-activedescendant")
    assert active == await offered.nth(1).get_attribute("id")
    await ines.composer.press("Tab")
    await expect(ines.composer).to_have_value("/whisper ")
    await expect(offered).to_have_count(0)


async def test_shortcuts_open_from_the_plus_and_from_a_message(field: Field, ines: Column) -> None:
    await ines.button("Shortcuts").click()
    await ines.root.get_by_role("menuitem", name="Plant a tree").click()
    await expect(ines.dialog).to_be_visible()
    await ines.dialog.get_by_role("button", name="Not now").click()
    await ines.says("remember this")
    await ines.message("remember this").hover()
    await ines.message("remember this").get_by_role("button", name="More actions").click()
    await ines.root.get_by_role("menuitem", name="Keep a note").click()
    await field.hears(("closed",), ("said", "UINES", "remember this"), ("kept", "remember this"))


async def test_a_thread_opens_in_its_column_and_takes_replies(field: Field, ines: Column) -> None:
    await ines.says("talk")
    await ines.button("1 reply").click()
    thread = ines.root.get_by_role("region", name="Thread", exact=True)
    await expect(thread.locator(".message .body > :last-child")).to_have_text(["talk", "Let us talk here."])
    await thread.get_by_label("Reply in thread").last.fill("Gladly")
    await ines.page.keyboard.press("Enter")
    await expect(thread.locator(".tally")).to_have_text("2 replies")
    await ines.page.keyboard.press("Escape")
    await expect(thread).to_have_count(0)
    await expect(ines.button("2 replies")).to_be_visible()


async def test_people_edit_and_delete_only_what_they_wrote(field: Field, ines: Column) -> None:
    await ines.says("talk")
    await ines.says("a mistke <3")
    await ines.message("a mistke").hover()
    await ines.message("a mistke").get_by_role("button", name="More actions").click()
    await ines.root.get_by_role("menuitem", name="Edit message").click()
    editor = ines.root.get_by_label("Edit message")
    await expect(editor).to_have_value("a mistke <3")
    await editor.fill("a mistake <3")
    await editor.press("Enter")
    mended = ines.message("a mistake <3")
    await expect(mended).to_contain_text("(edited)")
    await mended.hover()
    await mended.get_by_role("button", name="More actions").click()
    await expect(ines.root.get_by_role("menuitem")).to_have_text(
        ["Edit message", "Delete message", "Keep a noteOrchard"]
    )
    await ines.root.get_by_role("menuitem", name="Delete message").click()
    await ines.root.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(mended).to_have_count(0)


async def test_what_is_written_while_something_is_on_its_way_goes_after_it(
    page: Page, field: Field, ines: Column
) -> None:
    held = await stopped_on_the_way(page)
    for text in ("first", "second", "third"):
        await ines.says(text)
    await expect(ines.composer).to_have_value("")
    held("go")
    await field.hears(*(("said", "UINES", text) for text in ("first", "second", "third")))


async def test_what_cannot_be_sent_comes_back_with_all_that_was_to_follow(
    page: Page, field: Field, ines: Column
) -> None:
    held = await stopped_on_the_way(page)
    await ines.says("first")
    await ines.says("second")
    await ines.composer.fill("and a th")
    held("fail")
    await expect(ines.root.get_by_role("alert")).to_contain_text("The workspace does not answer.")
    await expect(ines.composer).to_have_value("first\nsecond\nand a th")
    await page.unroute(SAYING)
    await ines.composer.press("Enter")
    await expect(ines.message("and a th")).to_contain_text("first")
    await field.hears(("said", "UINES", "first\nsecond\nand a th"))


async def test_the_raw_json_of_a_message_is_one_press_away(page: Page, ines: Column) -> None:
    await ines.says("hello braces")
    await ines.message("hello braces").hover()
    await ines.message("hello braces").get_by_role("button", name="Raw JSON").click()
    await expect(page.locator("#drawer pre.json")).to_contain_text('"text": "hello braces"')
    await page.keyboard.press("Escape")
    await expect(page.locator("#drawer")).to_be_hidden()
    await expect(ines.message("hello braces").get_by_role("button", name="Raw JSON")).to_be_focused()


async def test_behind_the_scenes_stands_what_the_app_and_slack_told_each_other(
    field: Field, page: Page, ines: Column
) -> None:
    await ines.says("/whisper hush")
    await expect(ines.message("Psst: hush")).to_be_visible()
    await page.get_by_role("button", name="Raw JSON").last.click()
    await expect(page.locator("#drawer pre.json")).to_contain_text('"text": "Psst: hush"')
    await page.get_by_role("tab", name="Traffic").click()
    command = page.locator(".traffic li", has=page.get_by_text("/whisper", exact=True))
    await command.locator("summary").click()
    await expect(command.locator("pre")).to_contain_text('"text": "hush"')


async def test_a_long_conversation_shows_its_end_first_and_the_rest_when_asked(
    field: Field, open_page: OpenPage
) -> None:
    for number in range(105):
        await field.control("say", **{"as": "UINES"}, text=f"leaf {number}")
    ines = Column(await open_page(field.slack.url), 1)
    await expect(ines.message("leaf 104")).to_be_in_viewport()
    await expect(ines.root.locator(".message")).to_have_count(100)
    await ines.button("Show earlier messages").click()
    await expect(ines.root.locator(".message")).to_have_count(105)


async def test_the_ledger_opens_in_a_frame(page: Page) -> None:
    await page.get_by_role("button", name="Ledger").click()
    await expect(page.frame_locator("#drawer iframe").get_by_text("Every tree we planted")).to_be_visible()


async def test_home_is_drawn_when_it_is_opened(field: Field, ada: Column) -> None:
    await ada.root.get_by_role("tab", name="Home").click()
    await expect(ada.root.get_by_role("heading", name="Your orchard")).to_be_visible()
    await ada.button("Grow").click()
    await field.hears(("pressed", "UADA", "grow", {}))


async def test_hostile_text_stays_text(page: Page, ines: Column) -> None:
    await ines.says("hostile")
    await expect(ines.message(orchard.HOSTILE)).to_be_visible()
    assert await page.locator("main :is(img, script)").count() == 0
    assert await page.locator("a[href^='javascript']").count() == 0
    assert await page.title() == "Fernhill: a workspace on this machine"


async def _full_log(field: Field, ines: Column) -> Locator:
    """More messages than a column shows, and its region that scrolls."""
    for _ in range(4):
        await field.control("say", **{"as": "UINES"}, text="tree")
    await expect(ines.button("Water it")).to_have_count(4)
    return ines.root.get_by_role("region", name="Messages")


async def test_news_takes_neither_the_focus_nor_the_draft_nor_the_place_in_a_list(
    field: Field, ines: Column
) -> None:
    log = await _full_log(field, ines)
    await log.evaluate("node => node.scrollTo(0, 40)")
    await ines.composer.fill("half a thought")
    await ines.composer.evaluate("node => node.setSelectionRange(2, 6)")
    await field.control("say", **{"as": "UINES"}, text="tree")
    await expect(ines.button("Water it")).to_have_count(5)
    await expect(ines.composer).to_be_focused()
    await expect(ines.composer).to_have_value("half a thought")
    assert await ines.composer.evaluate("node => [node.selectionStart, node.selectionEnd]") == [2, 6]
    assert await log.evaluate("node => node.scrollTop") == 40


async def test_news_that_comes_before_the_browser_tells_of_scrolling_pulls_nobody_back(
    field: Field, ines: Column
) -> None:
    log = await _full_log(field, ines)
    # A busy browser tells late; here it never does.
    await log.evaluate("() => addEventListener('scroll', event => event.stopImmediatePropagation(), true)")
    await log.evaluate("node => node.scrollTo(0, 40)")
    await field.control("say", **{"as": "UINES"}, text="tree")
    await expect(ines.button("Water it")).to_have_count(5)
    await expect(log).to_have_js_property("scrollTop", 40)


async def test_a_press_lands_on_what_was_aimed_at_although_the_message_is_drawn_anew(
    field: Field, page: Page, ines: Column
) -> None:
    rewrite = await _a_question(field)
    await expect(ines.button("Yes")).to_be_visible()
    await ines.button("Yes").hover()
    await page.mouse.down()
    await rewrite("Rather not", "no", above="News that moves everything below it.\n\n" * 4)
    assert await ines.button("Yes").is_visible()
    await page.mouse.up()
    await field.hears(("pressed", "UINES", "it", {"value": "yes"}))
    await expect(ines.button("Rather not")).to_be_visible()


async def test_the_focus_stays_on_a_button_that_is_drawn_anew(field: Field, page: Page, ines: Column) -> None:
    rewrite = await _a_question(field)
    await ines.button("Yes").focus()
    await rewrite("Yes", "now", above="Asked again.")
    await expect(ines.message("Asked again.")).to_be_visible()
    await expect(ines.button("Yes")).to_be_focused()
    await page.keyboard.press("Space")
    await field.hears(("pressed", "UINES", "it", {"value": "now"}))


async def _a_question(field: Field) -> Callable[..., Awaitable[None]]:
    """Post a question to Inês whose blocks have no ids of the app's; returns what asks it anew."""
    api = AsyncWebClient(field.slack.bot_token, base_url=field.slack.api_url)

    def asked(label: str, value: str, above: str) -> list[Any]:
        pressed = {"type": "actions", "elements": [orchard.button(label, "it", value=value)]}
        return [orchard.said(above), pressed]

    posted = await api.chat_postMessage(channel="UINES", text="?", blocks=asked("Yes", "yes", "Shall we?"))

    async def rewrite(label: str, value: str, above: str) -> None:
        await api.chat_update(
            channel=posted["channel"], ts=posted["ts"], text="?", blocks=asked(label, value, above)
        )
        await api.chat_postMessage(channel="UINES", text="And something new.")

    return rewrite


async def test_an_open_list_stays_open_when_news_arrives(field: Field, ines: Column) -> None:
    await ines.says("tree")
    await ines.root.get_by_role("combobox", name="Kind").fill("p")
    await field.control("say", **{"as": "UINES"}, text="news")
    await expect(ines.message("news")).to_be_visible()
    await expect(ines.root.get_by_role("listbox").get_by_role("option")).to_have_text(
        ["Apple", "Pear", "Plum"]
    )


async def test_someone_else_is_told_of_a_message_and_reads_it_by_opening_it(
    field: Field, ines: Column, marek: Column
) -> None:
    await ines.composer.click()
    await field.control("say", **{"as": "UMAREK"}, text="tree")
    await expect(marek.root.locator(".toast")).to_contain_text("An old pear tree")
    await expect(marek.root.get_by_role("tab", name="Messages")).to_have_text("Messages1 unread")
    await expect(marek.root.get_by_role("status")).to_have_text(
        "New message for Marek Novák: An old pear tree"
    )
    await marek.root.locator(".toast-text").click()
    await expect(marek.root.get_by_role("tab", name="Messages")).to_have_text("Messages")
    await expect(marek.root.locator(".toast")).to_have_count(0)


async def test_no_notice_comes_over_an_open_form(field: Field, ines: Column) -> None:
    await ines.says("/plant")
    await expect(ines.dialog).to_be_visible()
    await field.control("say", **{"as": "UINES"}, text="tree")
    await expect(ines.root.get_by_role("status")).to_have_text(
        "New message for Inês Duarte: An old pear tree"
    )
    # It goes by itself after some seconds, so there is no waiting for it.
    notice = ines.root.locator(".toast")
    assert (await notice.count(), await notice.is_visible()) == (1, False)
    await ines.dialog.get_by_role("button", name="Not now").click()
    await expect(ines.message("An old pear tree")).to_be_visible()


async def test_the_clock_moves_to_what_is_next_and_by_days_and_weeks(page: Page) -> None:
    clock = page.locator("#clock")
    await expect(clock.locator(".outlook")).to_have_text("next: Mon 30 Mar 14:00 · harvest 1")
    await clock.get_by_role("button", name="Next prompt").click()
    await expect(clock.locator(".face")).to_have_text("Monday, 30 March 202614:00UTC")
    await expect(clock.locator(".outlook")).to_have_text("next: Tue 31 Mar 14:00 · harvest 2")
    await expect(page.locator("#column-1 .local")).to_have_text("Mon 15:00Lisbon")
    await clock.get_by_role("button", name="+1 day").click()
    await expect(clock.locator(".face")).to_have_text("Tuesday, 31 March 202614:00UTC")
    await clock.get_by_role("button", name="+1 week").click()
    await expect(clock.locator(".face")).to_have_text("Tuesday, 7 April 202614:00UTC")


async def test_play_goes_on_until_nothing_is_due(page: Page) -> None:
    clock = page.locator("#clock")
    await clock.get_by_role("button", name="Play").click()
    await expect(clock.get_by_role("button", name="Stop")).to_have_attribute("aria-pressed", "true")
    await expect(clock.locator(".outlook")).to_have_text("next: nothing is due")
    await expect(clock.locator(".face")).to_have_text("Wednesday, 1 April 202614:00UTC")
    await expect(clock.get_by_role("button", name="Play")).to_be_visible()


async def test_a_clock_that_does_not_answer_is_said_so(field: Field, page: Page) -> None:
    await expect(page.locator(".outlook")).to_contain_text("harvest 1")
    field.clock.broken = "The clock stands still."
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator(".outlook")).to_have_text("The clock did not move. The clock stands still.")


async def test_another_person_can_take_a_column_and_the_deactivated_are_marked(
    field: Field, page: Page, ada: Column
) -> None:
    await field.control("account", id="UTOM", deleted=True)
    await ada.root.get_by_label("Show somebody else in this column").select_option("UTOM")
    await expect(ada.root.locator("h2")).to_have_text("Tom Reed")
    await expect(ada.root.locator(".role")).to_have_text("Deactivated@tom")
    await expect(ada.root.locator(".composer")).to_have_text("This account is deactivated.")
    assert page.url.endswith("?people=UINES,UMAREK,UTOM")
    await ada.root.get_by_label("Show somebody else in this column").select_option("UINES")
    await expect(page.locator("h2")).to_have_text(["Tom Reed", "Marek Novák", "Inês Duarte"])


async def test_the_page_says_when_the_workspace_is_gone(field: Field, page: Page, ines: Column) -> None:
    await expect(ines.composer).to_be_visible()
    await field.slack.stop()
    await expect(page.locator("#connection")).to_have_text(
        "The connection to the workspace is gone. Trying again …"
    )


async def test_everything_can_be_done_by_keyboard_alone(field: Field, page: Page, ines: Column) -> None:
    await expect(ines.composer).to_be_visible()
    press, write = page.keyboard.press, page.keyboard.type
    await press("Tab")
    await press("Enter")
    await expect(ines.composer).to_be_focused()
    await write("/pl")
    await press("Enter")
    await press("Enter")
    await expect(ines.dialog.get_by_label("Its name")).to_be_focused()
    await write("Quince")
    await press("Tab")
    for _ in range(8):
        if await ines.dialog.get_by_label("Who keeps it").evaluate("node => node === document.activeElement"):
            break
        await press("Tab")
    await write("ada")
    await press("Enter")
    await press("Escape")
    await expect(ines.dialog.locator(".chips")).to_have_text("Ada Obi")
    await press("Shift+Tab")
    await press("Tab")
    await press("Tab")
    await press("Space")
    await expect(ines.dialog.get_by_label("Clay")).to_be_checked()
    await press("ArrowDown")
    await expect(ines.dialog.get_by_label("Sand")).to_be_checked()
    await ines.dialog.get_by_label("Its name").focus()
    await press("Shift+Tab")
    await press("Shift+Tab")
    await press("Shift+Tab")
    await expect(ines.dialog.get_by_role("button", name="Plant", exact=True)).to_be_focused()
    await press("Enter")
    await field.hears(("planted", "UINES", _filled("Quince", None, ["UADA"], "Sand", None)))
    await press("Alt+Digit2")
    await expect(Column(page, 2).composer).to_be_focused()


async def test_at_400_pixels_people_are_tabs_and_nothing_runs_off_sideways(
    field: Field, open_page: OpenPage
) -> None:
    page = await open_page(field.slack.url, width=400, height=860)
    ines, marek = Column(page, 1), Column(page, 2)
    await ines.says("tree")
    await expect(ines.button("Water it")).to_be_visible()
    await expect(marek.root).to_be_hidden()
    people = page.get_by_role("tablist", name="People").get_by_role("tab")
    await field.control("say", **{"as": "UMAREK"}, text="tree")
    await expect(people).to_have_text(["IDInês", "MNMarek1 unread", "AOAda"])
    await people.nth(0).press("ArrowRight")
    await expect(marek.root).to_be_visible()
    await expect(ines.root).to_be_hidden()
    await expect(people.nth(1)).to_have_text("MNMarek")
    await marek.says("/plant")
    await expect(marek.dialog).to_be_visible()
    await page.get_by_role("button", name="Ledger").click()
    assert await page.evaluate(TOO_WIDE) == []


async def test_a_group_stands_beside_the_messages_of_everybody_in_it(
    field: Field, ines: Column, marek: Column, ada: Column
) -> None:
    api = AsyncWebClient(field.slack.bot_token, base_url=field.slack.api_url)
    channel = (await api.conversations_open(users="UINES,UMAREK"))["channel"]["id"]
    await api.chat_postMessage(channel=channel, text="Plant something together")
    theirs, his = (
        column.root.get_by_role("tab", name=name) for column, name in ((ines, "Marek"), (marek, "Inês"))
    )
    await expect(theirs).to_have_text("Marek Novák, Orchard1 unread")
    await expect(his).to_have_text("Inês Duarte, Orchard1 unread")
    await expect(ada.root.get_by_role("tab")).to_have_text(["Messages", "Home"])
    await theirs.click()
    await expect(theirs).to_have_text("Marek Novák, Orchard")
    await ines.says("A plum?")
    await expect(his).to_have_text("Inês Duarte, Orchard2 unread")
    await his.click()
    await expect(marek.root.locator(".message")).to_contain_text(["Plant something together", "A plum?"])
    await field.hears()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_word_can_be_read_in_both_themes(field: Field, open_page: OpenPage, theme: Any) -> None:
    await field.control("settings", ack_seconds=0.2)
    page = await open_page(field.slack.url, theme=theme)
    ines, marek, ada = (Column(page, number) for number in (1, 2, 3))
    await ines.says("tree")
    await ines.button("Stare at it").click()
    await expect(ines.root.get_by_role("alert")).to_be_visible()
    await marek.says("/plant")
    await marek.dialog.get_by_role("button", name="Plant", exact=True).click()
    await expect(marek.dialog.locator(".error")).to_be_visible()
    await ada.says("/whisper me")
    await expect(ada.message("Psst: me")).to_be_visible()
    await page.get_by_role("button", name="Raw JSON").first.click()
    assert await page.evaluate(CONTRASTS) == []


async def test_the_theme_can_be_chosen_and_is_remembered(field: Field, open_page: OpenPage) -> None:
    page = await open_page(field.slack.url)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(ground)
    await page.get_by_role("button", name="Colours follow the system").click()
    await page.get_by_role("button", name="Light colours").click()
    dark = await page.evaluate(ground)
    await page.reload()
    await expect(page.get_by_role("button", name="Dark colours")).to_be_visible()
    assert (light, dark, await page.evaluate(ground)) == (
        "rgb(243, 238, 227)",
        "rgb(16, 21, 19)",
        "rgb(16, 21, 19)",
    )
