"""Filters by time with bounds that are off."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET *")
def edges_included(params: Params) -> Params:
    """Objects of the very second are let in by `gt` and `lt`."""
    return _renamed(params, {"gt": "gte", "lt": "lte"})


@seams.parameters("GET *")
def edges_left_out(params: Params) -> Params:
    """Objects of the very second are kept out by `gte` and `lte`."""
    return _renamed(params, {"gte": "gt", "lte": "lt"})


@seams.parameters("GET *")
def exact_is_from_then_on(params: Params) -> Params:
    """One second given as `created` is taken for the first of many."""
    if isinstance(params.get("created"), int):
        params["created"] = {"gte": params["created"]}
    return params


@seams.parameters("GET *")
def lower_of_two_lost(params: Params) -> Params:
    """Of two bounds only the upper one is looked at."""
    return _one_of_two(params, ("lt", "lte"))


@seams.parameters("GET *")
def upper_of_two_lost(params: Params) -> Params:
    """Of two bounds only the lower one is looked at."""
    return _one_of_two(params, ("gt", "gte"))


def _one_of_two(params: Params, kept: tuple[str, ...]) -> Params:
    created = params.get("created")
    if isinstance(created, dict) and len(created) > 1:
        params["created"] = {name: edge for name, edge in created.items() if name in kept}
    return params


def _renamed(params: Params, names: dict[str, str]) -> Params:
    created = params.get("created")
    if isinstance(created, dict):
        params["created"] = {names.get(name, name): edge for name, edge in created.items()}
    return params
