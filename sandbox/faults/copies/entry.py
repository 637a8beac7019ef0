"""Lists that have not heard of what was done to an object."""

from __future__ import annotations

from sandbox import seams
from sandbox.faults.copies._behind import after_a_change
from sandbox.service import Service
from sandbox.store import Object


@seams.anew
def one_behind(_service: Service) -> seams.Install:
    """An entry is the object as it was before it was changed last."""
    return after_a_change(lambda _entry, before: before)


@seams.anew
def state_of_before(_service: Service) -> seams.Install:
    """An entry has the state of before: the index of states is not written again."""

    def shown(entry: Object, before: Object) -> Object:
        return {**entry, "status": before["status"]} if "status" in before else entry

    return after_a_change(shown)


@seams.anew
def parts_forgotten(_service: Service) -> seams.Install:
    """Where something was done to an object, its entry has no parts any more."""

    def shown(entry: Object, _before: Object) -> Object:
        parts = [name for name, value in entry.items() if isinstance(value, dict)]
        return {**entry, **dict.fromkeys(parts)}

    return after_a_change(shown)


@seams.anew
def reasons_left_out(_service: Service) -> seams.Install:
    """Where something was done to an object, its entry does not say why."""

    def shown(entry: Object, _before: Object) -> Object:
        return {**entry, **{name: None for name in entry if name.endswith("_reason")}}

    return after_a_change(shown)
