"""The last four of an account."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def last_six(service: Service) -> None:
    """Six digits are shown."""
    seams.objects(service, lambda item: {**item, "last4": "456789"}, "GET /v1/linked_accounts/*")
