"""An entry is fixed in the tests of a mock when all that it names was asked, by any worker."""

from __future__ import annotations

from typing import Any

import pytest

from assay.guest.heeding import Awaited, Kept, concluded, sentences, united
from contracts.loader import API
from harness.known import Entry
from harness.verdict import Status, Verdict
from suites.asking import selected

ONLY = ("payment_intent.list.auth.*", "payment_intent.list.mode")
NO_KEY, MODE = "payment_intent.list.auth.no_key", "payment_intent.list.mode"
PLACE = {"only": list(ONLY), "profile": "standard", "seed": 0, "config": "", "contracts": None}


def _parts(found: dict[str, Status], entry: Entry) -> list[dict[str, Any]]:
    """Return what two workers have kept, one of each group."""
    every = []
    for group, name in (("payment_intent.list.auth", NO_KEY), (MODE, MODE)):
        if name in found:
            kept = Kept()
            told = Verdict(name, "", "", "must", found[name])
            kept.saw(PLACE, group, [told], Awaited((entry,)).finder)
            every += kept.parts()
    return every


def _told(found: dict[str, Status], glob: str, **more: Any) -> list[str]:
    entry = Entry(glob, "a reason", **more)
    selection = selected(API, "standard", ONLY)
    return [
        line for part in united(_parts(found, entry))
        for line in sentences(concluded(selection, Awaited((entry,)), "standard", ONLY, part))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "glob", "fixed"),
    [
        ({NO_KEY: "pass"}, NO_KEY, True),
        ({NO_KEY: "fail"}, NO_KEY, False),
        ({NO_KEY: "not_testable"}, NO_KEY, False),
        ({NO_KEY: "pass", MODE: "pass"}, "payment_intent.list.*", True),
        ({NO_KEY: "pass", MODE: "fail"}, "payment_intent.list.*", False),
        ({NO_KEY: "pass"}, "payment_intent.list.*", False),  # the other group was not asked
    ],
)
def test_what_is_fixed(found: dict[str, Status], glob: str, fixed: bool) -> None:
    words = f"fixed    {glob}: known to fail, and holds now: take the entry out"
    assert _told(found, glob) == ([words] if fixed else [])


def test_what_has_expired() -> None:
    told = _told({NO_KEY: "fail"}, NO_KEY, expires="2020-01-01")
    assert told == [f"expired  {NO_KEY}: the entry has expired"]
