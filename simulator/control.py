"""The control API: people act through it, and tests and the page look through it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator import files, seen
from simulator.guarded import guarded
from simulator.people import launch, submit, talk, touch
from simulator.settings import changed as changed_settings
from simulator.shapes import Json, Refused
from simulator.state.accounts import face, profile
from simulator.state.workspace import Workspace
from simulator.world import World

STREAM_SECONDS = 0.05
Act = Callable[[World, Workspace, Json], Awaitable[Json]]
ACTS: dict[str, Act] = {
    "say": talk.say,
    "edit": talk.edit,
    "delete": talk.delete,
    "read": talk.read,
    "press": touch.press,
    "fill": touch.fill,
    "options": touch.options,
    "submit": submit.submit,
    "close": submit.close,
    "command": launch.command,
    "shortcut": launch.shortcut,
    "home": launch.home,
    "upload": files.upload,
}

NEEDS_THE_APP = (
    touch.press, touch.options, submit.submit, launch.command, launch.shortcut, launch.home,
)  # fmt: skip


class Control:
    """Answers /control/..."""

    def __init__(self, world: World) -> None:
        self._world = world

    def register(self, router: web.UrlDispatcher) -> None:
        for name, act in ACTS.items():
            router.add_post(f"/control/{name}", self._acting(act))
        router.add_get("/control/people", self._answering(self._people))
        router.add_get("/control/state", self._answering(self._state))
        router.add_get("/control/stream", guarded(self._stream))
        router.add_post("/control/account", self._answering(self._account))
        router.add_post("/control/group", self._answering(self._group))
        router.add_post("/control/faults", self._answering(self._faults))
        router.add_post("/control/settings", self._answering(self._settings))
        router.add_post("/control/scopes", self._answering(self._scopes))
        router.add_post("/control/uninstall", self._answering(self._uninstall))
        router.add_post("/control/disconnect", self._answering(self._disconnect))
        router.add_get("/control/log", self._answering(self._log))
        router.add_post("/control/reset-log", self._answering(self._reset_log))
        router.add_get("/control/clock", self._answering(self._clock))
        router.add_post("/control/clock", self._answering(self._jump))

    def _acting(self, act: Act) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(workspace: Workspace, body: Json) -> Json:
            if not workspace.installed and act in NEEDS_THE_APP:
                raise Refused(f"The app is not installed in {workspace.name}.")
            return {"ok": True, **await act(self._world, workspace, body)}

        return self._answering(answer)

    def _answering(
        self, answer: Callable[[Workspace, Json], Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Reads the body or the query, finds the workspace, and turns a refusal into a 400 with its sentence."""

        async def serve(request: web.Request) -> web.StreamResponse:
            try:
                body = await _body(request)
                workspace = self._world.workspace(body.get("team"))
                return web.json_response(await answer(workspace, body))
            except Refused as refusal:
                return web.json_response({"ok": False, "error": str(refusal)}, status=400)

        return guarded(serve)

    async def _people(self, workspace: Workspace, _: Json) -> Json:
        now = self._world.clock.last()
        people = [face(account, now) for account in workspace.accounts.values() if not account.is_bot]
        return {
            "people": people,
            "app": seen.app(workspace),
            "team": {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain},
            "panel_url": self._world.panel_url,
            "has_clock": self._world.clock.url is not None,
        }

    async def _state(self, workspace: Workspace, query: Json) -> Json:
        return self._seen(workspace, query.get("as"), messages=_wants_messages(query))

    def _seen(self, workspace: Workspace, user_id: str | None, *, messages: bool) -> Json:
        return seen.state(workspace, user_id, self._world.clock.last(), messages=messages)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        try:
            workspace = self._world.workspace(request.query.get("team"))
            messages = _wants_messages(dict(request.query))
            first = self._seen(workspace, request.query.get("as"), messages=messages)
        except Refused as refusal:
            return web.json_response({"ok": False, "error": str(refusal)}, status=400)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        news = workspace.watch()
        user_id = first["me"]["id"]
        teller = asyncio.create_task(
            self._tell(socket, news, lambda: self._seen(workspace, user_id, messages=messages))
        )
        try:
            async for _ in socket:
                pass
        finally:
            teller.cancel()
            workspace.unwatch(news)
        return socket

    async def _tell(
        self, socket: web.WebSocketResponse, news: asyncio.Event, look: Callable[[], Json]
    ) -> None:
        """Sends the state, and again whenever what this person sees is different."""
        told = ""
        while not socket.closed:
            news.clear()
            fresh = look()
            text = json.dumps({**fresh, "version": 0, "now": 0})
            if text != told:
                told = text
                with contextlib.suppress(ConnectionError, RuntimeError):
                    await socket.send_str(json.dumps(fresh))
            await asyncio.sleep(STREAM_SECONDS)
            await news.wait()

    async def _account(self, workspace: Workspace, body: Json) -> Json:
        values = {key: value for key, value in body.items() if key != "team"}
        known = values.get("id") in workspace.accounts if isinstance(values.get("id"), str) else False
        account = workspace.change(values)
        now = await self._world.clock.now()
        user = profile(account, workspace.team_id, now, with_locale=True, with_email=False)
        kind = "user_change" if known else "team_join"
        self._world.emit(workspace, kind, {"type": kind, "user": user, "event_ts": f"{now:.6f}"}, now)
        return {"ok": True, "user": face(account, now)}

    async def _group(self, workspace: Workspace, body: Json) -> Json:
        values = {key: value for key, value in body.items() if key != "team"}
        group = workspace.change_group(values)
        shown = group.shown(workspace.team_id, with_users=True, with_count=True)
        return {"ok": True, "usergroup": shown}

    async def _faults(self, _: Workspace, body: Json) -> Json:
        self._world.faults.replace(body.get("rules"))
        return {"ok": True}

    async def _settings(self, _: Workspace, body: Json) -> Json:
        values = {key: value for key, value in body.items() if key != "team"}
        outgoing = self._world.outgoing
        outgoing.settings = changed_settings(outgoing.settings, values)
        return {"ok": True, "settings": outgoing.settings.shown()}

    async def _scopes(self, workspace: Workspace, body: Json) -> Json:
        """Installs the app anew, without the optional scopes that are declined; its token stays."""
        declined = body.get("declined", [])
        if not isinstance(declined, list):
            raise Refused("declined is a list of scopes.")
        workspace.manifest = self._world.manifest.installed_without(declined)
        return {"ok": True, "granted": list(workspace.manifest.scopes)}

    async def _uninstall(self, workspace: Workspace, _: Json) -> Json:
        """Takes the app out of the team: it is told, and its tokens are good no more."""
        if not workspace.installed:
            raise Refused(f"The app is not installed in {workspace.name}.")
        await self._world.remove(workspace)
        return {"ok": True}

    async def _disconnect(self, _: Workspace, body: Json) -> Json:
        reason = body.get("reason", "refresh_requested")
        if reason not in ("refresh_requested", "warning", "link_disabled"):
            raise Refused("reason is refresh_requested, warning or link_disabled.")
        await self._world.sockets.disconnect(reason)
        return {"ok": True}

    async def _log(self, _: Workspace, query: Json) -> Json:
        after = str(query.get("after", "0"))
        if not after.isdigit():
            raise Refused("after is the number of a log entry.")
        return self._world.log.after(int(after))

    async def _reset_log(self, _: Workspace, __: Json) -> Json:
        self._world.log.reset()
        return {"ok": True}

    async def _clock(self, _: Workspace, __: Json) -> Json:
        return await self._world.clock.read()

    async def _jump(self, workspace: Workspace, body: Json) -> Json:
        where = {key: value for key, value in body.items() if key in ("to", "next", "by")}
        if len(where) != 1:
            raise Refused('The clock takes one of {"to": ISO}, {"next": true} and {"by": seconds}.')
        answer = await self._world.clock.jump(where)
        workspace.changed()
        return answer


async def _body(request: web.Request) -> Json:
    if request.method == "GET":
        return dict(request.query)
    try:
        body: Any = json.loads(await request.read() or b"{}")
    except ValueError:
        raise Refused("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise Refused("The body is a JSON object.")
    return body


def _wants_messages(query: Json) -> bool:
    return query.get("messages") != "no"
