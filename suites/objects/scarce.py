"""What was configured is there once: which groups may not use it at the same time.

A group that takes a configured object has it until it ends, and no other group changes it
meanwhile. All that one bundle may take has one lock, so that no two groups ever wait for each
other; what no operation changes is shared.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from contracts.model import Contracts
from suites.objects.needed import needed

_LEAVING = ("list", "retrieve", "search", "create")  # kinds that change no object that is there
Users = Mapping[str, Collection[str]]  # ids of operations by the bundle whose groups ask them
Lock = Any  # threading.RLock is no type before Python 3.13


class Scarce:
    """The locks on configured objects, by resource: one for all of which `lines` says nothing.

    Resources to which `lines` gives one name share a lock; those that are `shared` have none.
    """

    def __init__(self, lines: Mapping[str, str] | None = None, shared: Iterable[str] = ()) -> None:
        self._lines = dict(lines or {})
        self._shared = frozenset(shared)
        self._locks: dict[str, Lock] = {
            line: threading.RLock() for line in ("", *self._lines.values())
        }

    def lock(self, resource: str) -> Lock | None:
        """Return what a group holds while it uses a resource's objects, None where it need not."""
        if resource in self._shared:
            return None
        return self._locks[self._lines.get(resource, "")]


def scarce(contracts: Contracts, users: Users, names: Iterable[str]) -> Scarce:
    """Return the locks on what was configured under `names`, for groups asked at a time."""
    given = {name.partition(":")[0] for name in names}
    changing = changed(contracts)
    taken = taking(contracts, users)
    lines: dict[str, str] = {}
    for bundle, line in together(taken, given & changing).items():
        lines |= dict.fromkeys(taken[bundle] & given & changing, line)
    return Scarce(lines, given - changing)


def changed(contracts: Contracts) -> set[str]:
    """Return the resources whose objects an operation may change: others may be used at a time."""
    return {
        r.name for r in contracts.resources if any(o.kind not in _LEAVING for o in r.operations)
    }


def taking(contracts: Contracts, users: Users) -> dict[str, set[str]]:
    """Return the resources of which the groups of each bundle may take an object."""
    found = {name: needed(contracts, contracts.operation(name))
             for name in sorted({each for ids in users.values() for each in ids})}  # fmt: skip
    return {bundle: set().union(*(found[name] for name in ids)) for bundle, ids in users.items()}


def together(taken: Mapping[str, Collection[str]], names: Iterable[str]) -> dict[str, str]:
    """Return one name for all bundles whose groups may take objects of one of `names`."""
    found = {bundle: bundle for bundle in taken}
    for name in sorted(names):
        joined = {found[bundle] for bundle, resources in taken.items() if name in resources}
        found |= {bundle: min(joined) for bundle, now in found.items() if now in joined}
    return found
