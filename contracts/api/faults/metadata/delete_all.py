"""Metadata that cannot be deleted as a whole."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents/*/capture")
def ignored_by_actions(params: Params) -> Params:
    """An empty `metadata` that comes with an action is ignored."""
    return {n: v for n, v in params.items() if n != "metadata" or v is not None}
