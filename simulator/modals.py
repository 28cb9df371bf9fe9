"""What opens, changes and closes a person's modals, whether a method asked for it or an acknowledgement."""

from __future__ import annotations

from simulator.shapes import Json, SlackError
from simulator.state.views import MODAL_STACK, View
from simulator.state.workspace import Workspace


def open_root(workspace: Workspace, user_id: str, given: Json) -> View:
    """A first modal; whatever modals were open before give way."""
    _check_external_id(workspace, given, None)
    view = View(given, user_id)
    workspace.modals[user_id] = [view]
    workspace.changed()
    return view


def push(workspace: Workspace, user_id: str, given: Json) -> View:
    """One more modal on top. Raises push_limit_reached above three."""
    stack = workspace.modal_stack(user_id)
    if len(stack) >= MODAL_STACK:
        raise SlackError("push_limit_reached")
    _check_external_id(workspace, given, None)
    view = View(given, user_id, root=stack[0].id if stack else None, previous=stack[-1].id if stack else None)
    stack.append(view)
    workspace.changed()
    return view


def update(workspace: Workspace, view: View, given: Json, expected_hash: str = "") -> None:
    """Other contents for a view. Raises hash_conflict when it is not the one the app has seen."""
    if expected_hash and expected_hash != view.hash:
        raise SlackError("hash_conflict")
    _check_external_id(workspace, given, view)
    view.replace(given)
    workspace.changed()


def publish(workspace: Workspace, user_id: str, given: Json, expected_hash: str = "") -> View:
    """The person's Home tab, replaced whole."""
    home = workspace.homes.get(user_id)
    if home is None:
        _check_external_id(workspace, given, None)
        home = workspace.homes[user_id] = View(given, user_id)
        workspace.changed()
    else:
        update(workspace, home, given, expected_hash)
    return home


def remove(workspace: Workspace, view: View) -> None:
    """Closes one modal; those beneath it stay."""
    stack = workspace.modal_stack(view.user_id)
    if view in stack:
        stack.remove(view)
    workspace.changed()


def _check_external_id(workspace: Workspace, given: Json, own: View | None) -> None:
    external_id = given.get("external_id")
    other = workspace.view(external_id=str(external_id)) if external_id else None
    if other is not None and other is not own:
        raise SlackError("duplicate_external_id")
