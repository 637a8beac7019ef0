"""Filters by time with bounds that are off."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def _renamed(service: Service, names: dict[str, str]) -> None:
    def change(params: dict[str, Any]) -> dict[str, Any]:
        created = params.get("created")
        if isinstance(created, dict):
            params["created"] = {names.get(name, name): edge for name, edge in created.items()}
        return params

    seams.parameters(service, change, "GET *")


def edges_included(service: Service) -> None:
    """Objects of the very second are let in by `gt` and `lt`."""
    _renamed(service, {"gt": "gte", "lt": "lte"})


def edges_left_out(service: Service) -> None:
    """Objects of the very second are kept out by `gte` and `lte`."""
    _renamed(service, {"gte": "gt", "lte": "lt"})


def exact_is_from_then_on(service: Service) -> None:
    """One second given as `created` is taken for the first of many."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        if isinstance(params.get("created"), int):
            params["created"] = {"gte": params["created"]}
        return params

    seams.parameters(service, change, "GET *")
