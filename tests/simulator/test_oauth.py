"""How the app is let into a workspace: the page that asks, the code, the token, and the end of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from simulator import NotPossible, Person, Simulator
from tests.simulator.conftest import MANIFEST, BareApp, Json, control, people

BACK = "https://lantern.example.com/slack/oauth_redirect"
SCOPES = ["chat:write", "im:history", "im:write", "mpim:write", "users:read"]
WITH_OAUTH: Json = {
    **MANIFEST,
    "oauth_config": {"redirect_urls": [BACK], "scopes": {"bot": SCOPES, "bot_optional": ["mpim:write"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_uninstalled", "message.im", "tokens_revoked"]},
        "token_rotation_enabled": False,
    },
}


@pytest.fixture
async def shop() -> AsyncIterator[Simulator]:
    """Two workspaces with the same people; neither has the app."""
    simulator = Simulator(manifest=WITH_OAUTH, accounts=people(), team_id="T0ONE", installed=False)
    simulator.found("T0TWO", "Harbour", people())
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
def client(shop: Simulator) -> AsyncWebClient:
    return AsyncWebClient(base_url=shop.api_url, retry_handlers=[])


def asked(shop: Simulator, **more: str) -> dict[str, str]:
    known = {"client_id": shop.client_id, "scope": ",".join(SCOPES), "redirect_uri": BACK, "state": "s1"}
    return known | more


async def page(shop: Simulator, **more: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(shop.url + "/oauth/v2/authorize", params=asked(shop, **more)) as told,
    ):
        return told.status, await told.text()


async def decide(shop: Simulator, **form: Any) -> dict[str, list[str]]:
    """Press a button on the page; what the app's own address is then told."""
    told = {"who": "T0ONE UINES", "answer": "allow", **asked(shop), **form}
    async with (
        aiohttp.ClientSession() as browser,
        browser.post(shop.url + "/oauth/v2/authorize", data=told, allow_redirects=False) as sent,
    ):
        address = sent.headers["Location"]
        assert (sent.status, address.startswith(BACK + "?")) == (302, True)
        return parse_qs(urlsplit(address).query)


async def trade(shop: Simulator, client: AsyncWebClient, code: str, **more: str) -> Any:
    known = {"client_id": shop.client_id, "client_secret": shop.client_secret, "redirect_uri": BACK}
    return await client.oauth_v2_access(code=code, **{**known, **more})


async def install(shop: Simulator, client: AsyncWebClient, **form: Any) -> Any:
    [code] = (await decide(shop, **form))["code"]
    return await trade(shop, client, code)


async def error(call: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_the_page_asks_for_each_scope_and_lets_the_optional_ones_be_unticked(shop: Simulator) -> None:
    status, text = await page(shop)
    listed = re.findall(r"<li>.*?<code>(.*?)</code>", text)
    ticked = re.findall(r'type="checkbox" name="optional" value="(.*?)" checked', text)
    assert (status, listed, ticked) == (200, SCOPES[:3] + SCOPES[4:] + SCOPES[3:4], ["mpim:write"])
    assert re.findall(r'optgroup label="(.*?)"', text) == ["Fernhill", "Harbour"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "1.2"},
        {"redirect_uri": "https://elsewhere.example.com/"},
        {"scope": "admin"},
        {"scope": ""},
    ],
)
async def test_the_page_is_not_shown_for_an_address_that_is_not_the_apps(
    shop: Simulator, wrong: dict[str, str]
) -> None:
    status, text = await page(shop, **wrong)
    assert (status, "Something went wrong" in text) == (400, True)


async def test_who_says_no_is_sent_back_without_a_code(shop: Simulator) -> None:
    assert await decide(shop, answer="cancel") == {"error": ["access_denied"], "state": ["s1"]}


async def test_a_code_becomes_a_token_once(shop: Simulator, client: AsyncWebClient) -> None:
    [code] = (await decide(shop, who="T0TWO UTOMAS"))["code"]
    answer = (await trade(shop, client, code)).data
    token = answer.pop("access_token")
    assert answer == {
        "ok": True,
        "app_id": shop.app_id,
        "token_type": "bot",
        "scope": "chat:write,im:history,im:write,users:read",
        "bot_user_id": "U0APP0TWO",
        "team": {"id": "T0TWO", "name": "Harbour"},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "UTOMAS"},
    }
    who = await client.auth_test(token=token)
    assert (who["team_id"], who.headers["x-oauth-scopes"]) == ("T0TWO", answer["scope"])
    assert await error(trade(shop, client, code)) == "invalid_code"
    refused = error(client.conversations_open(token=token, users="UINES,UTOMAS"))
    assert await refused == "missing_scope"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_secret": "guessed"}, "bad_client_secret"),
        ({"redirect_uri": BACK + "/"}, "bad_redirect_uri"),
        ({"code": "1.2.3"}, "invalid_code"),
        ({"grant_type": "password"}, "invalid_grant_type"),
    ],
)
async def test_a_token_is_for_the_app_alone(
    shop: Simulator, client: AsyncWebClient, wrong: dict[str, str], name: str
) -> None:
    [code] = (await decide(shop))["code"]
    assert await error(trade(shop, client, **{"code": code, **wrong})) == name
    assert (await trade(shop, client, code))["team"]["id"] == "T0ONE"


async def test_installed_again_scopes_add_up(shop: Simulator, client: AsyncWebClient) -> None:
    first = await install(shop, client)
    second = await install(shop, client, optional="mpim:write")
    third = await install(shop, client)
    assert [one["scope"].count("mpim:write") for one in (first, second, third)] == [0, 1, 1]
    assert len({one["access_token"] for one in (first, second, third)}) == 1


async def test_two_workspaces_have_tokens_of_their_own(shop: Simulator, client: AsyncWebClient) -> None:
    one, two = await install(shop, client), await install(shop, client, who="T0TWO UINES")
    await client.chat_postMessage(token=two["access_token"], channel="UINES", text="Ahoy")
    assert (
        await Person(shop.url, "UINES", "T0TWO").messages(),
        await Person(shop.url, "UINES").messages(),
    ) == (
        ["Ahoy"],
        [],
    )
    assert (await client.auth_test(token=one["access_token"]))["team_id"] == "T0ONE"


async def test_tokens_that_rotate_end_and_a_refresh_token_is_good_once(
    shop: Simulator, client: AsyncWebClient
) -> None:
    shop.world.grants.rotates = True
    first = await install(shop, client)
    assert (first["expires_in"], first["access_token"].startswith("xoxe.xoxb-1-")) == (43200, True)
    known = {"client_id": shop.client_id, "client_secret": shop.client_secret, "grant_type": "refresh_token"}
    second = await client.oauth_v2_access(refresh_token=first["refresh_token"], **known)
    # Whoever is in the middle of something can end it with the token before.
    for one in (first, second):
        assert (await client.auth_test(token=one["access_token"]))["ok"]
    again = client.oauth_v2_access(refresh_token=first["refresh_token"], **known)
    assert await error(again) == "invalid_refresh_token"
    await client.oauth_v2_access(refresh_token=second["refresh_token"], **known)
    assert await error(client.auth_test(token=first["access_token"])) == "token_expired"


async def test_an_app_that_is_removed_hears_of_it_and_can_do_nothing_more(
    shop: Simulator, client: AsyncWebClient
) -> None:
    token = (await install(shop, client))["access_token"]
    app = BareApp(shop)
    await app.connect()
    assert await control(shop, "uninstall") == {"ok": True}
    events = sorted([(await app.answer())["event"] for _ in range(2)], key=lambda one: str(one["type"]))
    await app.close()
    assert events == [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0APP0ONE"]}},
    ]
    assert await error(client.auth_test(token=token)) == "account_inactive"
    with pytest.raises(NotPossible, match="not installed"):
        await Person(shop.url, "UINES").open_home()
    assert await control(shop, "uninstall") == {
        "ok": False,
        "error": "The app is not installed in Fernhill.",
    }
    anew = (await install(shop, client))["access_token"]
    assert anew != token
    assert (await client.auth_test(token=anew))["team_id"] == "T0ONE"


async def test_an_app_can_give_its_token_back(shop: Simulator, client: AsyncWebClient) -> None:
    token = (await install(shop, client))["access_token"]
    assert (await client.auth_revoke(token=token))["revoked"] is True
    assert await error(client.auth_test(token=token)) == "token_revoked"


async def test_for_an_organisation_a_token_has_no_team(shop: Simulator, client: AsyncWebClient) -> None:
    answer = await install(shop, client, organisation="1")
    assert (answer["team"], answer["enterprise"], answer["is_enterprise_install"]) == (
        None,
        {"id": "E00ONE", "name": "Fernhill"},
        True,
    )
