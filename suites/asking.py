"""What a run asks, from its settings: the plan of a profile, and what is selected of it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from contracts import load
from contracts.catalogue import check_catalogue
from contracts.cover import check_cover, cover
from contracts.errors import blamed
from contracts.kept import uncollected
from contracts.retired import check_retired, retired
from harness.judge import Scope
from suites.declared import NONE, Declared, Names, excluded
from suites.discovery import columns, discover, topics
from suites.guessed import confirmed, guesses
from suites.law import Profile
from suites.plan import Plan, make
from suites.quick import smoke
from suites.selection import Selection, Unmatched, select, without

_whole: set[tuple[Path, Profile]] = set()  # what was planned as a whole


@cache
def planned(package: Path, profile: Profile, only: tuple[str, ...] = ()) -> Plan:
    """Return everything that a profile asks of an API package, or what filters can reach of it.

    Raises ContractError.
    """
    try:
        with uncollected():
            found = _planned(package, profile, only)
    except Exception as trouble:
        raise blamed(package, trouble) or trouble from trouble
    if not only:
        _whole.add((package, profile))
    return found


def _planned(package: Path, profile: Profile, only: tuple[str, ...]) -> Plan:
    if profile == "smoke":  # which claim stands for a kind is known when all are
        plan = planned(package, "standard")
        check_cover(package, {law.name for law in plan.laws})
        return smoke(plan, cover(package))
    contracts = load(package)
    if not only:
        plan = make(contracts, discover(package), columns(package), profile)
        if profile == "standard":
            _check_named(package, plan)
        return plan
    reaches = cache(Scope(only).reaches)

    operations = [operation.id for operation in contracts.operations if reaches(operation.id)]

    @cache
    def wanted(words: str) -> bool:
        return any(reaches(f"{operation}.{words}") for operation in operations)

    return make(contracts, discover(package, wanted), columns(package, wanted), profile, reaches)


def _check_named(package: Path, plan: Plan) -> None:
    """Check what files of a package say of claims. Raises ContractError."""

    def anywhere() -> Collection[str]:
        return planned(package, "thorough").claims

    check_catalogue(package, plan.claims, anywhere)
    check_retired(package, plan.claims, anywhere)


def ascertained(package: Path) -> Plan:
    """Return what a standard run asks of an API package when all that is guessed is confirmed.

    A law is no weaker for standing on a guess: what a probe would notice is found by it.
    Raises ContractError.
    """
    plan = planned(package, "standard")
    if not guesses(plan.contracts):
        return plan
    sure = make(confirmed(plan.contracts), plan.laws, plan.columns, "standard")
    unsure = {name for name, claim in plan.claims.items() if claim.level == "probe"}
    return replace(sure, unsure=frozenset(unsure))


@cache
def selected(
    package: Path, profile: Profile, only: tuple[str, ...] = (), declared: Declared = NONE
) -> Selection:
    """Return what of a profile is asked for. Raises ContractError, Unmatched.

    What is `declared` unsupported is asked for, and nothing is sent for it.
    """
    found = _selected(package, profile, only)
    if not declared:
        return found
    former = retired(package).renamed
    now = replace(declared, skip=tuple(former.get(text, text) for text in declared.skip))
    return without(found, excluded(found.plan, names_of(package), now))


@cache
def names_of(package: Path) -> Names:
    """Return the names that can be declared. Raises ContractError."""
    return Names(load(package), topics(package))


def unplanned(package: Path, profile: Profile, only: tuple[str, ...], skip: str) -> str:
    """Return what is said of a text that no claim of any profile matches, "" for any other."""
    for wider, filters in ((profile, only), ("thorough", ())):
        try:
            select(planned(package, wider, filters), (skip,), retired(package))
        except Unmatched as trouble:
            told = str(trouble)
        else:
            return ""
    return told


def _selected(package: Path, profile: Profile, only: tuple[str, ...]) -> Selection:
    """Return what filters ask for. Raises ContractError, Unmatched.

    No more is read than the filters reach; the last word of one may be a place inside a claim, and
    what is near to one that matches nothing is looked for among all there is.
    """
    former = retired(package)
    if (package, profile) in _whole:  # it is there: to read less would be more work
        return select(planned(package, profile), only, former)
    now = tuple(former.renamed.get(text, text) for text in only)
    for reach in (now, (*now, *_above(now))):
        with contextlib.suppress(Unmatched):
            return select(planned(package, profile, reach), only, former)
    return select(planned(package, profile), only, former)


def _above(only: Sequence[str]) -> Iterator[str]:
    return (text.rpartition(".")[0] for text in only if "." in text)
