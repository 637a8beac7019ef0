"""A replaced object is still the same one: its id, and what never changes, stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import About, broken, held, law
from suites.laws.replace._family import REPLACED, Replacing
from suites.subjects import reader_of

WANTED = "id and lasting fields as they were"


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
    told = _changed(names, before, answer)
    if told:  # it may be read under another id by now
        return broken(WANTED, f"changed: {told}", answer, before)
    after = subject.read()
    told = _changed(names, before, after)
    return held(not told, WANTED, f"changed: {told}", after, answer, before)


def _changed(names: Iterable[str], before: Exchange, now: Exchange) -> str:
    """Return the names of what is not as it was, in words."""
    return ", ".join(n for n in names if n in before.item and now.item.get(n) != before.item[n])
