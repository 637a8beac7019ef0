"""A replaced object is still the same one: its id, and what never changes, stay."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, held, law
from suites.laws.replace._family import REPLACED, Replacing
from suites.subjects import reader_of


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if reader_of(contracts, operation) is not None:
        yield About(operation, clause=operation.cited, source=operation.cited)


@law(REPLACED, clause="", each=_each, sequence=True)
def kept(replacing: Replacing) -> Outcome:
    """A replaced object is still the same one."""
    shape = replacing.lab.contracts.api.object
    fields = replacing.lab.contracts.resource(replacing.operation.returns).fields
    constant = (field.name for field in fields if field.constant)
    names = dict.fromkeys((shape.id, shape.created, *shape.lasting, *constant))
    subject = replacing.subject()
    before = subject.look()
    answer = subject.send(subject.base)
    after = subject.read()
    wrong = [
        name for name in names
        if name in before.item
        for exchange in (answer, after)
        if exchange.item.get(name) != before.item[name]
    ]  # fmt: skip
    told = ", ".join(dict.fromkeys(wrong))
    return held(not wrong, "id and lasting fields as they were", f"changed: {told}",
                after, answer, before)  # fmt: skip
