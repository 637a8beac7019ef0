"""Client secrets."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def no_id(service: Service) -> None:
    """A client secret does not start with its intent's id."""

    def change(_call: Call, intent: Object) -> None:
        intent["client_secret"] = intent["client_secret"].partition("_secret_")[2]

    seams.afterwards(service, change, "POST /v1/payment_intents")
