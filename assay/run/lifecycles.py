"""Which claim is which cell of a lifecycle: what a report needs to draw status by operation."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from contracts import Contracts
from suites.laws.transition._family import CELLS

_LAW = f"{CELLS.name}.{CELLS.name}"


def lifecycles(contracts: Contracts, laws: Collection[str]) -> dict[str, Any]:
    """Return the lifecycles by resource, {} in a run that does not ask them.

    Each has its `states` in order, and its `cells`: claim, state, and the label that tells several
    of one operation and state apart.
    """
    if _LAW not in laws:
        return {}
    found: dict[str, Any] = {}
    for cell in CELLS.about(contracts):
        start = {"states": list(cell.life.states), "cells": []}
        life = found.setdefault(cell.resource.name, start)
        life["cells"].append([cell.claim, cell.transition.state, cell.transition.label])
    return found
