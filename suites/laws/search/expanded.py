"""What is expanded in what a search finds is the object, the rest stays (G-89)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.expand.listed import by_id, unlike
from suites.laws.search._family import SEARCHED, findable
from suites.looking.expansion import PATHS, ids_below, table_of
from suites.looking.searching import Tagged


def _expands(operation: Operation, contracts: Contracts) -> bool:
    referring = bool(table_of(contracts, operation.returns))
    return findable(operation, contracts) and bool(operation.expansion) and referring


@law(SEARCHED, clause="G-89", where=_expands)
def expanded(found: Tagged) -> Outcome:
    """What is expanded in what a search finds is the object.

    Raises Unavailable when nothing that is found has a reference.
    """
    lab, operation, plain = found.lab, found.operation, found.page
    table = table_of(lab.contracts, operation.returns)
    paths = [path for item in by_id(plain).values() for path in ids_below(item, table)]
    chosen = list(dict.fromkeys(paths))[:PATHS]
    if not chosen:
        raise Unavailable("every expandable field of what is found is empty", plain)
    items = lab.contracts.of(operation).api.list.items
    for _attempt in range(2):  # others may have changed an object meanwhile
        asked = {operation.expansion: [f"{items}.{path}" for path in chosen]}
        answer = found.search(found.query, **asked)
        due, seen = unlike(answer, by_id(plain), chosen)
        if not seen:
            break
        plain = found.again(plain)
    return held(not seen, due, seen, answer, plain)
