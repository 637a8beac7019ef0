"""A server whose fields hold values of other types is blamed for it, and trips no suite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.suites.faults import Change, objects
from tests.suites.proxied import through

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
def test_no_suite_trips(kind: str) -> None:
    outcome = through(objects(_otherwise(OTHERS[kind])), ONLY)
    tripped = [v["message"] for v in outcome.results["verdicts"] if v["status"] == "error"]
    assert not tripped
    assert outcome.ids("fail")
