"""Every limit of Block Kit, at the limit and just outside: the project's own copy of the facts, line by line."""

import copy
from dataclasses import dataclass
from typing import Any

import pytest

from simulator.blockkit import Problem, check_message, check_view

from .test_blockkit_samples import GROUP, SAMPLES, WEB, modal, on_surface, option, plain, problems_of, sample

Json = Any

# What kind of object, which of its fields, and what is counted there: the characters of a text object (text) or of a
# string (chars), the items of a list (items), or the number itself (number). @slack/types 3.2.0 and slackblocks 3.0.0
# agree on most; of two limits the lower one stands here.
LIMITS = """
actions                 elements                items   1..25
alert                   text                    text    1..200
card                    title                   text    1..150
card                    subtitle                text    1..150
card                    body                    text    1..200
card                    actions                 items   1..3
carousel                elements                items   1..10
container               title                   text    1..150
container               subtitle                text    1..150
container               child_blocks            items   1..10
context                 elements                items   1..10
context_actions         elements                items   1..5
data_table              rows                    items   2..100
data_table              rows/0                  items   1..20
data_table              caption                 chars   1..
data_table              page_size               number  1..100
data_table              row_header_column_index number  0..
header                  text                    text    1..150
image                   image_url               chars   ..3000
image                   alt_text                chars   1..2000
image                   title                   text    1..2000
input                   label                   text    1..2000
input                   hint                    text    1..2000
markdown                text                    chars   1..12000
plan                    title                   chars   1..
plan                    tasks                   items   ..50
section                 text                    text    1..3000
section                 fields                  items   1..10
section                 fields/0                text    1..2000
table                   rows                    items   1..100
table                   rows/0                  items   1..20
table                   column_settings         items   ..20
task_card               task_id                 chars   1..
task_card               title                   chars   1..
video                   video_url               chars   ..3000
video                   thumbnail_url           chars   ..3000
video                   alt_text                chars   1..2000
video                   title                   text    1..199
video                   title_url               chars   ..2000
video                   author_name             chars   ..49
video                   provider_name           chars   ..50
video                   provider_icon_url       chars   ..2000
video                   description             text    1..200
button                  text                    text    1..75
button                  value                   chars   ..2000
button                  url                     chars   ..3000
button                  accessibility_label     chars   ..75
checkboxes              options                 items   1..10
datetimepicker          initial_date_time       number  1000000000..9999999999
feedback                text                    text    1..75
feedback                value                   chars   ..2000
feedback                accessibility_label     chars   ..75
file_input              max_files               number  1..10
icon_button             text                    text    1..75
icon_button             value                   chars   ..2000
icon_button             accessibility_label     chars   ..75
icon_button             visible_to_user_ids     items   ..10
image_element           image_url               chars   ..3000
image_element           alt_text                chars   1..2000
static_select           options                 items   1..100
static_select           option_groups           items   1..100
multi_static_select     options                 items   1..100
multi_static_select     option_groups           items   1..100
multi_static_select     max_selected_items      number  1..
multi_users_select      max_selected_items      number  1..
multi_channels_select   max_selected_items      number  1..
multi_conversations_select max_selected_items   number  1..
multi_external_select   max_selected_items      number  1..
external_select         min_query_length        number  0..
multi_external_select   min_query_length        number  0..
overflow                options                 items   1..5
plain_text_input        min_length              number  0..3000
plain_text_input        max_length              number  1..3000
radio_buttons           options                 items   1..10
rich_text_input         min_lines               number  1..100
rich_text_input         max_lines               number  1..100
workflow_button         text                    text    1..75
workflow_button         accessibility_label     chars   ..75
url                     text                    chars   1..
text                    text                    chars   1..3000
rich_text_list          indent                  number  0..8
rich_text_list          border                  number  0..1
rich_text_quote         border                  number  0..1
rich_text_preformatted  border                  number  0..1
confirm                 title                   text    1..100
confirm                 text                    text    1..300
confirm                 confirm                 text    1..30
confirm                 deny                    text    1..30
dispatch_action_config  trigger_actions_on      items   1..2
option                  text                    text    1..75
option                  value                   chars   1..75
option                  description             text    1..75
overflow_option         text                    text    1..75
overflow_option         value                   chars   1..75
overflow_option         url                     chars   ..3000
choice_option           text                    text    1..75
choice_option           description             text    1..75
option_group            label                   text    1..75
option_group            options                 items   1..100
plain_text              text                    chars   1..3000
mrkdwn                  text                    chars   1..3000
raw_text                text                    chars   1..
raw_number              text                    chars   1..
filter                  include                 items   1..
modal                   title                   text    1..24
modal                   close                   text    1..24
modal                   submit                  text    1..24
modal                   blocks                  items   ..100
modal                   private_metadata        chars   ..3000
modal                   callback_id             chars   ..255
modal                   external_id             chars   ..255
home                    blocks                  items   ..100
home                    private_metadata        chars   ..3000
home                    callback_id             chars   ..255
home                    external_id             chars   ..255
"""

# Limits that whole families of objects share.
SHARED = {"block_id": "chars ..255", "action_id": "chars ..255", "placeholder": "text 1..150"}

# Where Slack names the text object, too, before what is wrong in it.
NAMED_AS_A_WHOLE = {
    ("alert", "text"),
    ("choice_option", "text"),
    ("confirm", "text"),
    ("container", "subtitle"),
    ("modal", "close"),
    ("modal", "submit"),
    ("section", "fields/0"),
    ("section", "text"),
}
WHOLE = "failed to match all allowed schemas"


@dataclass(frozen=True)
class Limit:
    kind: str
    field: str
    counts: str
    least: int | None
    most: int | None

    @property
    def pointer(self) -> str:
        return f"/{self.field}/text" if self.counts == "text" else f"/{self.field}"


def parse(kind: str, field: str, counts: str, span: str) -> Limit:
    least, most = span.split("..")
    return Limit(kind, field, counts, int(least) if least else None, int(most) if most else None)


def all_limits() -> list[Limit]:
    own = [parse(*line.split()) for line in LIMITS.strip().splitlines()]
    shared = [
        parse(kind, field, *limit.split())
        for field, limit in SHARED.items()
        for kind, whole in SAMPLES.items()
        if field in whole and kind != "file"
    ]
    return own + shared


def name(limit: Limit) -> str:
    return f"{limit.kind}-{limit.field.replace('/', '-')}-{limit.counts}"


def letters(limit: Limit, count: int) -> str:
    # An address has to look like one, however long.
    start = f"{WEB}?" if limit.field.endswith("url") else ""
    return start[:count] + "x" * (count - len(start))


def item(first: Json, number: int) -> Json:
    if not isinstance(first, dict):
        return first
    if "label" in first:
        return {**GROUP, "options": [option(number)]}
    fresh = {key: value for key, value in first.items() if key not in ("block_id", "action_id")}
    return {**fresh, "value": str(number)} if set(first) == {"text", "value", "description"} else fresh


def measured(limit: Limit, size: int) -> Json:
    """A sample of the kind whose limited field has the size."""
    whole = sample(limit.kind)
    parent: Json = whole
    key: Any = limit.field
    if "/" in limit.field:
        list_name, index = limit.field.split("/")
        parent, key = whole[list_name], int(index)
    if key == "option_groups":
        whole["option_groups"] = [GROUP]
        for instead in ("options", "initial_option", "initial_options"):
            whole.pop(instead, None)
    # A range within the object shall not be empty while one end of it is measured.
    whole.pop({"min_length": "max_length", "min_lines": "max_lines"}.get(limit.field), None)
    if limit.counts == "text":
        parent[key]["text"] = letters(limit, size)
    elif limit.counts == "chars":
        parent[key] = letters(limit, size)
    elif limit.counts == "number":
        parent[key] = size
    else:
        parent[key] = [item(parent[key][0], number + 1) for number in range(size)]
    return whole


def refusal(limit: Limit, sentence: str, constraint: str, expected: int, got: int) -> list[Problem]:
    facts = {"type": constraint, "expected": expected, "got": got}
    found = [Problem(limit.pointer, sentence, "failed_constraint", facts)]
    if (limit.kind, limit.field) in NAMED_AS_A_WHOLE:
        found.insert(0, Problem(f"/{limit.field}", WHOLE, "failed_constraint", {"type": "all_of"}))
    return found


def above(limit: Limit, most: int) -> list[Problem]:
    sentence, constraint = {
        "text": (f"must be less than {most + 1} characters", "max_length"),
        "chars": (f"must be less than {most + 1} characters", "max_length"),
        "items": (f"no more than {most} items allowed", "max_items"),
        "number": (f"must be less than {most}", "maximum"),
    }[limit.counts]
    return refusal(limit, sentence, constraint, most, most + 1)


def below(limit: Limit, least: int) -> list[Problem]:
    sentence, constraint = {
        "text": (f"must be more than {least - 1} characters", "min_length"),
        "chars": (f"must be more than {least - 1} characters", "min_length"),
        "items": (f"must provide at least {least} items", "min_items"),
        "number": (f"must be greater than {least}", "minimum"),
    }[limit.counts]
    return refusal(limit, sentence, constraint, least, least - 1)


@pytest.mark.parametrize("limit", [limit for limit in all_limits() if limit.most is not None], ids=name)
def test_the_most_passes_and_one_more_is_refused(limit: Limit) -> None:
    assert limit.most is not None
    assert problems_of(limit.kind, measured(limit, limit.most)) == []
    assert problems_of(limit.kind, measured(limit, limit.most + 1)) == above(limit, limit.most)


@pytest.mark.parametrize("limit", [limit for limit in all_limits() if limit.least is not None], ids=name)
def test_the_least_passes_and_one_less_is_refused(limit: Limit) -> None:
    assert limit.least is not None
    assert problems_of(limit.kind, measured(limit, limit.least)) == []
    assert problems_of(limit.kind, measured(limit, limit.least - 1)) == below(limit, limit.least)


def dividers(count: int) -> list[Json]:
    return [{"type": "divider"} for _ in range(count)]


def test_a_message_takes_fifty_blocks() -> None:
    too_many = {"type": "max_items", "expected": 50, "got": 51}
    assert check_message(dividers(50)) == []
    assert check_message(dividers(51)) == [
        Problem("", "no more than 50 items allowed", "failed_constraint", too_many)
    ]


def test_a_message_may_have_no_blocks_at_all() -> None:
    assert check_message([]) == []


def test_a_view_takes_a_hundred_blocks_and_is_named_as_a_whole_when_it_has_more() -> None:
    too_many = {"type": "max_items", "expected": 100, "got": 101}
    assert check_view(modal(*dividers(100))) == []
    assert check_view(modal(*dividers(101))) == [
        Problem("", WHOLE, "failed_constraint", {"type": "all_of"}),
        Problem("/blocks", "no more than 100 items allowed", "failed_constraint", too_many),
    ]


def test_a_character_outside_the_basic_plane_counts_as_two() -> None:
    too_long = {"type": "max_length", "expected": 75, "got": 76}
    button = {"type": "button", "text": plain("🌱" * 37)}
    assert problems_of("button", button) == []
    assert problems_of("button", {**button, "text": plain("🌱" * 38)}) == [
        Problem("/text/text", "must be less than 76 characters", "failed_constraint", too_long)
    ]
    assert problems_of("button", {**button, "text": plain("é" * 75)}) == []


def markdown(characters: int) -> Json:
    return {"type": "markdown", "text": "x" * characters}


def test_all_markdown_of_a_message_together_has_a_limit() -> None:
    too_long = {"type": "max_length", "expected": 12_000, "got": 12_001}
    assert check_message([markdown(6_000), markdown(6_000)]) == []
    assert check_message([markdown(6_000), markdown(6_001)]) == [
        Problem("/1/text", "must be less than 12001 characters", "failed_constraint", too_long)
    ]


@pytest.mark.parametrize(("kind", "most"), [("table", 10_000), ("data_table", 20_000)])
def test_all_cells_of_a_table_together_have_a_limit(kind: str, most: int) -> None:
    def table(characters: int) -> Json:
        written = {"type": "raw_text", "text": "x" * (characters - 5)}
        whole = copy.deepcopy(SAMPLES[kind])
        whole["rows"] = [[written], [{"type": "rich_text", "elements": [{**rich("Hello")}]}]]
        return whole

    def rich(text: str) -> Json:
        return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}

    too_long = {"type": "max_length", "expected": most, "got": most + 1}
    assert on_surface("message", table(most)) == []
    assert on_surface("message", table(most + 1)) == [
        Problem("/0/rows", f"must be less than {most + 1} characters", "failed_constraint", too_long)
    ]
