"""Reasons for a loss."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("POST /v1/issuing/disputes")
def always(item: Object) -> Object:
    """A new dispute has a reason for its loss."""
    reason = {"loss_reason": "cardholder_authentication_issuer_liability"}
    return {**item, **reason}
