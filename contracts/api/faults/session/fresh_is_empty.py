"""Lists of one session's accounts."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET /v1/linked_accounts")
def not_filtered(params: Params) -> Params:
    """The session is ignored."""
    return {name: value for name, value in params.items() if name != "session"}
