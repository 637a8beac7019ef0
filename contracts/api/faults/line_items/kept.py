"""Line items that come later than the intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/payment_intents/*")
def at_creation_only(params: Params) -> Params:
    """Only those are kept that come with the creation."""
    return {name: value for name, value in params.items() if name != "amount_details"}


@seams.parameters("POST /v1/payment_intents/*/confirm")
def not_by_confirm(params: Params) -> Params:
    """Those that come with a confirmation are forgotten."""
    return {name: value for name, value in params.items() if name != "amount_details"}
