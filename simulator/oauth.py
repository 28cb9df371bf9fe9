"""The page on which somebody lets the app into their workspace, or does not (/oauth/v2/authorize)."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from aiohttp import web

from simulator.guarded import guarded
from simulator.shapes import Refused
from simulator.state.workspace import Workspace
from simulator.world import World

PATH = "/oauth/v2/authorize"
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"}
# What the page says of a scope; the others are told by their name.
SCOPES = {
    "chat:write": "Send messages as the app",
    "commands": "Add shortcuts and slash commands that people can use",
    "dnd:read": "View do-not-disturb settings for people in the workspace",
    "im:history": "View messages in direct messages that the app has been added to",
    "im:write": "Start direct messages with people",
    "mpim:write": "Start group direct messages with people",
    "users:read": "View people in the workspace",
}


class Consent:
    """Asks a person of a workspace, and sends the browser back to the app with a code or with an error."""

    def __init__(self, world: World) -> None:
        self._world = world

    def register(self, router: web.UrlDispatcher) -> None:
        router.add_get(PATH, guarded(self._ask))
        router.add_post(PATH, guarded(self._answer))

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        query = dict(request.query)
        try:
            scopes = self._checked(query)
            text = self._page(query, scopes)
        except Refused as refusal:
            return _html(_framed("Something went wrong", f"<p>{escape(str(refusal))}</p>"), 400)
        return _html(text)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        told = {key: value for key, value in form.items() if isinstance(value, str)}
        try:
            scopes = self._checked(told)
            if told.get("answer") != "allow":
                raise web.HTTPFound(_back(told, error="access_denied"), headers=HEADERS)
            team_id, _, user_id = told.get("who", "").partition(" ")
            workspace = self._world.workspace(team_id)
            person = workspace.person(user_id)
        except Refused as refusal:
            return _html(_framed("Something went wrong", f"<p>{escape(str(refusal))}</p>"), 400)
        chosen = {str(one) for one in form.getall("optional", [])}
        optional = set(self._world.manifest.optional)
        granted = [one for one in scopes if one not in optional or one in chosen]
        code = self._world.grants.allow(
            workspace,
            person.id,
            granted,
            told["redirect_uri"],
            for_organisation="organisation" in told,
        )
        raise web.HTTPFound(_back(told, code=code), headers=HEADERS)

    def _checked(self, query: dict[str, str]) -> tuple[str, ...]:
        """The scopes that are asked for. Raises Refused for an address that is none of this app's."""
        grants = self._world.grants
        if query.get("client_id") != grants.client_id:
            raise Refused("Invalid client_id parameter.")
        known = self._world.manifest.redirect_urls
        back = query.get("redirect_uri", "")
        if not back.startswith(known or ("https://", "http://127.0.0.1", "http://localhost")):
            raise Refused(f"redirect_uri did not match any configured URIs. Passed URI: {back}")
        return grants.wanted(query.get("scope", ""))

    def _page(self, query: dict[str, str], scopes: tuple[str, ...]) -> str:
        manifest = self._world.manifest
        required = [one for one in scopes if one not in manifest.optional]
        optional = [one for one in scopes if one in manifest.optional]
        name = escape(manifest.name)
        hidden = "".join(
            f'<input type="hidden" name="{key}" value="{escape(query.get(key, ""))}">'
            for key in ("client_id", "scope", "redirect_uri", "state")
        )
        teams = [one for one in self._world.workspaces.values() if query.get("team", "") in ("", one.team_id)]
        people = "".join(_people(one) for one in teams)
        may = "".join(
            f"<li>{escape(SCOPES.get(one, one))} <code>{escape(one)}</code></li>" for one in required
        )
        might = "".join(
            f'<li><label><input type="checkbox" name="optional" value="{escape(one)}" checked> '
            f"{escape(SCOPES.get(one, one))} <code>{escape(one)}</code></label></li>"
            for one in optional
        )
        choice = f"<h2>It would also like to</h2><ul class=choices>{might}</ul>" if might else ""
        return _framed(
            f"{name} is requesting permission to access a workspace",
            f"""<form method="post" action="{PATH}">{hidden}
            <p><label for="who">You are</label> <select id="who" name="who">{people}</select></p>
            <h2>{name} will be able to</h2><ul>{may}</ul>{choice}
            <p><label><input type="checkbox" name="organisation" value="1"> For all workspaces of the
            organisation</label></p>
            <p class="buttons"><button name="answer" value="cancel">Cancel</button>
            <button class="primary" name="answer" value="allow">Allow</button></p></form>""",
        )


def _people(workspace: Workspace) -> str:
    options = "".join(
        f'<option value="{escape(workspace.team_id)} {escape(one.id)}">{escape(one.real_name)}</option>'
        for one in sorted(workspace.accounts.values(), key=lambda one: not one.is_owner)
        if not one.is_bot and not one.deleted
    )
    return f'<optgroup label="{escape(workspace.name)}">{options}</optgroup>'


def _framed(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="/page/base.css"><link rel="stylesheet" href="/page/consent.css">
</head><body><main><h1>{title}</h1>{body}</main></body></html>"""


def _back(told: dict[str, str], **more: str) -> str:
    """The app's own address, with what it asked to hear again."""
    parts = urlsplit(told["redirect_uri"])
    query = [*parse_qsl(parts.query), *more.items(), ("state", told.get("state", ""))]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)
