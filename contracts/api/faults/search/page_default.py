"""How much is on a page of a search when nobody says."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params
from sandbox.service import Service

_SEARCH = "GET /v1/payment_intents/search"


def nine(service: Service) -> None:
    """A page has nine objects unless another number was asked for."""
    _pages(service, 9)


def hundred(service: Service) -> None:
    """A page has as many objects as it can unless another number was asked for."""
    _pages(service, 100)


def _pages(service: Service, size: int) -> None:
    def change(params: Params) -> Params:
        return {**params, "limit": params.get("limit") or size}

    seams.parameters(service, change, _SEARCH)
