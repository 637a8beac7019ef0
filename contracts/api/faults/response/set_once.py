"""What only a creation sets, shown otherwise later."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET /v1/payment_intents/*")
def by_hand_later(_call: Call, body: Object) -> Object:
    """Any intent that is retrieved says that it is confirmed by hand."""
    return {**body, "confirmation_method": "manual"} if "confirmation_method" in body else body


@seams.bodies("POST /v1/payment_intents/*")
def secret_drawn_anew(_call: Call, body: Object) -> Object:
    """Whatever is done to an intent gives it another secret, in that answer."""
    secret = body.get("client_secret")
    return {**body, "client_secret": f"{secret}2"} if secret else body


@seams.bodies("GET /v1/issuing/cards")
def of_another_sort_in_lists(_call: Call, body: Object) -> Object:
    """A list of cards shows those that are physical as virtual, and the other way round."""
    other = {"virtual": "physical", "physical": "virtual"}
    return {**body, "data": [{**card, "type": other[card["type"]]} for card in body["data"]]}


@seams.bodies("POST /v1/issuing/cardholders/*")
def all_are_companies(_call: Call, body: Object) -> Object:
    """An update answers as if each cardholder were a company."""
    return {**body, "type": "company"} if "type" in body else body
