"""JUnit: a test case a verdict, as junitparser reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml

from harness.result import result
from harness.verdict import ORDER
from tests.reports.every_status import ledger, verdict
from tests.reports.written import FORMATS, cases, ending


def test_junit_has_one_test_case_a_verdict(tmp_path: Path) -> None:
    found = {name: ending(case) for name, case in cases(tmp_path, ledger()).items()}
    assert found == {
        "a.thing.create.shape.fail": ("failure", "fail"),
        "a.thing.create.shape.fixed": ("failure", "fixed"),
        "a.thing.create.shape.warn": ("skipped", "warn"),
        "a.thing.create.shape.error": ("error", "error"),
        "a.thing.create.shape.known": ("skipped", "known"),
        "a.thing.create.shape.pass": ("passed", ""),
        "a.thing.create.shape.noted": ("skipped", "noted"),
        "a.thing.create.shape.not_testable": ("skipped", "not_testable"),
        "a.thing.create.shape.not_supported": ("skipped", "not_supported"),
        "a.thing.create.shape.places": ("failure", "fail"),
        "a.thing.create.shape.once": ("skipped", "warn"),
        "other.list.shape": ("passed", ""),
        "suite.target": ("error", "error"),
    }


def test_junit_says_why(tmp_path: Path) -> None:
    case = cases(tmp_path, ledger())["a.thing.create.shape.fail"]
    assert (case.classname, case.name) == ("a.thing.create", "shape.fail")
    assert case.result[0].message == "fail: why it is fail"
    assert "must G-1 (L7): A thing keeps its shape" in case.result[0].text
    assert "expected: one\nobserved: two\n" in case.result[0].text
    assert "POST /v1/things?a[]=1&b=  name=x y&n=1" in case.result[0].text


def test_junit_counts_are_those_of_its_cases(tmp_path: Path) -> None:
    path = FORMATS["junit"].write(ledger(), tmp_path)
    read = JUnitXml.fromfile(str(path))
    told = [(s.tests, s.failures, s.errors, s.skipped, s.time) for s in read]
    whole = (read.tests, read.failures, read.errors, read.time)
    assert whole == (13, 3, 2, 1.0)
    for suite in read:
        suite.update_statistics()
    assert [(s.tests, s.failures, s.errors, s.skipped, pytest.approx(s.time)) for s in read] == told
    read.update_statistics()
    assert (read.tests, read.failures, read.errors, pytest.approx(read.time)) == whole


def test_junit_times_are_those_of_the_exchanges(tmp_path: Path) -> None:
    """Nine verdicts look at the same two exchanges, of a quarter of a second each."""
    found = cases(tmp_path, ledger())
    assert found["a.thing.create.shape.fail"].time == pytest.approx(0.5 / 9, abs=0.001)
    assert found["a.thing.create.shape.places"].time == 0.25
    assert found["other.list.shape"].time == 0.0


@pytest.mark.parametrize("status", ORDER)
def test_junit_is_red_where_the_run_is(status: Any, tmp_path: Path) -> None:
    """Beside a claim that passes, so that something was judged."""
    found = ledger(verdict("pass"), verdict(status, "other"))
    red = {ending(case)[0] for case in cases(tmp_path, found).values()} & {"failure", "error"}
    assert bool(red) == (result(found) != "PASS")
