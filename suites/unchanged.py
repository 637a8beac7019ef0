"""For suites that are not laws yet: whether updates are seen, and objects that never stay."""

from __future__ import annotations

from collections.abc import Callable

from contracts import load
from contracts.model import Operation
from harness.exchange import Exchange
from suites import merit
from suites.legacy import Lab
from suites.looking.unchanged import moved
from suites.merit import RESTLESS, STILL


def stirs(lab: Lab, operation: Operation) -> bool:
    """Whether an update of such an object is seen when it is read."""
    return lab.merit.stirs(operation)


def restless(look: Callable[[], Exchange | None]) -> bool:
    """Whether an object reads otherwise each time `look` reads it: then no request did that."""
    return merit.restless(look, _moved)


def _moved(before: Exchange, after: Exchange) -> list[str]:
    contracts = load()
    resource = contracts.described(str(before.item.get("object")))
    if resource is None:
        return [name for name in after.item if after.item[name] != before.item.get(name)]
    return moved(before, after, resource, contracts.api.object.moving)


__all__ = ["RESTLESS", "STILL", "restless", "stirs"]
