"""Block Kit as strict as Slack's: what Slack would say of blocks and views before it shows them.

The schema is data (`texts`, `rich_text`, `elements`, `blocks`, `surfaces`), `interpreter` holds values against it,
and `rules` knows what the fields may not do together. As with Slack, the rules are asked only when the schema holds.
"""

from .interpreter import differences
from .problems import Problem, under
from .rules import broken_rules, inputs_can_be_submitted
from .shapes import Surface
from .surfaces import MESSAGE, VIEW

__all__ = ["Problem", "check_blocks_format", "check_message", "check_view"]


def check_blocks_format(value: object) -> bool:
    """Whether the value is a list of objects; if not, Slack's error is `invalid_blocks_format`."""
    return isinstance(value, list) and all(isinstance(block, dict) for block in value)


def check_message(blocks: object) -> list[Problem]:
    """What Slack would refuse in the blocks of a message; pointers are relative to the list ("/0/text").

    Takes any JSON value, as `json.loads` gives it, and raises nothing.
    """
    found = differences(MESSAGE, blocks, "message")
    if found or not isinstance(blocks, list):
        return found
    return broken_rules(blocks, "message")


def check_view(view: object) -> list[Problem]:
    """What Slack would refuse in a modal or a Home view; pointers are relative to the view ("/blocks/0/element").

    Takes any JSON value, as `json.loads` gives it, and raises nothing. The size of the whole (250 kB) is not looked at.
    """
    surface: Surface = "home" if isinstance(view, dict) and view.get("type") == "home" else "modal"
    found = differences(VIEW, view, surface)
    if found or not isinstance(view, dict):
        return found
    if surface == "modal":
        found = list(inputs_can_be_submitted(view))
    return found + under("blocks", broken_rules(view["blocks"], surface))
