"""An object that was made below one of two others: a path names what it stands below, or the form
by which it is made, where a list is about such an object by a row of its own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from contracts.model import Contracts, Operation
from contracts.owning import by_form
from strategies import smallest
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.dig import named
from suites.looking.likeness import resembles
from suites.looking.say import said

_NAME = re.compile(r"\{[^}]*\}")
_OF_ONE = ("retrieve", "update", "replace", "delete")


class Below:
    """An object below its own parent, and another parent; both are made for it.

    Raises Unavailable where calls make none.
    """

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        if of_one(operation):  # of others what is seen is earned by itself
            lab.merit.ready(operation)
        self.makes = maker_of(lab.contracts, operation)
        self.own, self.other = self._parents(), self._parents()
        with lab.standing():
            form = lab.provision.fill(smallest(self.makes))
            self.made = (lab.call(self.makes, form, self.own) if self.makes.path_parameters
                         else lab.call(self.makes, {**form, **self.own}))  # fmt: skip
        if not resembles(self.made, self.makes):
            reason = f"nothing was made below it ({said(self.made)})"
            raise Unavailable(reason, self.made, blocked_by=f"{self.makes.id}.accepts")
        self.name = named(self.made.item)

    def _parents(self) -> dict[str, str]:
        """Return ids for the path of the creation, the last one that of a new object, or for the
        row of its form that names what it stands below.
        """
        if not self.makes.path_parameters:
            found, kind = by_form(self.lab.contracts, self.operation), _kind_above(self.operation)
            return {found[1].name if found else "": self.lab.provision.obtain(f"@{kind}!")}
        kind = self.makes.path_parameters[-1].references[0]
        needed = self.makes.subject.rstrip("!")
        own = needed if needed.partition(":")[0] == kind else f"{kind}:default"
        return self.lab.subject(self.makes, f"{own}!", fresh=True)

    def below(self, parents: Mapping[str, str], *rest: str) -> dict[str, str]:
        """Return ids for the path of the operation: parents, and what stands below them."""
        names = [row.name for row in self.operation.path_parameters]
        return dict(zip(names, [*parents.values(), *rest], strict=True))


def maker_of(contracts: Contracts, operation: Operation) -> Operation:
    """Return the operation that makes, below a parent, what another one is about.

    Raises LookupError.
    """
    makers = (o for o in contracts.operations if o.kind == "create" and _nests(o, contracts))
    for makes in makers:
        if makes.returns == operation.returns and _stands_below(operation, makes):
            return makes
    formed = by_form(contracts, operation)
    recipe = contracts.recipe(_kind_above(operation), "default") if formed is not None else None
    if formed is not None and recipe is not None and recipe.steps:
        return formed[0]
    message = f"{operation.id} is about nothing that is made below another object"
    raise LookupError(message)


def _kind_above(listing: Operation) -> str:
    return listing.path_parameters[0].references[0]


def _nests(makes: Operation, contracts: Contracts) -> bool:
    """Whether a creation's path ends below an object that recipes make, and holds no other ids."""
    rows = makes.path_parameters
    kinds = [row.references[0] if row.references and not row.slot else "" for row in rows]
    recipe = contracts.recipe(kinds[-1], "default") if kinds and all(kinds) else None
    return recipe is not None and bool(recipe.steps) and makes.returns not in kinds


def _stands_below(operation: Operation, makes: Operation) -> bool:
    path, above = _NAME.sub("{}", operation.path), _NAME.sub("{}", makes.path)
    if any(row.slot for row in operation.path_parameters):
        return False
    one = operation.kind in _OF_ONE and path == f"{above}/{{}}"
    lists = operation.kind == "list" and _parent(path) == _parent(above)
    return one or lists or (operation.kind == "create" and path == above)


def _parent(path: str) -> str:
    """Return a path up to its last id: what is made by `/refund` may be listed by `/refunds`."""
    return path[: path.rfind("}") + 1]


def _about(contracts: Contracts) -> Iterator[Operation]:
    for operation in contracts.operations:
        try:
            maker_of(contracts, operation)
        except LookupError:
            continue
        yield operation


BELOW = Family("parents", _about, Below, order=("told", "listed", "found"), stands_on=("kind",))


def of_one(operation: Operation) -> bool:
    """Whether an operation is about one object below others."""
    return operation.kind in _OF_ONE
