"""Payment links, and the products and prices they sell: neighbours, and the list (PL-01)."""

from __future__ import annotations

from typing import Any

from sandbox.behaviour.amount import amount_of
from sandbox.call import Call
from sandbox.errors import missing_parameter
from sandbox.objects import build
from sandbox.registry import neighbour
from sandbox.store import Object, new_id

KIND = "payment_link"


@neighbour("POST /v1/products")
def product(call: Call) -> Object:
    """Create a product."""
    item: Object = {"id": new_id("prod_", 14), "object": "product", "active": True,
                    "created": call.now, "livemode": False, "metadata": {},
                    "name": call.get("name") or "Assay"}  # fmt: skip
    return call.store.insert("product", item)


@neighbour("POST /v1/prices")
def price(call: Call) -> Object:
    """Create a price."""
    made = call.get("product") or product(call)["id"]
    item: Object = {
        "id": new_id("price_"), "object": "price", "active": True, "created": call.now,
        "currency": call.get("currency", "usd"), "livemode": False, "metadata": {},
        "product": made, "type": "one_time", "unit_amount": amount_of(call.params, "unit_amount"),
    }  # fmt: skip
    return call.store.insert("price", item)


_FIXED: dict[str, Any] = {
    "active": True, "after_completion": {"type": "hosted_confirmation", "redirect": None,
    "hosted_confirmation": {"custom_message": None}}, "allow_promotion_codes": False,
    "automatic_tax": {"enabled": False, "liability": None}, "billing_address_collection": "auto",
    "custom_fields": [], "custom_text": {"after_submit": None, "shipping_address": None,
    "submit": None, "terms_of_service_acceptance": None}, "customer_creation": "if_required",
    "payment_method_collection": "always", "phone_number_collection": {"enabled": False},
    "shipping_options": [], "submit_type": "auto", "livemode": False,
    "tax_id_collection": {"enabled": False, "required": "never"},
}  # fmt: skip


@neighbour("POST /v1/payment_links")
def make(call: Call) -> Object:
    """Create a payment link."""
    lines = call.get("line_items")
    if not isinstance(lines, dict) or not lines:
        raise missing_parameter("line_items")
    first = next(iter(lines.values()))
    sold = call.store.reference("price", str(first.get("price")), "line_items[0][price]")
    name = new_id("plink_")
    metadata = call.get("metadata")
    own = {**_FIXED, "currency": sold["currency"], "id": name,
           "url": f"https://example.com/buy/{name}"}  # fmt: skip
    item = build(call.contracts.resource(KIND), {}, **own)
    item["metadata"] = dict(metadata) if isinstance(metadata, dict) else {}
    return call.store.insert(KIND, item)


@neighbour("POST /v1/payment_links/{payment_link}")
def update(call: Call) -> Object:
    """Switch a payment link on or off."""
    item = call.store.get(KIND, call.id())
    if call.sent("active"):
        item["active"] = call.params["active"] == "true"
    return item


@neighbour("GET /v1/payment_links/{payment_link}")
def retrieve(call: Call) -> Object:
    """Retrieve a payment link."""
    return call.store.get(KIND, call.id())
