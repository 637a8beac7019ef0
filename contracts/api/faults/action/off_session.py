"""Payments while the customer is away."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents*")
def ignored(params: Params) -> Params:
    """Nobody looks at off_session."""
    return {k: v for k, v in params.items() if k != "off_session"}
