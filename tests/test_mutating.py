"""Mutants have names that only a change of their own function changes, and each its own."""

from __future__ import annotations

import ast
from pathlib import Path
from threading import Thread
from typing import Any

from benchmarks.changed import Mutant, drawn, reasons
from benchmarks.executed import Executed
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
    text = told(kinds, known, lambda name: reason.get(name, ""), ["late", "seen"], 10, 7)
    lines = text.splitlines()
    assert "| 1 faults on the wire | 1 of 1 (100%) | 1 of 1 (100%) |" in lines
    assert "| 2 mutants of the source | 0 of 2 (0%) | 1 of 2 (50%) |" in lines
    assert "| 1 faults on the wire | 1 of 1 (100%) | 1 of 1 (100%) | 1 of 1 (100%) |" in lines
    assert "| 1 mutants of the source | 0 of 1 (0%) | 0 of 1 (0%) | 1 of 1 (100%) |" in lines
    assert "Of 4 mutants that were drawn, 1 did not start and 1 change nothing" in lines
    assert (
        "of the draw were 7 in lines that no standard run of the clean sandbox executes." in lines
    )
    assert lines[-1] == "- `odd`"


def test_what_no_run_executes_is_left_out_of_a_draw_and_counted() -> None:
    every = [Mutant("shop.py", site) for site in sites(SOURCE)]
    lines = {
        ("shop.py", 6): {"a"},
        ("other.py", 8): {"a"},
    }  # the condition of `open`, not what follows it
    sample = drawn(every, 1000, 1, lines)
    assert {mutant.site.line for mutant in sample.mutants} == {6}
    assert len(sample.mutants) + sample.idle == len(every)


def test_a_smaller_draw_is_the_beginning_and_no_edit_elsewhere_moves_it() -> None:
    before = [Mutant("shop.py", site) for site in sites(SOURCE)]
    after = [Mutant("shop.py", site) for site in sites("MORE = 5\n" + SOURCE)]
    lines = {("shop.py", line): {"a"} for line in range(20)}
    names = [mutant.name for mutant in drawn(before, 9, 3, lines).mutants]
    assert names[:4] == [mutant.name for mutant in drawn(before, 4, 3, lines).mutants]
    kept = [mutant.name for mutant in drawn(after, 99, 3, lines).mutants if "5" not in mutant.name]
    assert kept[:9] == names


def test_lines_are_noted_where_they_are_executed(tmp_path: Path) -> None:
    path = tmp_path / "shop.py"
    path.write_text("def cost(x):\n    if x:\n        return 1\n    return 2\n", encoding="utf-8")
    shop: dict[str, Any] = {}
    executed = Executed(["shop.py"], tmp_path)
    executed.importing(lambda: exec(compile(path.read_text(), str(path), "exec"), shop))  # noqa: S102
    shop["cost"](1)  # not while importing
    assert executed.lines == {("shop.py", 1): {""}}
    executed.begin("a")
    executed.importing(lambda: shop["cost"](0))
    executed.begin("b")
    thread = Thread(target=shop["cost"], args=(1,))
    thread.start()
    thread.join()
    assert executed.lines == {
        ("shop.py", 1): {""}, ("shop.py", 2): {"a", "b"}, ("shop.py", 3): {"b"},
        ("shop.py", 4): {"a"},
    }  # fmt: skip
    executed.close()
