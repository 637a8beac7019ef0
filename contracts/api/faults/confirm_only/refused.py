"""Parameters that only go with a confirmation."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents")
def ignored(params: Params) -> Params:
    """What only goes with a confirmation is ignored without one."""
    names = ("off_session", "return_url", "error_on_requires_action")
    return {k: v for k, v in params.items() if params.get("confirm") or k not in names}
