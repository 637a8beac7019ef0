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
from suites.law import Profile
from tests.near import answering
from tests.running import Outcome, run
from tests.suites.servers import Reference

FEW = 3  # claims that are asked of a glob which smoke asks nothing of
CLAUSE = re.compile(r"[A-Z]{1,3}-\d+")


@pytest.fixture(scope="module")
def passed() -> set[str]:
    """What passes of a smoke run, and of some claims of each glob and operation that it lacks."""
    found, blockers = set(ran("smoke", ()).ids("pass")), set[str]()
    for _ in range(2):  # what was blocked is asked for again, with what blocks it
        asked = lacking(found)
        if asked:
            outcome = ran("standard", (*asked, *blockers))
            found.update(outcome.ids("pass"))
            every = outcome.results["verdicts"]
            blockers = {v["blocked_by"] for v in every if v.get("blocked_by")} & claims()
    return found


def claims() -> set[str]:
    """Return the ids of what a standard run asks."""
    return set(planned(API, "standard").claims)


def ran(profile: Profile, only: tuple[str, ...]) -> Outcome:
    """Return what a run finds of the reference server."""
    reference = Reference()
    with answering(reference) as url:
        outcome = run(
            url, *only, profile=profile, ids=reference.ids, key=SECRET, publishable=PUBLISHABLE
        )
    assert outcome.code == 0, outcome.said
    return outcome


def globs() -> dict[str, str]:
    """Return the globs that a standard run is to pass something of, each with its clause."""
    return {glob: clause.id for clause in catalogue(API) if not clause.thorough
            for glob in clause.checks}  # fmt: skip


def lacking(passed: set[str]) -> tuple[str, ...]:
    """Return claims of the globs, and operations, of which nothing passed."""
    every = sorted(claims())
    operations = [f"{operation.id}.*" for operation in load().operations]
    lost = [glob for glob in (*globs(), *operations) if not matching(passed, glob)]
    picked: list[str] = []
    for glob in lost:
        if not matching(picked, glob):
            picked += some(matching(every, glob))
    return tuple(dict.fromkeys(picked))


def some(names: list[str]) -> list[str]:
    """Return a few names, from all over a list."""
    return names[:: max(1, len(names) // FEW)][:FEW]


@pytest.mark.whole
def test_each_glob_and_operation_has_verdicts_that_pass(passed: set[str]) -> None:
    lost = {glob: clause for glob, clause in globs().items() if not matching(passed, glob)}
    assert lost == {}
    operations = [operation.id for operation in load().operations]
    assert [each for each in operations if not matching(passed, f"{each}.*")] == []
    assert len(operations) == 50


def test_claims_cite_clauses_of_the_catalogue() -> None:
    cited = {claim.clause for claim in planned(API, "thorough").claims.values()}
    known = {clause.id for clause in catalogue(API)}
    assert len(cited) > 100
    assert {c for c in cited if CLAUSE.fullmatch(c)} <= known
