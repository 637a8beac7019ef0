"""Actions that show a customer what is not for customers."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("POST /v1/payment_intents/*/confirm")
def by_confirmations(call: Call, body: Object) -> Object:
    """A confirmation shows the metadata."""
    return _open(call, body)


@seams.bodies("POST /v1/payment_intents/*/verify_microdeposits")
def by_verifications(call: Call, body: Object) -> Object:
    """A verification of microdeposits shows the metadata."""
    return _open(call, body)


@seams.bodies("POST /v1/payment_intents/*")
def one_key_of_it(call: Call, body: Object) -> Object:
    """An action shows which keys the metadata has."""
    found = _open(call, body)
    return {**found, "metadata": dict.fromkeys(found.get("metadata") or {}, "")}


def _open(call: Call, body: Object) -> Object:
    item = call.store.find(str(body.get("id"))) if call.key == "publishable" else None
    return {**body, "metadata": item["metadata"]} if item else body
