"""Other ways to make what a form makes, for targets that refuse it as it is: recipes say which.

The first way of a recipe and an alternative differ in some rows: those are left out, have another
value, or come with a later call. A form that has these rows as the first way has them is sent as
the alternative says, with the rest of its rows as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from contracts.model import Contracts, Operation, Recipe, Step

Form = Mapping[str, Any]


class Beginning(NamedTuple):
    """The form of a creation, and the calls that have to follow it."""

    form: Form
    steps: tuple[Step, ...] = ()


def beginnings(
    contracts: Contracts, operation: Operation, form: Form
) -> tuple[str, dict[int, Beginning]]:
    """Return the ways to make what a creation makes of a form, by their places in a recipe.

    The form itself is at place 0. The name is that of the recipe whose first way is most like it,
    and has other ways that suit, "resource:state", or "" where there is none.
    """
    plain = {0: Beginning(form)}
    for recipe in _alike(contracts, operation, form):
        found = {
            place: way for place, steps in enumerate(recipe.ways) if place
            and (way := _instead(recipe.steps[0], steps, form)) is not None
        }  # fmt: skip
        if found:
            return f"{recipe.resource}:{recipe.state}", plain | found
    return "", plain


def _alike(contracts: Contracts, operation: Operation, form: Form) -> list[Recipe]:
    """Return the recipes whose first way is this one call and sends no row that a form lacks."""
    every = [
        recipe for recipe in contracts.recipes_of(operation.resource)
        if recipe.alternatives and len(recipe.steps) == 1 and not recipe.steps[0].status
        and (recipe.steps[0].method, recipe.steps[0].path) == (operation.method, operation.path)
        and recipe.steps[0].form.keys() <= form.keys()
    ]  # fmt: skip
    return sorted(every, key=lambda recipe: (-len(recipe.steps[0].form), recipe.state))


def _instead(first: Step, steps: Sequence[Step], form: Form) -> Beginning | None:
    """Return what is sent instead of a form, None where an alternative does not suit it."""
    start = steps[0]
    if (start.method, start.path) != (first.method, first.path):
        return None
    changed = _unlike(first.form, start.form)
    added = _unlike(start.form, first.form)
    same = all(_text(form[name]) == _text(value) for name, value in changed.items())
    if not same or any(name in form for name in added.keys() - changed.keys()):
        return None
    kept = {name: value for name, value in form.items() if name not in changed}
    return Beginning({**kept, **added}, tuple(steps[1:]))


def _unlike(form: Form, other: Form) -> dict[str, Any]:
    """Return the rows of a form that another has not, or with another value."""
    return {name: value for name, value in form.items()
            if name not in other or _text(other[name]) != _text(value)}  # fmt: skip


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
