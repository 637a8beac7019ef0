"""Personalization designs (catalogue 2.4, 3.8)."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter
from sandbox.lists import page
from sandbox.objects import change, create
from sandbox.registry import behaviour, neighbour
from sandbox.store import Object

KIND = "issuing.personalization_design"
_REVIEWED = ("card_logo", "carrier_text", "physical_bundle")


def _claim_key(call: Call, own: str | None) -> None:
    """Keep lookup keys unique; with `transfer_lookup_key` the old holder loses its (PD-08)."""
    key = call.get("lookup_key")
    if not key:
        return
    holder = next((x for x in call.store.all(KIND) if x["lookup_key"] == key), None)
    if holder is None or holder["id"] == own:
        return
    if not call.get("transfer_lookup_key"):
        raise invalid("The lookup key is taken; send transfer_lookup_key=true.", "lookup_key")
    holder["lookup_key"] = None


def _claim_default(call: Call, item: Object) -> None:
    """Leave one default design (PD-13)."""
    if not (call.get("preferences") or {}).get("is_default"):
        return
    for other in call.store.all(KIND):
        if other is not item and other["preferences"]["is_default"]:
            other["preferences"] = {**other["preferences"], "is_default": False}


def _bundle(call: Call) -> None:
    name = call.get("physical_bundle")
    if name is None:
        return
    bundle = call.store.reference("issuing.physical_bundle", name, "physical_bundle")
    for part in ("card_logo", "carrier_text"):
        if bundle["features"][part] == "unsupported" and call.get(part):
            raise invalid(f"The bundle does not support a {part}.", part)


@behaviour("POST /v1/issuing/personalization_designs")
def make(call: Call) -> Object:
    """Create a design; a new one is in review (PD-05, PD-11)."""
    _bundle(call)
    _claim_key(call, None)
    item = create(
        call.store, call.contracts, KIND, call.params, status="review",
        rejection_reasons={"card_logo": [], "carrier_text": []},
    )  # fmt: skip
    item["preferences"]["is_default"] = bool((call.get("preferences") or {}).get("is_default"))
    _claim_default(call, item)
    return item


@behaviour("POST /v1/issuing/personalization_designs/{personalization_design}")
def update(call: Call) -> Object:
    """Change what was sent; a rejected design is reviewed again (PD-15)."""
    item = call.store.get(KIND, call.id(), "personalization_design")
    _bundle(call)
    _claim_key(call, item["id"])
    change(item, call.contracts.resource(KIND), call.params)
    _claim_default(call, item)
    if item["status"] == "rejected" and any(call.sent(name) for name in _REVIEWED):
        item["status"] = "review"
        item["rejection_reasons"] = {"card_logo": [], "carrier_text": []}
    return item


@behaviour("GET /v1/issuing/personalization_designs")
def listing(call: Call) -> Object:
    """List designs by lookup keys, preferences and status (PD-02 to PD-04)."""
    keys, status = call.get("lookup_keys"), call.get("status")
    preferences: dict[str, Any] = call.get("preferences") or {}

    def matches(item: Object) -> bool:
        return (
            (not keys or item["lookup_key"] in keys)
            and (status is None or item["status"] == status)
            and all(bool(item["preferences"].get(n)) == v for n, v in preferences.items())
        )

    return page(call, KIND, matches)


_HELPERS = {"activate": "active", "deactivate": "inactive"}


@neighbour("POST /v1/test_helpers/issuing/personalization_designs/{personalization_design}/{verb}")
def decide(call: Call) -> Object:
    """Decide the review of a design, as the test endpoints do."""
    item = call.store.get(KIND, call.id(), "personalization_design")
    verb = call.ids["verb"]
    if verb in _HELPERS:
        item["status"] = _HELPERS[verb]
        return item
    if verb != "reject":
        raise invalid("Unrecognized request URL.")
    reasons = call.get("rejection_reasons")
    if not isinstance(reasons, dict):
        raise missing_parameter("rejection_reasons")
    item["status"] = "rejected"
    item["rejection_reasons"] = {
        part: list((reasons.get(part) or {}).values()) for part in ("card_logo", "carrier_text")
    }
    return item
