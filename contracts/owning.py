"""Of which object a new one is, where its form says so and no path: `order_id` of a payment that
`/orders/{order}/payments` lists.
"""

from __future__ import annotations

from contracts.model import Contracts, Operation, Parameter


def by_form(contracts: Contracts, listing: Operation) -> tuple[Operation, Parameter] | None:
    """Return what makes the entries of a list that is about another object, and the row of its form
    that names this; None where none does, or nobody can tell which. The steps that fill a list say
    it (`$order`), else it is the only row for such an id: one that is required, where the list
    itself has the id in its form.
    """
    rows = listing.path_parameters
    if listing.kind != "list" or len(rows) != 1 or not rows[0].references:
        return None
    if listing.returns in rows[0].references:
        return None
    makers = [one for one in contracts.operations
              if one.kind == "create" and one.returns == listing.returns]  # fmt: skip
    if any(one.path == listing.path for one in makers):
        return None
    for makes in makers:
        row = _row(makes, listing) if not makes.path_parameters else None
        if row is not None:
            return makes, row
    return None


def _row(makes: Operation, listing: Operation) -> Parameter | None:
    above = listing.path_parameters[0]
    naming = [row for row in makes.sent if set(row.references) & set(above.references)]
    steps = listing.population.steps if listing.population else ()
    filling = [one.form for one in steps if (one.method, one.path) == (makes.method, makes.path)]
    told = [row for row in naming
            if any(form.get(row.name) == f"${above.name}" for form in filling)]  # fmt: skip
    found = told or [row for row in naming if row.required or not above.slot]
    return found[0] if len(found) == 1 else None
