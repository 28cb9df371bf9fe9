"""What nobody thought of: requests that Hypothesis makes of what could be sent, and makes small where they harm."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

from hypothesis import strategies as st

from tests.bot.wire import FORM, JSON, signed
from tests.hostile.attacks import JUNK, METHODS, NOWHERE, STRANGERS, TEXTS, Attack, Json, unplace
from tests.hostile.house import House
from tests.roles.hands import Act

Path = tuple[str | int, ...]
# Deeper than Python's own writer of JSON goes: put in where the finished text says so.
DEEP = "@deep@"
DEPTHS = (1, 20, 200, 999, 5_000)
# What a payload repeats of the surface on which something was pressed; one of them stands for all.
REPEATED = {"blocks", "attachments"}
LETTERS = st.characters(exclude_categories=())
ODD_TEXTS = st.one_of(
    st.sampled_from(TEXTS),
    # No number by chance: small ones are of rows that there are.
    st.text(LETTERS, max_size=30).filter(lambda text: not any(one.isdigit() for one in text)),
    st.integers(2**31).map(str),
    st.just(DEEP),
)
ODD = st.one_of(
    st.sampled_from(JUNK),
    ODD_TEXTS,
    st.recursive(
        st.none() | st.booleans() | st.integers(2**31) | st.floats() | ODD_TEXTS,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=8), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)


def invented(home: House) -> st.SearchStrategy[Attack]:
    """Return what anybody could send who is signed, and whoever is not."""
    return st.one_of(
        _interactions(home), _interactions(home), _events(home), _commands(home), _elsewhere(home)
    )


@st.composite
def _interactions(draw: st.DrawFn, home: House) -> Attack:
    """Something that could be done, by somebody whose it is not, or about what there is not; and changed anywhere."""
    act: Act = draw(st.sampled_from(home.acts))
    body = copy.deepcopy(act.body)
    _change(draw, body)
    if draw(st.booleans()):
        body |= {"user": {"id": draw(st.sampled_from(STRANGERS))}}
        body |= {"team": {"id": draw(st.sampled_from(("T0FERNHILL", "T0OTHER", "T0NOBODY")))}}
    else:
        _bend(draw, body)
    return _signed(home, f"invented {act.kind}", _form(draw, _dumped(draw, body)), FORM)


@st.composite
def _events(draw: st.DrawFn, home: House) -> Attack:
    """An event about people whom Slack does not know, or in a workspace that Trellis does not know."""
    kinds = [id_ for kind, id_ in home.ids if kind == "event"]
    words = {"text": draw(ODD_TEXTS), "ts": draw(ODD_TEXTS), "user": "UNOBODY", "channel": "D1"}
    event: Json = {
        "type": draw(st.sampled_from([*kinds, "message", "app_home_opened"])),
        "channel_type": "im",
        **words,
    }
    event |= {
        "message": dict(words),
        "previous_message": dict(words),
        "subtype": draw(st.sampled_from(SUBTYPES)),
    }
    known = event["type"] in ("message", "app_home_opened")
    body: Json = {"type": "event_callback", "event_id": f"Ev{draw(st.integers(0, 10**9))}", "event": event}
    body["team_id"] = "T0FERNHILL" if known or event["type"] in ENDS else "T0NOBODY"
    # That Trellis was removed counts for nothing when it was before it was installed.
    body["event_time"] = draw(st.sampled_from((0, -1, True, 10**30, "1", "x", [], {})))
    event["tokens"] = draw(
        st.sampled_from((None, [], {}, {"bot": None}, {"bot": ["UBOT"]}, {"bot": 7}, {"oauth": [7]}))
    )
    _change(draw, event)
    for part in (event, event.get("message"), event.get("previous_message")):
        if isinstance(part, dict) and "user" in part:
            part["user"] = "UNOBODY"
    return _signed(home, "invented event", _dumped(draw, body), JSON)


ENDS = ("app_uninstalled", "tokens_revoked")
SUBTYPES = (None, "message_changed", "message_deleted", "file_share", "bot_message")


@st.composite
def _commands(draw: st.DrawFn, home: House) -> Attack:
    """A command of somebody who is not there, some of whose fields come twice or are no text at all."""
    fields = [("command", draw(st.sampled_from([id_ for kind, id_ in home.ids if kind == "command"])))]
    fields += [("team_id", "T0FERNHILL"), ("user_id", "UNOBODY"), ("text", draw(ODD_TEXTS))]
    fields += draw(st.lists(st.tuples(st.sampled_from(FIELDS), ODD_TEXTS), max_size=4))
    # Of a field that comes twice the last one counts.
    fields.append(("user_id", draw(st.sampled_from(("UNOBODY", "USTRANGER", "\x00", "")))))
    raw = "&".join(
        f"{name}={quote_from_bytes(text.encode('utf-8', 'surrogatepass'))}" for name, text in fields
    )
    return _signed(home, "invented command", raw.encode(), FORM)


FIELDS = (
    "text",
    "command",
    "team_id",
    "trigger_id",
    "response_url",
    "channel_id",
    "enterprise_id",
    "payload",
    "",
)


@st.composite
def _elsewhere(draw: st.DrawFn, home: House) -> Attack:
    """Any method, at any of the addresses, with a query, headers and a body of whatever it may be."""
    door, method, path = draw(st.sampled_from(home.routes()))
    query = draw(
        st.dictionaries(st.sampled_from(QUERY) | st.text(LETTERS, max_size=5), ODD_TEXTS, max_size=4)
    )
    if query:
        pairs = {
            name.encode("utf-8", "surrogatepass"): text.encode("utf-8", "surrogatepass")
            for name, text in query.items()
        }
        path += "?" + urlencode(pairs)[:6_000]
    printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
    headers = draw(st.dictionaries(st.sampled_from(HEADERS), printable, max_size=4))
    raw = draw(st.binary(max_size=200) | _written(ODD))
    method = draw(st.sampled_from((method, method, *METHODS)))
    return Attack(f"invented {door}", method, path, headers, raw, door)


QUERY = ("state", "code", "error", "error_description")
HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Encoding", "Content-Type", "Cookie",
    "Expect", "Forwarded", "If-None-Match", "Origin", "Range", "Upgrade", "X-Forwarded-For", "X-HTTP-Method-Override",
    "X-Slack-Request-Timestamp", "X-Slack-Signature",
)  # fmt: skip


@st.composite
def _written(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> bytes:
    return _dumped(draw, draw(values))


def paths(part: Json, at: Path = ()) -> Iterator[Path]:
    """Yield where in a payload anything stands."""
    entries: Any = (
        part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    )
    for key, inner in entries:
        yield (*at, key)
        if key not in REPEATED:
            yield from paths(inner, (*at, key))


def _change(draw: st.DrawFn, body: Json) -> None:
    """Put something else, nothing, or too much of it, in a few places."""
    for _ in range(draw(st.integers(0, 4))):
        *above, last = draw(st.sampled_from(list(paths(body)) or [("type",)]))
        part = body
        for key in above:
            part = part[key]
        match draw(st.integers(0, 4)):
            case 0:
                part[last] = draw(ODD_TEXTS)
            case 1:
                part[last] = [part.get(last)] * 2 if isinstance(part, dict) else []
            case 2:
                part[last] = {"": part.get(last)} if isinstance(part, dict) else {}
            case 3 if isinstance(part, dict):
                part.pop(last, None)
            case _:
                part[last] = draw(ODD)


def _bend(draw: st.DrawFn, body: Json) -> None:
    """Let it be about nothing that there is."""
    actions, view = body.get("actions"), body.get("view")
    for action in actions if isinstance(actions, list) else ():
        if isinstance(action, dict):
            for key in [one for one in action if one == "value" or one.startswith("selected")] or ["value"]:
                action[key] = draw(ODD)
            action["block_id"] = draw(ODD_TEXTS)
    unplace(body, draw(st.sampled_from(NOWHERE)))
    if isinstance(view, dict):
        view["private_metadata"] = draw(ODD_TEXTS)
        view["state"] = {"values": {draw(ODD_TEXTS): {draw(ODD_TEXTS): draw(ODD)}}}


def _dumped(draw: st.DrawFn, body: Json) -> bytes:
    text = json.dumps(body)
    if DEEP in text:
        deep = draw(st.sampled_from(DEPTHS))
        text = text.replace(f'"{DEEP}"', "[" * deep + "]" * deep)
    if draw(st.integers(0, 9)) == 0:
        # Twice the same name, of which the last one counts; and an end that is none.
        text = '{"type": "x", ' + text[1:] + draw(st.sampled_from(("", " ", "\x00", "}", "\ufeff")))
    encoding = draw(st.sampled_from(("utf-8",) * 9 + ("utf-16", "utf-8-sig")))
    return text.encode(encoding, "surrogatepass")


def _form(draw: st.DrawFn, payload: bytes) -> bytes:
    fields = [
        ("payload", payload),
        *draw(st.lists(st.tuples(st.sampled_from(FIELDS), st.binary(max_size=9)), max_size=2)),
    ]
    return "&".join(f"{name}={quote_from_bytes(raw)}" for name, raw in fields).encode()


def _signed(home: House, sort: str, raw: bytes, kind: str) -> Attack:
    return Attack(sort, "POST", "/slack/events", signed(raw, kind, secret=home.secret), raw)
