"""What a suite is parametrised by, and which items one worker keeps together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from _pytest.mark.structures import ParameterSet

from contracts import load
from contracts.model import Operation

_CROWDED = "payment_intent"  # so many rows that its operations are spread over the workers


def group(operation: Operation) -> str:
    """Return the name of the group of items that share an operation's objects."""
    return operation.id if operation.resource == _CROWDED else operation.resource


def marked(operation: Operation) -> bool:
    """Whether an operation updates objects and can leave a mark in their metadata."""
    return operation.kind == "update" and any(row.name == "metadata" for row in operation.sent)


def operations(wanted: Callable[[Operation], bool]) -> list[ParameterSet]:
    """Return the operations that `wanted` accepts, as pytest parameters with their ids."""
    return [
        pytest.param(o, id=o.id, marks=pytest.mark.xdist_group(group(o)))
        for o in load().operations
        if wanted(o)
    ]
