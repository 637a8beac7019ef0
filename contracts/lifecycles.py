"""Reads lifecycles: the status x operation matrix of a resource."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.model import (
    HOLDINGS,
    LEVELS,
    Api,
    Level,
    Lifecycle,
    Operation,
    Recipe,
    Refusal,
    Showing,
    Transition,
)
from contracts.reader import Reader
from contracts.situations import a_code

_CELL = frozenset({
    "form", "from", "label", "leaves", "level", "recipe", "refused", "sets", "source", "to",
})  # fmt: skip
SAME = "="  # in `to`: the state it was in


def read_lifecycle(reader: Reader, resource: str, api: Api) -> Lifecycle:
    """Read the lifecycle of a resource. Raises ContractError."""
    keys = reader.mapping(
        {"ends", "field", "matrix", "restless", "shows", "states", "terminal", "withdrawn"},
        {"field", "states", "matrix"},
    )
    states = keys["states"].texts()
    cells: list[Transition] = []
    for operation, entries in keys["matrix"].entries().items():
        if not entries.items():
            raise entries.refuse("expected at least one cell")
        for entry in entries.items():
            cells.extend(_cells(entry, f"{resource}.{operation}", states, api))
    return Lifecycle(
        field=keys["field"].text(),
        states=states,
        terminal=keys["terminal"].texts() if "terminal" in keys else (),
        transitions=tuple(cells),
        shows=tuple(_shows(keys["shows"], states)) if "shows" in keys else (),
        restless=_some_of(keys["restless"], states) if "restless" in keys else (),
        withdrawn=_some_of(keys["withdrawn"], states) if "withdrawn" in keys else (),
        ends=_end(keys["ends"], states, cells) if "ends" in keys else "",
    )


def cells(reader: Reader, life: Lifecycle) -> Iterator[tuple[Transition, Reader]]:
    """Yield each cell of a lifecycle and the reader of the entry that says it."""
    columns = reader.entries()["matrix"].entries().values()
    every = (entry for column in columns for entry in column.items())
    places = [entry for entry in every for _ in entry.entries()["from"].items()]
    yield from zip(life.transitions, places, strict=True)


def _end(reader: Reader, states: tuple[str, ...], cells: list[Transition]) -> str:
    """Read the state in which an object is put away: some cell leads there."""
    found = reader.text()
    if found not in states:
        _unknown(reader, states)
    if not any(cell.to == (found,) and cell.state != found for cell in cells):
        raise reader.refuse(f"no cell leads to {found!r} and nowhere else")
    return found


def _shows(reader: Reader, states: tuple[str, ...]) -> Iterator[Showing]:
    """Read what fields hold in some states; `in` may name several, each is a value of its own."""
    for entry in reader.items():
        keys = entry.mapping({"field", "holds", "in", "level", "source"}, {"field", "holds", "in"})
        keys["in"].texts()  # refuses a state that stands there twice
        level: Level = "must"
        if "level" in keys:
            level = keys["level"].one_of(LEVELS)  # type: ignore[assignment]
        for state in keys["in"].items():
            yield Showing(
                state=state.text() if state.text() in states else _unknown(state, states),
                field=keys["field"].text(),
                holds=keys["holds"].one_of(HOLDINGS),
                level=level,
                source=keys["source"].text() if "source" in keys else "",
            )


def _cells(reader: Reader, operation: str, states: tuple[str, ...], api: Api) -> list[Transition]:
    """Read one entry; its `from` may name several states, each is a cell of its own."""
    keys = reader.mapping(_CELL, {"from"})
    if "to" not in keys and "refused" not in keys:
        raise reader.refuse("a cell says 'to' (accepted), 'refused', or both (either may happen)")
    keys["from"].texts()  # refuses a state that stands there twice
    for key in ("from", "to"):
        if key in keys and not keys[key].items():
            raise keys[key].refuse("expected at least one state")
    level: Level = "must"
    if "level" in keys:
        level = keys["level"].one_of(LEVELS)  # type: ignore[assignment]
    return [
        Transition(
            state=state.text() if state.text() in states else _unknown(state, states),
            operation=operation,
            form=keys["form"].record() if "form" in keys else {},
            to=tuple(state.text() if to == SAME else to for to in keys["to"].texts())
            if "to" in keys
            else (),
            refused=_refusal(keys["refused"], api) if "refused" in keys else None,
            sets=keys["sets"].record() if "sets" in keys else {},
            level=level,
            source=keys["source"].text() if "source" in keys else "",
            label=keys["label"].text() if "label" in keys else "",
            recipe=keys["recipe"].text() if "recipe" in keys else "",
            leaves=keys["leaves"].texts() if "leaves" in keys else (),
        )
        for state in keys["from"].items()
    ]


def _some_of(reader: Reader, states: tuple[str, ...]) -> tuple[str, ...]:
    for state in reader.items():
        if state.text() not in states:
            _unknown(state, states)
    return reader.texts()


def _unknown(reader: Reader, states: tuple[str, ...]) -> str:
    raise reader.refuse(f"{reader.text()!r} is not one of the states {', '.join(states)}")


def _refusal(reader: Reader, api: Api) -> Refusal:
    """Read a refusal; its type is, by default, the one that blames the request."""
    keys = reader.mapping({"code", "param", "status", "type"})
    for part in keys.keys() & {"code", "param", "type"}:
        if not getattr(api.error, part):
            raise keys[part].refuse(f"api.yaml does not say where a refusal has its {part}")
    return Refusal(
        status=keys["status"].statuses() if "status" in keys else api.error.state,
        type=keys["type"].text() if "type" in keys else api.error.invalid or None,
        code=a_code(keys["code"]) if "code" in keys else None,
        param=keys["param"].text() if "param" in keys else None,
    )


def placed(operation: Operation, life: Lifecycle | None, recipes: tuple[Recipe, ...]) -> Operation:
    """Return an action with the state that it works in, where it says none and a lifecycle does.

    One that is refused in no state works on whatever there is. A cell whose form is more than
    everybody has to send says nothing of the smallest one.
    """
    cells = [c for c in life.transitions if c.operation == operation.id] if life else []
    if operation.kind != "action" or operation.subject or all(c.to for c in cells):
        return operation
    known = {recipe.state for recipe in recipes if recipe.resource == operation.resource}
    needed = {row.path for row in operation.sent if row.required}
    able = [c for c in cells if c.to and not c.refused and needed.issuperset(c.form)]
    names = [c.recipe or c.state for c in sorted(able, key=lambda c: bool(c.form))]
    state = next((name for name in names if name in known), "")
    return replace(operation, subject=f"{operation.resource}:{state}") if state else operation
