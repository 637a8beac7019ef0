"""A law of one sitting: objects of one kind, at one version, have the same fields (G-116).

Fields come with the years, so an object is only held against others of the same hour; and some
appear with a feature, so only for a field that is null when there is nothing to say, that each of
the others has and it alone has not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Seen, version_of
from suites.looking.walk import returned

Told = tuple[Seen, str, str, Finding]  # where, name of the check, clause, complaint
_HOUR = 3_600  # seconds
_ENOUGH = 4  # objects that tell what their kind has
# Absent, not null, when an object has none (SDK).
_OPTIONAL = {
    "financial_connections.session": "filters return_url",
    "issuing.card": "cvc financial_account latest_fraud_warning number",
    "issuing.dispute": "balance_transactions loss_reason treasury",
    "issuing.token": "last4 network_data wallet_provider",
    "issuing.transaction": "network_data purchase_details token treasury",
    "mandate": "multi_use on_behalf_of single_use",
    "payment_intent": "amount_details hooks payment_details presentment_details transfer_data",
    "payment_link": "line_items name_collection optional_items",
}
_MOST = 2  # fields that one may lack; an object that a person cut lacks more


def alike(exchanges: Sequence[Seen], contracts: Contracts) -> Iterator[Told]:
    """Yield a complaint for each field that one object lacks and all others of its kind have."""
    sittings: dict[tuple[Any, ...], list[tuple[Seen, dict[str, Any]]]] = {}
    for seen in exchanges:
        version = version_of(seen.exchange)
        if not seen.exchange.accepted or not seen.full or not version or not seen.exchange.started:
            continue
        hour = int(seen.exchange.started // _HOUR)
        place = (seen.host, seen.operation.returns, version, hour)
        for item in returned(seen.exchange, seen.operation):
            sittings.setdefault(place, []).append((seen, item))
    for place, told in sittings.items():
        if len(told) >= _ENOUGH:
            fields = contracts.resource(place[1]).fields
            names = {field.name for field in fields if field.required or field.nullable}
            yield from _odd(told, names - set(_OPTIONAL.get(place[1], "").split()))


def _odd(told: Sequence[tuple[Seen, dict[str, Any]]], always: set[str]) -> Iterator[Told]:
    counted = Counter(name for _, item in told for name in item)
    common = {name for name in always if counted[name] == len(told) - 1}
    for seen, item in told if common else ():
        lacking = sorted(common - set(item))
        for name in lacking if len(lacking) <= _MOST else ():
            words = f"the field {name}, as in the other objects of the file"
            yield seen, "alike", "G-116", Finding(words, "no such field", name)
