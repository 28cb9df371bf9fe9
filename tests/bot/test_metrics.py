"""Metrics: what is counted is what happened, and nobody's name or word is among it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot import metrics
from bot.standing import Told
from jobs import gauges
from tests.bot.test_processes import free_port
from tests.village import village

ROOT = Path(__file__).parents[2]
# Every label there is, and the values that it may take.
LABELS = {
    "way": {"http", "socket"},
    "status": {"400", "401", "408", "413", "429"},
    "outcome": {"sent", "rewritten", "refused", "limited", "unclear"},
    "delivery_class": {"reply", "consequence", "reminder", "scheduled"},
    "state": {
        *("planned", "held", "sending", "sent", "folded", "skipped", "failed", "unknown"),
        *("ready", "not_ready"),
    },
    "method": None,
    "error": None,
    "le": None,
}
Numbers = dict[tuple[str, tuple[str, ...]], float]


def numbers(text: str) -> Numbers:
    """Return each sample by its name and the values of its labels, in the order of their names."""
    return {
        (sample.name, tuple(value for _label, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def here() -> Numbers:
    """What this process has counted by now."""
    return numbers(metrics.exposition(Told(True, True, {"ready": True})).decode())


async def test_what_happens_is_counted_and_nobody_is_named(tmp_path: Path) -> None:
    port = free_port()
    before = here()
    async with village(tmp_path, health_port=port) as v, ClientSession() as session:
        await v.hears(v.amara, v.say(v.amara, "zanzibar"))
        v.demo.simulator.world.faults.replace(
            [{"match": {"method": "views.publish"}, "fault": "error", "error": "internal_error"}]
        )
        await v.amara.open_home()
        await v.settle()
        services = v.demo.running.services
        await gauges.look(services.store, services.clock)
        async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
            text = await answer.text()
    after = numbers(text)

    def more(name: str, *labels: str) -> float:
        return after.get((name, labels), 0) - before.get((name, labels), 0)

    assert {
        "acknowledged": more("trellis_acknowledgement_seconds_count", "socket") >= 2,
        "sent": more("trellis_sendings_total", "sent"),
        "timed": more("trellis_delivery_lateness_seconds_count", "reply"),
        "called": more("trellis_slack_calls_total", "chat.postMessage"),
        "refused": more("trellis_slack_errors_total", "internal_error", "views.publish") >= 1,
    } == {"acknowledged": True, "sent": 1, "timed": 1, "called": 1, "refused": True}
    assert after["trellis_deliveries", ("sent",)] == 1
    assert (after["trellis_processes", ("ready",)], after["trellis_queue_due", ()]) == (1, 0)
    assert [word for word in ("zanzibar", "Amara", "ULEAD", "T0FERNHILL", "Fernhill") if word in text] == []
    strange = {
        (label, value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        for label, value in sample.labels.items()
        if (known := LABELS[label]) is not None and value not in known
    }
    assert strange == set()


def test_calls_are_told_apart_by_slacks_own_names() -> None:
    assert [
        metrics.method_of(url)
        for url in (
            "https://slack.com/api/chat.postMessage",
            "http://127.0.0.1:9/api/users.info?user=U1&include_locale=1",
            "https://slack.com/api/oauth.v2.access",
            "https://hooks.slack.com/actions/T0/1/secret",
            "http://127.0.0.1:9/response/1",
        )
    ] == ["chat.postMessage", "users.info", "oauth.v2.access", "response_url", "response_url"]


def test_a_server_that_invents_errors_without_end_makes_no_numbers_without_end() -> None:
    url = "http://127.0.0.1/api/some.method"
    before = here().get(("trellis_slack_errors_total", ("other", "some.method")), 0)
    for number in range(3 * metrics.MOST_ERRORS):
        metrics.answered(url, 200, b'{"ok": false, "error": "invented_%d"}' % number)
    metrics.answered(url, 200, b'{"ok": false, "error": "a word of <b>Amara\'s</b>"}')
    metrics.answered(url, 200, b'{"ok": true, "error": "not_one"}')
    metrics.answered(url, 429, b"")
    metrics.answered(url, 503, b"<html>")
    metrics.unanswered(url, TimeoutError())

    errors = [labels[0] for name, labels in here() if name == "trellis_slack_errors_total"]
    assert len(set(errors)) <= metrics.MOST_ERRORS + 4
    assert [one for one in errors if "Amara" in one or one == "not_one"] == []
    assert here()["trellis_slack_errors_total", ("other", "some.method")] > before


def test_the_dashboard_shows_numbers_that_there_are() -> None:
    board = json.loads((ROOT / "deploy" / "grafana.json").read_text("utf-8"))
    shown = {
        name
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(?:trellis|process)_[a-z_]+", target["expr"])
    }
    counted = {name for name, _labels in here()}
    # A number with labels stands there once it was counted.
    for family in metrics.REGISTRY.collect():
        kinds = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}
        counted |= {family.name + ending for ending in kinds.get(family.type, ("",))}
    assert shown - counted == set()
    ours = {name for name in counted if name.startswith("trellis_")}
    bases = {re.sub(r"_(total|bucket|count|sum|created)$", "", name) for name in ours}
    assert bases - {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in shown} == set()
