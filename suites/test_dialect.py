"""The form dialect: other writings of one form do the same, and odd bodies break nothing."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import expansions, smallest
from suites.dialect import ODD, SAME, pairs_of, plain, undecoded
from suites.law import Unavailable
from suites.legacy import ALIKE, Claim, Lab, said
from suites.looking.dig import dig
from suites.looking.likeness import observed, resembles, wanted
from suites.looking.say import shown
from suites.scope import operations

CLAUSE = "G-02"  # a success or an error body, and nothing else, is what an operation answers


def _claim(operation: Operation, rule: str, clause: str) -> Claim:
    return Claim(f"{operation.id}.dialect.{rule}", clause, operation.title)


def _form(lab: Lab, operation: Operation) -> dict[str, Any]:
    """Return a working form with an array, a nested row and a space, where there are such rows."""
    form = dict(smallest(operation))
    names = {row.name for row in operation.sent}
    paths = [path for path in expansions(lab.contracts, operation) if "." not in path]
    if paths and "expand" in names and operation.shape == "object":
        form["expand"] = [paths[0]]
    if "metadata" in names:
        form["metadata"] = {"assay dialect": "two words & more"}
    return form


@pytest.mark.parametrize("operation", operations(lambda o: bool(o.sent)))
def test_same_form(lab: Lab, operation: Operation) -> None:
    """A form that is written otherwise is the same form (G-01, G-46)."""
    if lab.profile == "smoke":
        return
    asked = [
        (rule, _claim(operation, rule, clause))
        for rule, (_, clause) in SAME.items()
        if lab.judge.asked(f"{operation.id}.dialect.{rule}")
    ]
    form = _form(lab, operation)
    twin = _usual(lab, operation, form) if asked else ""
    for rule, claim in asked:
        if isinstance(twin, str):
            lab.untestable(claim, twin)
            continue
        try:
            _judge_same(lab, operation, claim, rule, form)
        except Unavailable as reason:
            lab.untestable(claim, str(reason))


def _usual(lab: Lab, operation: Operation, form: dict[str, Any]) -> Exchange | str:
    """Send a form in its usual writing; return why not when it is not accepted.

    Where the client's own writing, with `+` for a space, does not show what was sent, the one
    with `%20` may.
    """
    try:
        ids = lab.subject(operation, fresh=True)
        twin = lab.call(operation, lab.provision.fill(form), ids)
        if resembles(twin, operation) and not _shows(twin, form):
            text = plain(list(pairs_of(lab.provision.fill(form))))
            twin = _write(lab, operation, text, lab.subject(operation, fresh=True))
    except Unavailable as reason:
        return str(reason)
    if not resembles(twin, operation):
        return f"the form in its usual writing is not accepted ({said(twin)})"
    if not _shows(twin, form):
        return "the answer to the form in its usual writing does not show what was sent"
    return twin if lab.lively(operation) else ALIKE


def _shows(exchange: Exchange, form: dict[str, Any]) -> bool:
    """Whether an answer has the metadata of the form, where the form has any."""
    found = exchange.body.get("metadata")
    sent = form.get("metadata", {})
    return not sent or (isinstance(found, dict) and found.items() >= sent.items())


def _judge_same(
    lab: Lab, operation: Operation, claim: Claim, rule: str, form: dict[str, Any]
) -> None:
    pairs = list(pairs_of(lab.provision.fill(form)))
    text = SAME[rule][0](pairs)
    if text == plain(pairs):
        return  # nothing in it can be written so
    exchange = _write(lab, operation, text, lab.subject(operation, fresh=True))
    good = resembles(exchange, operation)
    seen = observed(exchange) if exchange.accepted else said(exchange)
    if good and not _shows(exchange, form):
        good, seen = False, f"metadata {shown(exchange.body.get('metadata'))}"
    if good and not _seen(rule, exchange, form):
        raw = undecoded(rule, list(pairs_of(lab.provision.fill(form))))
        blind = _write(lab, operation, raw, lab.subject(operation, fresh=True))
        if not blind.refused:
            lab.untestable(claim, "what is written wrongly is accepted as well", blind, exchange)
            return
    lab.held(claim, good, f"{wanted(operation)}, as in the usual writing", seen, exchange)


def _seen(rule: str, exchange: Exchange, form: dict[str, Any]) -> bool:
    """Whether an answer shows that the writing was understood: metadata, or what was expanded."""
    if rule == "empty_brackets":
        expanded = [dig(exchange.body, path) for path in form.get("expand", ())]
        return any(isinstance(value, dict) for value in expanded)
    return "metadata" in form


def _write(lab: Lab, operation: Operation, text: str, ids: dict[str, str]) -> Exchange:
    """Send a form that is written already."""
    if operation.method == "GET":
        return lab.call(operation, {}, ids, raw_query=text)
    return lab.call(operation, {}, ids, raw_body=text)


def _takes_odd(operation: Operation) -> bool:
    return operation.kind in ("create", "update", "list", "search")


@pytest.mark.parametrize("operation", operations(_takes_odd))
def test_odd_bodies(lab: Lab, operation: Operation) -> None:
    """What no client should send is answered all the same: never with a 5xx, and in time."""
    if lab.profile == "smoke":
        return
    claims = {name: _claim(operation, f"survives.{name}", CLAUSE) for name in ODD}
    asked = {name: claim for name, claim in claims.items() if lab.judge.asked(claim.id)}
    if operation.kind in ("list", "search"):
        asked = {name: claim for name, claim in asked.items() if len(ODD[name]) < LONGEST_QUERY}
    reason = lab.ready(operation) if asked else ""
    for name, claim in asked.items():
        if reason:
            lab.untestable(claim, reason)
            continue
        try:
            ids = lab.subject(operation, fresh=False)
        except Unavailable as trouble:
            lab.untestable(claim, str(trouble))
            continue
        _judge_survival(lab, operation, claim, _write(lab, operation, ODD[name], ids))


LONGEST_QUERY = 6000  # servers may well refuse longer request lines before they read them


def _judge_survival(lab: Lab, operation: Operation, claim: Claim, exchange: Exchange) -> None:
    if exchange.response is not None:
        good = exchange.accepted or exchange.refused
        lab.held(claim, good, "an answer: 2xx or 4xx", said(exchange), exchange)
        return
    again = lab.call(operation, lab.provision.fill(smallest(operation)),
                     lab.subject(operation, fresh=False))  # fmt: skip
    if again.response is None:
        lab.broken(claim, "an answer", said(exchange), exchange)  # the network is down
        return
    lab.judge.failed(
        claim.id, claim.clause, claim.operation, level=claim.level, expected="an answer in time",
        observed=f"{exchange.error}; the next request was answered", exchanges=(exchange.id,),
    )  # fmt: skip
