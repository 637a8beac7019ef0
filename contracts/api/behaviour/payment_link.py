"""Payment links, and the products and prices they sell: neighbours, and the list (PL-01)."""

from __future__ import annotations

from typing import Any

from contracts.model import Contracts
from sandbox.call import Call
from sandbox.decode import whole
from sandbox.errors import invalid, missing_parameter, unknown_parameter
from sandbox.lists import envelope
from sandbox.objects import build
from sandbox.registry import hidden, neighbour, seed
from sandbox.store import Object, Store, new_id

from .amount import amount_of

KIND = "payment_link"
hidden(KIND, "line_items", "GET /v1/payment_links")


@seed
def sold(store: Store, _contracts: Contracts) -> dict[str, list[str]]:
    """Make a price that can be sold before anybody has made one; a run makes its own."""
    _price(store, {"unit_amount": "1000"}, "price_assaysold")
    return {}


@neighbour("POST /v1/products")
def product(call: Call) -> Object:
    """Create a product."""
    return _product(call.store, call.params)


def _product(store: Store, sent: dict[str, Any]) -> Object:
    item: Object = {
        "id": new_id("prod_", 14), "object": "product", "active": True, "attributes": [],
        "created": store.now(), "default_price": None,
        "description": sent.get("description") or None, "images": [], "livemode": False,
        "marketing_features": [], "metadata": {},
        "name": sent.get("name") or "Assay", "package_dimensions": None, "shippable": None,
        "tax_code": None, "type": "service", "unit_label": None, "updated": store.now(),
        "url": None,
    }  # fmt: skip
    return store.insert("product", item)


@neighbour("POST /v1/prices")
def price(call: Call) -> Object:
    """Create a price."""
    return _price(call.store, call.params)


def _price(store: Store, sent: dict[str, Any], name: str = "") -> Object:
    data = sent.get("product_data")
    named = sent.get("product") or _product(store, data if isinstance(data, dict) else {})["id"]
    repeats = sent.get("recurring")
    if isinstance(repeats, dict):
        repeats = {"interval_count": 1, "meter": None, "usage_type": "licensed", **repeats}
    amount = amount_of(sent, "unit_amount", _decimal(sent))
    item: Object = {
        "id": name or new_id("price_"), "object": "price", "active": True,
        "billing_scheme": "per_unit",
        "created": store.now(), "currency": sent.get("currency", "usd"), "custom_unit_amount": None,
        "livemode": False, "lookup_key": None, "metadata": {}, "nickname": None, "product": named,
        "recurring": repeats or None, "tax_behavior": "unspecified", "tiers_mode": None,
        "transform_quantity": None, "type": "recurring" if repeats else "one_time",
        "unit_amount": amount, "unit_amount_decimal": str(amount),
    }  # fmt: skip
    return store.insert("price", item)


def _decimal(sent: dict[str, Any]) -> int:
    """Return the whole part of a price in fractions of a minor unit; it is free without one."""
    text = str(sent.get("unit_amount_decimal", ""))
    return whole(text.partition(".")[0]) or 0


_LINE = ("adjustable_quantity", "price", "price_data", "quantity")
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
    known = {field.name for field in call.contracts.resource(KIND).fields} | {"expand"}
    if call.operation is not None:  # a table has been asked already
        known |= {row.name for row in call.operation.sent}
    for name in call.params:
        if name not in known:
            raise unknown_parameter(name)
    lines = call.get("line_items")
    if not isinstance(lines, dict) or not lines:
        raise missing_parameter("line_items")
    sold = [_line(call, line, index) for index, line in lines.items()]
    name = new_id("plink_")
    metadata = call.get("metadata")
    own = {**_FIXED, "currency": sold[0]["currency"], "id": name,
           "url": f"https://example.com/buy/{name}"}  # fmt: skip
    item = build(call.contracts.resource(KIND), {}, **own)
    del item["line_items"]
    item["metadata"] = dict(metadata) if isinstance(metadata, dict) else {}
    path = f"/v1/payment_links/{name}/line_items"
    call.store.secrets[name]["line_items"] = envelope(path, sold, has_more=False)
    return call.store.insert(KIND, item)


def _line(call: Call, sent: Any, index: str) -> Object:
    """Return one line that a link sells: of a price, or of a new one's data. Raises ApiError."""
    line, place = sent if isinstance(sent, dict) else {}, f"line_items[{index}]"
    if whole(index) is None:
        raise invalid("Invalid array: line_items", "line_items")
    for name in line:
        if name not in _LINE:
            raise unknown_parameter(f"{place}[{name}]")
    data = line.get("price_data")
    if not line.get("price") and not isinstance(data, dict):
        raise missing_parameter(f"{place}[price]")
    price = (
        _price(call.store, data) if isinstance(data, dict)
        else call.store.reference("price", str(line["price"]), f"{place}[price]")
    )  # fmt: skip
    quantity = amount_of(line, "quantity", 1)
    total = quantity * price["unit_amount"]
    return {
        "id": new_id("li_"), "object": "item", "adjustable_quantity": None, "amount_discount": 0,
        "amount_subtotal": total, "amount_tax": 0, "amount_total": total,
        "currency": price["currency"], "description": "Assay", "price": price,
        "quantity": quantity,
    }  # fmt: skip


@neighbour("GET /v1/payment_links/{payment_link}/line_items")
def lines_of(call: Call) -> Object:
    """List what a payment link sells."""
    name = call.store.get(KIND, call.id())["id"]
    return dict(call.store.secrets[name]["line_items"])


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
