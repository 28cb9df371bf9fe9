"""From a Slack payload to the one handler that listens for it, by a single dict look-up."""

import hashlib
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar, get_args

import structlog
from aiohttp import ClientSession
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

ServicesT = TypeVar("ServicesT")
Kind = Literal["action", "command", "view", "view_closed", "event", "shortcut", "message_shortcut", "options"]
Answer: TypeAlias = Mapping[str, Any] | str | None

# docs.slack.dev, "Interaction payloads" and "Events API".
_KINDS: dict[str, Kind] = {
    "block_actions": "action",
    "interactive_message": "action",
    "dialog_submission": "action",
    "dialog_cancellation": "action",
    "event_callback": "event",
    "view_submission": "view",
    "view_closed": "view_closed",
    "block_suggestion": "options",
    "shortcut": "shortcut",
    "message_action": "message_shortcut",
}
REQUEST_DIGITS = 16
# Where an element of a block_actions payload keeps what was chosen, most frequent first.
_CHOSEN = (
    "value",
    "selected_date",
    "selected_time",
    "selected_user",
    "selected_conversation",
    "selected_channel",
)


@dataclass(frozen=True, slots=True)
class Call(Generic[ServicesT]):
    """One payload from Slack, in the words that handlers ask for.

    `id` is the action id, callback id, command or event type. `team_id` and `user_id` are empty where Slack
    names none. `event_id` is the same each time that Slack sends an event again. `client` carries the
    workspace's token. What a payload does not have reads as empty text, an empty mapping or None.
    """

    kind: Kind
    id: str
    body: Mapping[str, Any]
    team_id: str
    user_id: str
    event_id: str | None
    client: AsyncWebClient
    services: ServicesT
    # Trellis is not installed in the workspace that it comes from.
    is_elsewhere: bool = False

    @property
    def action(self) -> Mapping[str, Any]:
        """The element that was pressed, chosen or typed into; Slack sends one at a time."""
        return next(iter(self.body.get("actions") or ()), {})

    @property
    def event(self) -> Mapping[str, Any]:
        return self.body.get("event") or {}

    @property
    def value(self) -> str | None:
        """What a button carries or what was chosen: value, date, time or id; for options, what was typed so far."""
        if self.kind == "options":
            return self.body.get("value")
        action = self.action
        option = action.get("selected_option")
        if option:
            return str(option["value"])
        return next((action[key] for key in _CHOSEN if action.get(key) is not None), None)

    @property
    def trigger_id(self) -> str:
        """Opens one view within three seconds of the press (docs.slack.dev, "Modals")."""
        return str(self.body.get("trigger_id") or "")

    @property
    def channel_id(self) -> str:
        for place in (self.body, self.body.get("container") or {}, self.event):
            found = place.get("channel_id") or place.get("channel")
            if found:
                return str(found["id"] if isinstance(found, Mapping) else found)
        return ""

    @property
    def message_ts(self) -> str | None:
        """The ts of the message that this is about; of an edit or a deletion, that of the changed message."""
        event = self.event
        if event:
            found = event.get("deleted_ts") or (event.get("message") or event).get("ts")
        else:
            found = (self.body.get("container") or {}).get("message_ts") or self.message.get("ts")
        return found

    @property
    def message(self) -> Mapping[str, Any]:
        return self.body.get("message") or {}

    @property
    def view(self) -> Mapping[str, Any]:
        return self.body.get("view") or {}

    @property
    def state(self) -> Mapping[str, Any]:
        """What stands in the inputs, by block id and action id, of the view or else of the message."""
        values: Mapping[str, Any] = ((self.view or self.body).get("state") or {}).get("values") or {}
        return values

    @property
    def response_url(self) -> str | None:
        """A bearer secret that takes five answers within 30 minutes; never log it."""
        for url in self.body.get("response_urls") or ():
            return str(url["response_url"])
        return self.body.get("response_url")

    @property
    def command_text(self) -> str:
        return str(self.body.get("text") or "") if self.kind == "command" else ""


# What Slack tells when Trellis was removed, or has lost its token: nobody is installed there any more by then.
FAREWELLS = {("event", "app_uninstalled"), ("event", "tokens_revoked")}

Handler: TypeAlias = Callable[[Call[ServicesT]], Awaitable[Answer]]
ErrorHook: TypeAlias = Callable[[Call[ServicesT], Exception], Awaitable[Answer]]
Around: TypeAlias = Callable[[ServicesT], AbstractContextManager[None]]
Registration: TypeAlias = Callable[[Handler[ServicesT]], Handler[ServicesT]]


class AlreadyListening(ValueError):
    """Two handlers for one id: Bolt would run the first and never the second."""


class Router(Generic[ServicesT]):
    """Speaks Bolt's vocabulary: `on.action(ID)(handler)`, `on.command("/progress")(handler)`, and so on.

    A handler returns what to acknowledge: a mapping (the keyword arguments of Bolt's `ack`), a text for a
    command, or None. An error in an event's handler travels up, so that Slack sends the event again; every
    other error goes to the hook of `on_error`, because Slack never repeats what a person did.
    """

    def __init__(self) -> None:
        self._handlers: dict[tuple[Kind, str], Handler[ServicesT]] = {}
        self._unknown: Handler[ServicesT] = _nobody_knows
        self._elsewhere: Handler[ServicesT] = _nobody_knows
        self._error_hook: ErrorHook[ServicesT] | None = None
        self._around: Around[ServicesT] = _nothing_around

    def action(self, *ids: str) -> Registration[ServicesT]:
        return self._register("action", ids)

    def command(self, *ids: str) -> Registration[ServicesT]:
        return self._register("command", ids)

    def view(self, *ids: str) -> Registration[ServicesT]:
        """A view is submitted."""
        return self._register("view", ids)

    def view_closed(self, *ids: str) -> Registration[ServicesT]:
        """A view is closed unsubmitted; Slack tells only when it carries `notify_on_close`."""
        return self._register("view_closed", ids)

    def event(self, *ids: str) -> Registration[ServicesT]:
        """By the event's type; `message.im` is a subscription, its events are of type `message`."""
        if any(id_.startswith("message.") for id_ in ids):
            raise ValueError("Slack calls these events `message` and tells the place in channel_type.")
        return self._register("event", ids)

    def shortcut(self, *ids: str) -> Registration[ServicesT]:
        """A global shortcut, by its callback id."""
        return self._register("shortcut", ids)

    def message_shortcut(self, *ids: str) -> Registration[ServicesT]:
        return self._register("message_shortcut", ids)

    def options(self, *ids: str) -> Registration[ServicesT]:
        """An external select asks for its options, by its action id."""
        return self._register("options", ids)

    def unknown(self, handler: Handler[ServicesT]) -> Handler[ServicesT]:
        """For whatever has no handler; `call.kind` and `call.id` tell what it was."""
        if self._unknown is not _nobody_knows:
            raise AlreadyListening("unknown")
        self._unknown = handler
        return handler

    def elsewhere(self, handler: Handler[ServicesT]) -> Handler[ServicesT]:
        """For whatever people do where Trellis is not installed: `call.client` has no token there.

        Of events only those that tell of a removal are heard there, by their own handlers.
        """
        if self._elsewhere is not _nobody_knows:
            raise AlreadyListening("elsewhere")
        self._elsewhere = handler
        return handler

    def on_error(self, hook: ErrorHook[ServicesT]) -> ErrorHook[ServicesT]:
        """The hook gives what to acknowledge after a failed press, command, submission or shortcut."""
        self._error_hook = hook
        return hook

    def around(self, hook: Around[ServicesT]) -> Around[ServicesT]:
        """The hook gives a context that is entered while somebody waits for an answer."""
        self._around = hook
        return hook

    def ids(self) -> dict[Kind, list[str]]:
        """What is listened for, by kind, each list sorted; every kind is there."""
        return {kind: sorted(id_ for k, id_ in self._handlers if k == kind) for kind in get_args(Kind)}

    async def dispatch(self, call: Call[ServicesT]) -> Answer:
        """Hand the call to its handler; raises what an event's handler raises, and what has no error hook."""
        handler = self._handler_of(call)
        try:
            return await handler(call)
        except Exception as error:
            if call.kind == "event" or self._error_hook is None:
                raise
            return await self._error_hook(call, error)

    def _handler_of(self, call: Call[ServicesT]) -> Handler[ServicesT]:
        if call.is_elsewhere and (call.kind, call.id) not in FAREWELLS:
            return self._elsewhere if call.kind != "event" else _nobody_knows
        return self._handlers.get((call.kind, call.id), self._unknown)

    def install(self, app: AsyncApp, services: ServicesT) -> None:
        """Hear what Bolt has let in: everything that Slack sends, of all types."""
        app.use(_Listening(self, services))

    def _register(self, kind: Kind, ids: tuple[str, ...]) -> Registration[ServicesT]:
        if not ids or not all(ids):
            raise ValueError(f"Name what to listen for: on.{kind}(ID)(handler).")

        def register(handler: Handler[ServicesT]) -> Handler[ServicesT]:
            for id_ in ids:
                if (kind, id_) in self._handlers:
                    raise AlreadyListening(f"{kind} {id_}")
                self._handlers[kind, id_] = handler
            return handler

        return register

    async def hear(
        self, kind: Kind, body: dict[str, Any], context: AsyncBoltContext, services: ServicesT
    ) -> BoltResponse:
        """Hand a payload to its handler, and return what Slack is answered."""
        call = Call(
            kind=kind,
            id=_id_of(kind, body),
            body=body,
            team_id=context.team_id or "",
            user_id=context.user_id or "",
            event_id=body.get("event_id"),
            client=context.client,
            services=services,
            is_elsewhere=_is_elsewhere(context),
        )
        bound = structlog.contextvars.bound_contextvars(workspace=call.team_id, request=_request_of(call))
        with bound, self._around(services):
            return await self._answer(call, context.ack)

    async def _answer(self, call: Call[ServicesT], ack: AsyncAck) -> BoltResponse:
        try:
            answer = await self.dispatch(call)
        except Exception:
            log.exception("handler failed", kind=call.kind, id=call.id)
            # Not acknowledged, Slack sends an event again; of anything else it tells the person that it did not work,
            # and keeps a form open.
            return BoltResponse(status=500)
        return await _acknowledge(call, ack, answer)


class _Listening(AsyncMiddleware, Generic[ServicesT]):
    """The last of Bolt's middleware, in the place of listeners.

    To find a listener Bolt tries one after the other, and before it calls one it makes twenty-seven arguments for each,
    of which ours would ask for four: half of what it does for a press.
    """

    def __init__(self, router: Router[ServicesT], services: ServicesT) -> None:
        self._router = router
        self._services = services

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        kind = _kind_of(req.body)
        # What we know no kind of, Bolt says it does not handle.
        return await self._router.hear(kind, req.body, req.context, self._services) if kind else await next()


async def _acknowledge(call: Call[ServicesT], ack: AsyncAck, answer: Answer) -> BoltResponse:
    if answer is None:
        return await ack()
    if isinstance(answer, str):
        if call.kind != "command":
            raise TypeError(f"Only commands are answered with a text, not {call.kind} {call.id}.")
        return await ack(answer)
    return await ack(**answer)


def _is_elsewhere(context: AsyncBoltContext) -> bool:
    found = context.authorize_result
    return found is None or found.bot_token is None


def _nothing_around(_services: Any) -> AbstractContextManager[None]:
    return nullcontext()


async def _nobody_knows(call: Call[Any]) -> Answer:
    # An acknowledged stranger is not sent again, and does not count towards Slack's limit of failures.
    log.info("nobody listens", kind=call.kind, id=call.id)
    return {"options": []} if call.kind == "options" else None


def _kind_of(body: Mapping[str, Any]) -> Kind | None:
    """Return what a payload is, or None for what nothing of ours brings about; only a command has no type."""
    kind = _KINDS.get(str(body.get("type")))
    if kind == "event":
        return kind if (body.get("event") or {}).get("type") else None
    return kind or ("command" if "command" in body else None)


def _id_of(kind: Kind, body: Mapping[str, Any]) -> str:
    match kind:
        case "action":
            # Attachments and dialogs, which we never send, have a callback id instead of blocks' actions.
            actions = body.get("actions") or [{}]
            found = actions[0].get("action_id") or body.get("callback_id")
        case "event":
            found = body["event"]["type"]
        case "view" | "view_closed":
            found = (body.get("view") or {}).get("callback_id")
        case "options":
            found = body.get("action_id")
        case "command":
            found = body["command"]
        case _:
            found = body.get("callback_id")
    return str(found or "")


def _request_of(call: Call[Any]) -> str:
    """Return what all lines of one request in the log have in common, and those of no other.

    Slack numbers its events. What a press or a command brings opens views, so it is not written down as it is.
    """
    if call.event_id:
        return call.event_id
    if call.trigger_id:
        return hashlib.sha256(call.trigger_id.encode()).hexdigest()[:REQUEST_DIGITS]
    return secrets.token_hex(REQUEST_DIGITS // 2)


Find: TypeAlias = Callable[[str | None, str | None], Awaitable[AuthorizeResult | None]]


class Installed(AsyncAuthorize):
    """Knows the workspaces heard of lately by heart, where Bolt's own would ask the database and Slack every time."""

    def __init__(self, find: Find, seconds: float = 60.0, most: int = 1000) -> None:
        """`find(team_id, enterprise_id)` is asked when the last answer is older than `seconds`.

        None, for a workspace where Trellis is not installed, is not remembered; of the others `most` are. A workspace
        is known by its team alone: an organisation that it has joined since changes nothing.

        To Bolt an unknown workspace is one without a token: with None it would say, in English and words of its own,
        that the app is to be installed again.
        """
        self._find = find
        self._seconds = seconds
        self._most = most
        self._known: OrderedDict[str | None, tuple[float, AuthorizeResult]] = OrderedDict()

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        found = await self.of(team_id, enterprise_id)
        return found or AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)

    async def of(self, team_id: str | None, enterprise_id: str | None = None) -> AuthorizeResult | None:
        """Return how Trellis speaks in a workspace, or None where it is not installed."""
        until, known = self._known.get(team_id, (0.0, None))
        if known is not None and time.monotonic() < until:
            self._known.move_to_end(team_id)
            return known
        found = await self._find(team_id, enterprise_id)
        if found is None:
            self._known.pop(team_id, None)
            return None
        self._known[team_id] = (time.monotonic() + self._seconds, found)
        self._known.move_to_end(team_id)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return found

    def forget(self, team_id: str) -> None:
        """Ask again next time: the workspace was installed anew, or has left."""
        self._known.pop(team_id, None)


def quiet_logger(name: str) -> logging.Logger:
    """A logger of one of Slack's libraries with a level of its own.

    The SDK and Bolt look at the logger's own level, not at the effective one: on a logger without a level
    they put whole bodies, with what people wrote, into debug records.
    """
    logger = logging.getLogger(name)
    if logger.level <= logging.DEBUG:
        logger.setLevel(logging.INFO)
    return logger


def build_bolt(
    authorize: AsyncAuthorize, session: ClientSession, base_url: str, signing_secret: str | None = None
) -> AsyncApp:
    """A Bolt app that answers after the handler has run, and whose clients share `session` and never resend.

    Without a signing secret (Socket Mode) no HTTP request is let in.
    """
    client = AsyncWebClient(
        base_url=base_url, session=session, retry_handlers=[], logger=quiet_logger("slack_sdk")
    )
    bolt = AsyncApp(
        # Bolt makes a logger of this name too; below its own, it keeps the same level.
        name="slack_bolt.trellis",
        logger=quiet_logger("slack_bolt"),
        process_before_response=True,
        # An empty secret is one that everybody knows, so we take one that nobody does.
        signing_secret=signing_secret or secrets.token_hex(32),
        client=client,
        # With an authorize of its own, Bolt takes no token or store from SLACK_* variables that may be about.
        authorize=authorize,  # type: ignore[arg-type]  # Bolt's annotation leaves out its own class, and None
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    bolt.error(_raised)
    return bolt


async def _raised(error: Exception) -> None:
    """Write down what no handler caught, where Bolt would write what the error says: perhaps what somebody wrote.

    The answer stays Bolt's 500, after which Slack sends an event again.
    """
    log.error("a request failed", exc_info=error)
