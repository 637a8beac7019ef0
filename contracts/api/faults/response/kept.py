"""What requests alone write of an object, written without one."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


def _write(call: Call, body: Object, **values: object) -> None:
    kept = call.store.find(str(body.get("id")))
    if kept is not None:
        kept.update(values)


@seams.bodies("GET /v1/issuing/cards")
def a_list_marks_what_it_shows(call: Call, body: Object) -> Object:
    """A list of cards notes in the metadata of the last that it was shown."""
    for card in body["data"][-1:]:
        _write(call, card, metadata={**card["metadata"], "seen": "1"})
    return body


@seams.bodies("POST /v1/issuing/cards")
def a_card_takes_the_number_of_its_holder(call: Call, body: Object) -> Object:
    """Where a card is made, its cardholder has no telephone any more."""
    holder = body.get("cardholder")
    if isinstance(holder, dict):
        _write(call, holder, phone_number=None)
    return body


@seams.bodies("POST /v1/issuing/cardholders/*")
def an_address_goes_with_a_number(call: Call, body: Object) -> Object:
    """An update that sets the telephone number drops the email address."""
    if call.params.get("phone_number"):
        _write(call, body, email=None)
        return {**body, "email": None}
    return body


@seams.bodies("GET /v1/payment_intents/*")
def described_by_a_reading(_call: Call, body: Object) -> Object:
    """An intent that has a description is shown without it when it is retrieved."""
    return {**body, "description": None} if body.get("description") else body
