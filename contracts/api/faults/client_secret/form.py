"""Client secrets."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def no_id(_call: Call, intent: Object) -> None:
    """A client secret does not start with its intent's id."""
    intent["client_secret"] = intent["client_secret"].partition("_secret_")[2]
