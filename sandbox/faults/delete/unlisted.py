"""Deletions that lists do not hear of."""

from __future__ import annotations

from sandbox import seams
from sandbox.faults.delete._remembered import before, remembering
from sandbox.seams import Install
from sandbox.service import Service
from sandbox.store import Object


@seams.anew
def listed_from_a_cache(_service: Service) -> Install:
    """A list shows what was deleted, for it comes from a cache."""
    return remembering(dict, before)


@seams.anew
def the_last_one_listed(_service: Service) -> Install:
    """A list shows the object that was deleted last."""
    return remembering(dict, lambda gone, there: [*there, gone[0]])


@seams.anew
def listed_as_a_stub(_service: Service) -> Install:
    """A list shows ids of what was deleted, without anything else."""
    return remembering(_stub, before)


def _stub(item: Object) -> Object:
    names = ("id", "object", "created")
    return {name: item[name] for name in names if name in item}
