"""What is embedded whole is the object as it is now (G-96): what it is given later shows there."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Field, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, held, law
from suites.laws.expand._family import EXPANDED, Reference
from suites.looking.dig import dig
from suites.looking.likeness import resembles, stale
from suites.looking.say import joined, said
from suites.merit import marked

_MARK = "assay_up_to_date"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield retrievals of objects that hold another whole which can be given metadata."""
    for field in contracts.resource(operation.returns).fields:
        whole = operation.kind == "retrieve" and field.clause and not field.expandable
        if whole and field.resource and _update(field, contracts) is not None:
            yield About(operation, given=field, clause=field.clause)
            return


def _update(field: Field, contracts: Contracts) -> Operation | None:
    """Return the operation that gives metadata to what stands in a field."""
    found = contracts.described(str(field.resource))
    update = found.of_kind("update") if found else None
    return update if update is not None and marked(update) else None


@law(EXPANDED, clause="G-96", level="should", each=_each, follows=("expand.embedded",))
def up_to_date(reference: Reference, field: Field) -> Outcome:
    """What is embedded shows what it was given since. Raises Unavailable."""
    lab, plain = reference.lab, reference.plain
    update, name = _update(field, lab.contracts), dig(plain.item, f"{field.path}.id")
    if update is None or not isinstance(name, str):
        raise Unavailable(f"it has no {field.name} with an id", plain)
    form = {update.metadata: {_MARK: lab.provision.unique()}}
    made = lab.call(update, form, {update.path_parameters[-1].name: name})
    if not resembles(made, update) or dig(made.item, f"{update.metadata}.{_MARK}") is None:
        reason = f"the {field.name} takes no metadata ({said(made)})"
        raise Unavailable(reason, made, blocked_by=f"{update.id}.metadata.set")
    for _attempt in range(2):  # others may change it meanwhile
        answer = reference.anew()
        names = stale(dig(answer.item, field.path) or {}, made.item, update.metadata)
        if not names:
            break
        made = lab.read(update, {update.path_parameters[-1].name: name}) or made
    return held(not names, f"{field.path} as it is retrieved itself",
                f"other values of: {joined(names, 5)}", answer, made)  # fmt: skip
