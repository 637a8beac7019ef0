"""Payments that may not wait for an action."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents*")
def ignored(params: Params) -> Params:
    """Nobody looks at error_on_requires_action."""
    return {k: v for k, v in params.items() if k != "error_on_requires_action"}
