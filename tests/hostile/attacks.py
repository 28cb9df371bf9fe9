"""What somebody hostile would send: seeded, so that it can be sent again."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.bot.wire import FORM, JSON, signed
from tests.hostile.house import UNHEARD, House

Json = Any
WHO: tuple[Json, ...] = (
    "UMENTEE",
    "UMENTOR",
    "ULEAD",
    "USTRANGER",
    "UGUEST",
    "U",
    "",
    "U" * 100,
    "T0OTHER",
    "U\x00",
    None,
    7,
    {},
    ["U"],
)
STRANGERS = ("USTRANGER", "UGUEST", "UMENTEE2", "ULEAD2", "UNOBODY", *WHO[5:])
TEAMS = (
    "T0FERNHILL",
    "T0FERNHILL",
    "T0FERNHILL",
    "T0FERNHILL",
    "T0FERNHILL",
    "T0OTHER",
    "T0NOBODY",
    "",
    None,
    7,
    {"id": "T0FERNHILL"},
)
# None of them names a row of the pair's; the small numbers are those of another workspace's.
JUNK: tuple[Json, ...] = (
    None, True, -1, 1.5, 10**30, "", " ", "-1", "0", "999999", "9" * 30, "9" * 5_000, "1e9", "0x1", "٣", "NaN", "\x00",
    "\ud800", "\udfff\ud800", "🦊" * 500, "x" * 200_000, ":", "::", "999999:cadence:0", "999999:999999", ":::999999",
    "why:", "why:999999", "{}", "[]", "null", '{"pair": 999999}', '{"pair": null, "clause": 7}', "[" * 5_000, "${jndi:ldap://x}",
    "'; DROP TABLE people; --", "../../etc/passwd", "<@U1>", "<!channel>", "%s%n", "{0.__class__}", [], {}, [[]],
    [None], {"value": None}, {"value": 7}, {"value": "x" * 10_000}, {"": {"": {}}}, {"a": {"b": None}},
    {"a": {"b": {"value": []}}},
)  # fmt: skip
# Where no message ever stood.
NOWHERE = ("0", "-1", "1.1", "9" * 100, "x", "")
# So that most get past the shape of things, to a handler.
TEXTS = tuple(one for one in JUNK if isinstance(one, str))
ENORMOUS = (
    b"[" * 3_000 + b"]" * 3_000,
    b'{"type": "block_actions", "value": ' + b"[" * 900 + b"]" * 900 + b"}",
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"x" * (1024 * 1024 + 1),
)


@dataclass(frozen=True)
class Attack:
    """One request: of which sort, against what, its bytes, and at which door."""

    sort: str
    method: str
    path: str
    headers: dict[str, str]
    raw: bytes
    door: str = "web"


def attacks(home: House, number: int, seed: int) -> Iterator[Attack]:
    """Yield so many attacks, of every sort in turn."""
    chance = random.Random(seed)
    sorts: list[Callable[[House, random.Random], Attack]] = [bent, aimed, nonsense, unsigned, elsewhere]
    for n in range(number):
        yield sorts[n % len(sorts)](home, chance)


def enormous(home: House) -> list[Attack]:
    """Return what is too deep or too much to be read, each once, signed."""
    return [_signed(home, "enormous", raw, JSON) for raw in ENORMOUS]


def bent(home: House, chance: random.Random) -> Attack:
    """Something that somebody could really do, signed, in which whatever says what it is about is bent."""
    act = chance.choice(home.acts)
    body = copy.deepcopy(act.body)
    for action in body.get("actions", ()):
        chosen = [one for one in action if one == "value" or one.startswith("selected")]
        for key in chosen or ["value"]:
            text = chance.choice(TEXTS)
            action[key] = {"value": text} if key == "selected_option" else text
            if chance.random() < 0.2:
                action[key] = chance.choice(JUNK)
        action["block_id"] = chance.choice(TEXTS)
    unplace(body, chance.choice(NOWHERE))
    if act.kind == "view":
        body["view"]["private_metadata"] = chance.choice(TEXTS)
        body["view"]["state"] = chance.choice([{"values": chance.choice(JUNK)}, _bent_state(body, chance)])
    for key in chance.sample(sorted(body), chance.choice((0, 0, 0, 1, 2))):
        if chance.random() < 0.5:
            body[key] = chance.choice(JUNK)
        else:
            del body[key]
    _whose(body, chance, 0.2)
    return _interactive(home, f"bent {act.kind}", body)


def unplace(body: Json, nowhere: str) -> None:
    """Let it come from no message that there is: some answers are about the one in which they are given."""
    for name, key in (("container", "message_ts"), ("message", "ts")):
        part = body.get(name)
        if isinstance(part, dict) and key in part:
            part[key] = nowhere
    if isinstance(body.get("message"), dict):
        body["message"]["blocks"] = []


def _bent_state(body: Json, chance: random.Random) -> Json:
    values = copy.deepcopy(body["view"]["state"]["values"])
    for block in values.values():
        for element in block.values():
            for key in element:
                is_option = key == "selected_option"
                element[key] = {"value": chance.choice(TEXTS)} if is_option else chance.choice(TEXTS)
    return {"values": values}


def aimed(home: House, chance: random.Random) -> Attack:
    """A payload for one of the ids that are listened for, made of nothing but junk, signed."""
    kind, id_ = chance.choice(home.ids)
    common = {"team": {"id": somewhere(chance)}, "user": {"id": chance.choice(WHO)}, "trigger_id": "1.1"}
    junk = chance.choice(TEXTS if chance.random() < 0.8 else JUNK)
    match kind:
        case "event":
            event: dict[str, Json] = {
                "type": id_,
                "channel_type": "im",
                "channel": "DX",
                "user": chance.choice(WHO),
            }
            event |= {key: copy.deepcopy(chance.choice(EVENT_JUNK)) for key in chance.sample(EVENT_KEYS, 3)}
            # Words that a person of this house typed would rightly be kept.
            event["user"] = stranger(chance)
            if id_ == "user_change":
                event["user"] = {
                    "id": stranger(chance),
                    "tz": junk,
                    "profile": chance.choice((None, {}, junk)),
                }
            for inner in ("message", "previous_message"):
                if isinstance(event.get(inner), dict):
                    event[inner]["user"] = stranger(chance)
            body: dict[str, Json] = {
                "type": "event_callback",
                "event_id": f"Ev{chance.random()}",
                "event": event,
            }
            body |= {"team_id": somewhere(chance) if id_ in ("message", "user_change") else "T0NOBODY"}
            return _signed(home, f"aimed {kind}", _dumped(body), JSON)
        case "command":
            form = {
                "command": id_,
                "team_id": somewhere(chance),
                "user_id": stranger(chance),
                "text": str(junk),
            }
            return _signed(home, f"aimed {kind}", urlencode(form, errors="replace").encode(), FORM)
        case "action":
            action = {
                "type": "button",
                "action_id": id_,
                "value": junk,
                "selected_option": chance.choice(JUNK),
            }
            body = {**common, "type": "block_actions", "actions": [action]}
            body["user"] = {"id": stranger(chance)}
        case "view" | "view_closed":
            state = chance.choice(
                ({"x": {"x": {"value": junk}}}, {id_: {id_: {"selected_date": junk}}}, junk)
            )
            view = {"callback_id": id_, "type": "modal", "private_metadata": junk, "state": {"values": state}}
            body = {**common, "type": "view_submission", "view": view}
            body["user"] = {"id": chance.choice((*WHO[:3], stranger(chance)))}
        case _:
            body = {**common, "type": "shortcut", "callback_id": id_}
    return _interactive(home, f"aimed {kind}", body)


EVENT_JUNK: tuple[Json, ...] = (
    *(one for one in TEXTS if len(one) < 100),
    None,
    {},
    {"ts": "1.1"},
    {"text": "x", "ts": "1"},
    7,
    [],
)
EVENT_KEYS = (
    "text",
    "ts",
    "message",
    "previous_message",
    "subtype",
    "thread_ts",
    "deleted_ts",
    "tab",
    "bot_id",
)


def stranger(chance: random.Random) -> Json:
    return chance.choice(STRANGERS[:5] if chance.random() < 0.8 else STRANGERS)


def somewhere(chance: random.Random) -> Json:
    if chance.random() < 0.8:
        return TEAMS[0]
    return chance.choice(TEAMS)


def nonsense(home: House, chance: random.Random) -> Attack:
    """Signed bytes of which nothing says what they are."""
    bodies = (
        _dumped({str(chance.choice(JUNK)): chance.choice(JUNK) for _ in range(4)}),
        _dumped(chance.choice(JUNK)),
        *ENORMOUS,
        _dumped({"type": chance.choice(TYPES), "event": chance.choice(JUNK), "actions": chance.choice(JUNK)}),
        _dumped({"type": chance.choice(TYPES), "view": chance.choice(JUNK), "user": chance.choice(JUNK)}),
        chance.randbytes(chance.randrange(2_000)),
        b"payload=" + chance.randbytes(200),
        b"",
        b"\xff\xfe{}",
    )
    raw = chance.choice(bodies)
    kind = chance.choice([JSON, FORM, FORM, "text/xml", "application/json; charset=utf-7", "", "x" * 500])
    if kind == FORM and chance.random() < 0.7 and len(raw) < 200_000:
        raw = urlencode({"payload": raw}).encode()
    return _signed(home, "nonsense", raw, kind)


TYPES = (
    "block_actions",
    "view_submission",
    "event_callback",
    "shortcut",
    "message_action",
    "block_suggestion",
    "?",
)


def unsigned(home: House, chance: random.Random) -> Attack:
    """A payload that is right but for its signature."""
    act = chance.choice(home.acts)
    raw = urlencode({"payload": _dumped(act.body | {"unheard": UNHEARD})}).encode()
    headers = signed(raw, FORM, secret=home.secret) | {"X-Unheard": UNHEARD}
    match chance.randrange(5):
        case 0:
            headers = {"Content-Type": FORM}
        case 1:
            headers["X-Slack-Signature"] = chance.choice(
                ["", "v0=", "v1=" + "a" * 64, "v0=" + "A" * 64, "é" * 64]
            )
        case 2:
            headers["X-Slack-Request-Timestamp"] = chance.choice(["", "-1", "soon", "9" * 400, "0", "１２３"])
        case 3:
            raw += chance.randbytes(chance.randrange(1, 9))
        case _:
            headers = signed(raw, FORM, secret="not ours")
    return Attack("unsigned", "POST", "/slack/events", headers, raw)


def elsewhere(home: House, chance: random.Random) -> Attack:
    """Any method, at any path of any of its servers that there is or might be."""
    door, method, path = chance.choice(home.routes())
    if chance.random() < 0.5:
        path += chance.choice(TAILS)
    junk = {
        "Cookie": chance.choice(("x" * chance.randrange(2_000), f"trellis-installing={UNHEARD}")),
        "Accept": chance.choice(["text/html", "*/*", "é"]),
        "Accept-Language": chance.choice(
            ("es", "xx;q=NaN, en;q=1e999", "," * 900, "a-" * 400, "*;q=-1", "\t")
        ),
    }
    raw = chance.choice((chance.randbytes(chance.randrange(300)), *CLOCKS))
    chosen = chance.choice((method, method, method, *METHODS))
    return Attack(f"elsewhere {door}", chosen, path, junk, raw, door)


METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW")
TAILS = (
    "/",
    "/..",
    "/%2e%2e/etc/passwd",
    "?state=x&code=y",
    "?state=&code=&error=",
    f"?error={UNHEARD}",
    f"?code={UNHEARD}&state={UNHEARD}",
    f"?state={UNHEARD}",
    f"?code={UNHEARD}&state=9999999999.x.{'0' * 64}",
    "?code=%ff%fe&state=%00",
    "?state=1&state=2&code=3&code=4&error=access_denied",
    "?" + "a=b&" * 500,
    "%00",
    "%ff",
    "/" + "x" * 3_000,
    f"/{UNHEARD}",
)
# For the panel of the demo: nothing by which its clock would really move.
CLOCKS = (
    b"[]",
    b"null",
    b"7",
    b'"x"',
    b'{"to": null}',
    b'{"to": {}}',
    b'{"to": "9999-12-31"}',
    b'{"to": "\\ud800"}',
    b"[" * 50_000,
    b'{"to": ' + b"9" * 5_000 + b"}",
)


def torn(home: House, chance: random.Random) -> tuple[str, bytes]:
    """Return at which door, and the bytes of a request some of which are missing, turned or doubled."""
    attack = chance.choice([unsigned, elsewhere, elsewhere, bent])(home, chance)
    head = f"{attack.method} {attack.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    # Half of the surrogates and letters beyond Latin are no header at all.
    head += "".join(f"{name}: {value}\r\n" for name, value in attack.headers.items())
    raw = bytearray(
        head.encode("utf-8", "replace") + f"Content-Length: {len(attack.raw)}\r\n\r\n".encode() + attack.raw
    )
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(raw))
        match chance.randrange(4):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randrange(40)]
            case 2:
                raw[at:at] = chance.randbytes(chance.randrange(40))
            case _:
                raw[at:at] = raw[at : at + 60]
        raw = raw or bytearray(b"\r\n")
    return attack.door, bytes(raw)


def _whose(body: Json, chance: random.Random, likely: float) -> None:
    if chance.random() < likely:
        body["user"] = {"id": chance.choice(WHO)}
        body["team"] = {"id": chance.choice(TEAMS)}


def _dumped(body: Json) -> bytes:
    return json.dumps(body, allow_nan=True).encode()


def _interactive(home: House, sort: str, body: Json) -> Attack:
    return _signed(home, sort, urlencode({"payload": _dumped(body)}).encode(), FORM)


def _signed(home: House, sort: str, raw: bytes, kind: str) -> Attack:
    return Attack(sort, "POST", "/slack/events", signed(raw, kind, secret=home.secret), raw)
