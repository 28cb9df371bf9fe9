"""Every form of the gallery, filled in and sent off in a village: what it carries are the numbers of the pair there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.delivery import payloads
from simulator.people.places import Place
from simulator.state.surfaces import elements
from simulator.state.views import View
from simulator.state.workspace import Workspace
from simulator.world import World
from tests.roles.hands import Act, submission
from tests.views import gallery

# In the gallery's rows and agreements these stand for whichever there is.
ROW, SEAL = "7", gallery.SEAL
WHO = {gallery.MENTEE: "UMENTEE", gallery.MENTOR: "UMENTOR", gallery.LEAD: "ULEAD"}


def submissions(world: World, workspace: Workspace, rows: Mapping[str, int], seal: str) -> Iterator[Act]:
    """Yield what whose they are would send: of each form one of each kind of thing that it carries.

    `rows` are rows of the ledger by their kind, for forms that are about one, and `seal` is the agreement's.
    """
    known: set[tuple[str, str, str]] = set()
    for shown in gallery.forms(gallery.World()):
        view: dict[str, Any] = dict(shown.view or {})
        if not view.get("submit"):
            continue
        person, carried = WHO[shown.to.id], str(view.get("private_metadata") or "")
        kind = shown.name.removeprefix("form of ")
        # Of thirteen clauses one is enough.
        shape = kind if kind in rows else re.sub("[a-z0-9_]+", "x", carried)
        if (name := (str(view["callback_id"]), shape, person)) in known:
            continue
        known.add(name)
        about = str(rows.get(kind, max(rows.values()))) if carried == ROW else carried.replace(SEAL, seal)
        surface = View({**view, "private_metadata": about}, person)
        yield submission(world, Place(workspace, workspace.accounts[person], surface, None), surface)


def menus(world: World, workspace: Workspace) -> Iterator[Act]:
    """Yield what Slack asks when whoever coordinates types into a select whose choices the app knows."""
    for shown in gallery.forms(gallery.World()):
        for block, element in elements((shown.view or {}).get("blocks", ())):
            if element["type"] == "external_select":
                person = workspace.accounts[WHO[shown.to.id]]
                body = payloads.common(workspace, "block_suggestion", person, world.verification_token)
                asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": ""}
                yield Act("options", element["action_id"], body | asked, person.id)
