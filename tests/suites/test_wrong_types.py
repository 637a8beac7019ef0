"""A server whose fields hold values of other types is blamed for it, and trips no suite."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.embedded import embedded
from tests.running import run
from tests.suites.faults import Change, objects
from tests.suites.servers import Upstream, listening

ONLY = ("*.machine.*", "issuing.personalization_design.create.features.respected")
OTHERS: dict[str, Callable[[Any], Any]] = {
    "texts": lambda _value: "text", "lists": lambda value: [value], "numbers": lambda _value: 7,
}  # fmt: skip


def _otherwise(make: Callable[[Any], Any]) -> Change:
    """Return a change that gives nested objects, arrays and amounts another type."""

    def change(body: dict[str, Any]) -> None:
        for name, value in body.items():
            if isinstance(value, dict | list) or name == "amount_received":
                body[name] = make(value)
        if isinstance(body.get("features"), list):
            body["features"] = {name: [name] for name in ("card_logo", "carrier_text")}

    return change


@pytest.mark.parametrize("kind", OTHERS)
def test_no_suite_trips(kind: str, tmp_path: Path) -> None:
    fault = objects(_otherwise(OTHERS[kind]))
    only = [part for glob in ONLY for part in ("--only", glob)]
    with embedded() as (config, keys):
        upstream = Upstream(str(config.base_url))
        with (
            contextlib.closing(upstream),
            listening(lambda call: fault(call, upstream)) as url,
        ):
            outcome = run(url, *only, folder=tmp_path, key=keys.secret)
    tripped = [v["message"] for v in outcome.results["verdicts"] if v["status"] == "error"]
    assert not tripped
    assert outcome.ids("fail")
