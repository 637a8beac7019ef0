"""What is null stays null when it is expanded (G-92), where expansions are read."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.expand._family import EXPANDED, UNKNOWN, Reference, reads
from suites.looking.dig import dig
from suites.looking.expansion import null_field, table_of
from suites.looking.likeness import resembles
from suites.looking.say import said, shown


def _nullable(operation: Operation, contracts: Contracts) -> bool:
    """Whether a field that can be expanded may be null."""
    fields = contracts.resource(operation.returns).table
    paths = table_of(contracts, operation.returns) if reads(operation, contracts) else {}
    return any(fields[path].nullable for path in paths if "." not in path)


@law(EXPANDED, clause="G-92", level="should", where=_nullable)
def null(reference: Reference) -> Outcome:
    """What is null stays null. Raises Unavailable when no expansion is seen to do anything."""
    plain = reference.plain
    name = null_field(plain.item, reference.table)
    if not name:
        raise Unavailable("no field that can be expanded is null", plain)
    answer = reference.expanded(name)
    good = resembles(answer, reference.operation) and answer.item.get(name, "") is None
    if good and not _expands(reference):
        raise Unavailable("no expansion is seen to do anything", answer, plain)
    found = shown(answer.item[name]) if name in answer.item else "no such field"
    return held(good, f"{name} null", f"{said(answer)}, {found}", answer, plain)


def _expands(reference: Reference) -> bool:
    """Whether expansions are read at all: an id becomes an object, or a wrong one is refused."""
    try:
        answers = reference.answers
    except Unavailable:
        answers = {}
    if any(isinstance(dig(answer.item, path), dict) for path, answer in answers.items()):
        return True
    return reference.expanded(UNKNOWN).refused
