"""Holders of another type."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/link_account_sessions")
def not_compared(params: Params) -> Params:
    """What names the holder is not compared with its type."""
    holder = params.get("account_holder") or {}
    return {**params, "account_holder": {**holder, "type": "customer"}}
