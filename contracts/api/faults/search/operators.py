"""Operators of the query language."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service

_SEARCH = "GET /v1/payment_intents/search"


def _rewritten(service: Service, old: str, new: str) -> None:
    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {**params, "query": str(params["query"]).replace(old, new)}

    seams.parameters(service, change, _SEARCH)


def edge_included(service: Service) -> None:
    """What is to be above a number may be that number."""
    _rewritten(service, "amount>1", "amount>=1")


def negation_ignored(service: Service) -> None:
    """A negated condition is taken as it stands."""
    _rewritten(service, " -", " ")


def or_taken_for_and(service: Service) -> None:
    """Of two alternatives both are asked for."""
    _rewritten(service, " OR ", " AND ")
