"""Captures that are not the last."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents/*/capture")
def ignored(params: Params) -> Params:
    """Nobody looks at final_capture."""
    return {k: v for k, v in params.items() if k != "final_capture"}
