"""Everything that somebody could press, choose or submit in a simulated Slack by now, as Slack would send it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.router import Answer, Call, Kind
from simulator import checks, modals
from simulator.delivery import payloads
from simulator.people.places import Place
from simulator.shapes import SlackError, copied
from simulator.state.answers import KINDS, options_of
from simulator.state.surfaces import Surface, elements
from simulator.state.views import View
from simulator.state.workspace import Workspace
from simulator.world import World

Json = dict[str, Any]
# What an event tells of a message is somebody's too.
TOLD = ("message", "previous_message")
TYPED = "The fox sleeps under the old bridge"


@dataclass(frozen=True)
class Act:
    """What one person could do: which handler hears it, and the payload."""

    kind: Kind
    id: str
    body: Json
    by: str

    @property
    def name(self) -> str:
        """What tells it from other acts, whatever it is about."""
        return _named(self.kind, self.id, self.choice)

    def like(self, id_: str, value: str | None = None) -> Act:
        """Return an act of another id that carries the same, or another value."""
        pressed = self.body["actions"][0] | {"action_id": id_}
        if value is not None:
            pressed["value"] = value
        return replace(self, id=id_, body={**self.body, "actions": [pressed]})

    @property
    def choice(self) -> str:
        """Which of a menu's choices it is, apart from what it is about."""
        action: Json = next(iter(self.body.get("actions") or ()), {})
        option = action.get("selected_option") if action.get("type") == "overflow" else None
        return _choice({"option": option["value"]}) if option else ""

    def done_by(self, person: str, team: str) -> Act:
        """Return the same act of somebody else, perhaps in another workspace, with all that it carried."""
        body = dict(self.body)
        if "event" in body:
            told = {name: {**body["event"][name], "user": person} for name in TOLD if name in body["event"]}
            # Slack gives no two events one id.
            body |= {"team_id": team, "event_id": f"{body['event_id']}-{team}-{person}"}
            body["event"] = {**body["event"], **told, "user": person}
        elif "user_id" in body:
            body |= {"user_id": person, "team_id": team}
        else:
            body["user"] = {**body["user"], "id": person, "team_id": team}
            body["team"] = {**body["team"], "id": team}
        return replace(self, body=body, by=person)

    def call(self, client: Any, services: Any) -> Call[Any]:
        """Return the call that the router would make of it."""
        team = self.body["team"]["id"] if "team" in self.body else self.body["team_id"]
        return Call(
            kind=self.kind,
            id=self.id,
            body=self.body,
            team_id=team,
            user_id=self.by,
            event_id=self.body.get("event_id"),
            client=client,
            services=services,
        )


def acts(world: World, workspace: Workspace, person: str, wanted: Callable[[str], bool]) -> Iterator[Act]:
    """Yield what somebody could do with everything that they see: each button, each choice, and the modal on top.

    Of all that, only the acts whose names are `wanted`.
    """
    for surface, conversation in _surfaces(workspace, person):
        here = Place(workspace, workspace.accounts[person], surface, conversation)
        for block, element in elements(surface.blocks):
            if block["type"] == "input" and not block.get("dispatch_action"):
                continue
            for answer in _answers(surface, block, element):
                if not wanted(_named("action", element["action_id"], _choice(answer))):
                    continue
                body = payloads.common(workspace, "block_actions", here.person, world.verification_token)
                body |= here.described() | {
                    "trigger_id": here.trigger(world),
                    "actions": [payloads.action(surface, block, element, answer, "1.0")],
                }
                if address := here.response_url(world):
                    body["response_url"] = address
                yield Act("action", element["action_id"], copied(body), person)
        if not isinstance(surface, View) or not surface.settings.get("submit"):
            continue
        if wanted(_named("view", str(surface.settings.get("callback_id", "")), "")):
            yield submission(world, here, surface)


def suggestions(
    world: World, workspace: Workspace, person: str, wanted: Callable[[str], bool]
) -> Iterator[Act]:
    """Yield what Slack asks when somebody types into a select whose choices the app knows."""
    for surface, conversation in _surfaces(workspace, person):
        here = Place(workspace, workspace.accounts[person], surface, conversation)
        for block, element in elements(surface.blocks):
            if not element["type"].endswith("external_select") or not wanted(
                _named("options", element["action_id"], "")
            ):
                continue
            asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": ""}
            body = payloads.common(workspace, "block_suggestion", here.person, world.verification_token)
            yield Act("options", element["action_id"], body | here.described() | asked, person)


def _named(kind: str, id_: str, choice: str) -> str:
    return f"{kind} {id_} {choice}".strip()


def _choice(answer: Json) -> str:
    return str(answer.get("option") or "").partition(":")[0] if "option" in answer else ""


def obey(workspace: Workspace, act: Act, answer: Answer) -> None:
    """Do with a modal what the acknowledgement of its submission says."""
    view = workspace.view(str((act.body.get("view") or {}).get("id")))
    if act.kind != "view" or view is None or not isinstance(answer, dict | None):
        return
    try:
        match (answer or {}).get("response_action"):
            case "push":
                modals.push(workspace, act.by, checks.view(answer["view"], "modal"))  # type: ignore[index]
            case "update":
                modals.update(workspace, view, checks.view(answer["view"], "modal"))  # type: ignore[index]
    except SlackError:
        # Three lie upon each other already.
        return


def _surfaces(workspace: Workspace, person: str) -> Iterator[tuple[Surface, Any]]:
    for conversation in workspace.conversations.values():
        if person in conversation.members:
            for message in reversed(conversation.messages):
                if message.seen_by(person) and message.blocks and message.sender == workspace.bot_user_id:
                    yield message, conversation
    if person in workspace.homes:
        yield workspace.homes[person], None
    if stack := workspace.modal_stack(person):
        yield stack[-1], None


def _answers(surface: Surface, block: Json, element: Json) -> list[Json]:
    if element["type"] not in KINDS:
        return [{}]
    if element["type"] == "overflow":
        return [{"option": one["value"]} for one in options_of(element)]
    plausible = _plausible(surface, block, element)
    # Of a menu each choice is another act, of a select they are all the same.
    return [plausible]


def submission(world: World, here: Place, view: View) -> Act:
    """Return what Slack sends when somebody fills in a form with whatever would do, and sends it off."""
    before = copied(view.inputs)
    for block, element in elements(view.blocks):
        if element["type"] in KINDS:
            view.answer(block, element, _plausible(view, block, element))
    act = as_it_stands(world, here, view)
    view.inputs = before
    return act


def as_it_stands(world: World, here: Place, view: View) -> Act:
    """Return what Slack sends when somebody sends a form off as it is filled in by now."""
    body = payloads.common(here.workspace, "view_submission", here.person, world.verification_token)
    body |= {"view": copied(here.workspace.raw_view(view)), "response_urls": []}
    body["trigger_id"] = here.trigger(world)
    return Act("view", str(view.settings.get("callback_id", "")), body, here.person.id)


def _plausible(surface: Surface, block: Json, element: Json) -> Json:
    """Return what stands in an element already, else something that would do."""
    known = surface.inputs.get(block["block_id"], {}).get(element["action_id"])
    if known and any(value not in (None, "", []) for value in known.values()):
        return known
    options = [one["value"] for one in options_of(element)]
    values: Json = {
        "text": "60" if element["type"] == "number_input" else TYPED,
        "option": options[0] if options else None,
        "options": options[:1],
        "date": "2027-03-25",
        "time": "11:00",
        "user": "UGUEST",
        "users": ["UGUEST"],
    }
    name = KINDS[element["type"]].answer
    return {name: values.get(name)}
