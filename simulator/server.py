"""The simulator's one HTTP server: Web API, Socket Mode, response addresses, control API and page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from aiohttp import web

from simulator import files, responses
from simulator.control import Control
from simulator.guarded import guarded
from simulator.oauth import Consent
from simulator.shapes import Json
from simulator.state.accounts import Account
from simulator.state.workspace import Workspace
from simulator.webapi.dispatch import WebApi
from simulator.world import World

PAGE = Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


class Simulator:
    """A Slack workspace with one app in it, on real sockets of this machine. README.md tells how to use it."""

    def __init__(
        self,
        *,
        manifest: Json,
        accounts: Sequence[Account],
        team_id: str = "T0SIMULATE",
        team_name: str = "Fernhill",
        clock_url: str | None = None,
        panel_url: str | None = None,
        now: Callable[[], float] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        declined: Collection[str] = (),
        installed: bool = True,
    ) -> None:
        """`declined` are the optional scopes that whoever installed the app did not grant. Raises Refused.

        Not `installed`, the team has no app yet, and somebody adds it on the app's own page.
        """
        self.world = World(manifest, now, clock_url)
        self.world.panel_url = panel_url
        begin = self.world.install if installed else self.world.found
        self._workspace = begin(team_id, team_name, list(accounts))
        self._workspace.manifest = self.world.manifest.installed_without(declined)
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self.app_token = self.world.app_token
        self.signing_secret = self.world.signing_secret
        self.app_id = self.world.app_id
        self.client_id = self.world.grants.client_id
        self.client_secret = self.world.grants.client_secret
        self.team_id = team_id
        self.bot_token = self._workspace.bot_token
        self.bot_user_id = self._workspace.bot_user_id

    def install(self, team_id: str, team_name: str, accounts: Sequence[Account]) -> Workspace:
        """Another team that has the app; its bot_token is its own."""
        return self.world.install(team_id, team_name, list(accounts))

    def found(self, team_id: str, team_name: str, accounts: Sequence[Account]) -> Workspace:
        """Another team, which does not have the app yet."""
        return self.world.found(team_id, team_name, list(accounts))

    def posted_to(self, user_id: str) -> list[str]:
        """The texts (what a notification says) of all the app's messages in that person's DM, in order."""
        dm = self._workspace.direct_message(user_id)
        return [one.raw["text"] for one in dm.public() if one.sender == self.bot_user_id]

    @property
    def url(self) -> str:
        """The page's address, without a slash at the end. Empty until start() is over."""
        return self.world.base_url

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    async def start(self) -> None:
        """Listens. A port of 0 takes a free one; `url` names it."""
        application = web.Application(client_max_size=8 * 1024 * 1024)
        self._register(application.router)
        self._runner = web.AppRunner(application, shutdown_timeout=0.2, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.world.base_url = f"http://{self._host}:{self._port}"

    def _register(self, router: web.UrlDispatcher) -> None:
        api = WebApi(self.world)
        router.add_route("*", "/api/{method}", guarded(api.serve))
        router.add_get("/link/", guarded(self.world.sockets.serve))
        router.add_post("/response/{key}", guarded(self._respond))
        for path in ("/files-pri/{key}/download/{name}", "/files-pri/{key}/{name}"):
            router.add_get(path, guarded(self._download))
        router.add_post("/upload/{key}", guarded(self._upload))
        Control(self.world).register(router)
        Consent(self.world).register(router)
        router.add_get("/", guarded(_page))
        router.add_get("/page/{path:.+}", guarded(_page))

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        return await responses.serve(self.world, request)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        return await files.download(self.world, request)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file, once and as many as were announced."""
        file = self.world.uploads.get(request.match_info["key"])
        content = await request.read()
        if file is None or file.content is not None or len(content) != file.length:
            raise web.HTTPBadRequest(text="This is not what was announced.")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def stop(self) -> None:
        """Closes every socket and ends every task; whatever was on its way is given up."""
        await self.world.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None


async def _page(request: web.Request) -> web.StreamResponse:
    """A file of the page, never cached, and never one from outside its folder."""
    file = (PAGE / request.match_info.get("path", "index.html")).resolve()
    if not file.is_relative_to(PAGE) or not file.is_file():
        raise web.HTTPNotFound(text="There is no such file.")
    content_type = TYPES.get(file.suffix, "application/octet-stream")
    charset = "utf-8" if content_type.startswith(("text/", "application/json")) else None
    return web.Response(
        body=file.read_bytes(),
        content_type=content_type,
        charset=charset,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
