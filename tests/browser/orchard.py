"""A tiny Slack app with every kind of surface, so that the page has something to draw: people plant trees in it."""

from __future__ import annotations

from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from simulator import Account, Simulator
from tests.browser.catalogue import EVERY_BLOCK, EVERY_INPUT, options, plain

Json = dict[str, Any]
NOON = 1774872000  # Monday 30 March 2026, 12:00 UTC; Lisbon has summer time, so has Berlin.

ACCOUNTS = [
    Account(
        id="UINES", name="ines", real_name="Inês Duarte", tz="Europe/Lisbon", locale="en-GB", title="Gardener"
    ),
    Account(
        id="UMAREK", name="marek", real_name="Marek Novák", tz="Asia/Tokyo", locale="en-US", title="Forester"
    ),
    Account(id="UADA", name="ada", real_name="Ada Obi", tz="America/New_York", locale="de-DE"),
    Account(id="UTOM", name="tom", real_name="Tom Reed", tz="Pacific/Auckland"),
]

MANIFEST: Json = {
    "display_information": {"name": "Orchard", "description": "Plants trees", "background_color": "#7a3b1e"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "orchard", "always_online": True},
        "shortcuts": [
            {
                "name": "Plant a tree",
                "type": "global",
                "callback_id": "plant",
                "description": "Open the form",
            },
            {"name": "Keep a note", "type": "message", "callback_id": "keep", "description": "Remember this"},
        ],
        "slash_commands": [
            {
                "command": "/plant",
                "description": "Plant a tree",
                "usage_hint": "[kind of tree]",
                "should_escape": True,
            },
            {"command": "/whisper", "description": "Hear something alone", "should_escape": True},
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["chat:write", "commands", "im:history", "im:write", "mpim:write", "users:read"]}
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    },
}


def said(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(label: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, **more}


CONFIRM = {
    "title": plain("Fell it?"),
    "text": plain("A tree takes long to grow."),
    "confirm": plain("Fell"),
    "deny": plain("Keep"),
}

TOMORROW = f"<!date^{NOON + 86400}^{{date_long}} at {{time}}|tomorrow>"

TREE: list[Json] = [
    {"type": "header", "text": plain("An old pear tree")},
    said(f"<@UINES>, it is *yours* until {TOMORROW}. `pear & plum` :seedling:"),
    {
        "type": "section",
        "fields": [
            {"type": "mrkdwn", "text": "*Height*\n4 m"},
            {"type": "mrkdwn", "text": "*Age*\n30 years"},
        ],
        "accessory": {"type": "overflow", "action_id": "menu", "options": options("Water", "Prune")},
    },
    {
        "type": "actions",
        "block_id": "buttons",
        "elements": [
            button("Water it", "water", style="primary"),
            button("Fell it", "fell", style="danger", confirm=CONFIRM),
            button("Stare at it", "stare"),
            button("Read more", "read", url="https://example.org/pear"),
        ],
    },
    {
        "type": "actions",
        "block_id": "choices",
        "elements": [
            {
                "type": "static_select",
                "action_id": "kind",
                "placeholder": plain("Kind"),
                "options": options("Apple", "Pear", "Plum"),
            },
            {"type": "users_select", "action_id": "keeper", "placeholder": plain("Keeper")},
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-04-01"},
        ],
    },
    {
        "type": "context",
        "elements": [
            {"type": "mrkdwn", "text": "Planted by _somebody_"},
            {"type": "plain_text", "text": "long ago"},
        ],
    },
]

FORM: Json = {
    "type": "modal",
    "callback_id": "planted",
    "title": plain("Plant a tree"),
    "submit": plain("Plant"),
    "close": plain("Not now"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": plain("Its name"),
            "hint": plain("Trees like short names."),
            "element": {"type": "plain_text_input", "action_id": "it", "max_length": 30},
        },
        {
            "type": "input",
            "block_id": "at",
            "label": plain("When"),
            "optional": True,
            "element": {"type": "datetimepicker", "action_id": "it"},
        },
        {
            "type": "input",
            "block_id": "keepers",
            "label": plain("Who keeps it"),
            "optional": True,
            "element": {"type": "multi_users_select", "action_id": "it", "placeholder": plain("People")},
        },
        {
            "type": "input",
            "block_id": "soil",
            "label": plain("Soil"),
            "optional": True,
            "element": {"type": "radio_buttons", "action_id": "it", "options": options("Clay", "Sand")},
        },
        {
            "type": "input",
            "block_id": "sort",
            "label": plain("Sort"),
            "optional": True,
            "element": {"type": "external_select", "action_id": "sorts", "min_query_length": 0},
        },
        {"type": "actions", "block_id": "deeper", "elements": [button("About roots", "roots")]},
    ],
}

ROOTS: Json = {
    "type": "modal",
    "callback_id": "roots",
    "title": plain("Roots"),
    "close": plain("Back"),
    "blocks": [said("They go deep.")],
}

HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"> <script>document.title='owned'</script> "
    "<javascript:alert(1)|press>"
)


def build(slack: Simulator) -> tuple[AsyncApp, list[Any]]:
    """The app, and the list in which it keeps what it hears."""
    app = AsyncApp(client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url))
    heard: list[Any] = []
    _talks(app, heard)
    _has_a_home(app)
    _opens_forms(app)
    _takes_forms(app, heard)
    for name in ("water", "fell", "menu", "kind", "keeper", "day", "read", "grow", "it"):
        app.action(name)(_pressed(heard))
    return app, heard


def _talks(app: AsyncApp, heard: list[Any]) -> None:
    @app.event("message")
    async def message(event: Json, say: Any) -> None:
        if event.get("subtype"):
            return
        heard.append(("said", event["user"], event["text"]))
        if event["text"] == "tree":
            await say(text="An old pear tree", blocks=TREE)
        elif event["text"] == "hostile":
            await say(text=HOSTILE, blocks=[said(HOSTILE), {"type": "header", "text": plain(HOSTILE)}])
        elif event["text"] == "everything":
            await say(text="Every block", blocks=EVERY_BLOCK)
        elif event["text"] == "talk":
            await say(text="Let us talk here.", thread_ts=event["ts"])

    @app.command("/whisper")
    async def whisper(ack: Any, body: Json) -> None:
        await ack(text=f"Psst: {body['text'] or 'nothing'}", response_type="ephemeral")

    @app.shortcut("keep")
    async def keep(ack: Any, body: Json) -> None:
        heard.append(("kept", body["message"]["text"]))
        await ack()


def _has_a_home(app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def home(event: Json, client: AsyncWebClient) -> None:
        heading = {"type": "header", "text": plain("Your orchard")}
        blocks = [heading, {"type": "actions", "elements": [button("Grow", "grow")]}]
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


def _opens_forms(app: AsyncApp) -> None:
    async def plant(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"], view=EVERY_INPUT if body.get("text") == "everything" else FORM
        )

    app.command("/plant")(plant)
    app.shortcut("plant")(plant)

    @app.action("roots")
    async def roots(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=ROOTS)

    async def sorts(ack: Any, payload: Json) -> None:
        known = options("Conference", "Comice", "Williams")
        await ack(options=[one for one in known if payload["value"].lower() in one["value"]])

    app.options("sorts")(sorts)
    app.options("it")(sorts)


def _takes_forms(app: AsyncApp, heard: list[Any]) -> None:
    @app.view("planted")
    async def planted(ack: Any, body: Json, view: Json) -> None:
        values = {block: inner.popitem()[1] for block, inner in view["state"]["values"].items()}
        if values["name"]["value"] == "weed":
            await ack(response_action="errors", errors={"name": "That is not a tree."})
            return
        heard.append(("planted", body["user"]["id"], values))
        await ack()

    @app.view_closed("planted")
    async def closed(ack: Any) -> None:
        heard.append(("closed",))
        await ack()


def _pressed(heard: list[Any]) -> Any:
    async def pressed(ack: Any, body: Json, action: Json) -> None:
        chosen = {
            key: value for key, value in action.items() if key.startswith("selected_") or key == "value"
        }
        heard.append(("pressed", body["user"]["id"], action["action_id"], chosen))
        await ack()

    return pressed


def connect(app: AsyncApp, slack: Simulator) -> AsyncSocketModeHandler:
    """A handler that listens for the app over Socket Mode."""
    return AsyncSocketModeHandler(app, slack.app_token)
