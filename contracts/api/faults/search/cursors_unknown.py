"""Cursors of lists in a search."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.service import Service

_SEARCH = "GET /v1/payment_intents/search"


def ignored(service: Service) -> None:
    """A cursor is left out of a search."""

    def wrong(refusal: ApiError) -> bool:
        return refusal.param in ("starting_after", "ending_before")

    seams.forgiving(service, wrong, _SEARCH)
