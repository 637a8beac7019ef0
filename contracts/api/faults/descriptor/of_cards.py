"""Statement descriptors of cards."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents")
def ignored(params: Params) -> Params:
    """Card payments take a statement descriptor."""
    return {k: v for k, v in params.items() if k != "statement_descriptor"}
