"""Idempotency keys: one effect, the same answer, and what a key may be (catalogue 1.8)."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.model import Level, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import SAME_BORN, Claim, Lab, said
from suites.looking.dig import dig
from suites.looking.likeness import differing, observed, resembles
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import shown
from suites.scope import marked, operations

LONGEST = 255  # characters of a key (G-111)
HEADER = "idempotent-replayed"
# What makes a new object this run's own, and the filter of its list that finds it again.
OWN: dict[str, tuple[dict[str, Any], str]] = {
    "issuing.cardholder.create": ({"email": "@unique.email"}, "email"),
    "issuing.card.create": ({"cardholder": "@issuing.cardholder!"}, "cardholder"),
    "issuing.dispute.create": ({}, "transaction"),
    "payment_intent.create": ({"customer": "@customer!"}, "customer"),
}
_RULES: tuple[tuple[str, str, Level], ...] = (
    ("replayed", "G-106", "must"), ("header", "G-107", "should"),
    ("one_object", "G-106", "must"), ("two_keys", "G-105", "must"),
)  # fmt: skip


def _posts(operation: Operation) -> bool:
    """Whether doing an operation again would show: it creates, or its object is used up."""
    spends = operation.kind == "action" and operation.subject.endswith("!")
    return operation.kind == "create" or (spends and operation.method == "POST")


def _creates(operation: Operation) -> bool:
    return operation.kind == "create"


def claim_of(operation: Operation, rule: str, clause: str, level: Level = "must") -> Claim:
    """Return a claim about keys."""
    return Claim(f"{operation.id}.idempotency.{rule}", clause, operation.title, level)


def _claims(operation: Operation) -> dict[str, Claim]:
    found = {rule: claim_of(operation, rule, clause, level) for rule, clause, level in _RULES}
    if operation.kind != "create":
        del found["two_keys"]
    if operation.id not in OWN:
        del found["one_object"]
    return found


@pytest.mark.parametrize("operation", operations(_posts))
def test_replay(lab: Lab, operation: Operation) -> None:
    """A request that is sent again with its key has one effect and one answer."""
    claims = {rule: claim for rule, claim in _claims(operation).items()
              if lab.profile != "smoke" and lab.judge.asked(claim.id)}  # fmt: skip
    if not claims:
        return
    key = lab.provision.unique()
    try:
        form = lab.provision.fill({**smallest(operation), **OWN.get(operation.id, ({}, ""))[0]})
        ids = lab.subject(operation, fresh=True)
    except Unavailable as reason:
        _untestable(lab, claims, str(reason))
        return
    first = lab.call(operation, form, ids, idempotency_key=key)
    if not resembles(first, operation):
        _untestable(lab, claims, f"a request with a key was not accepted ({said(first)})", first)
        return
    again = lab.call(operation, form, ids, idempotency_key=key)
    if "replayed" in claims:
        _replayed(lab, claims["replayed"], operation, form, ids, first, again)
    if "header" in claims:
        _header(lab, claims["header"], first, again)
    if "one_object" in claims:
        _one_object(lab, claims["one_object"], operation, form, first)
    if "two_keys" in claims and again.body.get("id") != first.body["id"]:
        lab.untestable(claims["two_keys"], "keys are not looked at at all", again, first)
    elif "two_keys" in claims:
        _two_keys(lab, claims["two_keys"], operation, form, first)


def _untestable(lab: Lab, claims: dict[str, Claim], reason: str, *seen: Exchange) -> None:
    for claim in claims.values():
        lab.untestable(claim, reason, *seen)


def _replayed(
    lab: Lab, claim: Claim, operation: Operation, form: dict[str, Any], ids: dict[str, str],
    first: Exchange, again: Exchange,
) -> None:  # fmt: skip
    """Judge that the second answer is the first one.

    It says something of keys only where doing an action again is answered otherwise.
    """
    wrong = differing(first.body, again.body)
    good = again.status == first.status and not wrong
    if good and operation.kind == "create" and lab.same_born(operation):
        lab.untestable(claim, SAME_BORN, again, first)
        return
    if good and operation.kind != "create":
        anew = lab.call(operation, form, ids, idempotency_key=lab.provision.unique())
        if anew.status == first.status and not differing(first.body, anew.body):
            lab.untestable(claim, "with another key the answer is the same", anew, again, first)
            return
    lab.held(claim, good, "the first answer", f"{said(again)}, different: {', '.join(wrong)}",
             again, first)  # fmt: skip


def _header(lab: Lab, claim: Claim, first: Exchange, again: Exchange) -> None:
    told = [e.response.headers.get(HEADER, "") if e.response else "" for e in (first, again)]
    good = told[0] != "true" and told[1] == "true"
    shown = ", ".join(value or "no such header" for value in told)
    lab.held(claim, good, f"{HEADER}: true on the second answer only", shown, again, first)


def _one_object(
    lab: Lab, claim: Claim, operation: Operation, form: dict[str, Any], made: Exchange
) -> None:
    """Judge how many objects the list has (G-106)."""
    ids = listed(lab, operation, form)
    if isinstance(ids, str):
        lab.untestable(claim, ids, made)
    elif made.body["id"] not in ids:
        lab.untestable(claim, "the list does not show the object that was made", made)
    elif lab.same_born(operation):
        lab.untestable(claim, SAME_BORN, made)
    else:
        lab.held(claim, len(ids) == 1, "one object", f"{len(ids)} objects", made)


def listed(lab: Lab, operation: Operation, form: dict[str, Any]) -> list[str] | str:
    """Return the ids of the objects that a form has made, or why they cannot be listed.

    What a list shows although its filter should keep it out was not made by the form.
    """
    name = OWN[operation.id][1]
    for listing in lab.contracts.resource(operation.returns).operations:
        if listing.kind == "list":
            try:
                shown = data_of(Shelf(lab, listing, {name: form[name]}, {}).page())
            except BadPage as bad:
                return f"the objects cannot be listed ({bad.observed})"
            return [item["id"] for item in shown if _own(item, name, form[name])]
    return "the objects are not listed"


def _own(item: dict[str, Any], name: str, value: Any) -> bool:
    found = item.get(name)
    return bool((found.get("id") if isinstance(found, dict) else found) == value)


def _two_keys(
    lab: Lab, claim: Claim, operation: Operation, form: dict[str, Any], first: Exchange
) -> None:
    """Judge the same request with another key: it is another request."""
    fresh = {k: v for k, v in smallest(operation).items() if isinstance(v, str) and v[-1:] == "!"}
    try:
        form = {**form, **lab.provision.fill(fresh)}
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    other = lab.call(operation, form, idempotency_key=lab.provision.unique())
    good = resembles(other, operation) and other.body["id"] != first.body["id"]
    lab.held(claim, good, "another object", f"{said(other)}, {observed(other)}", other, first)


@pytest.mark.parametrize("operation", operations(marked))
def test_replayed_update(lab: Lab, operation: Operation) -> None:
    """A replayed update gives the old answer (G-106, T-32) and does nothing; keys do not matter
    to reads (G-105).
    """
    replayed = claim_of(operation, "replayed", "G-106")
    header = claim_of(operation, "header", "G-107", "should")
    reader = lab.reader(operation)
    wanted = [replayed, header]
    if reader is not None:
        wanted.append(claim_of(reader, "on_get", "G-105"))
    if lab.profile == "smoke" or not any(lab.judge.asked(claim.id) for claim in wanted):
        return
    try:
        ids = lab.subject(operation, fresh=True)
    except Unavailable as reason:
        _untestable(lab, {claim.id: claim for claim in wanted}, str(reason))
        return
    key, read = lab.provision.unique(), lab.provision.unique()
    name = f"k{key[-20:]}"
    first = lab.call(operation, {"metadata": {name: "1"}}, ids, idempotency_key=key)
    if not resembles(first, operation) or dig(first.body, f"metadata.{name}") != "1":
        unset = f"the metadata was not set ({said(first)})"
        _untestable(lab, {claim.id: claim for claim in wanted}, unset, first)
        return
    seen = [_read(lab, reader, ids, read)]
    second = lab.call(operation, {"metadata": {name: "2"}}, ids)
    plain = _read(lab, reader, ids, None)
    if plain is not None and dig(plain.body, f"metadata.{name}") != "2":
        unseen = "an update is not seen when the object is read"
        _untestable(lab, {claim.id: claim for claim in wanted}, unseen, plain, second)
        return
    seen.append(_read(lab, reader, ids, read))
    again = lab.call(operation, {"metadata": {name: "1"}}, ids, idempotency_key=key)
    seen.append(_read(lab, reader, ids, None))
    before, changed, after = (dig(e.body, f"metadata.{name}") if e else None for e in seen)
    good = again.status == first.status and again.body == first.body and after in ("2", None)
    lab.held(replayed, good, f"the first answer, and metadata[{name}] 2 as set in between",
             f"{said(again)}, then metadata[{name}] {shown(after)}",
             again, first, second)  # fmt: skip
    _header(lab, header, first, again)
    if len(wanted) > 2 and seen[0] is not None and seen[1] is not None:
        lab.held(wanted[2], before == "1" and changed == "2", "what the object is now",
                 f"{shown(before)}, then {shown(changed)}", seen[1], seen[0])  # fmt: skip


def _read(
    lab: Lab, reader: Operation | None, ids: dict[str, str], key: str | None
) -> Exchange | None:
    if reader is None:
        return None
    name = reader.path_parameters[0].name
    return lab.call(reader, {}, {name: next(iter(ids.values()))}, idempotency_key=key)
