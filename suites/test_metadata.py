"""Metadata: its limits, its texts, and where it is not offered (catalogue 1.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from contracts.model import Level, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import resembles
from suites.looking.say import joined, shown
from suites.scope import operations

KEYS, KEY_LENGTH, VALUE_LENGTH = 50, 40, 500  # G-100
# Texts that have to come back as they were sent (G-101).
TEXTS = {
    "number": "007", "yes": "true", "fraction": "1.50", "spaces": "two  words",
    "beyond the BMP 🦄": "🦄🏳️\u200d🌈", "odd.key-_/?#&=+%": "a&b=c+d%20e;f",
    "lines": "one\ntwo\ttabs", "quotes": "\"'<>\\", "MixedCase": "aBc",
}  # fmt: skip
Metadata = dict[str, str]


class Limit(NamedTuple):
    """The largest metadata that is accepted and the smallest that is not."""

    fits: Callable[[], Metadata]
    too_much: Callable[[], Metadata]
    words: str


def _keys(count: int) -> Metadata:
    return {f"assay{number}": "1" for number in range(count)}


LIMITS = {
    "limit_keys": Limit(lambda: _keys(KEYS), lambda: _keys(KEYS + 1), f"{KEYS + 1} keys"),
    "limit_key": Limit(lambda: {"k" * KEY_LENGTH: "1"}, lambda: {"k" * (KEY_LENGTH + 1): "1"},
                       f"a key of {KEY_LENGTH + 1} characters"),
    "limit_value": Limit(lambda: {"assay": "v" * VALUE_LENGTH},
                         lambda: {"assay": "v" * (VALUE_LENGTH + 1)},
                         f"a value of {VALUE_LENGTH + 1} characters"),
}  # fmt: skip


def _takes(operation: Operation) -> bool:
    return any(row.name == "metadata" for row in operation.sent)


def _claim(operation: Operation, rule: str, clause: str, level: Level = "must") -> Claim:
    return Claim(f"{operation.id}.metadata.{rule}", clause, operation.title, level)


def _send(lab: Lab, operation: Operation, metadata: Any, *, alone: bool = False) -> Exchange:
    """Send the smallest working form with metadata, `alone` to an object without any (G-100).

    Raises Unavailable.
    """
    form = lab.provision.fill(smallest(operation))
    ids = lab.subject(operation, fresh=True)
    if alone and operation.kind == "update":
        lab.call(operation, {**form, "metadata": ""}, ids)
    return lab.call(operation, {**form, "metadata": metadata}, ids)


@pytest.mark.parametrize(
    "operation", operations(lambda o: _takes(o) and o.kind in ("create", "update"))
)
def test_limits_and_texts(lab: Lab, operation: Operation) -> None:
    """What fits is kept exactly as it was sent; what does not fit is refused."""
    if lab.profile == "smoke":
        return
    rules: dict[str, tuple[Claim, Callable[[Claim], None]]] = {
        name: (_claim(operation, name, "G-100"), _limit_rule(lab, operation, limit))
        for name, limit in LIMITS.items()
    }
    rules["texts"] = (_claim(operation, "texts", "G-101"), _text_rule(lab, operation))
    if operation.kind == "create":
        claim = _claim(operation, "empty_at_first", "G-102")
        rules["empty_at_first"] = (claim, _empty_rule(lab, operation))
    asked = [(claim, rule) for claim, rule in rules.values() if lab.judge.asked(claim.id)]
    trouble = lab.ready(operation) if asked else ""
    for claim, rule in asked:
        if trouble:
            lab.untestable(claim, trouble)
            continue
        try:
            rule(claim)
        except Unavailable as reason:
            lab.untestable(claim, str(reason))


def _limit_rule(lab: Lab, operation: Operation, limit: Limit) -> Callable[[Claim], None]:
    def rule(claim: Claim) -> None:
        twin = _send(lab, operation, limit.fits(), alone=True)
        if not resembles(twin, operation):
            lab.broken(claim, "the largest metadata that fits is accepted", said(twin), twin)
            return
        exchange = _send(lab, operation, limit.too_much())
        lab.held(claim, exchange.status == 400, f"status 400 for {limit.words}", said(exchange),
                 exchange, twin)  # fmt: skip
        if operation.kind == "update":  # the next test needs room for its keys
            lab.call(operation, {"metadata": ""}, lab.subject(operation, fresh=False))

    return rule


def _text_rule(lab: Lab, operation: Operation) -> Callable[[Claim], None]:
    def rule(claim: Claim) -> None:
        exchange = _send(lab, operation, TEXTS)
        if not resembles(exchange, operation):
            lab.broken(claim, "metadata of odd texts is accepted", said(exchange), exchange)
            return
        again = lab.read(operation, {"id": str(exchange.body.get("id"))}) or exchange
        wrong, worst = _lost(exchange), exchange
        if not wrong and resembles(again, operation):
            wrong, worst = _lost(again), again
        seen = joined(wrong, 2) + ("" if worst is exchange else " when it is read")
        lab.held(claim, not wrong, "metadata as it was sent", seen, worst, exchange)

    return rule


def _lost(exchange: Exchange) -> list[str]:
    """Return in words which of the texts an object shows otherwise, and how."""
    found = exchange.body.get("metadata")
    own = found if isinstance(found, dict) else {}
    wrong = [key for key, text in TEXTS.items() if own.get(key) != text]
    return [f"metadata[{key}] {shown(own[key]) if key in own else 'missing'}" for key in wrong]


def _empty_rule(lab: Lab, operation: Operation) -> Callable[[Claim], None]:
    def rule(claim: Claim) -> None:
        form = lab.provision.fill(smallest(operation))
        exchange = lab.call(operation, form, lab.subject(operation, fresh=True))
        if not resembles(exchange, operation):
            raise Unavailable(f"nothing was created ({said(exchange)})")
        found = exchange.body.get("metadata")
        lab.held(claim, found == {}, "metadata {}", f"metadata {shown(found)}", exchange)

    return rule


@pytest.mark.parametrize(
    "operation", operations(lambda o: o.method == "POST" and bool(o.sent) and not _takes(o))
)
def test_not_offered(lab: Lab, operation: Operation) -> None:
    """Where no table lists it, metadata is an unknown parameter (G-104)."""
    level: Level = "should" if operation.notes else "must"  # a table with a lost row may list it
    claim = _claim(operation, "not_offered", "G-104", level)
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    try:
        exchange = _send(lab, operation, {"assay": "1"})
    except Unavailable as trouble:
        lab.untestable(claim, str(trouble))
        return
    code = exchange.error_body.get("code")
    good = exchange.status == 400 and code == "parameter_unknown"
    lab.held(claim, good, "status 400, parameter_unknown", said(exchange), exchange)
