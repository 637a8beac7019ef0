"""Reads how objects are made: recipes, and the populations that fill lists."""

from __future__ import annotations

from contracts.model import METHODS, Choice, Population, Recipe, Step
from contracts.reader import Reader

TRIED = "$value"  # in the form of a choice


def read_request(reader: Reader) -> tuple[str, str]:
    """Read `POST /customers`. Raises ContractError."""
    method, _, path = reader.text().partition(" ")
    if method not in METHODS or not path.startswith("/"):
        raise reader.refuse(f"{reader.text()!r} is not a request such as 'POST /customers'")
    return method, path


def _step(reader: Reader) -> Step:
    keys = reader.mapping({"form", "request", "save", "shows", "status"}, {"request"})
    method, path = read_request(keys["request"])
    return Step(
        method=method,
        path=path,
        form=keys["form"].record() if "form" in keys else {},
        status=keys["status"].statuses() if "status" in keys else (),
        save=keys["save"].text() if "save" in keys else "",
        shows=keys["shows"].record() if "shows" in keys else {},
    )


def _steps(keys: dict[str, Reader]) -> tuple[Step, ...]:
    return tuple(_step(item) for item in keys["steps"].items()) if "steps" in keys else ()


def read_recipes(reader: Reader) -> tuple[Recipe, ...]:
    """Read `recipes`: resource -> state -> recipe. Raises ContractError."""
    return tuple(
        _recipe(resource, state, entry)
        for resource, states in reader.entries().items()
        for state, entry in states.entries().items()
    )


def _recipe(resource: str, state: str, reader: Reader) -> Recipe:
    keys = reader.mapping({"again", "alternatives", "note", "pick", "prefers", "shows", "steps"})
    if "pick" in keys and "steps" in keys:
        raise reader.refuse("a recipe has either 'steps' or 'pick'")
    if "prefers" in keys and "pick" not in keys:
        raise reader.refuse("'prefers' goes with 'pick'")
    if "alternatives" in keys and "steps" not in keys:
        raise reader.refuse("'alternatives' go with 'steps', which are tried first")
    if "shows" in keys and "steps" in keys:
        raise reader.refuse("'shows' is said of what no step makes; a step has its own")
    if not keys:
        raise reader.refuse("a recipe without 'steps' or 'pick' needs a 'note' that says why")
    return Recipe(
        resource=resource,
        state=state,
        steps=_steps(keys),
        pick=keys["pick"].text() if "pick" in keys else "",
        note=keys["note"].text() if "note" in keys else "",
        prefers=_prefers(keys["prefers"]) if "prefers" in keys else {},
        again=_step(keys["again"]) if "again" in keys else None,
        shows=keys["shows"].record() if "shows" in keys else {},
        alternatives=_alternatives(keys["alternatives"]) if "alternatives" in keys else (),
    )


def _alternatives(reader: Reader) -> tuple[tuple[Step, ...], ...]:
    found = tuple(tuple(_step(item) for item in steps.items()) for steps in reader.items())
    if not all(found):
        raise reader.refuse("an alternative needs at least one step")
    return found


def _prefers(reader: Reader) -> dict[str, tuple[str, ...]]:
    return {path: values.texts() for path, values in reader.entries().items()}


def read_population(reader: Reader) -> Population:
    """Read how a list is filled. Raises ContractError."""
    keys = reader.mapping({"filter", "rich", "steps", "subject"})
    if "rich" in keys and "steps" not in keys:
        raise keys["rich"].refuse("'rich' goes with 'steps'")
    return Population(
        filter=keys["filter"].record() if "filter" in keys else {},
        steps=_steps(keys),
        subject=keys["subject"].text() if "subject" in keys else "",
        rich="rich" in keys and keys["rich"].boolean(),
    )


def read_choices(reader: Reader) -> tuple[Choice, ...]:
    """Read `choices`: name -> what is tried, and how. Raises ContractError."""
    return tuple(_choice(name, entry) for name, entry in reader.entries().items())


def _choice(name: str, reader: Reader) -> Choice:
    known = {"form", "makes", "note", "refused", "request", "source", "values"}
    keys = reader.mapping(known, {"form", "refused", "request", "values"})
    method, path = read_request(keys["request"])
    values = keys["values"].texts()
    form = keys["form"].record()
    if not values:
        raise keys["values"].refuse("a choice needs at least one value")
    if TRIED not in str(form):
        raise keys["form"].refuse(f"the form does not send {TRIED!r}, the value that is tried")
    return Choice(
        name=name,
        values=values,
        step=Step(method, path, form),
        refused=keys["refused"].text(),
        makes=keys["makes"].text() if "makes" in keys else "",
        source=keys["source"].text() if "source" in keys else "",
        note=keys["note"].text() if "note" in keys else "",
    )
