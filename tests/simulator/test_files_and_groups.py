"""User groups, people by e-mail address, and files that people give to an app."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from simulator import Account, NotPossible, Person, Simulator
from tests.simulator.conftest import MANIFEST, Json, control

OPTIONAL = ["files:read", "usergroups:read", "users:read.email"]
FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A list"},
    "submit": {"type": "plain_text", "text": "Go"},
    "blocks": [
        {
            "type": "input",
            "block_id": "file",
            "label": {"type": "plain_text", "text": "File"},
            "element": {"type": "file_input", "action_id": "file", "filetypes": ["csv"], "max_files": 1},
        }
    ],
}


def manifest() -> Json:
    scopes = {"bot": [*MANIFEST["oauth_config"]["scopes"]["bot"], *OPTIONAL], "bot_optional": OPTIONAL}
    return {**MANIFEST, "oauth_config": {"scopes": scopes}}


async def started(*declined: str) -> tuple[Simulator, AsyncWebClient]:
    accounts = [
        Account(id="UINES", name="ines", email="Ines@example.com"),
        Account(id="UGONE", name="gone", email="gone@example.com", deleted=True),
    ]
    slack = Simulator(manifest=manifest(), accounts=accounts, declined=declined)
    await slack.start()
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    return slack, client


async def error(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_groups_are_listed_with_their_people_where_the_app_may_see_them() -> None:
    slack, api = await started()
    await control(slack, "group", id="S0TEAM", handle="team", name="Team", users=["UINES"])
    await control(slack, "group", id="S0OLD", disabled=True)
    listed = await api.usergroups_list(include_count=True)
    members = await api.usergroups_users_list(usergroup="S0TEAM")
    unknown = await error(api.usergroups_users_list(usergroup="S0OLD"))
    await slack.stop()
    assert [(one["id"], one["handle"], one["user_count"]) for one in listed["usergroups"]] == [
        ("S0TEAM", "team", 1)
    ]
    assert (members["users"], unknown) == (["UINES"], "no_such_subteam")


async def test_people_are_found_by_address_while_their_account_lives() -> None:
    slack, api = await started()
    found = await api.users_lookupByEmail(email="ines@EXAMPLE.com")
    errors = [
        await error(api.users_lookupByEmail(email=one)) for one in ("gone@example.com", "x@example.com")
    ]
    await slack.stop()
    assert (found["user"]["id"], found["user"]["profile"]["email"]) == ("UINES", "Ines@example.com")
    assert errors == ["users_not_found", "users_not_found"]


async def test_what_was_declined_is_refused_by_name() -> None:
    slack, api = await started(*OPTIONAL)
    trigger = slack.world.triggers.new(slack.team_id, "UINES", None)
    asked = [
        api.usergroups_list(),
        api.users_lookupByEmail(email="ines@example.com"),
        api.views_open(trigger_id=trigger, view=FORM),
    ]
    refused = [await error(one) for one in asked]
    await slack.stop()
    assert refused == ["missing_scope"] * 3


async def test_a_file_is_held_by_the_form_and_fetched_with_the_apps_token_alone() -> None:
    slack, api = await started()
    trigger = slack.world.triggers.new(slack.team_id, "UINES", None)
    opened = await api.views_open(trigger_id=trigger, view=FORM)
    ines = Person(slack.url, "UINES")
    await ines.upload("File", "my list.csv", b"@noah,@ines")
    workspace = slack.world.workspace(None)
    view = workspace.view(opened["view"]["id"])
    assert view is not None
    [held] = workspace.raw_view(view)["state"]["values"]["file"]["file"]["files"]
    fetched = [
        await fetch(held["url_private_download"], token) for token in (slack.bot_token, "xoxb-nobody", "")
    ]
    with pytest.raises(NotPossible):
        await ines.upload("File", "a/b.csv", b"")
    await slack.stop()
    assert (held["name"], held["filetype"], held["size"], held["user"]) == ("my list.csv", "csv", 11, "UINES")
    assert [kind for kind, _ in fetched] == ["application/octet-stream", "text/html", "text/html"]
    assert fetched[0][1] == b"@noah,@ines"


async def fetch(url: str, token: str) -> tuple[str, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        return response.content_type, await response.read()
