"""Reasons for a loss."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def always(service: Service) -> None:
    """A new dispute has a reason for its loss."""
    reason = {"loss_reason": "cardholder_authentication_issuer_liability"}
    seams.objects(service, lambda item: {**item, **reason}, "POST /v1/issuing/disputes")
