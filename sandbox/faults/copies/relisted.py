"""Lists that have not heard of an update."""

from __future__ import annotations

from sandbox import seams
from sandbox.faults.copies._behind import after_a_change
from sandbox.service import Service
from sandbox.store import Object


@seams.anew
def one_update_behind(_service: Service) -> seams.Install:
    """An entry is the object as it was before its last update."""
    return after_a_change(lambda _entry, before: before, ("update",))


@seams.anew
def metadata_of_before(service: Service) -> seams.Install:
    """An entry has the metadata of before the last update."""
    row = service.contracts.api.metadata_row

    def shown(entry: Object, before: Object) -> Object:
        return {**entry, row: before[row]} if row in before else entry

    return after_a_change(shown, ("update",))


@seams.anew
def maps_emptied(_service: Service) -> seams.Install:
    """Where something was updated its entry shows the maps of the object empty."""

    def shown(entry: Object, _before: Object) -> Object:
        maps = [name for name, value in entry.items() if isinstance(value, dict)]
        return {**entry, **{name: {} for name in maps}}

    return after_a_change(shown, ("update",))
