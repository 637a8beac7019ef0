"""The object that a form names is the one that is shown (G-48).

A server that overlooks the row still finds its way, to another object.
"""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.shapes import ID
from strategies import smallest
from suites.law import Unavailable, broken, law, passed
from suites.laws.named._family import NAMED, Naming
from suites.looking.say import shown
from suites.merit import SAME_BORN
from suites.objects.picking import named_by

_KINDS = ("retrieve", "update", "replace")  # that answer with the object that is named last


def _shows(operation: Operation, _contracts: Contracts) -> bool:
    """Whether an operation answers with the object whose id its form holds."""
    last = operation.path_parameters[-1]
    own = bool(last.slot) and operation.returns in last.references
    return own and operation.kind in _KINDS and operation.shape == "object"


@law(NAMED, clause="", where=_shows)
def named(naming: Naming) -> Outcome:
    """The object that a form names is shown, and no other."""
    lab, operation = naming.lab, naming.operation
    own = (operation.subject or named_by(operation.path_parameters[-1])).rstrip("!")
    resource, _, state = own.partition(":")
    if not lab.provision.makes(resource, state):
        raise Unavailable(f"it takes two objects, and no call makes a {resource}")
    with lab.standing():
        every = [lab.subject(operation, f"{own}!", fresh=True) for _ in range(2)]
    if every[0] == every[1]:
        raise Unavailable(SAME_BORN)
    asked = []
    for ids in every:
        wanted = list(ids.values())[-1]
        asked.append(lab.call(operation, lab.provision.fill(smallest(operation)), ids))
        if not asked[-1].accepted:
            blocker = f"{operation.id}.accepts"
            raise Unavailable("a valid request was not accepted", *asked, blocked_by=blocker)
        found = asked[-1].item.get(ID)
        if found != wanted:
            return broken(f"the object {wanted}", f"the object {shown(found)}", *reversed(asked))
    return passed(*asked)
