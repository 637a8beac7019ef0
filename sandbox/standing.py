"""Objects that are there from the start, as others are in an account: no call makes them.

A package says by a seed what there is. Of a resource that no call makes and of which nobody wrote
anything the tables alone say what an object is like; a few stand there, and their ids are told as
those of seeds are.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Resource
from sandbox.objects import create
from sandbox.registry import Registry
from sandbox.store import Store, new_id, same_ids

_FEW = 3
_USED_UP = 12  # of what can be deleted


def standing(store: Store, contracts: Contracts, own: Registry) -> dict[str, list[str]]:
    """Make the objects that no call makes; return their ids by "resource:state".

    What paths name and no file describes has ids alone. Each sandbox of a package has the same.
    """
    with same_ids():
        return _standing(store, contracts, own)


def _standing(store: Store, contracts: Contracts, own: Registry) -> dict[str, list[str]]:
    found = {
        f"{name}:default": [new_id("", 24) for _ in range(_FEW)]
        for name in _strangers(contracts, own)
    } | {
        f"{resource.name}:default": [
            str(create(store, _under(contracts, resource), resource.name, {})["id"])
            for _ in range(_many(resource))
        ]
        for resource in _unmade(contracts, own)
        if not any(True for _ in store.all(resource.name))
    }
    for resource in _nameless(contracts, own):
        for _ in range(_FEW):
            create(store, _under(contracts, resource), resource.name, {})
    return found


def _strangers(contracts: Contracts, own: Registry) -> list[str]:
    """Return what ids in paths name of which nothing else is known here."""
    known = {resource.name for resource in contracts.resources} | own.kept
    named = (row.references for o in contracts.operations for row in o.path_parameters)
    return sorted({
        name for names in named for name in names[:1]
        if name not in known and not _made(contracts, name)
    })  # fmt: skip


def _made(contracts: Contracts, name: str) -> bool:
    """Whether a recipe makes an object, or finds one: others only say that it is given."""
    recipe = contracts.recipe(name, "default")
    return recipe is not None and bool(recipe.steps or recipe.pick)


def _nameless(contracts: Contracts, own: Registry) -> list[Resource]:
    """Return the resources without ids that lists show and nothing makes."""
    found = (one for one in _unknown(contracts, own) if one.fields and one.of_kind("list"))
    return [resource for resource in found if not _named(contracts, resource)]


def _unmade(contracts: Contracts, own: Registry) -> list[Resource]:
    """Return the resources with ids that no call and no creation makes, nor any behaviour."""
    return [resource for resource in _unknown(contracts, own) if _named(contracts, resource)]


def _named(contracts: Contracts, resource: Resource) -> bool:
    """Whether the table of a resource has an id."""
    return resource.field(_under(contracts, resource).api.object.id) is not None


def _unknown(contracts: Contracts, own: Registry) -> Iterator[Resource]:
    """Yield the resources that no call and no creation makes, nor any behaviour."""
    made = {o.returns for o in contracts.operations if o.kind == "create"}
    written = {o.returns for o in contracts.operations if o.title in own.behaviours}
    for resource in contracts.resources:
        recipe = contracts.recipe(resource.name, "default")
        known = resource.name in made | written or (recipe is not None and recipe.steps)
        asked = any(o.returns == resource.name for o in contracts.operations)
        if asked and not known:
            yield resource


def _under(contracts: Contracts, resource: Resource) -> Contracts:
    """Return the contracts under the conventions of the first operation of a resource."""
    return contracts.of(next(iter(resource.operations), None))


def _many(resource: Resource) -> int:
    return _USED_UP if any(o.kind == "delete" for o in resource.operations) else _FEW
