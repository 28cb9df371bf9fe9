"""Who is who in a workspace: people by id, handle or e-mail address, user groups, and files that somebody gave us."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import profiles
from bot.domain.people import Profile
from bot.domain.rosters import Named, Sort, Verdict
from bot.errors import TrellisError
from bot.typed.rosters import fold_name

log = structlog.get_logger(__name__)

# What whoever installs Trellis may decline (docs.slack.dev, "Scopes").
EMAIL_SCOPE = "users:read.email"
GROUPS_SCOPE = "usergroups:read"
FILES_SCOPE = "files:read"

# So many are looked up one by one; for more, the whole list of members is quicker (docs.slack.dev, "Rate limits":
# users.info a hundred a minute, users.lookupByEmail fifty, and users.list twenty pages).
ONE_BY_ONE = 25
PAGE = 500
PATIENCE = 30
LARGEST_FILE = 1_000_000

Found = dict[Named, Profile | Verdict]
Tell = Callable[[int], Awaitable[None]]


class FileTooLarge(TrellisError):
    """That file is larger than a list of people can be: at most 1 MB is read. Please leave out what is not needed."""


class FileUnreadable(TrellisError):
    """Slack did not hand over that file. Please try once more, or paste the list instead."""


class NoGroups(TrellisError):
    """Slack does not let Trellis see user groups here. Please pick people one by one, or paste a list."""


async def find(client: AsyncWebClient, named: Collection[Named], *, with_email: bool, tell: Tell) -> Found:
    """Say who is meant by each name, or why nobody is; `tell` hears now and then how many accounts were looked at.

    Raises TrellisError when Slack does not answer.
    """
    found: Found = {}
    wanted = set(named)
    if not with_email:
        hidden = {one for one in wanted if one.sort is Sort.EMAIL}
        found.update(dict.fromkeys(hidden, Verdict.NO_EMAIL))
        wanted -= hidden
    if len(wanted) > ONE_BY_ONE or any(one.sort is Sort.HANDLE for one in wanted):
        return found | await _among_all(client, wanted, tell)
    for number, one in enumerate(sorted(wanted, key=lambda each: (each.sort, each.value))):
        found[one] = await _one(client, one)
        await tell(number + 1)
    return found


async def members(client: AsyncWebClient, group: str) -> list[str]:
    """Return the ids of the people in a user group; raises NoGroups."""
    try:
        answer = await _patiently(lambda: client.usergroups_users_list(usergroup=group))
    except SlackApiError as refused:
        log.warning("user group refused", error=str(refused.response.get("error")))
        raise NoGroups from None
    return [str(one) for one in answer.get("users") or ()]


async def groups(client: AsyncWebClient) -> list[tuple[str, str, str]]:
    """Return id, handle and name of each user group; none where Slack does not tell."""
    try:
        answer = await client.usergroups_list()
    except SlackApiError as refused:
        log.warning("user groups refused", error=str(refused.response.get("error")))
        return []
    return [(str(one["id"]), str(one["handle"]), str(one["name"])) for one in answer["usergroups"]]


async def fetch(client: AsyncWebClient, file: Mapping[str, Any]) -> bytes:
    """Return the content of a file that somebody gave us in a form; raises FileTooLarge or FileUnreadable."""
    if int(file.get("size") or 0) > LARGEST_FILE:
        raise FileTooLarge
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if client.session is None or not _is_slacks(url, client.base_url):
        raise FileUnreadable
    headers = {"Authorization": f"Bearer {client.token}"}
    async with client.session.get(url, headers=headers, allow_redirects=False) as answer:
        # Whoever may not read a file is sent to sign in, with a page and without an error.
        if answer.status != 200 or answer.content_type == "text/html":
            log.warning("file refused", status=answer.status)
            raise FileUnreadable
        content = await answer.content.read(LARGEST_FILE + 1)
        while len(content) <= LARGEST_FILE and not answer.content.at_eof():
            content += await answer.content.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise FileTooLarge
    return content


def _is_slacks(url: str, base_url: str) -> bool:
    """Tell whether an address is Slack's, so that our token goes nowhere else."""
    there, ours = urlsplit(url), urlsplit(base_url)
    if (there.scheme, there.netloc) == (ours.scheme, ours.netloc):
        return True
    return there.scheme == "https" and (there.hostname or "").endswith(".slack.com")


async def _one(client: AsyncWebClient, named: Named) -> Profile | Verdict:
    try:
        if named.sort is Sort.ID:
            answer = await _patiently(lambda: client.users_info(user=named.value, include_locale=True))
        else:
            answer = await _patiently(lambda: client.users_lookupByEmail(email=named.value))
    except SlackApiError as refused:
        error = str(refused.response.get("error"))
        if error == "missing_scope":
            return Verdict.NO_EMAIL
        if error in ("user_not_found", "users_not_found", "user_not_visible"):
            return Verdict.UNKNOWN
        log.warning("person refused", error=error)
        raise TrellisError from None
    return profiles.read(answer["user"])


async def _among_all(client: AsyncWebClient, wanted: Iterable[Named], tell: Tell) -> Found:
    """Look through all members once; a handle is somebody's own name first, then what they are shown as."""
    names = {(one.sort, one.value): one for one in wanted}
    best: dict[Named, tuple[int, Profile | Verdict]] = {}
    async for number, user in _everybody(client):
        for rank, key in _keys(user):
            named = names.get(key)
            if named is None:
                continue
            # An account that has ended is meant only where no other has that name.
            rank += 10 * bool(user.get("deleted") and named.sort is Sort.HANDLE)
            before = best.get(named)
            if before is None or rank < before[0]:
                best[named] = (rank, profiles.read(user))
            elif rank == before[0] and before[1] != profiles.read(user):
                best[named] = (rank, Verdict.SEVERAL)
        if number % PAGE == 0:
            await tell(number)
    return {one: best[one][1] if one in best else Verdict.UNKNOWN for one in names.values()}


def _keys(user: Mapping[str, Any]) -> Iterable[tuple[int, tuple[Sort, str]]]:
    """Yield what an account can be called, each with its rank: the lower, the likelier."""
    shown = user.get("profile") or {}
    yield 0, (Sort.ID, str(user["id"]))
    if shown.get("email"):
        yield 0, (Sort.EMAIL, str(shown["email"]).casefold())
    called: set[str] = set()
    for rank, name in enumerate((user.get("name"), shown.get("display_name"), shown.get("real_name"))):
        folded = fold_name(str(name or ""))
        if folded and folded not in called:
            called.add(folded)
            yield rank, (Sort.HANDLE, folded)


async def _everybody(client: AsyncWebClient) -> AsyncIterator[tuple[int, Mapping[str, Any]]]:
    number, cursor = 0, ""
    while True:
        answer = await _patiently(partial(_page, client, cursor))
        for user in answer["members"]:
            number += 1
            yield number, user
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return


async def _page(client: AsyncWebClient, cursor: str) -> Any:
    return await client.users_list(limit=PAGE, include_locale=True, cursor=cursor or None)


async def _patiently(ask: Callable[[], Awaitable[Any]]) -> Any:
    """Ask, and again after as long as Slack wants us to wait."""
    for _ in range(PATIENCE):
        try:
            return await ask()
        except SlackApiError as refused:
            if refused.response.get("error") != "ratelimited":
                raise
            await asyncio.sleep(float(refused.response.headers.get("Retry-After") or 1))
    raise TrellisError
