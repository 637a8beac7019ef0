"""What is done for a package grows with its operations, and not with their square.

Calls of Python are counted, which no other load of the machine changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.grown import write
from contracts import loader
from contracts.loader import load
from contracts.openapi import sendable
from suites.discovery import columns, discover
from suites.plan import make
from suites.selection import select

SMALL, LARGE = 8, 24
MARGIN = 1.25  # what is constant makes the ratio smaller; a square would make it 3 times as large


def calls(what: Callable[[], Any]) -> int:
    """Return how many functions are called, those written in C among them."""
    count = 0

    def seen(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        what()
    finally:
        sys.setprofile(before)
    return count


def plan(root: Path) -> Any:
    found = make(load(root), discover(root), columns(root), "standard")
    assert found.claims
    assert found.below
    return found


def selection(root: Path) -> Any:
    return select(plan(root), ("thing00*.create.*", "*.list.pagination.*", "thing001.create"))


STEPS: dict[str, Callable[[Path], Any]] = {
    "read": loader._read,
    "plan": plan,
    "select": selection,
    "export": lambda root: sendable(load(root), {"thing000": ("t000_1",)}),
}


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("grown")
    return write(folder, SMALL), write(folder, LARGE)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_grows_with_the_operations(roots: tuple[Path, Path], step: str) -> None:
    small, large = roots
    for root in roots:  # what is kept of the first call is nobody's growth
        STEPS[step](root)
    few, many = calls(lambda: STEPS[step](small)), calls(lambda: STEPS[step](large))
    assert many / few < LARGE / SMALL * MARGIN


def test_the_package_has_as_many_operations_as_it_was_asked_for(roots: tuple[Path, Path]) -> None:
    assert [len(load(root).operations) for root in roots] == [SMALL, LARGE]


def test_what_grows_with_the_square_is_noticed() -> None:
    def square(count: int) -> int:
        return calls(lambda: [len(str(n)) for n in range(count) for _ in range(count)])

    assert square(LARGE) / square(SMALL) > LARGE / SMALL * MARGIN
