"""Resources whose objects are named by another field than most: they have conventions of their own.

`id` of a resource says by which field paths, rows and lists know its objects, and what such an id
is like. All else is as the set says that its operations are bound to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast, get_args

from contracts.conventions import check_pattern
from contracts.model import ConventionSet, Resource
from contracts.model.shapes import Chosen, IdShape, IdType
from contracts.model.whole import BASE
from contracts.near import hint
from contracts.reader import Reader
from contracts.sets import Sets

KEY = "id"  # of a resource
FIELD = "field"
KEYS = (FIELD, "type", "pattern", "chosen")
TYPES, CHOSEN = get_args(IdType), get_args(Chosen)
_NUMBER = "integer"


def with_own_ids(sets: Sets, readers: Iterable[Reader], paths: Mapping[str, str]) -> Sets:
    """Return the sets of a package with those of resources that have ids of their own.

    `paths` are those of all operations, by id. Raises ContractError.
    """
    every, bound = list(sets.every), dict[str, str]()
    for reader in readers:
        keys = reader.entries()
        if KEY not in keys:
            continue
        verbs = keys["operations"].entries() if "operations" in keys else {}
        if not verbs:
            raise keys[KEY].refuse("it says what operations name an object by, and there are none")
        for name in (f"{keys['resource'].text()}.{verb}" for verb in verbs):
            below = sets.of(name, paths[name])
            if below is not None:
                bound[name] = _named(every, _derived(sets, below, keys[KEY]))
    return replace(sets, every=tuple(every), own=bound)


def _named(every: list[ConventionSet], own: ConventionSet) -> str:
    """Return the name of a set, which is added unless there is one that says the same."""
    same = next((one.name for one in every if one.below is not None
                 and replace(own, name=one.name) == one), "")  # fmt: skip
    if same:
        return same
    taken = {one.name for one in every}
    numbered = (f"{own.name}/{number}" for number in range(2, len(taken) + 3))
    name = next(one for one in (own.name, *numbered) if one not in taken)
    every.append(replace(own, name=name))
    return name


def _derived(sets: Sets, below: str, reader: Reader) -> ConventionSet:
    """Return a set of conventions with another id. Raises ContractError."""
    keys, api = reader.mapping(set(KEYS), {FIELD}), sets.api(below)
    if "pattern" in keys:
        check_pattern(keys["pattern"])
    shape = IdShape(
        type=cast("IdType", keys["type"].one_of(TYPES)) if "type" in keys else "string",
        pattern=keys["pattern"].text() if "pattern" in keys else "",
        chosen=cast("Chosen", keys["chosen"].one_of(CHOSEN)) if "chosen" in keys else "server",
    )
    field = keys[FIELD].text()
    return ConventionSet(
        name=f"{below or BASE}/{field}",
        api=replace(api, object=replace(api.object, id=field), id=shape),
        situations=dict(sets.known(below)),
        below=below,
    )


def check_own_id(resource: Resource, reader: Reader) -> None:
    """Check that the field of an id is there, and is of the type of ids. Raises ContractError."""
    keys = reader.entries()
    if KEY not in keys:
        return
    inner = keys[KEY].entries()
    name = inner[FIELD].text()
    field = resource.named.get(name)
    if field is None:
        raise inner[FIELD].refuse(f"{name!r} is no field of it{hint(name, resource.named)}")
    number = "type" in inner and inner["type"].text() == _NUMBER
    if field.type not in TYPES or (field.type == _NUMBER) is not number:
        raise keys[KEY].refuse(f"the field {name!r} is of the type {field.type!r}, the id is not")
