"""The Web API's door: reads a call in any of the SDK's transports and checks it; faults and pace have their say."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from typing import Any

from aiohttp import web

from simulator.faults import Rule
from simulator.shapes import Json, SlackError, copied
from simulator.state import ids
from simulator.state.workspace import Workspace
from simulator.webapi import about, chat, conversations, files, oauth, reactions, usergroups, users, views
from simulator.webapi.call import Call, Caller, Method, check_scopes
from simulator.world import World

METHODS: dict[str, Method] = {
    **about.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **oauth.METHODS,
    **reactions.METHODS,
    **usergroups.METHODS,
    **users.METHODS,
    **views.METHODS,
}


class WebApi:
    """Answers /api/<method>."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            arguments, transport = await read_arguments(request)
            problem = None
        except SlackError as error:
            arguments, transport, problem = {}, "unreadable", error
        caller = _caller(request, arguments)
        shown = {key: value for key, value in arguments.items() if key not in ("token", "client_secret")}
        entry = self._world.log.call(self._world.clock.last(), name, transport, shown)
        response = await self._answer(request, name, caller, shown, problem, entry)
        entry["status"] = response.status if isinstance(response, web.Response) else None
        return response

    async def _answer(
        self,
        request: web.Request,
        name: str,
        caller: Caller,
        arguments: Json,
        problem: SlackError | None,
        entry: Json,
    ) -> web.StreamResponse:
        latency = self._world.outgoing.settings.latency_ms
        if latency:
            await asyncio.sleep(latency / 1000)
        fault = self._world.faults.for_call(name, self._channels(caller.token, arguments))
        if fault and (early := await self._before(request, fault, entry)):
            return early
        answer, status, headers = await self._run(name, caller, arguments, problem)
        entry["response"] = copied(answer)
        entry["at"] = self._world.clock.last()
        if fault and fault.kind == "cut_after":
            return _cut(request)
        if fault and fault.kind == "500_after":
            return _server_error()
        return web.json_response(answer, status=status, headers=headers)

    async def _before(self, request: web.Request, fault: Rule, entry: Json) -> web.StreamResponse | None:
        """What a fault does before the call is looked at; None lets it go on."""
        match fault.kind:
            case "429":
                entry["response"] = {"ok": False, "error": "ratelimited"}
                return _rate_limited(round(fault.seconds or 1))
            case "500":
                return _server_error()
            case "error":
                entry["response"] = {"ok": False, "error": fault.error}
                return web.json_response(entry["response"])
            case "cut_before":
                return _cut(request)
            case "hang":
                await self._wait(fault.seconds)
                return _cut(request)
            case "slow":
                await self._wait(fault.seconds or 1.0)
        return None

    async def _wait(self, seconds: float | None) -> None:
        """Sleeps (None: until the simulator stops), and wakes at once when it stops."""
        try:
            await asyncio.wait_for(self._world.stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _run(
        self, name: str, caller: Caller, arguments: Json, problem: SlackError | None
    ) -> tuple[Json, int, dict[str, str]]:
        headers: dict[str, str] = {}
        try:
            method = _method(name, problem)
            workspace = self._workspace(caller.token, method)
            if method.caller == "bot":
                headers = _scope_headers(workspace, method)
            self._check_pace(workspace, name, method, arguments)
            check_scopes(workspace, method.scopes)
            _check_required(method, arguments)
            answer = await method.run(Call(self._world, workspace, arguments, caller))
            return {"ok": True, **answer}, 200, headers
        except SlackError as error:
            if error.error == "ratelimited":
                return {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(error.details["wait"])}
            return error.answer(), 200, headers

    def _workspace(self, token: str, method: Method) -> Workspace:
        """Whose call this is. Raises not_authed, invalid_auth, not_allowed_token_type."""
        if method.caller == "none":
            return self._world.workspace(None)
        if not token:
            raise SlackError("not_authed")
        if method.caller == "configuration":
            if token != self._world.configuration_token:
                raise SlackError("invalid_auth")
            return self._world.workspace(None)
        workspace = self._world.by_bot_token(token)
        is_app = token == self._world.app_token
        if workspace is None and not is_app:
            raise SlackError("invalid_auth")
        if is_app != (method.caller == "app"):
            raise SlackError("not_allowed_token_type")
        return workspace or self._world.workspace(None)

    def _check_pace(self, workspace: Workspace, name: str, method: Method, arguments: Json) -> None:
        if self._world.outgoing.settings.pace:
            channel = arguments.get("channel")
            if isinstance(channel, str) and channel in workspace.accounts:
                channel = ids.direct_message(channel)
            wait = self._world.pace.wait(workspace.team_id, name, method.tier, channel)
            if wait:
                raise SlackError("ratelimited", wait=wait)

    def _channels(self, token: str, arguments: Json) -> set[str]:
        """Every name of the conversation a call is about: a person's id stands for their DM."""
        named = {
            value for key in ("channel", "users", "user_id") if isinstance(value := arguments.get(key), str)
        }
        workspace = self._world.grants.tokens.get(token)
        for user in list(named):
            if workspace and user in workspace.accounts and not workspace.accounts[user].is_bot:
                named.add(workspace.direct_message(user).id)
        return named


async def read_arguments(request: web.Request) -> tuple[Json, str]:
    """The arguments of a call and the transport they came by. Raises invalid_json and json_not_object.

    The four transports of slack_sdk: "query" (GET), "query-post" (POST with an empty body), "json" and "form".
    """
    arguments: Json = dict(request.query)
    if request.method == "GET":
        return arguments, "query"
    body = await request.read()
    if not body:
        return arguments, "query-post"
    if request.content_type == "application/json":
        return {**arguments, **_json_object(body)}, "json"
    try:
        form = await request.post()
    except (ValueError, LookupError):
        raise SlackError("invalid_form_data") from None
    return {**arguments, **{key: value for key, value in form.items() if isinstance(value, str)}}, "form"


def _json_object(body: bytes) -> Json:
    try:
        value: Any = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


def _method(name: str, problem: SlackError | None) -> Method:
    if problem:
        raise problem
    if name not in METHODS:
        raise SlackError("unknown_method", req_method=name)
    return METHODS[name]


def _caller(request: web.Request, arguments: Json) -> Caller:
    """Who calls: with a token, or with the app's own id and secret, as HTTP Basic or among the arguments."""
    scheme, _, told = request.headers.get("Authorization", "").partition(" ")
    token = told.strip() if scheme.lower() == "bearer" else ""
    client_id, client_secret = str(arguments.get("client_id", "")), str(arguments.get("client_secret", ""))
    if scheme.lower() == "basic":
        with contextlib.suppress(ValueError):
            client_id, _, client_secret = base64.b64decode(told, validate=True).decode().partition(":")
    return Caller(token or str(arguments.get("token") or ""), client_id, client_secret)


def _check_required(method: Method, arguments: Json) -> None:
    missing = [name for name in method.required if arguments.get(name) in (None, "")]
    if missing:
        raise SlackError("invalid_arguments", [f"missing required field: {name}" for name in missing])


def _scope_headers(workspace: Workspace, method: Method) -> dict[str, str]:
    headers = {"x-oauth-scopes": ",".join(workspace.manifest.scopes)}
    if method.scopes:
        headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
    return headers


def _rate_limited(seconds: int) -> web.Response:
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
    )


def _server_error() -> web.Response:
    return web.Response(status=500, text="<html><body>Server Error</body></html>", content_type="text/html")


def _cut(request: web.Request) -> web.StreamResponse:
    """Ends the connection in the middle of things; the response that is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=503)
