"""Methods of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def manual(service: Service) -> None:
    """An intent is captured by hand unless told otherwise."""

    def change(call: Call, intent: Object) -> None:
        if "capture_method" not in call.params:
            intent["capture_method"] = "manual"

    seams.afterwards(service, change, "POST /v1/payment_intents")
