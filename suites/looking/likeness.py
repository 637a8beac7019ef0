"""Is an accepted answer what its operation returns, at a glance?

A server that says 200 to everything keeps no promise: only an answer that looks like the resource
counts as acceptance. How well it fits its table is another claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange
from suites.looking.say import an, shown


def resembles(exchange: Exchange, operation: Operation) -> bool:
    """Whether a 2xx holds a list where one is due, else an object of the right kind, with an id
    where its table has one.

    A list that holds anything holds something of the right kind.
    """
    if not exchange.accepted:
        return False
    if operation.shape in ("any", "empty"):
        return True  # how well it is answered is another claim
    if operation.many:
        listed = exchange.entries
        return listed is not None and (not listed or any(_fits(item, operation) for item in listed))
    has_id = named(exchange) or (operation.nameless and operation.kind != "create")
    return operation.shape == "stub" or (_fits(exchange.item, operation) and has_id)


def _fits(item: Any, operation: Operation) -> bool:
    """Whether an object is of the kind that an operation returns, where kinds are told."""
    told = item.get(operation.label) if isinstance(item, dict) else None
    return isinstance(item, dict) and (not operation.kinds or told in operation.kinds)


def _kind(item: Any) -> Any:
    return item.get("object") if isinstance(item, dict) else None


def named(exchange: Exchange) -> bool:
    """Whether the object that is shown has an id."""
    name = exchange.item.get("id")
    return isinstance(name, str) and bool(name)


def wanted(operation: Operation) -> str:
    """Return in words what an accepted answer holds."""
    if operation.shape == "object":
        return f"status 200 with {an(operation.returns)}"
    if operation.many:
        return "status 200 with a list in `data`, of the documented objects"
    return "a 2xx"


def observed(exchange: Exchange) -> str:
    """Return in words what an accepted answer holds instead."""
    if isinstance(exchange.json, list) and exchange.entries is None:
        return "a JSON array, and no object"
    if not exchange.body:
        return "no JSON object" if not isinstance(exchange.json, dict) else "an empty object"
    if exchange.entries:
        return f"a list of what has object {shown(_kind(exchange.entries[0]))}"
    return f"object {shown(_kind(exchange.item))}, id {shown(exchange.item.get('id'))}"


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields whose values are not the same; null may be left out."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def stale(copy: Mapping[str, Any], now: Mapping[str, Any], own: str) -> list[str]:
    """Return the names of single values, and of metadata, the field `own`, that a copy shows
    otherwise.

    Objects in objects and lists are left out: a copy may show them by their ids.
    """
    return [
        name for name in differing(copy, now)
        if name in copy and name in now
        and (name == own or (not _inner(copy[name]) and not _inner(now[name])))
    ]  # fmt: skip


def _inner(value: Any) -> bool:
    return isinstance(value, dict | list)
