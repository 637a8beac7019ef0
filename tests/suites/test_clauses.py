"""What the catalogue says judges a clause does so: each glob names verdicts that pass."""

from __future__ import annotations

import re
from fnmatch import filter as matching

import pytest

from contracts.catalogue import catalogue
from sandbox.auth import PUBLISHABLE, SECRET
from tests.near import answering
from tests.running import Outcome, run
from tests.suites.servers import Reference

CLAUSE = re.compile(r"[A-Z]{1,3}-\d+")


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    reference = Reference()
    with answering(reference) as url:
        found = run(url, ids=reference.ids, key=SECRET, publishable=PUBLISHABLE)
    assert found.code == 0, found.said
    return found


def test_each_glob_names_verdicts_that_pass(outcome: Outcome) -> None:
    passed = outcome.ids("pass")
    lost = {
        clause.id: glob
        for clause in catalogue()
        for glob in clause.checks
        if not clause.thorough and not matching(passed, glob)
    }
    assert lost == {}


def test_verdicts_cite_clauses_of_the_catalogue(outcome: Outcome) -> None:
    cited = {v["clause"] for v in outcome.results["verdicts"]}
    known = {clause.id for clause in catalogue()}
    assert {c for c in cited if CLAUSE.fullmatch(c)} <= known


def test_every_operation_has_passing_verdicts(outcome: Outcome) -> None:
    passed = {v["operation"] for v in outcome.results["verdicts"] if v["status"] == "pass"}
    assert len([title for title in passed if title]) == 50
