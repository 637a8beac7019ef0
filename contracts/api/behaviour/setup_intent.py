"""SetupIntents: neighbours that leave mandates (catalogue 2.7, 5)."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import ApiError, invalid
from sandbox.lists import lenient_page
from sandbox.objects import merge_metadata
from sandbox.registry import neighbour
from sandbox.store import Object, new_id

from . import mandate, payment_method

KIND = "setup_intent"
_ONE = "/v1/setup_intents/{intent}"


def _types(params: dict[str, Any]) -> list[str]:
    sent = params.get("payment_method_types")
    return list(sent.values()) if isinstance(sent, dict) else ["card"]


def _give(call: Call, item: Object) -> None:
    """Put what the customer will pay with into an intent. Raises ApiError."""
    name, data = call.get("payment_method"), call.get("payment_method_data")
    method = None
    if isinstance(name, str) and name:
        method = payment_method.use(call.store, name, "payment_method")
    elif isinstance(data, dict) and isinstance(data.get("type"), str):
        method = payment_method.of_data(call.store, data)
    if method is not None:
        item.update(payment_method=method["id"], status="requires_confirmation")


def _set_up(call: Call, item: Object) -> Object:
    method = call.store.get(payment_method.KIND, item["payment_method"])
    item["status"] = "succeeded"
    if isinstance(call.get("mandate_data"), dict):
        item["mandate"] = mandate.make(call, method, call.params["mandate_data"])["id"]
    return item


def _open(call: Call) -> Object:
    item = call.store.get(KIND, call.id(), "intent")
    if item["status"] in ("succeeded", "canceled"):
        text = f"This SetupIntent has status {item['status']}."
        raise ApiError(400, text, code="setup_intent_unexpected_state", setup_intent=dict(item))
    return item


@neighbour("POST /v1/setup_intents")
def make(call: Call) -> Object:
    """Create a SetupIntent; confirmed with mandate data it leaves a mandate."""
    metadata = call.get("metadata")
    item: Object = {
        "id": new_id("seti_"), "object": KIND, "application": None, "cancellation_reason": None,
        "created": call.now, "livemode": False, "customer": call.get("customer") or None,
        "description": call.get("description") or None, "last_setup_error": None,
        "latest_attempt": None, "mandate": None, "next_action": None, "on_behalf_of": None,
        "metadata": merge_metadata({}, metadata if isinstance(metadata, dict) else {}),
        "payment_method": None, "payment_method_options": {}, "single_use_mandate": None,
        "payment_method_types": _types(call.params), "status": "requires_payment_method",
        "usage": call.get("usage", "off_session"),
    }  # fmt: skip
    item["client_secret"] = f"{item['id']}_secret_{new_id('', 14)}"
    _give(call, item)
    if item["payment_method"] and call.get("confirm") == "true":
        _set_up(call, item)
    return call.store.insert(KIND, item)


@neighbour("GET /v1/setup_intents")
def listing(call: Call) -> Object:
    """List SetupIntents."""
    return lenient_page(call, KIND, "customer", "payment_method")


@neighbour(f"GET {_ONE}")
def retrieve(call: Call) -> Object:
    """Retrieve a SetupIntent."""
    return call.store.get(KIND, call.id(), "intent")


@neighbour(f"POST {_ONE}")
def update(call: Call) -> Object:
    """Change a SetupIntent that is not done with."""
    item = _open(call)
    _give(call, item)
    if isinstance(call.get("metadata"), dict):
        item["metadata"] = merge_metadata(item["metadata"], call.params["metadata"])
    return item


@neighbour(f"POST {_ONE}/confirm")
def confirm(call: Call) -> Object:
    """Set up the payment method; with mandate data a mandate is left."""
    item = _open(call)
    _give(call, item)
    if not item["payment_method"]:
        raise invalid("This SetupIntent has no payment method.", "payment_method")
    return _set_up(call, item)


@neighbour(f"POST {_ONE}/cancel")
def cancel(call: Call) -> Object:
    """Cancel a SetupIntent."""
    item = _open(call)
    item.update(status="canceled", cancellation_reason=call.get("cancellation_reason"))
    return item
