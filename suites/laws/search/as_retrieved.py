"""What is found shows the objects as they are retrieved (G-85, G-116)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.search._family import SEARCHED, findable
from suites.looking.likeness import differing
from suites.looking.pages import data_of
from suites.looking.searching import Tagged
from suites.looking.variety import AS_READ, as_many
from suites.subjects import itself, reader_of

_ALL = "created>0"


def _read(operation: Operation, contracts: Contracts) -> bool:
    return findable(operation, contracts) and reader_of(contracts, operation) is not None


@law(SEARCHED, clause="G-85", level="should", where=_read)
def as_retrieved(found: Tagged) -> Outcome:
    """What is found shows the objects as they are retrieved."""
    lab, operation = found.lab, found.operation
    fields = lab.contracts.resource(operation.returns).fields
    newest = found.search(_ALL, limit=100)
    right = lab.right(data_of(newest), operation)
    entries = [*data_of(found.page), *as_many(right, fields, AS_READ[lab.profile])]
    for entry in entries:
        again = lab.read(operation, itself(entry["id"]))
        if again is None or not differing(entry, again.item):
            continue
        page = found.search(_ALL, limit=100)  # others may have changed it meanwhile
        later = next((e for e in data_of(page) if e["id"] == entry["id"]), None)
        last = lab.read(operation, itself(entry["id"]))
        names = differing(later, last.item) if later and last is not None else []
        if names and last is not None and last.item == again.item:
            seen = f"other values of: {', '.join(names[:6])}"
            return broken(f"{entry['id']} as it is retrieved", seen, page, last)
    return passed(found.page)
