"""The one table of what may happen on the wire: what is tolerated, and what is a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.wire import (
    faults,
    faults_of_life,
    faults_of_lists,
    faults_of_memory,
    faults_of_objects,
    faults_together,
    tolerated,
    tolerated_choices,
    tolerated_values,
)
from tests.wire.message import Change

TOLERATED: Mapping[str, Change] = {
    **tolerated.TRANSPORT, **tolerated.JSON, **tolerated_values.VALUES, **tolerated_values.EITHER,
    **tolerated_choices.CHOICES,
}  # fmt: skip
FAULTS: Mapping[str, Change] = {
    **faults.WIRE,
    **faults.ERRORS,
    **faults_of_lists.LISTS,
    **faults_of_objects.OBJECTS,
    **faults_of_life.LIFE,
    **faults_of_memory.MEMORY,
    **faults_together.TOGETHER,
}


def together(names: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of the tolerated changes that can be had at once."""
    return tuple(name for name in names or TOLERATED if not TOLERATED[name].alone)
