"""Personalization designs (catalogue 2.4, 3.8)."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter, unknown_parameter
from sandbox.lists import page
from sandbox.objects import change, create
from sandbox.registry import behaviour, keeps, neighbour
from sandbox.store import Object, Store

KIND = "issuing.personalization_design"
BUNDLE = "issuing.physical_bundle"
LOGO = "issuing_logo"
keeps(KIND, BUNDLE)
_PARTS = ("card_logo", "carrier_text")
_REVIEWED = (*_PARTS, "physical_bundle")
_TEST_PATH = "POST /v1/test_helpers/issuing/personalization_designs/{personalization_design}"


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


def default_design(store: Store) -> Object | None:
    """Return the design of physical cards that name none, when there is one that is active."""
    designs = (x for x in store.all(KIND) if x["preferences"]["is_default"])
    return next((x for x in designs if x["status"] == "active"), None)


def _check_parts(call: Call, item: Object | None = None) -> None:
    """Refuse a logo or a text that the bundle has no room for, or the lack of one (PD-10)."""
    held = {name: item[name] if item else None for name in _REVIEWED}
    after = {**held, **{name: call.get(name) for name in _REVIEWED if call.sent(name)}}
    bundle = call.store.reference(BUNDLE, after["physical_bundle"], "physical_bundle")
    for part in _PARTS:
        feature = bundle["features"][part]
        if feature == "unsupported" and after[part]:
            raise invalid(f"The bundle does not support a {part}.", part)
        if feature == "required" and not after[part]:
            raise invalid(f"The bundle needs a {part}.", part)


def _check_logo(call: Call) -> None:
    """Refuse a file that was uploaded for another purpose (PD-09)."""
    name = call.get("card_logo")
    if name and call.store.reference("file", name, "card_logo")["purpose"] != LOGO:
        raise invalid(f"The file of a logo has the purpose {LOGO}.", "card_logo")


@behaviour("POST /v1/issuing/personalization_designs")
def make(call: Call) -> Object:
    """Create a design; a new one is in review (PD-05, PD-11)."""
    _check_logo(call)
    _check_parts(call)
    _claim_key(call, None)
    item = create(
        call.store, call.contracts, KIND, call.params, status="review",
        rejection_reasons={part: [] for part in _PARTS},
    )  # fmt: skip
    item["preferences"]["is_default"] = bool((call.get("preferences") or {}).get("is_default"))
    _claim_default(call, item)
    return item


@behaviour("POST /v1/issuing/personalization_designs/{personalization_design}")
def update(call: Call) -> Object:
    """Change what was sent; a rejected design is reviewed again (PD-15)."""
    item = call.store.get(KIND, call.id(), "personalization_design")
    _check_logo(call)
    if any(call.sent(name) for name in _REVIEWED):
        _check_parts(call, item)
    _claim_key(call, item["id"])
    change(item, call.contracts.resource(KIND), call.params)
    _claim_default(call, item)
    if item["status"] == "rejected" and any(call.sent(name) for name in _REVIEWED):
        _decide(item, "review")
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


def _decide(item: Object, status: str, reasons: dict[str, Any] | None = None) -> Object:
    """Set what a review came to; only a rejection has reasons (PD-12)."""
    given = reasons or {}
    item["status"] = status
    item["rejection_reasons"] = {part: list((given.get(part) or {}).values()) for part in _PARTS}
    return item


@neighbour(f"{_TEST_PATH}/activate")
def activate(call: Call) -> Object:
    """Approve a design, as its review would."""
    return _decide(call.store.get(KIND, call.id(), "personalization_design"), "active")


@neighbour(f"{_TEST_PATH}/deactivate")
def deactivate(call: Call) -> Object:
    """Take a design out of use."""
    return _decide(call.store.get(KIND, call.id(), "personalization_design"), "inactive")


@neighbour(f"{_TEST_PATH}/reject")
def reject(call: Call) -> Object:
    """Reject a design for at least one of the documented reasons. Raises ApiError."""
    item = call.store.get(KIND, call.id(), "personalization_design")
    sent = call.get("rejection_reasons")
    if sent is None:
        raise missing_parameter("rejection_reasons")
    reasons = call.contracts.resource(KIND).fields
    table = next(field for field in reasons if field.name == "rejection_reasons")
    allowed = {part.name: part.items.enum for part in table.children if part.items}
    if not isinstance(sent, dict) or not any(sent.values()):
        raise invalid("Invalid object: rejection_reasons", "rejection_reasons")
    for part, listed in sent.items():
        path = f"rejection_reasons[{part}]"
        if part not in allowed:
            raise unknown_parameter(path)
        if not isinstance(listed, dict) or not set(map(str, listed.values())) <= set(allowed[part]):
            raise invalid(f"Invalid {path}", path)
    return _decide(item, "rejected", sent)
