"""Every documented filter of every list, against the list itself (catalogue 1.4, G-67 to G-71)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.model import Level, Operation, Parameter
from harness.exchange import Exchange
from suites.filters import (
    BOUNDS,
    HIDDEN,
    Item,
    Listing,
    Probe,
    absent,
    bounds,
    clause,
    equal,
    listing,
    present,
    rows_of,
)
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.pages import BadPage, data_of, ids_of
from suites.looking.say import joined
from suites.scope import operations

_FULL = 100  # objects on the longest page
_LOOKS = 3  # before a breach is one: others may make and change objects while one looks
Finding = tuple[str, str, list[Exchange]]  # expected, observed ("" when it holds), evidence


def _lists(operation: Operation) -> bool:
    return operation.kind == "list" and any(rows_of(operation))


def _claim(operation: Operation, rule: str, clause: str, row: Parameter | None = None) -> Claim:
    """Return the claim of a rule; composing is of medium confidence (G-70)."""
    level: Level = "should" if rule == "composes" else "must"
    place = f".{row.path}" if row else ""
    source = f"L{row.source}" if row else ""
    return Claim(f"{operation.id}.filter.{rule}{place}", clause, operation.title, level, source)


@pytest.mark.parametrize("operation", operations(_lists))
def test_filters(lab: Lab, operation: Operation) -> None:
    """A filter returns the objects that fit, all of them and no others."""
    claims = [] if lab.profile == "smoke" else [
        claim for claim in _claims(operation) if lab.judge.asked(claim.id)]  # fmt: skip
    if not claims:
        return
    try:
        found = listing(lab, operation)
    except (Unavailable, BadPage) as reason:
        for claim in claims:
            lab.untestable(claim, f"the list cannot be read: {reason}")
        return
    if not found.items:
        for claim in claims:
            lab.untestable(claim, "the list is empty")
        return
    for row in rows_of(operation):
        _row(lab, operation, row, found)
    if any(row.name == "created" for row in operation.sent):
        _bounds(lab, operation, found)
    _composes(lab, operation, found)


def _claims(operation: Operation) -> Iterator[Claim]:
    for row in rows_of(operation):
        yield _claim(operation, "matches", clause(operation, row), row)
        yield _claim(operation, "complete", "G-69", row)
        yield _claim(operation, "none", "G-71", row)
    if any(row.name == "created" for row in operation.sent):
        for name in BOUNDS:
            yield _claim(operation, f"bounds.{name}", "G-68")
    yield _claim(operation, "composes", "G-70")


def _row(lab: Lab, operation: Operation, row: Parameter, found: Listing) -> None:
    """Judge one filter by values that occur, and by one that does not."""
    own = clause(operation, row)
    last = own if row.name in HIDDEN else "G-71"
    matches, complete, none = (
        _claim(operation, rule, name, row)
        for rule, name in (("matches", own), ("complete", "G-69"), ("none", last))
    )
    values = [] if row.name in HIDDEN else present(row, found.items)
    probes = [equal(row, value) for value in values]
    lone = (
        absent(lab, row, found.items, whole=found.whole) if values or row.name in HIDDEN else None
    )
    if lone is not None:
        _none(lab, none, found, equal(row, lone))
        probes.append(equal(row, lone))
    if row.name in HIDDEN:
        return
    sides = [found.sides(probe) for probe in probes]
    apart = row.required or any(no for _, no in sides)  # a list of one owner shows no other's
    if not any(yes for yes, _ in sides) or not apart:
        lab.untestable(matches, "the filter fits all objects of the list, or none")
        return
    _judged(lab, matches, complete, found, probes)


def _none(lab: Lab, claim: Claim, found: Listing, probe: Probe) -> None:
    if not lab.judge.asked(claim.id):
        return
    try:
        items, _, page = found.asked(probe)
    except BadPage as bad:
        lab.broken(claim, bad.expected, f"{bad.observed} ({probe})", bad.exchange)
        return
    if items and all(probe.test(item) for item in items):
        lab.untestable(claim, f"there are objects with {probe}, made earlier or by others", page)
        return
    good = not items and page.body.get("has_more") is False
    expected = f"no object, has_more false ({probe})"
    lab.held(claim, good, expected, f"{len(items)} objects, {said(page)}", page)


def _judged(lab: Lab, matches: Claim, complete: Claim, found: Listing, probes: list[Probe]) -> None:
    """Record both verdicts; others may have changed an object, so look again before a breach."""
    if not lab.judge.asked(matches.id) and not lab.judge.asked(complete.id):
        return
    findings = [_look(found, probe) for probe in probes]
    for _ in range(_LOOKS - 1):
        if any(wrong for pair in findings for _, wrong, _ in pair):
            again = _again(lab, found.shelf.operation)
            if again is None:
                return
            findings = [_look(again, probe) for probe in probes]
    for index, claim in enumerate((matches, complete)):
        worst = max((pair[index] for pair in findings), key=lambda f: bool(f[1]))
        if claim is complete and not worst[1] and any(pair[0][1] for pair in findings):
            lab.untestable(claim, "the filter lets through what does not fit", *worst[2])
            continue
        lab.held(claim, not worst[1], worst[0], worst[1], *worst[2])


def _look(found: Listing, probe: Probe) -> tuple[Finding, Finding]:
    """Return what a filter returned that does not fit, and what fits and it did not return."""
    try:
        items, whole, page = found.asked(probe)
        if 0 < len(items) < _FULL:
            found.promises_more(probe, items)
        second = _amiss(found, probe, items, whole=whole)
        if second:
            second = _amiss(found.and_later(), probe, items, whole=whole)
    except BadPage as bad:
        wrong: Finding = (bad.expected, f"{bad.observed} ({probe})", [bad.exchange])
        return wrong, wrong
    others = [item["id"] for item in items if probe.test(item) is False]
    first = f"others: {joined(others, 3)}" if others else ""
    fits = f"only objects with {probe}"
    return (fits, first, [page]), (f"every object of the list with {probe}", second, [page])


def _amiss(found: Listing, probe: Probe, items: list[Item], *, whole: bool) -> str:
    """Return what lacks in the objects that a filter returned, or that no list has; or ""."""
    ids = {item["id"] for item in items}
    lost = [x["id"] for x in found.items if probe.test(x) and x["id"] not in ids] if whole else []
    if lost:
        return f"missing: {joined(lost, 3)}"
    strange = ids - found.known if found.whole else set()
    return f"objects that the list does not have: {joined(sorted(strange), 3)}" if strange else ""


def _bounds(lab: Lab, operation: Operation, found: Listing) -> None:
    """Judge `created`: each bound, both at once, the exact second (G-68)."""
    for name, probes in bounds(found.items):
        claim = _claim(operation, f"bounds.{name}", "G-68")
        if not lab.judge.asked(claim.id):
            continue
        worst = _worst(found, probes)
        for _ in range(_LOOKS - 1):
            again = _again(lab, operation) if worst[1] else None
            if again is not None:
                worst = _worst(again, dict(bounds(again.items)).get(name, probes))
        lab.held(claim, not worst[1], worst[0], worst[1], *worst[2])


def _worst(found: Listing, probes: list[Probe]) -> Finding:
    pairs = [pair for probe in probes for pair in _look(found, probe)]
    return max(pairs, key=lambda finding: bool(finding[1]))


def _again(lab: Lab, operation: Operation) -> Listing | None:
    """Return the list as it is now: others may have made or changed objects meanwhile."""
    try:
        return listing(lab, operation)
    except (Unavailable, BadPage):
        return None


def _composes(lab: Lab, operation: Operation, found: Listing) -> None:
    """Judge filters with a cursor that names an object which does not fit (G-70).

    One that is forgotten where there is a cursor shows itself where misfits would follow as well.
    """
    claim = _claim(operation, "composes", "G-70")
    if not lab.judge.asked(claim.id):
        return
    tried = [_cursor(found, *place) for row in rows_of(operation)
             for place in _places(operation, row, found)]  # fmt: skip
    seen = [finding for finding in tried if finding is not None]
    if not seen:
        lab.untestable(claim, "no filter parts the objects of the list")
        return
    expected, observed, evidence = next((wrong for wrong in seen if wrong[1]), seen[0])
    lab.held(claim, not observed, expected, observed, *evidence)


def _places(
    operation: Operation, row: Parameter, found: Listing
) -> Iterator[tuple[Probe, str, int]]:
    """Yield a probe of a filter, a cursor, and the place of an object that the cursor may name."""
    names = {row.name for row in operation.sent}
    for name in ("starting_after", "ending_before"):
        best: tuple[int, Probe, int] | None = None
        for value in present(row, found.items) if name in names else ():
            probe = equal(row, value)
            fits = [probe.test(item) for item in found.items[:100]]
            for index, fit in enumerate(fits):
                beyond = fits[index + 1 :] if name == "starting_after" else fits[:index]
                worth = (True in beyond) + (True in beyond and False in beyond)
                if fit is False and worth > (best[0] if best else 0):
                    best = worth, probe, index
        if best is not None:
            yield best[1], name, best[2]


def _cursor(found: Listing, probe: Probe, name: str, index: int) -> Finding | None:
    """Return what stands behind a cursor, or None when others changed what could be seen there."""
    start = found.items[index]["id"]
    page = found.shelf.page(**probe.query, **{name: start}, limit=100)
    try:
        finding = _behind(found, probe, name, start, page)
        if finding is not None and finding[1]:
            finding = _behind(found.and_later(), probe, name, start, page)
    except BadPage as bad:
        return bad.expected, bad.observed, [page]
    return finding


def _behind(found: Listing, probe: Probe, name: str, start: str, page: Exchange) -> Finding | None:
    """Hold a page behind a cursor against a listing, if that shows anything. Raises BadPage."""
    ids, after = [item["id"] for item in found.items], name == "starting_after"
    if start not in ids:
        return None
    index = ids.index(start)
    items = found.items[index:100] if after else found.items[:index]
    wanted = [item["id"] for item in items if probe.test(item)]
    shown = [x for x in ids_of(page) if x in ids]  # others may stand between (T-01)
    if len(data_of(page)) >= _FULL:  # what others made meanwhile takes places on it
        wanted = wanted[: len(shown)] if after else wanted[max(len(wanted) - len(shown), 0) :]
    if not wanted:
        return None
    seen = shown[: len(wanted)] if after else shown[-len(wanted) :]
    others = [item["id"] for item in data_of(page) if probe.test(item) is False]
    wrong = f"others: {joined(others, 3)}" if others else "" if seen == wanted else joined(seen, 4)
    return f"{joined(wanted, 4)} ({probe}, {name})", wrong, [page]
