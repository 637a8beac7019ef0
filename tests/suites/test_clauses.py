"""What the catalogue says judges a clause does so: each glob names verdicts that pass."""

from __future__ import annotations

import re
from fnmatch import filter as matching

import pytest

from contracts import load
from contracts.catalogue import catalogue
from contracts.loader import API
from sandbox.auth import PUBLISHABLE, SECRET
from suites.asking import planned
from tests.near import answering
from tests.running import run
from tests.suites.servers import Reference

FEW = 8  # claims that are asked of a glob which smoke asks nothing of
CLAUSE = re.compile(r"[A-Z]{1,3}-\d+")


@pytest.fixture(scope="module")
def passed() -> set[str]:
    """What passes of a smoke run, and of some claims of each glob and operation that it lacks."""
    reference, found = Reference(), set[str]()
    with answering(reference) as url:
        for profile, only in (("smoke", lambda: ()), ("standard", lambda: lacking(found))):
            outcome = run(
                url, *only(), profile=profile, ids=reference.ids, key=SECRET,
                publishable=PUBLISHABLE,
            )  # fmt: skip
            assert outcome.code == 0, outcome.said
            found.update(outcome.ids("pass"))
    return found


def globs() -> dict[str, str]:
    """Return the globs that a standard run is to pass something of, each with its clause."""
    return {glob: clause.id for clause in catalogue() if not clause.thorough
            for glob in clause.checks}  # fmt: skip


def lacking(passed: set[str]) -> tuple[str, ...]:
    """Return claims of the globs, and operations, of which nothing passed."""
    every = list(planned(API, "standard").claims)
    operations = [f"{operation.id}.*" for operation in load().operations]
    lost = [glob for glob in (*globs(), *operations) if not matching(passed, glob)]
    return tuple(dict.fromkeys(name for glob in lost for name in some(matching(every, glob))))


def some(names: list[str]) -> list[str]:
    """Return a few names, from all over a list."""
    return names[:: max(1, len(names) // FEW)][:FEW]


def test_each_glob_names_verdicts_that_pass(passed: set[str]) -> None:
    lost = {clause: glob for glob, clause in globs().items() if not matching(passed, glob)}
    assert lost == {}


def test_claims_cite_clauses_of_the_catalogue() -> None:
    cited = {claim.clause for claim in planned(API, "thorough").claims.values()}
    known = {clause.id for clause in catalogue()}
    assert len(cited) > 100
    assert {c for c in cited if CLAUSE.fullmatch(c)} <= known


def test_every_operation_has_passing_verdicts(passed: set[str]) -> None:
    bare = [operation.id for operation in load().operations
            if not matching(passed, f"{operation.id}.*")]  # fmt: skip
    assert bare == []
