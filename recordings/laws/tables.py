"""Holds recorded objects to their tables, as far as the version allows.

At the version of the contracts a table is kept whole, at others of the same release as far as they
can only have added to it; at every other one only what never changed is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Resource
from harness.verdict import Finding
from recordings.entry import Rule, Seen
from recordings.read.masking import masked
from suites.looking.likeness import LEGACY
from suites.looking.say import shown
from suites.looking.tables import Misfit, misfits
from suites.looking.walk import bare, returned

# Fields that these objects always had, whatever the version, and those that came later.
_ALWAYS = ("amount", "created", "currency", "livemode", "status")
_LATER = {
    "issuing.personalization_design": ("created",), "payment_attempt_record": ("amount",),
    "payment_link": ("currency",),
}  # fmt: skip
# Values that came after the version of the contracts; the service does not hold them back from it.
_ADDED = {
    "account_numbers[].status": "expired pending",
    "blik.setup_future_usage": "off_session",
    "card.stored_credential_usage": "installment",
    "card.three_d_secure.result": "data_share_only",
    "card.three_d_secure.version": "2.3.0 2.3.1",
    "crypto.network": "sui",
    "crypto.token_currency": "ousd usdsui",
    "financial_addresses[].supported_networks[]": "chaps",
    "fpx.bank": "bnp_paribas citibank mbsb_bank",
    "payment_method_types[]": "bizum paypay scalapay sequra",
    "shipping.carrier": "correos",
    "subscriptions[]": "inferred_balances",
    "twint.setup_future_usage": "off_session",
}
_INNER = 500  # objects of an answer that are looked through


def table(seen: Seen, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field that fits no version of its table (G-113).

    Objects that stand in the answer are held to their own tables: a card's cardholder (G-96), what
    was expanded (G-87), the intent in a refusal (G-28).
    """
    resource = contracts.resource(seen.operation.returns)
    request = seen.exchange.request
    modern = request.path.startswith("/v1/financial_connections/")
    for item in _items(seen) if seen.exchange.accepted else ():
        if modern and isinstance(item, dict) and item.get("object") not in _names(seen, resource):
            yield Finding(f"object {shown(resource.object)}", shown(item.get("object")), "object")
        if seen.near and seen.full and isinstance(item, dict) and not _named(item, resource):
            yield Finding("an object that says what it is", shown(item.get("object")), "object")
        yield from _misfits(seen, item, resource)
    if seen.exchange.json is not None:
        tables = {known.object: known for known in contracts.resources}
        for path, item in _inner(seen):
            yield from _misfits(seen, item, tables.get(item["object"]), path)


def _names(seen: Seen, resource: Resource) -> tuple[str, ...]:
    """Return what an object may be called: at other versions also by its name of old (T-40)."""
    former = LEGACY.get(resource.object)
    return (resource.object, former) if former and not seen.near else (resource.object,)


def _named(item: dict[str, Any], resource: Resource) -> bool:
    """Whether an object, and the cardholder of a card, have a name (G-96, G-113; T-40)."""
    holder = item.get("cardholder")
    inner = holder.get("object") if isinstance(holder, dict) else "issuing.cardholder"
    embeds = resource.name == "issuing.card" and "cardholder" in item
    return isinstance(item.get("object"), str) and not (embeds and inner != "issuing.cardholder")


def _misfits(
    seen: Seen, item: Any, resource: Resource | None, place: str = ""
) -> Iterator[Finding]:
    if resource is None:
        return
    request = seen.exchange.request
    unrecorded = seen.operation.kind in ("create", "update") and not request.body
    asked = unrecorded or "expand" in request.target + request.body
    strict = seen.near and seen.full
    always = _always(item, resource) if seen.full else ()
    for misfit in misfits(item, resource, expanded=asked or not strict):
        whole = strict and _kept(misfit, seen)
        if _counts(misfit, strict=whole, always=always):
            words = f"{misfit.expected} in {place}" if place else misfit.expected
            found = f"{bare(place)}.{misfit.path}" if place else misfit.path
            yield Finding(words, misfit.observed, found)


def _inner(seen: Seen) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects below those that the exchange returned, with their paths."""
    tops = returned(seen.exchange, seen.operation) if seen.exchange.accepted else []
    if not seen.exchange.accepted:
        tops = [seen.exchange.error_body]
    waiting = [("", top) for top in tops]
    for _ in range(_INNER):
        if not waiting:
            return
        path, found = waiting.pop()
        for name, value in found.items():
            for below in value if isinstance(value, list) else [value]:
                if isinstance(below, dict) and name != "metadata":
                    there = f"{path}.{name}".lstrip(".")
                    waiting.append((there, below))
                    if isinstance(below.get("object"), str) and "id" in below:
                        yield there, below


def _items(seen: Seen) -> list[Any]:
    if seen.operation.shape == "object":
        return [seen.exchange.json]
    data = seen.exchange.body.get("data")
    return data if isinstance(data, list) else []


def _always(item: Any, resource: Resource) -> tuple[str, ...]:
    """Return the fields that an object had at every version.

    None when it was not recorded whole: stubs and cut bodies hold a few fields only.
    """
    whole = isinstance(item, dict) and sum(field.name in item for field in resource.fields) >= 12
    later = _LATER.get(resource.object, ())
    return tuple(name for name in _ALWAYS if name not in later) if whole else ()


def _kept(misfit: Misfit, seen: Seen) -> bool:
    """Whether what a table says of a field is so at the version of an exchange."""
    if misfit.kind == "missing":
        return seen.grown
    return seen.known or misfit.kind != "value"


def _counts(misfit: Misfit, *, strict: bool, always: tuple[str, ...]) -> bool:
    if misfit.found == [] or (isinstance(misfit.found, str) and masked(misfit.found)):
        return False  # some languages write an empty object as a list
    if misfit.kind == "value" and _added(misfit):
        return False
    if strict or misfit.kind == "shape":
        return True
    if misfit.kind == "missing":
        return misfit.path in ("id", "object", *always)
    if misfit.kind == "null":
        return misfit.path in ("id", "object", "metadata", *_ALWAYS)
    if misfit.kind == "value":
        return misfit.path == "object"
    return _other_scalar(misfit)


def _added(misfit: Misfit) -> bool:
    """Whether a value is one that came later."""
    found = [values for path, values in _ADDED.items() if misfit.path.endswith(path)]
    return any(misfit.found in values.split() for values in found)


def _other_scalar(misfit: Misfit) -> bool:
    """Whether a value is of a kind that no version gives it; ids do become objects."""
    scalar = isinstance(misfit.found, str | int | float)
    if misfit.wanted in ("integer", "number", "boolean"):
        return scalar
    if misfit.wanted == "string":
        return scalar and not isinstance(misfit.found, str)
    if misfit.path == "metadata":
        return True
    top = "." not in misfit.path and "[" not in misfit.path
    if top and misfit.wanted in ("object", "map") and isinstance(misfit.found, str):
        return "_" not in misfit.found  # an id may have stood there
    return top and (misfit.wanted == "array" or not isinstance(misfit.found, str | dict | list))


RULES = (Rule("response_table", "G-113", table),)
