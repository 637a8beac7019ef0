"""Recorded objects other than intents: what other versions of the API say of them is no defect."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.suites.test_recorded import Entry, entry, judged, names

API = "https://api.stripe.com/v1"
LINKED: Entry = {
    "id": "fca_1InventedAccount000Ab01", "object": "financial_connections.account",
    "account_holder": {"customer": "cus_InventedCustom0A", "type": "customer"}, "balance": None,
    "balance_refresh": None, "category": "cash", "created": 1709631000,
    "display_name": "Household", "institution_name": "Invented Bank", "last4": "4242",
    "livemode": False, "ownership": None, "ownership_refresh": None, "permissions": [],
    "status": "active", "subcategory": "checking",
    "supported_payment_method_types": ["us_bank_account"],
}  # fmt: skip


def linked(**values: object) -> Entry:
    url = f"{API}/financial_connections/accounts/{LINKED['id']}"
    return entry("get", url, "", body=LINKED | values)


@pytest.mark.parametrize(("value", "found"), [
    ("active", []), ("pending", []), ("open", ["response_table"]),
])  # fmt: skip
def test_status_of_a_linked_account(value: str, found: list[str], tmp_path: Path) -> None:
    """While a refresh is under way an account may be pending."""
    assert names(judged(tmp_path, linked(status=value))) == found
