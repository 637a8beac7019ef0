"""Schemathesis has what we use of it, also what is no public name of its."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import pytest
from hypothesis.stateful import RuleBasedStateMachine
from schemathesis.generation import hypothesis as package

from contracts import load
from contracts.loader import API
from contracts.openapi import export
from contracts.openapi_part import part
from suites import generic
from suites.discovery import discover

OPERATION = load().operation("issuing.card.list")


def _schema() -> Any:
    return generic.schema_of(load(), (OPERATION,))


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


def test_a_walk_reads_its_own_operations_alone_and_is_let_go() -> None:
    """What it keeps of a document would grow with the square of an API otherwise."""
    contracts = load()
    whole = export(contracts)
    own = contracts.resource("issuing.card").operations
    small = part(whole, [one.id for one in own])
    read = {one["operationId"]: one for path in small["paths"].values() for one in path.values()}
    assert sorted(read) == [
        f"issuing.card.{verb}" for verb in ("create", "list", "retrieve", "update")
    ]
    assert sorted(read["issuing.card.create"]["responses"]["200"]["links"]) == [
        "issuing.card.retrieve", "issuing.card.update"
    ]  # fmt: skip
    assert sorted(small["components"]["schemas"]) == ["error", "issuing.card", "list"]
    assert len(str(small)) < len(str(whole)) / 5
    assert whole == export(contracts)  # nothing of it is changed, or shared
    machine = generic.schema_of(contracts, own).as_state_machine()
    machine()
    kept = RuleBasedStateMachine._setup_state_per_class
    assert machine in kept
    generic._forget(machine)
    assert machine not in kept


def test_laws_do_not_import_it() -> None:
    """It takes a while: a run that asks for one claim need not wait for it."""
    modules = {sys.modules[law.body.__module__] for law in discover(API)}
    assert not [module.__name__ for module in modules if "generic" in vars(module)]
    tool = import_module("suites.laws.schemathesis._tool")
    assert tool.tool() is generic
