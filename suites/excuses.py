"""Refusals that say nothing about a form: the account lacks a product, or what the form names does.

A product that an account has not been enabled for is refused with 400 or 403 whatever is sent, and
so is search where an account cannot have it (G-78); a card is not activated while its cardholder
has requirements that are past due (CA-18, T-28); what a design may or must show is said by its
bundle (PD-10).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Lab, said
from suites.looking.dig import dig

# A row and its value that need something, the parameter that names who has to have it, and what
# of that object says that it is not there.
_WANTING = {
    "issuing.card.create": ("status", "active", "cardholder", "requirements.past_due"),
}
_DESIGNS = ("issuing.personalization_design.create", "issuing.personalization_design.update")


def excuse(lab: Lab, operation: Operation, exchange: Exchange) -> str:
    """Return why a refusal does not speak of the form that was sent, or ""."""
    if exchange.status == 403 or (_bare(exchange) and _not_enabled(lab, operation)):
        return f"not enabled for this account ({said(exchange)})"
    if exchange.status == 400 and _wanting(lab, operation, exchange):
        return f"its cardholder has requirements that are past due ({said(exchange)})"
    if exchange.status == 400 and operation.id in _DESIGNS and _unfitting(lab, exchange):
        return f"the bundle it names does not take such a design ({said(exchange)})"
    return ""


def _bare(exchange: Exchange) -> bool:
    """Whether a 400 blames nothing of what was sent."""
    error = exchange.error_body
    blames = error.get("code") or error.get("param")
    return exchange.status == 400 and error.get("type") == "invalid_request_error" and not blames


def _not_enabled(lab: Lab, operation: Operation) -> bool:
    """Whether all that needs no parameter is refused so: nothing was sent to blame.

    Of a product these are its lists; of a search, what is sent without a query.
    """
    if operation.kind == "search":
        return _bare(lab.call(operation, {}))
    product = operation.resource.rpartition(".")[0]
    if not product:
        return False
    twins = [lab.minimal(listing) for listing in _bare_lists(lab.contracts, f"{product}.")]
    return bool(twins) and all(isinstance(twin, Exchange) and _bare(twin) for twin in twins)


def _bare_lists(contracts: Contracts, family: str) -> list[Operation]:
    """Return the lists of a product that need no parameter."""
    found = [o for resource in contracts.resources for o in resource.operations
             if resource.name.startswith(family)]  # fmt: skip
    return [o for o in found if o.kind == "list" and not o.path_parameters
            and not any(row.required for row in o.sent)]  # fmt: skip


def _wanting(lab: Lab, operation: Operation, exchange: Exchange) -> bool:
    """Whether the one whom a form names shows that something is missing yet."""
    if operation.id not in _WANTING:
        return False
    row, value, who, field = _WANTING[operation.id]
    sent = dict(parse_qsl(exchange.request.body))
    if sent.get(row) != value or who not in sent:
        return False
    named = next(p for p in operation.sent if p.name == who)
    resource = lab.contracts.resource(named.references[0].partition(":")[0])
    reader = next(o for o in resource.operations if o.kind == "retrieve")
    try:
        found = lab.call(reader, {}, {reader.path_parameters[0].name: sent[who]})
    except Unavailable:
        return False
    return bool(dig(found.body, field))


def _unfitting(lab: Lab, exchange: Exchange) -> bool:
    """Whether a bundle shows that it has no room for what was sent, or wants what was not."""
    pairs = parse_qsl(exchange.request.body, keep_blank_values=True)
    bundle = _bundle(lab, exchange)
    if dig(bundle, "status") not in (None, "active"):
        return True
    for part in ("card_logo", "carrier_text"):
        sent = [value for name, value in pairs if name.partition("[")[0] == part]
        asked = "physical_bundle" in dict(pairs) or sent  # or the design has it already
        verdict = "unsupported" if any(sent) else "required" if asked else ""
        if dig(bundle, f"features.{part}") == verdict:
            return True
    return False


def _bundle(lab: Lab, exchange: Exchange) -> dict[str, Any]:
    """Return the bundle of the design that a request makes or changes."""
    name = dict(parse_qsl(exchange.request.body)).get("physical_bundle", "")
    if not name:
        kind, row = "issuing.personalization_design", "personalization_design"
        design = exchange.request.path.rpartition("/")[2]
        found = lab.call(lab.contracts.operation(f"{kind}.retrieve"), {}, {row: design})
        name = str(found.body.get("physical_bundle"))
    reader = lab.contracts.operation("issuing.physical_bundle.retrieve")
    return lab.call(reader, {}, {"physical_bundle": name}).body
