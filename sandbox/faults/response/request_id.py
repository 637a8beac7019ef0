"""The id of each request."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def missing(service: Service) -> None:
    """No answer has a request id."""
    seams.headers(service, {"request-id": ""})


def of_another_kind(service: Service) -> None:
    """The request id is a bare number."""
    seams.headers(service, {"request-id": "17"})
