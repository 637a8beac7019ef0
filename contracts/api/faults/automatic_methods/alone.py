"""What automatic payment methods exclude."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents")
def ignored(params: Params) -> Params:
    """Automatic payment methods win over what excludes them."""
    names = ("payment_method_types", "confirmation_method")
    automatic = params.get("automatic_payment_methods")
    return {k: v for k, v in params.items() if not automatic or k not in names}
