"""What a request of our own version emptied, expanded or filtered by shows in its answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.recordings.test_examine import PINNED, Entry, entry, judged, names

API = "https://api.stripe.com/v1"
CARD, OTHER = "ic_1InventedCard000000Ab01", "ic_1InventedCard000000Ab02"
DESIGN, BUNDLE = "ipcd_1InventedDesign00Ab01", "ics_1InventedBundle00Ab01"
LIMITS: Entry = {"spending_limits": [{"amount": 500, "categories": None, "interval": "daily"}]}
SENT = "spending_controls[spending_limits][0][amount]=500"
EXPANDED = f"issuing/cards/{CARD}?expand[]=replacement_for"


def design(form: str, **values: Any) -> Entry:
    """Return an update of a design."""
    body = {"id": DESIGN, "object": "issuing.personalization_design", "name": None,
            "lookup_key": "front", "card_logo": None, "carrier_text": None, "livemode": False,
            "metadata": {}, "created": 1709631000, "physical_bundle": BUNDLE, "status": "review",
            "preferences": {"is_default": False, "is_platform_default": None},
            "rejection_reasons": {"card_logo": None, "carrier_text": None}}  # fmt: skip
    path = f"{API}/issuing/personalization_designs/{DESIGN}"
    return entry("post", path, form, body=body | values, version=PINNED)


def designs(query: str, **values: Any) -> Entry:
    """Return a page with one design."""
    item = design("")
    item["request"].update(method="get", uri=f"{API}/issuing/personalization_designs?{query}")
    item["request"]["body"] = {"string": ""}
    body = design("", **values)["response"]["body"]["string"]
    page = f'{{"object":"list","data":[{body}],"has_more":false,"url":"/v1/x"}}'
    item["response"]["body"] = {"string": page}
    return item


def card(method: str, path: str, form: str = "", **values: Any) -> Entry:
    """Return an exchange about a card, of which its answer has not all fields."""
    body = {"id": CARD, "object": "issuing.card", "spending_controls": LIMITS} | values
    return entry(method, f"{API}/{path}", form, body=body, version=PINNED)


def found(tmp_path: Path, one: Entry, check: str) -> set[str]:
    """Return what a check saw."""
    seen = judged(tmp_path, one).observations
    return {said.observed for said in seen if said.check == check}


@pytest.mark.parametrize(("form", "values", "seen"), [
    ("name=", {}, set()), ("name=", {"name": "Front"}, {"Front"}),
    ("lookup_key=", {"lookup_key": "front"}, {"front"}),
    ("carrier_text=", {"carrier_text": {"header_body": "Hi"}}, {"an object"}),
    ("metadata=", {"metadata": {"a": "1"}}, {"an object"}), ("metadata=", {}, set()),
])  # fmt: skip
def test_what_was_emptied(form: str, values: Entry, seen: set[str], tmp_path: Path) -> None:
    """A value that was cleared is gone, and all that people keep with it (G-42, G-99)."""
    told = found(tmp_path, design(form, **values), "sent_values")
    assert bool(told) == bool(seen)


@pytest.mark.parametrize(("value", "wrong"), [
    (OTHER, True), ({"id": OTHER, "object": "issuing.card"}, False), (None, False),
    ("<CARD>", False),
])  # fmt: skip
def test_what_was_expanded(value: Any, wrong: bool, tmp_path: Path) -> None:
    """Where an object was asked for there is no id (G-87); what a filter wrote says nothing."""
    one = card("get", EXPANDED, replacement_for=value)
    assert bool(found(tmp_path, one, "expanded")) == wrong


@pytest.mark.parametrize(("query", "wrong"), [
    ("lookup_keys[]=front", False), ("lookup_keys[0]=back&lookup_keys[1]=front", False),
    ("lookup_keys[0]=back", True),
])  # fmt: skip
def test_filters_of_several_values(query: str, wrong: bool, tmp_path: Path) -> None:
    """One of several values fits each object of the page (G-69)."""
    assert bool(found(tmp_path, designs(query), "page.filter")) == wrong


@pytest.mark.parametrize(("amount", "seen"), [(500, set()), (400, {"400"})])
def test_numbers_inside_a_list(amount: int, seen: set[str], tmp_path: Path) -> None:
    """What was sent inside an element of a list is found there (G-117)."""
    limits = {"spending_limits": [{"amount": amount, "categories": None, "interval": "daily"}]}
    one = card("post", f"issuing/cards/{CARD}", SENT, spending_controls=limits)
    assert found(tmp_path, one, "sent_values") == seen


@pytest.mark.parametrize(("permissions", "wrong"), [
    (["balances", "transactions"], False), (["transactions", "balances"], False),
    (["balances"], True),
])  # fmt: skip
def test_elements_of_a_list(permissions: list[str], wrong: bool, tmp_path: Path) -> None:
    """Each element that was sent is there."""
    form = "permissions[0]=balances&permissions[1]=transactions"
    body = {"id": "fcsess_1InventedSession0Ab1", "object": "financial_connections.session",
            "permissions": permissions}  # fmt: skip
    one = entry("post", f"{API}/link_account_sessions", form, body=body, version=PINNED)
    assert bool(found(tmp_path, one, "sent_values")) == wrong


def test_what_a_refused_update_did(tmp_path: Path) -> None:
    """An update that was refused as invalid changed nothing (G-30)."""
    path = f"issuing/personalization_designs/{DESIGN}"
    error = {"error": {"type": "invalid_request_error", "message": "No."}}
    refused = entry("post", f"{API}/{path}", "name=Back", 400, error, PINNED)
    before = design("metadata[a]=1", name="Front", metadata={"a": "1"})
    after = design("metadata[a]=1", name="Back", metadata={"a": "1"})
    seen = judged(tmp_path, before, refused, after)
    assert "kept" in names(seen)
    assert "kept" not in names(judged(tmp_path, before, refused, before))
