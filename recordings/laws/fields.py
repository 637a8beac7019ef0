"""Fields that these objects have at every version, and values that they had at some.

The tables of the contracts are of one version. What follows held before it as well, as far as
public recordings and the release notes go (VER): a field lacks when all others are there, is null
where it never was, or has a value that no version gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Resource
from harness.verdict import Finding
from recordings.entry import Rule, Seen, version_of
from recordings.laws.states import intents
from recordings.read.masking import masked
from suites.looking.say import shown
from suites.looking.walk import returned

# Fields of a whole object; those that may be null have a mark.
_WHOLE = {
    "payment_intent": (
        "id object amount amount_capturable amount_received application? application_fee_amount? "
        "canceled_at? cancellation_reason? capture_method client_secret? confirmation_method "
        "created currency customer? description? last_payment_error? livemode metadata "
        "next_action? on_behalf_of? payment_method? payment_method_options? payment_method_types "
        "receipt_email? review? setup_future_usage? shipping? statement_descriptor? status "
        "transfer_group?"
    ),
    "issuing.card": (
        "id object brand cancellation_reason? cardholder created currency exp_month exp_year last4 "
        "livemode metadata replaced_by? replacement_for? replacement_reason? shipping? "
        "spending_controls status type"
    ),
    "issuing.cardholder": (
        "id object billing company? created email? individual? livemode metadata name "
        "phone_number? requirements spending_controls? status type"
    ),
    "issuing.dispute": "id object amount created currency evidence livemode metadata status "
                       "transaction",
    "issuing.transaction": (
        "id object amount authorization? balance_transaction? card cardholder? created currency "
        "dispute? livemode merchant_amount merchant_currency merchant_data metadata type"
    ),
    "financial_connections.account": (
        "id object account_holder? balance? balance_refresh? category created display_name? "
        "institution_name last4? livemode ownership? ownership_refresh? permissions? status "
        "subcategory supported_payment_method_types"
    ),
    "payment_link": (
        "id object active after_completion allow_promotion_codes application_fee_amount? "
        "application_fee_percent? automatic_tax billing_address_collection currency livemode "
        "metadata on_behalf_of? payment_method_types? phone_number_collection "
        "shipping_address_collection? transfer_data? url"
    ),
    "mandate": "id object customer_acceptance livemode payment_method payment_method_details "
               "status type",
}  # fmt: skip
_FOUR = re.compile("[0-9]{4}")
# The first version by whose time an object had its fields; earlier recordings may lack some.
_SINCE = {"payment_intent": "2020-03-02", "payment_link": "2022-11-15"}
_SINCE_ALL = "2022-08-01"
_SEEN = "2026-10-28"  # the last version whose fields and values were looked at
_LACKING = 2  # fields that one may lack; of an object cut by hand more are gone
# Values beside those of the contracts: former ones, and such as came later.
_VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "payment_intent": {
        "status": ("requires_source", "requires_source_action", "requires_reauthorization",
                   "requires_authorization", "expired"),
        "capture_method": (), "confirmation_method": ("publishable", "secret"),
        "cancellation_reason": (), "setup_future_usage": (),
    },
    "issuing.card": {"status": ("lost", "stolen", "pending"), "type": ()},
    "issuing.cardholder": {"status": ("pending",), "type": ("business_entity",)},
    "issuing.dispute": {"status": ("under_review",)},
    "issuing.token": {"status": ()},
    "issuing.transaction": {"type": ("cash_withdrawal", "dispute", "dispute_loss",
                                     "refund_reversal")},
    "issuing.personalization_design": {"status": ()},
    "issuing.physical_bundle": {"status": (), "type": ()},
    "financial_connections.account": {"status": ("pending",), "category": (), "subcategory": ()},
    "mandate": {"status": (), "type": ()},
}  # fmt: skip


def fields(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a field that an object always has, or that is never null (G-113)."""
    names = _WHOLE.get(seen.operation.returns, "").split()
    since = _SINCE.get(seen.operation.returns, _SINCE_ALL)
    if not names or not seen.full or _later(seen) or version_of(seen.exchange)[:10] < since:
        return
    for item in _items(seen):
        lacking = [name for name in names if name.rstrip("?") not in item]
        if len(lacking) <= _LACKING:
            for name in lacking:
                bare = name.rstrip("?")
                yield Finding(f"the field {bare}", "no such field", bare)
        for name in names if len(lacking) <= _LACKING else ():
            if not name.endswith("?") and name in item and item[name] is None:
                yield Finding(f"{name} is not null", "null", name)


def values(seen: Seen, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a value that no version gave a field (G-39)."""
    others = _VALUES.get(seen.operation.returns)
    if not others or _later(seen):
        return
    enums = _enums(contracts.resource(seen.operation.returns))
    for item in _items(seen):
        for name, more in others.items():
            found, known = item.get(name), enums.get(name, ())
            if not isinstance(found, str) or masked(found) or found in (*known, *more):
                continue
            yield Finding(f"{name} is one of {', '.join(known)}", shown(found), name)


def _items(seen: Seen) -> Iterator[dict[str, Any]]:
    if seen.operation.returns == "payment_intent":
        yield from intents(seen)
    elif seen.exchange.accepted:
        yield from returned(seen.exchange, seen.operation)


def _later(seen: Seen) -> bool:
    """Whether a version may have taken fields away, or added values."""
    return version_of(seen.exchange)[:10] > _SEEN


def _enums(resource: Resource) -> dict[str, tuple[str, ...]]:
    return {field.name: field.enum for field in resource.fields}


def cards(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for what no card has: another month, letters for digits (CA-16, CA-17)."""
    for item in _items(seen) if seen.operation.returns == "issuing.card" else ():
        last, month, year = (item.get(name) for name in ("last4", "exp_month", "exp_year"))
        if isinstance(last, str) and not masked(last) and not _FOUR.fullmatch(last):
            yield Finding("last4 of four digits", f"last4 {last[:20]}", "last4")
        if isinstance(month, int) and not 1 <= month <= 12:
            yield Finding("exp_month from 1 to 12", f"exp_month {month}", "exp_month")
        if isinstance(year, int) and not 1000 <= year <= 9999:
            yield Finding("exp_year of four digits", f"exp_year {year}", "exp_year")


RULES = (
    Rule("response_table", "CA-16", cards), Rule("response_table", "G-113", fields),
    Rule("response_table", "G-39", values),
)  # fmt: skip
