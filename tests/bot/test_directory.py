"""Who is who in a workspace, as a list of people calls them, and the files that people give us."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import directory
from bot.directory import ONE_BY_ONE, FileTooLarge, FileUnreadable, NoGroups
from bot.domain.people import Profile
from bot.domain.rosters import Named, Sort, Verdict
from bot.errors import TrellisError
from simulator import Account, Person, Simulator
from tests.simulator.conftest import control

SCOPES = ["chat:write", "files:read", "im:write", "usergroups:read", "users:read", "users:read.email"]
MANIFEST = {
    "display_information": {"name": "Trellis"},
    "features": {"bot_user": {"display_name": "trellis"}},
    "oauth_config": {"scopes": {"bot": SCOPES, "bot_optional": SCOPES[1:4:2] + SCOPES[5:]}},
}
PEOPLE = [
    Account(id="UINES", name="ines", real_name="Inês Duarte", email="Ines@Example.com"),
    Account(id="UNOAH", name="nbrooks", real_name="Noah Brooks", display_name="noah"),
    # Whose own name is what another is shown as, and whose account has ended.
    Account(id="UNOAH2", name="noah", real_name="Noah Stone"),
    Account(id="UGONE", name="duarte", real_name="Inês Duarte", deleted=True),
    Account(id="USAM1", name="sam1", display_name="Sam"),
    Account(id="USAM2", name="sam2", display_name="sam"),
    *(Account(id=f"UMORE{number}", name=f"more{number}") for number in range(ONE_BY_ONE + 1)),
]


@pytest.fixture
async def slack() -> AsyncIterator[Simulator]:
    started = Simulator(manifest=MANIFEST, accounts=PEOPLE)
    await started.start()
    yield started
    await started.stop()


@pytest.fixture
async def api(slack: Simulator) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(
            token=slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[]
        )


async def nobody(_number: int) -> None:
    """Hear of no progress."""


async def found(api: AsyncWebClient, *named: tuple[Sort, str], with_email: bool = True) -> list[Any]:
    """Return who is meant by each name: their id, or the verdict."""
    wanted = [Named(sort, value) for sort, value in named]
    answer = await directory.find(api, wanted, with_email=with_email, tell=nobody)
    return [one.slack_id if isinstance(one, Profile) else one for one in (answer[each] for each in wanted)]


def methods(slack: Simulator) -> list[str]:
    return [call["method"] for call in slack.world.log.calls]


async def test_a_few_are_looked_up_one_by_one(slack: Simulator, api: AsyncWebClient) -> None:
    few = (
        (Sort.ID, "UINES"),
        (Sort.EMAIL, "ines@example.com"),
        (Sort.ID, "UNONE"),
        (Sort.EMAIL, "x@example.com"),
    )
    assert await found(api, *few) == ["UINES", "UINES", Verdict.UNKNOWN, Verdict.UNKNOWN]
    assert sorted(methods(slack)) == [
        "users.info",
        "users.info",
        "users.lookupByEmail",
        "users.lookupByEmail",
    ]


async def test_names_are_looked_for_among_everybody_ones_own_first(
    slack: Simulator, api: AsyncWebClient
) -> None:
    names = ("noah", "noah brooks", "ines duarte", "duarte", "sam", "nobody")
    assert await found(api, *((Sort.HANDLE, name) for name in names)) == [
        "UNOAH2", "UNOAH", "UINES", "UGONE", Verdict.SEVERAL, Verdict.UNKNOWN,
    ]  # fmt: skip
    assert methods(slack) == ["users.list"]


async def test_many_are_found_in_one_look_through_all_members(slack: Simulator, api: AsyncWebClient) -> None:
    many = [(Sort.ID, f"UMORE{number}") for number in range(ONE_BY_ONE + 1)]
    mail = (Sort.EMAIL, "ines@example.com")
    assert await found(api, *many, mail) == [*(id_ for _, id_ in many), "UINES"]
    assert methods(slack) == ["users.list"]


async def test_without_the_permission_no_address_is_asked_for(slack: Simulator, api: AsyncWebClient) -> None:
    assert await found(api, (Sort.EMAIL, "ines@example.com"), with_email=False) == [Verdict.NO_EMAIL]
    assert methods(slack) == []
    # It was taken away meanwhile.
    await control(slack, "scopes", declined=["users:read.email"])
    assert await found(api, (Sort.EMAIL, "ines@example.com")) == [Verdict.NO_EMAIL]


async def test_whoever_is_asked_to_wait_waits_and_whoever_is_refused_says_so(
    slack: Simulator, api: AsyncWebClient
) -> None:
    await control(
        slack, "faults", rules=[{"match": {"method": "users.info"}, "fault": "429", "times": 1, "seconds": 1}]
    )
    assert await found(api, (Sort.ID, "UINES")) == ["UINES"]
    broken = {"match": {"method": "users.info"}, "fault": "error", "error": "fatal_error", "times": 1}
    await control(slack, "faults", rules=[broken])
    with pytest.raises(TrellisError):
        await found(api, (Sort.ID, "UINES"))


async def test_user_groups_are_told_where_slack_has_them(slack: Simulator, api: AsyncWebClient) -> None:
    await control(slack, "group", id="S0TEAM", handle="team", name="The team", users=["UINES", "UNOAH"])
    assert await directory.groups(api) == [("S0TEAM", "team", "The team")]
    assert await directory.members(api, "S0TEAM") == ["UINES", "UNOAH"]
    with pytest.raises(NoGroups):
        await directory.members(api, "S0NONE")
    plan = {
        "match": {"method": "usergroups.list"},
        "fault": "error",
        "error": "plan_upgrade_required",
        "times": 1,
    }
    await control(slack, "faults", rules=[plan])
    assert await directory.groups(api) == []


async def test_a_file_is_fetched_from_slack_alone_and_only_up_to_its_limit(
    slack: Simulator, api: AsyncWebClient
) -> None:
    async def file(content: bytes) -> dict[str, Any]:
        kept = await Person(slack.url, "UINES")._act("upload", {"name": "a.csv", "text": content.decode()})
        shown: dict[str, Any] = slack.world.workspace(None).files[kept["id"]].shown()
        return shown

    small, large = await file(b"@noah,@ines"), await file(b"x" * (directory.LARGEST_FILE + 1))
    assert await directory.fetch(api, small) == b"@noah,@ines"
    with pytest.raises(FileTooLarge):
        await directory.fetch(api, large)
    # Whatever its size says.
    with pytest.raises(FileTooLarge):
        await directory.fetch(api, {**large, "size": 3})
    for url in ("https://slack.com.example/x", "http://files.slack.com/x", "file:///etc/passwd", ""):
        with pytest.raises(FileUnreadable):
            await directory.fetch(api, {"url_private_download": url})
    await control(slack, "scopes", declined=["files:read"])
    with pytest.raises(FileUnreadable):
        await directory.fetch(api, small)
