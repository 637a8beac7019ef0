"""What an object is does not depend on how one looks at it.

Create, retrieve and the entry of a list show the same (G-116); so do an update and a retrieve after
it (G-117). Each row takes part, for what a server forgets is often one field of many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import Sample, coverage
from suites.law import Unavailable
from suites.legacy import SAME_BORN, Claim, Lab, said
from suites.looking.echo import compare
from suites.looking.likeness import differing, resembles
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import shown
from suites.scope import operations
from suites.unchanged import STILL, stirs

_RESTLESS = "processing"  # goes on by itself while one looks
_PAGES = 5  # of 100 objects that are looked through for what was created


def _claim(operation: Operation, rule: str, clause: str, sample: Sample) -> Claim:
    place = ".".join(filter(None, (sample.row, sample.label)))
    name = f"{operation.id}.copies.{rule}" + (f".{place}" if place else "")
    return Claim(name, clause, operation.title, "must", f"L{sample.source}")


def _samples(operation: Operation) -> list[Sample]:
    return [sample for sample in coverage(operation) if "expand" not in sample.form]


@pytest.mark.parametrize("operation", operations(lambda o: o.kind == "create"))
def test_created(lab: Lab, operation: Operation) -> None:
    """What was created is the same when it is retrieved, and in the list."""
    if lab.profile == "smoke" or lab.reader(operation) is None:
        return
    wanted = lab.judge.wanted
    found = [s for s in _samples(operation)
             if wanted(_claim(operation, "retrieved", "G-116", s).id)
             or wanted(_claim(operation, "listed", "G-116", s).id)]  # fmt: skip
    kept: dict[str, tuple[Sample, Exchange]] = {}
    for sample in found:
        again = _retrieved(lab, operation, sample)
        if again is not None:
            kept[str(again.body["id"])] = (sample, again)
    listing = _lister(lab, operation)
    if listing is not None and kept:
        _listed(lab, operation, listing, kept)


def _retrieved(lab: Lab, operation: Operation, sample: Sample) -> Exchange | None:
    """Judge one created object; return it as it was retrieved.

    What was made earlier costs no request, but time went by: a difference has to show itself in
    an object that is retrieved at once.
    """
    claim = _claim(operation, "retrieved", "G-116", sample)
    earlier = lab.twin(operation, sample.form, sample.subject)
    for attempt in range(2):
        made = _made(lab, operation, sample) if attempt else earlier
        again = None if isinstance(made, str) else _again(lab, operation, made)
        if isinstance(made, str) or again is None:
            lab.untestable(
                claim, made if isinstance(made, str) else f"the object was not made ({said(made)})"
            )
            return None
        names = differing(made.body, again.body)
        if again.accepted and not names:
            return again if _passed(lab, operation, sample, claim, made, again) else None
        if not attempt:
            continue
        if made.body.get("status") == _RESTLESS:
            lab.untestable(claim, f"it is {_RESTLESS}, and may be done any moment", made, again)
        else:
            lab.broken(claim, "what create returned", _other(made, again, names), again, made)
    return None


def _passed(
    lab: Lab, operation: Operation, sample: Sample, claim: Claim, made: Exchange, again: Exchange
) -> bool:
    """Record that both are the same, which a row proves only when its value is there to see."""
    lost = compare(operation, lab.contracts, made, sample.row)
    if operation.kind == "create" and lab.same_born(operation):
        lab.untestable(claim, SAME_BORN, made)
        return False
    if operation.kind == "update" and not stirs(lab, operation):
        lab.untestable(claim, STILL, made)
        return False
    if lost:
        lab.untestable(claim, f"the first answer does not show what was sent ({lost[0]})", made)
    else:
        lab.passed(claim, made, again)
    return not lost


def _made(lab: Lab, operation: Operation, sample: Sample) -> Exchange | str:
    try:
        return lab.call(operation, lab.provision.fill(sample.form))
    except Unavailable as reason:
        return str(reason)


def _again(lab: Lab, operation: Operation, made: Exchange) -> Exchange | None:
    name = made.body.get("id")
    known = resembles(made, operation) and isinstance(name, str)
    return lab.read(operation, {"id": str(name)}) if known else None


def _other(one: Exchange, other: Exchange, names: list[str]) -> str:
    if not other.accepted:
        return said(other)
    parts = [f"{n} {shown(other.body.get(n))} for {shown(one.body.get(n))}" for n in names[:3]]
    return ", ".join(parts) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _lister(lab: Lab, operation: Operation) -> Operation | None:
    found = lab.contracts.resource(operation.resource).operations
    return next((o for o in found if o.kind == "list" and not o.path_parameters), None)


def _listed(
    lab: Lab, operation: Operation, listing: Operation, kept: dict[str, tuple[Sample, Exchange]]
) -> None:
    """Judge the entries of the list; what is not among the first pages is not judged."""
    entries = dict(_entries(lab, operation, listing, kept))
    for name, (sample, again) in kept.items():
        claim = _claim(operation, "listed", "G-116", sample)
        if name not in entries:
            lab.untestable(claim, f"{name} is not on the pages of the list that were read")
            continue
        entry, page = entries[name]
        names = differing(again.body, entry)
        now = again
        if names:  # it may have changed since it was retrieved
            now = lab.read(operation, {"id": name}) or again
            names = differing(now.body, entry)
        parts = [f"{n} {shown(entry.get(n))} for {shown(now.body.get(n))}" for n in names[:3]]
        lab.held(claim, not names, "the entry of a list as it is retrieved",
                 ", ".join(parts), page, now)  # fmt: skip


def _entries(
    lab: Lab, operation: Operation, listing: Operation, kept: Mapping[str, object]
) -> Iterator[tuple[str, tuple[dict[str, Any], Exchange]]]:
    """Yield id, entry and page of what is looked for: it is older than one that is made now."""
    newest = _made(lab, operation, _samples(operation)[0])
    if isinstance(newest, str) or not resembles(newest, operation):
        return
    missing = set(kept)
    try:
        for page in _pages(Shelf(lab, listing, {}, {}), str(newest.body["id"])):
            for entry in data_of(page):
                if entry["id"] in missing:
                    missing.discard(entry["id"])
                    yield entry["id"], (entry, page)
            if not missing:
                return
    except BadPage:
        return


def _pages(shelf: Shelf, newest: str) -> Iterator[Exchange]:
    """Yield the pages below an object, and the one above: equal seconds have any order (G-65)."""
    below, above = newest, "ending_before" in {row.name for row in shelf.operation.sent}
    for turn in range(_PAGES):
        page = shelf.page(starting_after=below, limit=100)
        yield page
        if above and not turn:
            yield shelf.page(ending_before=newest, limit=100)
        data = data_of(page)
        if not data:
            return
        below = data[-1]["id"]


@pytest.mark.parametrize("operation", operations(lambda o: o.kind == "update"))
def test_updated(lab: Lab, operation: Operation) -> None:
    """What an update returned is the same when it is retrieved."""
    if lab.profile == "smoke" or lab.reader(operation) is None:
        return
    seen: set[str] = set()
    for sample in _samples(operation):
        row = sample.row.partition("[")[0]
        claim = _claim(operation, "updated", "G-117", sample)
        if row in seen or not lab.judge.asked(claim.id):
            continue
        seen.add(row)
        _updated(lab, operation, sample, claim)


def _updated(lab: Lab, operation: Operation, sample: Sample, claim: Claim) -> None:
    for attempt in range(2):
        try:
            ids = lab.subject(operation, sample.subject, fresh=True)
            made = lab.call(operation, lab.provision.fill(sample.form), ids)
        except Unavailable as reason:
            lab.untestable(claim, str(reason))
            return
        again = lab.read(operation, ids)
        if again is None or not resembles(made, operation):
            lab.untestable(claim, f"the update was not accepted ({said(made)})", made)
            return
        names = differing(made.body, again.body)
        if again.accepted and not names:
            _passed(lab, operation, sample, claim, made, again)
            return
        if attempt:
            seen = _other(made, again, names)
            lab.broken(claim, "what the update returned", seen, again, made)
