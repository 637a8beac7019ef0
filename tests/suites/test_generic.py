"""Schemathesis has what we use of it, also what is no public name of its."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import pytest
from schemathesis.generation import hypothesis as package

from contracts import load
from contracts.loader import API
from suites import generic
from suites.discovery import discover

OPERATION = load().operation("issuing.card.list")


def _schema() -> Any:
    return generic.schema_of(load())


def test_what_is_drawn_depends_on_the_seed() -> None:
    seen: list[list[Any]] = [[], [], []]
    for cases, start in zip(seen, (1, 1, 2), strict=True):
        generic.drawn(_schema(), OPERATION, 6, start, lambda case, into=cases: into.append(case))
    queries = [[str(case.query) for case in cases] for cases in seen]
    assert len(queries[0]) == 6
    assert queries[0] == queries[1] != queries[2]


def test_examples_and_coverage_are_where_they_were() -> None:
    """A thorough run would draw less without a word where another version has them elsewhere."""
    seen: list[Any] = []
    assert generic.covered(_schema(), OPERATION, 1, seen.append)
    assert len(seen) > 20


def test_without_them_the_rest_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(package, "builder", raising=False)
    monkeypatch.setitem(sys.modules, f"{package.__name__}.builder", None)
    seen: list[Any] = []
    assert not generic.covered(_schema(), OPERATION, 1, seen.append)
    generic.drawn(_schema(), OPERATION, 6, 1, seen.append)
    assert len(seen) == 6


def test_laws_do_not_import_it() -> None:
    """It takes a while: a run that asks for one claim need not wait for it."""
    modules = {sys.modules[law.body.__module__] for law in discover(API)}
    assert not [module.__name__ for module in modules if "generic" in vars(module)]
    tool = import_module("suites.laws.schemathesis._tool")
    assert tool.tool() is generic
