"""Mutants have names that only a change of their own function changes, and each its own."""

from __future__ import annotations

import ast

from benchmarks.changed import reasons
from benchmarks.mutating import mutated, sites
from benchmarks.power_told import told

SOURCE = """
LIMIT = 3

class Shop:
    def open(self, hour):
        if hour > 8 and hour < LIMIT:
            return {"open": True, "hour": hour}
        return {"open": True}
"""


def test_each_mutant_has_a_name_of_its_own() -> None:
    names = [site.name for site in sites(SOURCE)]
    assert len(names) == len(set(names))
    assert "module: 3 -> 4" in names
    assert "Shop.open: {'open': True, 'hour': hour} without 'hour'" in names
    assert "Shop.open: hour > 8 and hour < LIMIT -> hour < LIMIT" in names
    assert {"Shop.open: True -> False", "Shop.open: True -> False (2)"} < set(names)


def test_a_line_elsewhere_changes_no_name() -> None:
    assert [site.name for site in sites("\n\n" + SOURCE)] == [s.name for s in sites(SOURCE)]


def test_every_mutant_is_another_module() -> None:
    before = ast.dump(ast.parse(SOURCE))
    assert all(ast.dump(mutated(SOURCE, site)) != before for site in sites(SOURCE))


def test_a_reason_names_a_file_and_a_function() -> None:
    for name, reason in reasons().items():
        assert ".py::" in name, name
        assert reason.strip(), name


def test_what_is_excused_is_not_counted_and_what_survived_is_named() -> None:
    known = {
        "late": {"smoke": "", "standard": "a.b", "schemathesis": ""},
        "odd": {"smoke": "", "standard": ""},
        "alike": {"smoke": "", "standard": ""},
        "gone": {"smoke": "does not start", "standard": "does not start"},
        "seen": {"smoke": "a.b", "standard": "a.b", "schemathesis": "status 500"},
    }
    kinds = {"wire": ["seen"], "source": ["late", "odd", "alike", "gone"]}
    reason = {"alike": "a name of a log"}
    text = told(kinds, known, lambda name: reason.get(name, ""), ["late", "seen"], 10)
    lines = text.splitlines()
    assert "| 1 faults on the wire | 1 of 1 (100%) | 1 of 1 (100%) |" in lines
    assert "| 2 mutants of the source | 0 of 2 (0%) | 1 of 2 (50%) |" in lines
    assert "| 1 faults on the wire | 1 of 1 (100%) | 1 of 1 (100%) | 1 of 1 (100%) |" in lines
    assert "| 1 mutants of the source | 0 of 1 (0%) | 0 of 1 (0%) | 1 of 1 (100%) |" in lines
    assert "Of 4 mutants that were drawn, 1 did not start and 1 change nothing" in lines
    assert lines[-1] == "- `odd`"
