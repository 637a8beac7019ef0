"""Methods of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def manual(call: Call, intent: Object) -> None:
    """An intent is captured by hand unless told otherwise."""
    if "capture_method" not in call.params:
        intent["capture_method"] = "manual"
