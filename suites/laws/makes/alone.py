"""What is created has nothing of what was created before it (G-116)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Written, smallest, worded, written
from suites.lab import Lab
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.accepts._family import ACCEPTED, Forms
from suites.looking.dig import dig
from suites.looking.echo import field_of
from suites.looking.likeness import resembles
from suites.looking.say import said, shown


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield creations that can be sent words which their answers show."""
    if operation.kind == "create":
        for form in written(operation, worded):
            if any(_paths(operation, contracts, form)):
                yield About(operation, given=form)
                return


def _paths(operation: Operation, contracts: Contracts, form: Written) -> Iterator[str]:
    """Yield the paths of the fields that show rows of a form which can be left out."""
    least = smallest(operation)
    for row in form.rows:
        field = field_of(operation, contracts, row)
        if field is not None and row.partition("[")[0] not in least:
            yield field.path


@law(ACCEPTED, clause="G-116", stands_on=("kind", "echo"), each=_each)
def alone(forms: Forms, form: Written) -> Outcome:
    """What is created with little has no words that were sent for what was created before it."""
    lab, operation = forms.lab, forms.operation
    first = forms.smallest()
    laden, again = _made(lab, operation, form.form), _made(lab, operation, forms.least)
    looked = False
    for path in _paths(operation, lab.contracts, form):
        sent, seen = dig(laden.item, path), dig(again.item, path)
        if not sent or dig(first.item, path) == sent:
            continue  # it is not shown, or is there without being sent
        looked = True
        if seen == sent:
            return broken(f"{path} without {shown(sent)}, which was sent for another object",
                          shown(seen), again, laden, first)  # fmt: skip
    if not looked:
        raise Unavailable("no answer shows words that were sent", laden)
    return passed(again, laden, first)


def _made(lab: Lab, operation: Operation, form: object) -> Exchange:
    """Return the answer to a creation. Raises Unavailable when it was refused."""
    ids = lab.subject(operation, fresh=True)
    found = lab.call(operation, lab.provision.fill(form), ids)
    if not resembles(found, operation):
        reason = f"nothing was created ({said(found)})"
        raise Unavailable(reason, found, blocked_by=f"{operation.id}.accepts")
    return found
