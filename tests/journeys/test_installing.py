"""Somebody adds Trellis to their workspace in a browser; every way in which that can end is a page that says so."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import gate
from bot.demo import COORDINATOR, MENTOR
from tests.hosted import FERNHILL, HARBOUR, OPTIONAL, Browser, Hosted, hosted

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def host(tmp_path: Path, database_url: str) -> AsyncIterator[Hosted]:
    """A Trellis that nobody has installed yet."""
    async with hosted(tmp_path, database_url) as started:
        yield started


@pytest.fixture
async def small(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Hosted]:
    """The same on SQLite alone, where the database makes no difference."""
    async with hosted(tmp_path, sqlite_url) as started:
        yield started


def title(page: tuple[int, str]) -> tuple[int, str]:
    """What a page is headed with."""
    found = re.search("<h1>(.*?)</h1>", page[1])
    assert found
    return page[0], html.unescape(found[1])


def steps(page: str) -> list[str]:
    """What happens next, as a page says."""
    return [html.unescape(one) for one in re.findall("<li>(.*?)</li>", page)]


async def test_whoever_adds_trellis_is_told_what_happens_next_and_nobody_else_hears_of_it(
    host: Hosted,
) -> None:
    status, text = await host.install(FERNHILL)
    assert title((status, text)) == (200, "Trellis is in your workspace")
    assert f"/app_redirect?app={host.slack.app_id}&amp;team={FERNHILL}&amp;tab=home" in text
    here, there = host.people(FERNHILL), host.people(HARBOUR)
    [said] = await here.amara.messages()
    assert said.startswith("*Trellis is in your workspace now.*")
    assert [await one.messages() for one in (here.ines, here.noah, there.amara)] == [[], [], []]
    # It answers at once.
    assert "Become coordinator" in "\n".join(await here.sees_home(here.amara))


async def test_installed_twice_it_says_hello_once_and_keeps_one_row(host: Hosted) -> None:
    _, first = await host.install(FERNHILL)
    _, second = await host.install(FERNHILL)
    assert (steps(first)[-1], steps(second)) == (
        "Until then Trellis writes to nobody else.",
        [
            "Trellis was in this workspace already, and everything goes on as before.",
            "What it may do there is what you have just allowed.",
        ],
    )
    await host.install(FERNHILL, who=MENTOR)
    here = host.people(FERNHILL)
    assert [len(await one.messages()) for one in (here.amara, here.noah, here.ines)] == [1, 1, 0]


async def test_whoever_presses_cancel_reads_that_nothing_was_kept(small: Hosted) -> None:
    back = await small.browser.decide(await small.begin(), answer="cancel")
    assert title(await small.browser.get(back)) == (200, "Cancelled")
    assert small.calls("oauth.v2.access") == []


async def test_a_link_is_good_once_and_says_so(small: Hosted) -> None:
    back = await small.browser.decide(await small.begin(), who=f"{FERNHILL} {COORDINATOR}")
    assert title(await small.browser.get(back)) == (200, "Trellis is in your workspace")
    assert title(await small.browser.get(back)) == (400, "This link was used before")
    assert len(small.calls("oauth.v2.access")) == 1


async def test_what_one_browser_began_no_other_can_end(small: Hosted) -> None:
    back = await small.browser.decide(await small.begin(), who=f"{FERNHILL} {COORDINATOR}")
    other = Browser(small.browser.session)
    assert title(await other.get(back)) == (400, "This did not begin here")
    await small.begin(other)
    assert title(await other.get(back)) == (400, "This did not begin here")
    assert small.calls("oauth.v2.access") == []


@pytest.mark.parametrize(
    "query", ["", "?code=1", "?state=x&code=1", "?error=<b>", "?state=&code=", "?code=1&code=2"]
)
async def test_whoever_makes_an_address_up_gets_a_page_and_nothing_of_theirs_on_it(
    small: Hosted, query: str
) -> None:
    status, text = await small.browser.get(f"{small.url}/slack/oauth_redirect{query}")
    assert (status in (400, 500), "<b>" in text, small.calls("oauth.v2.access")) == (True, False, [])


async def test_an_organisation_is_refused_in_a_sentence_and_its_token_given_back(small: Hosted) -> None:
    page = await small.install(FERNHILL, organisation="1")
    assert title(page) == (400, "One workspace at a time")
    assert len(small.calls("auth.revoke")) == 1
    assert await small.people(FERNHILL).amara.messages() == []


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"fault": "500"}, (503, "Slack cannot be reached")),
        ({"fault": "cut_before"}, (503, "Slack cannot be reached")),
        ({"fault": "429"}, (503, "Slack cannot be reached")),
        ({"fault": "error", "error": "invalid_code"}, (400, "That took too long")),
        ({"fault": "error", "error": "bad_client_secret"}, (500, "Trellis is not set up yet")),
    ],
)
async def test_whatever_slack_answers_there_is_a_page_that_says_what_to_do(
    small: Hosted, fault: dict[str, str], expected: tuple[int, str]
) -> None:
    small.slack.world.faults.replace([{"match": {"method": "oauth.v2.access"}, **fault}])
    page = await small.install(FERNHILL)
    assert title(page) == expected
    assert 'href="/slack/install"' in page[1]
    small.slack.world.faults.replace([])
    assert (await small.install(FERNHILL))[0] == 200


async def test_pages_speak_the_readers_language_and_load_nothing_from_anywhere(small: Hosted) -> None:
    small.browser.language = "ca;q=0.9, es-MX, en;q=0.1"
    page = await small.browser.get(small.install_url)
    assert title(page) == (200, "Añade Trellis a tu espacio de trabajo")
    assert '<html lang="es">' in page[1]
    assert "<script" not in page[1]
    policy = small.browser.headers["Content-Security-Policy"]
    assert policy.startswith(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert title(await small.install(FERNHILL)) == (200, "Trellis ya está en tu espacio de trabajo")


async def test_what_was_left_out_is_named_and_all_else_works(small: Hosted) -> None:
    _, text = await small.install(FERNHILL, optional=())
    assert re.findall("<dt><code>(.*?)</code></dt>", text) == sorted(OPTIONAL)
    here = small.people(FERNHILL)
    assert "Become coordinator" in "\n".join(await here.sees_home(here.amara))
    _, text = await small.install(FERNHILL, optional=OPTIONAL)
    assert re.findall("<dt><code>(.*?)</code></dt>", text) == []


async def test_removed_and_installed_again_trellis_speaks_with_its_new_token(host: Hosted) -> None:
    await host.install(FERNHILL)
    here = host.people(FERNHILL)
    await host.remove(FERNHILL)
    # Nothing is sent, and nobody is asked, with a token that is good no more.
    before = len(host.slack.world.log.calls)
    await host.rehearsal.to_next()
    assert host.slack.world.log.calls[before:] == []
    status, page = await host.install(FERNHILL)
    assert (status, steps(page)) == (
        200,
        [
            "There is a message from Trellis for you in Slack: it says what stands, what goes on and when.",
            "Open Home. Programmes, pairs and agreements are where they were.",
            "The pairs’ rhythm goes on, in each person’s own work hours.",
        ],
    )
    assert (await here.amara.messages())[-1].splitlines()[1] == (
        "No pair was under way. What was set up before is still there."
    )
    await here.say(here.amara, "help")
    assert "How Trellis helps" in (await here.amara.messages())[-1]


async def test_the_bare_address_leads_to_where_trellis_is_added(small: Hosted) -> None:
    status, _ = await small.browser.get(f"{small.url}/")
    assert (status, small.browser.headers["Location"]) == (302, "/slack/install")
    # What is no page is refused as before, the root for whoever sends something to it, too.
    for method, path, refused in (("POST", "/", 405), ("GET", "/robots.txt", 404), ("GET", "/slack", 404)):
        async with small.browser.session.request(method, small.url + path) as answer:
            assert answer.status == refused


async def test_whoever_asks_for_pages_too_often_waits(small: Hosted) -> None:
    for path in ("/", "/slack/privacy"):
        told: list[int] = []
        # On a slow machine one or another more is let in meanwhile.
        while 429 not in told and len(told) < 10 * gate.ONE_ADDRESS.burst:
            told.append((await small.browser.get(small.url + path))[0])
        assert told[-1] == 429
        assert int(small.browser.headers["Retry-After"]) > 0


async def test_the_page_of_what_is_kept_says_what_the_document_says(small: Hosted) -> None:
    small.browser.language = "en"
    status, page = await small.browser.get(f"{small.url}/slack/privacy")
    assert (status, "<script" in page) == (200, False)
    assert "default-src 'none'" in small.browser.headers["Content-Security-Policy"]
    shown = html.unescape(re.sub("<[^>]*>", "", page))
    said = (ROOT / "docs" / "privacy.md").read_text("utf-8").replace("`", "")
    lines = [line.lstrip("#- ") for line in said.splitlines() if line and not line.startswith("|")]
    cells = [
        cell for line in said.splitlines() if line.startswith("| ") for cell in line.strip("| ").split(" | ")
    ]
    # Above the second column of two stands nothing, as each entry says what it is.
    heads = {"---", "Who reads it", "What is written for them", "What (table)", "Why it stays", "Columns"}
    assert [one for one in (*lines, *cells) if one not in shown and one not in heads] == []
    assert len(cells) > 150


async def test_the_page_of_what_is_kept_speaks_the_readers_language_and_tells_what_is_set(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path, purge_after_days=3) as strict:
        strict.browser.language = "es-MX,es;q=0.9,en;q=0.5"
        _, page = await strict.browser.get(f"{strict.url}/slack/privacy")
    assert '<html lang="es">' in page
    assert (
        "Todo lo de un espacio de trabajo: 3 días después de quitar Trellis de él (<code>TRELLIS_PURGE"
        in page
    )
