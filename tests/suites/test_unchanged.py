"""A refusal that changes the object is named, repeated, and not held against the next refusal."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assay.run.embedded import embedded
from tests.running import Outcome, run
from tests.suites.servers import Answer, Call, Respond, Upstream, listening

ONLY = ("--only", "payment_intent.cancel.*")
CULPRIT = "expand=scalar"


def _state_first(call: Call, forward: Respond) -> Answer:
    """Look at the state before the form, and cancel although one of the forms is refused."""
    keyed = "idempotency-key" in call.headers
    if keyed or call.method != "POST" or not call.path.endswith("/cancel"):
        return forward(call)
    known = forward(replace(call, method="GET", path=call.path.removesuffix("/cancel"), body=""))
    if known.json.get("status") == "canceled":
        return forward(replace(call, body=""))
    answer = forward(call)
    if call.body == CULPRIT:
        forward(replace(call, body=""))
    return answer


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    with embedded() as (config, keys):
        upstream = Upstream(str(config.base_url))
        with (
            contextlib.closing(upstream),
            listening(lambda call: _state_first(call, upstream)) as url,
        ):
            yield run(url, *ONLY, folder=tmp_path_factory.mktemp("out"), key=keys.secret)


def test_the_form_that_did_it_is_named(outcome: Outcome) -> None:
    verdict = _verdict(outcome, "payment_intent.cancel.rejections.unchanged")
    assert "status" in verdict["observed"]
    assert f"(sent {CULPRIT})" in verdict["observed"]


def test_its_exchanges_show_it_from_the_set_up_on(outcome: Outcome) -> None:
    verdict = _verdict(outcome, "payment_intent.cancel.rejections.unchanged")
    steps = [_exchange(outcome.folder, name)["request"] for name in verdict["exchanges"]]
    assert [step["method"] for step in steps] == ["POST", "GET", "POST", "GET"]
    assert steps[2]["body"] == CULPRIT


def test_no_other_refusal_is_blamed(outcome: Outcome) -> None:
    assert outcome.ids("fail") == ["payment_intent.cancel.rejections.unchanged"], outcome.said
    assert not outcome.ids("error")


def _verdict(outcome: Outcome, name: str) -> dict[str, Any]:
    return next(v for v in outcome.results["verdicts"] if v["id"] == name)


def _exchange(folder: Path, name: str) -> dict[str, Any]:
    lines = (folder / "ledger.ndjson").read_text(encoding="utf-8").splitlines()
    records = map(json.loads, lines)
    return next(r for r in records if r["kind"] == "exchange" and r["id"] == name)
