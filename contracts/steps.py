"""Refuses calls of recipes and populations that cannot succeed: rows that are no rows, values that
nothing gives, requests that are nearly an operation's, objects that are made of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from contracts.model import Contracts, Operation, Recipe, Step
from contracts.model.making import named_values
from contracts.near import MISTAKEN, hint, nearest
from contracts.reader import Reader
from contracts.unfit import lacking, unfit, unshown

Name = tuple[str, str]  # of a recipe: resource and state
_NEAR = 0.93  # how alike a request is to an operation's title for which it is mistaken
_OPEN = "{@$"  # how parts of a path begin that stand for an id
_DONE = (200, 300)  # statuses of what was done
_TAKEN = ("ignored", "kept", "reported")  # what becomes of rows that no table lists


def check_steps(contracts: Contracts, readers: list[Reader]) -> None:
    """Check the calls that each file has others make. Raises ContractError."""
    for resource, reader in zip(contracts.resources, readers, strict=True):
        keys = reader.entries()
        for recipe in resource.recipes:
            where = keys["recipes"].entries()[recipe.resource].entries()[recipe.state]
            calls = [*(step for way in recipe.ways for step in way), recipe.again]
            _check_calls(contracts, filter(None, calls), where)
        for operation in resource.operations:
            where = keys["operations"].entries()[operation.id.rpartition(".")[2]]
            _check_population(contracts, operation, where)
            _check_forms(operation, where)
    _check_circles(contracts, readers)


def _check_calls(contracts: Contracts, steps: Iterable[Step], where: Reader) -> None:
    for step in steps:
        called = _called(contracts, step)
        if called is None:
            _check_meant(contracts, step, where)
        else:
            _check_sent(contracts, called, step, where)


def _check_sent(contracts: Contracts, called: Operation, step: Step, where: Reader) -> None:
    """Refuse a row that is nearly one of the table; others may be what another version takes."""
    known = [row.name for row in called.sent if row.name not in step.form]
    for name in step.form if contracts.of(called).api.unknown not in _TAKEN else ():
        near = hint(name, known, MISTAKEN)
        if name not in called.named and near:
            reason = f"a step sends {name!r}, which is no row of {called.title}"
            raise where.refuse(f"{reason}{near}")
    if reason := unfit(called, step.form):
        raise where.refuse(f"{called.title} refuses what a step sends: {reason}")
    if name := lacking(called, step.form):
        raise where.refuse(f"a step does not send {name!r}, which {called.title} requires")
    _check_status(contracts, called, step, where)
    if reason := unshown(contracts.described(called.returns), step.shows):
        raise where.refuse(f"a step is to show what no answer of {called.title} can: {reason}")


def _check_status(contracts: Contracts, called: Operation, step: Step, where: Reader) -> None:
    """Refuse a status of success that the called operation does not have."""
    usual = called.success or contracts.of(called).api.success.of(called.kind)
    done = (status for status in step.status if _DONE[0] <= status < _DONE[1])
    stray = [status for status in done if status not in usual]
    if usual and stray and not {*step.status} & {*usual}:
        told = ", ".join(map(str, usual))
        raise where.refuse(f"{called.title} answers {told}, and a step expects {stray[0]}")


def _called(contracts: Contracts, step: Step) -> Operation | None:
    """Return the operation that a step calls, None where no table describes it."""
    parts = step.path.split("/")
    for operation in contracts.operations:
        own = operation.path.split("/")
        alike = operation.method == step.method and len(own) == len(parts)
        if alike and all(map(_fits, own, parts)):
            return operation
    return None


def _fits(own: str, part: str) -> bool:
    return own == part or (own[:1] == "{" and part[:1] != "" and part[:1] in _OPEN)


def _check_meant(contracts: Contracts, step: Step, where: Reader) -> None:
    """Refuse a request that is an operation's but for a letter or two: a neighbour's is another."""
    title = f"{step.method} {step.path}"
    there = {f"{o.method} {o.path}" for o in contracts.operations}
    near = nearest(title, sorted(there), _NEAR)
    if near and len(near) == len(title):
        raise where.refuse(f"{title!r} is no operation; did you mean {near!r}?")


def _check_forms(operation: Operation, where: Reader) -> None:
    """Check what an operation says that is sent to itself."""
    keys = where.entries()
    own = operation.own.form if operation.own else {}
    for word, form in (("base", operation.base), ("rich", operation.rich), ("own", own)):
        if reason := unfit(operation, form):
            raise keys[word].refuse(f"{operation.title} refuses {word!r}: {reason}")


def _check_population(contracts: Contracts, operation: Operation, where: Reader) -> None:
    plan = operation.population
    if plan is None:
        return
    place = where.entries()["population"]
    rows = {row.name for row in operation.sent} | set(operation.rows)
    stray = [name for name in plan.filter if name not in rows]
    if stray:
        raise place.refuse(f"'filter' sends {stray[0]!r}, which is no row of {operation.title}")
    if reason := unfit(operation, plan.filter):
        raise place.refuse(f"{operation.title} refuses the filter: {reason}")
    if plan.steps and "{id}" in plan.steps[0].path:
        raise place.refuse("the first step names '{id}', and nothing is made yet")
    _check_calls(contracts, [_filled(step, plan.filter) for step in plan.steps], place)
    given = {*named_values(plan.filter), *(row.name for row in operation.path_parameters)}
    for step in plan.steps:
        for text in _texts([step.form, step.path.split("/")]):
            if text[:1] == "$" and text[1:] not in given:
                raise place.refuse(f"{text!r} is no value of the filter, and no id of the path")


def _filled(step: Step, values: Mapping[str, Any]) -> Step:
    """Return a step whose form holds the values that a filter has for its `$name`."""
    asked = {f"${name}": value for name, value in named_values(values).items()}
    form = {name: asked.get(text, text) if isinstance(text, str) else text
            for name, text in step.form.items()}  # fmt: skip
    return replace(step, form=form)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, dict) else value
    for one in inner if isinstance(inner, list) or isinstance(value, dict) else ():
        yield from _texts(one)


def _check_circles(contracts: Contracts, readers: list[Reader]) -> None:
    """Check that no object takes an object that takes it."""
    recipes = {(r.resource, r.state): r for x in contracts.resources for r in x.recipes}
    for resource, reader in zip(contracts.resources, readers, strict=True):
        for recipe in resource.recipes:
            circle = _circle((recipe.resource, recipe.state), recipes, ())
            if circle:
                states = reader.entries()["recipes"].entries()[recipe.resource]
                words = " takes ".join(f"{name}:{state}" for name, state in circle)
                raise states.entries()[recipe.state].refuse(f"nothing makes it: {words}")


def _circle(name: Name, recipes: dict[Name, Recipe], above: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the way from a recipe to itself, () where there is none or others may be tried."""
    if name in above:
        return (*above[above.index(name) :], name)
    recipe = recipes.get(name)
    if recipe is None or recipe.alternatives:
        return ()
    for step in recipe.steps:
        for text in _texts([step.form, step.path.split("/")]):
            if text.startswith("@"):
                resource, _, state = text.lstrip("@").rstrip("!").partition(":")
                found = _circle((resource, state or "default"), recipes, (*above, name))
                if found:
                    return found
    return ()
