"""What never changes of an object, changed by what is done to it or by who looks."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


def _stored(call: Call, body: Object, **values: object) -> Object:
    kept = call.store.find(str(body.get("id")))
    if kept is not None:
        kept.update({name: value for name, value in values.items() if name in kept})
    return {**body, **{name: value for name, value in values.items() if name in body}}


@seams.bodies("POST /v1/issuing/tokens/*")
def of_another_network(call: Call, body: Object) -> Object:
    """A token that is suspended goes over to another network, and stays there."""
    moved = body.get("status") == "suspended"
    return _stored(call, body, network="mastercard") if moved else body


@seams.bodies("POST /v1/linked_accounts/*/refresh")
def renamed_by_a_refresh(call: Call, body: Object) -> Object:
    """A refresh gives the institution of an account another name."""
    return _stored(call, body, institution_name="Other Bank")


@seams.bodies("POST /v1/issuing/settlements/*")
def cleared_elsewhere(call: Call, body: Object) -> Object:
    """An update puts a settlement into the hands of another service."""
    return _stored(call, body, settlement_service="domestic")


@seams.bodies("GET /v1/issuing/cards")
def of_another_brand_in_lists(_call: Call, body: Object) -> Object:
    """A list shows every card as one of another brand."""
    return {**body, "data": [{**card, "brand": "MasterCard"} for card in body["data"]]}
