"""Keys: none, a wrong one, Basic and Bearer, and what a publishable key may do (catalogue 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from contracts.model import Level, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import differing, observed, resembles, wanted
from suites.looking.say import shown
from suites.scope import operations
from suites.unchanged import RESTLESS, STILL, restless, stirs

WRONG_KEY = "sk_test_assayWrongKey0123456789"  # of no account
GARBLED_KEY = (
    "assayGarbledKey0123456789abcdef"  # holds no real key, so that the ledger redacts no part of it
)
_BACK = "https://example.com/back"
_SMOKE = ("payment_intent.retrieve", "issuing.card.list")


def _everything(_operation: Operation) -> bool:
    return True


def _claim(operation: Operation, rule: str, clause: str, level: Level = "must") -> Claim:
    return Claim(f"{operation.id}.auth.{rule}", clause, operation.title, level)


@pytest.mark.parametrize("operation", operations(_everything))
def test_keys(lab: Lab, operation: Operation) -> None:
    """Without a key or with a wrong one nothing is answered; both schemes carry a good one."""
    claims = {
        "no_key": _claim(operation, "no_key", "G-04"),
        "wrong_key": _claim(operation, "wrong_key", "G-05"),
        "masked": _claim(operation, "masked", "G-05"),
        "publishable_refused": _claim(operation, "publishable_refused", "G-07", "should"),
    }
    if operation.method == "GET":
        claims["basic"] = _claim(operation, "basic", "G-03")
    if operation.id in PUBLIC:
        del claims["publishable_refused"]
    asked = {rule: claim for rule, claim in claims.items() if lab.judge.asked(claim.id)}
    if not asked or (lab.profile == "smoke" and operation.id not in _SMOKE):
        return
    reason = lab.ready(operation)
    if reason:
        for claim in asked.values():
            lab.untestable(claim, reason)
        return
    for rule, claim in asked.items():
        try:
            _RULES[rule](lab, operation, claim)
        except Unavailable as trouble:
            lab.untestable(claim, str(trouble))


def _send(lab: Lab, operation: Operation, **rest: Any) -> Exchange:
    """Send the smallest working call with another key. Raises Unavailable."""
    ids = lab.subject(operation, fresh=False)
    return lab.call(operation, lab.provision.fill(smallest(operation)), ids, **rest)


def _unauthorised(lab: Lab, claim: Claim, exchange: Exchange) -> None:
    error = exchange.error_body
    good = exchange.status == 401 and error.get("type") == "invalid_request_error"
    lab.held(claim, good, "status 401, invalid_request_error", said(exchange), exchange)


def _no_key(lab: Lab, operation: Operation, claim: Claim) -> None:
    _unauthorised(lab, claim, _send(lab, operation, key="none"))


def _wrong_key(lab: Lab, operation: Operation, claim: Claim) -> None:
    _unauthorised(lab, claim, _send(lab, operation, key=WRONG_KEY))


def _masked(lab: Lab, operation: Operation, claim: Claim) -> None:
    """A refused key is not repeated in full."""
    exchange = _send(lab, operation, key=GARBLED_KEY)
    if exchange.status != 401:
        lab.untestable(claim, f"a wrong key is not refused ({said(exchange)})", exchange)
        return
    body = exchange.response.body if exchange.response else b""
    lab.held(claim, GARBLED_KEY.encode() not in body, "the key masked, or not at all",
             "the whole key in the body", exchange)  # fmt: skip


def _basic(lab: Lab, operation: Operation, claim: Claim) -> None:
    """A key is taken as a user's name: a good one, which shows where another one is refused."""
    exchange = _send(lab, operation, auth="basic")
    seen = observed(exchange) if exchange.accepted else said(exchange)
    good = resembles(exchange, operation)
    if good:
        stranger = _send(lab, operation, key=GARBLED_KEY, auth="basic")
        if not stranger.refused:
            lab.untestable(claim, "a wrong key is not refused either", stranger, exchange)
            return
    lab.held(claim, good, wanted(operation), seen, exchange)


def _publishable_refused(lab: Lab, operation: Operation, claim: Claim) -> None:
    """A publishable key is refused; that it is never answered is certain, the status is not."""
    if not lab.has_publishable:
        raise Unavailable(NO_PUBLISHABLE)
    exchange = _send(lab, operation, key="publishable")
    if exchange.accepted:
        claim = _claim(operation, "publishable_refused", "G-07")
    good = exchange.status in (401, 403)
    lab.held(claim, good, "status 401 or 403", said(exchange), exchange)


_RULES = {
    "no_key": _no_key, "wrong_key": _wrong_key, "masked": _masked, "basic": _basic,
    "publishable_refused": _publishable_refused,
}  # fmt: skip
NO_PUBLISHABLE = "no publishable key was given"
# What a publishable key may do for a customer, with the client secret of the object.
PUBLIC = (
    "payment_intent.retrieve", "payment_intent.confirm", "payment_intent.verify_microdeposits",
)  # fmt: skip


def _changes(operation: Operation) -> bool:
    return operation.method == "POST" and bool(operation.path_parameters)


@pytest.mark.parametrize("operation", operations(_changes))
def test_refused_keys_change_nothing(lab: Lab, operation: Operation) -> None:
    """What was refused for its key changed nothing (G-09)."""
    claim = _claim(operation, "unchanged_by_strangers", "G-09", "should")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    reason = lab.ready(operation)
    try:
        ids = lab.subject(operation, fresh=False)
        form = lab.provision.fill(_telling(operation))
    except Unavailable as trouble:
        reason = reason or str(trouble)
    if reason:
        lab.untestable(claim, reason)
        return
    before = lab.read(operation, ids)
    refused = [lab.call(operation, form, ids, key=key) for key in ("none", WRONG_KEY)]
    after = lab.read(operation, ids)
    if before is None or after is None or not before.accepted or not after.accepted:
        lab.untestable(claim, "the object cannot be read")
    elif any(exchange.status not in (401, 403) for exchange in refused):
        lab.untestable(claim, "a request without a good key is not refused", *refused)
    else:
        wrong = differing(before.body, after.body)
        unearned = "" if wrong or stirs(lab, operation) else STILL
        if wrong and restless(lambda: lab.read(operation, ids)):
            unearned = RESTLESS
        if unearned:
            lab.untestable(claim, unearned, after, *refused)
            return
        lab.held(claim, not wrong, "the object as it was", f"changed: {', '.join(wrong)}",
                 after, *refused)  # fmt: skip


def _telling(operation: Operation) -> dict[str, Any]:
    """Return a form whose effect would be seen: metadata, where the operation takes it."""
    form = smallest(operation)
    if any(row.name == "metadata" for row in operation.sent):
        form = {**form, "metadata": {"assay_stranger": "@unique"}}
    return form


@pytest.mark.parametrize("operation", operations(lambda o: o.id in PUBLIC[:2]))
def test_client_secret(lab: Lab, operation: Operation) -> None:
    """With the client secret a publishable key reaches one intent, and sees less (PI-21 to 23)."""
    rules = _of_retrieve if operation.kind == "retrieve" else _of_confirm
    asked = [(c, f) for c, f in rules(operation) if lab.judge.asked(c.id)]
    if lab.profile == "smoke":
        return
    for claim, rule in asked:
        try:
            if not lab.has_publishable:
                raise Unavailable(NO_PUBLISHABLE)
            rule(lab, operation, claim)
        except Unavailable as trouble:
            lab.untestable(claim, str(trouble))


def _intent(lab: Lab, state: str, method: str = "") -> Exchange:
    """Return a fresh intent, read with the secret key. Raises Unavailable."""
    retrieve = lab.contracts.operation("payment_intent.retrieve")
    form: dict[str, Any] = {"amount": 2000, "currency": "usd", "payment_method": "pm_card_visa",
                            "payment_method_types": ["card"]}  # fmt: skip
    if method:
        create = lab.contracts.operation("payment_intent.create")
        made = lab.call(create, {**form, "confirmation_method": method})
        if not made.accepted:
            raise Unavailable(f"no intent with confirmation_method {method} ({said(made)})")
        return made
    name = lab.provision.obtain(f"@payment_intent:{state}!")
    found = lab.call(retrieve, {}, {retrieve.path_parameters[0].name: name})
    if not isinstance(found.body.get("client_secret"), str):
        raise Unavailable("the intent has no client_secret")
    return found


def _as_customer(
    lab: Lab, operation: Operation, intent: Exchange, form: Mapping[str, Any]
) -> Exchange:
    ids = {operation.path_parameters[0].name: str(intent.body.get("id"))}
    return lab.call(operation, form, ids, key="publishable")


def _sees(lab: Lab, operation: Operation, claim: Claim) -> None:
    intent = _intent(lab, "requires_payment_method")
    secret = intent.body["client_secret"]
    exchange = _as_customer(lab, operation, intent, {"client_secret": secret})
    good = exchange.accepted and exchange.body.get("id") == intent.body.get("id")
    seen = observed(exchange) if exchange.accepted else said(exchange)
    lab.held(claim, good, "the intent that the secret belongs to", seen, exchange, intent)


def _subset(lab: Lab, operation: Operation, claim: Claim) -> None:
    retrieve = lab.contracts.operation("payment_intent.retrieve")
    intent = _intent(lab, "requires_payment_method")
    update = lab.contracts.operation("payment_intent.update")
    ids = {update.path_parameters[0].name: str(intent.body["id"])}
    marked = lab.call(update, {"metadata": {"assay": "1"}}, ids)
    whole = lab.call(retrieve, {}, ids)
    secret = intent.body["client_secret"]
    exchange = _as_customer(lab, operation, intent, {"client_secret": secret})
    if not exchange.accepted or whole.body.get("metadata") != {"assay": "1"}:
        raise Unavailable(f"there is nothing to compare ({said(exchange)}, {said(marked)})")
    more = sorted(set(exchange.body) - set(whole.body))
    open_metadata = bool(exchange.body.get("metadata"))
    seen = "metadata" if open_metadata else f"also {', '.join(more)}"
    lab.held(claim, not more and not open_metadata, "a part of the fields, without metadata", seen,
             exchange, whole)  # fmt: skip


def _prove_secret(lab: Lab, operation: Operation, intent: Exchange | None = None) -> None:
    """Show that the right secret works, for `intent` or a new one. Raises Unavailable."""
    found = intent or _intent(lab, "", "automatic")
    form = {"client_secret": found.body.get("client_secret")}
    form |= {} if operation.kind == "retrieve" else {"return_url": _BACK}
    twin = _as_customer(lab, operation, found, form)
    if not twin.accepted:
        raise Unavailable(f"the right secret is not accepted either ({said(twin)})")


def _refused_with(secret: str) -> Any:
    def rule(lab: Lab, operation: Operation, claim: Claim) -> None:
        intent = _intent(lab, "requires_confirmation" if operation.kind == "action"
                         else "requires_payment_method")  # fmt: skip
        right = intent.body["client_secret"]
        _prove_secret(lab, operation, intent if operation.kind == "retrieve" else None)
        wrong = f"{intent.body['id']}_secret_{secret}"
        form = {"client_secret": wrong} if secret else {}
        exchange = _as_customer(lab, operation, intent, form)
        leak = right.encode() in (exchange.response.body if exchange.response else b"")
        seen = "the client secret in the body" if leak else said(exchange)
        lab.held(claim, exchange.refused and not leak, "a refusal that shows nothing", seen,
                 exchange)  # fmt: skip

    return rule


def _confirms(method: str, *, works: bool) -> Any:
    def rule(lab: Lab, operation: Operation, claim: Claim) -> None:
        if not works:
            _prove_secret(lab, operation)
        intent = _intent(lab, "", method)
        form = {"client_secret": intent.body.get("client_secret"), "return_url": _BACK}
        exchange = _as_customer(lab, operation, intent, form)
        good = exchange.accepted and exchange.body.get("status") != "requires_confirmation"
        if not works:
            good = exchange.refused
        words = "a confirmation" if works else "a refusal: such intents take a secret key"
        status = exchange.body.get("status")
        seen = f"accepted, status {shown(status)}" if exchange.accepted else said(exchange)
        lab.held(claim, good, words, seen, exchange, intent)

    return rule


def _of_retrieve(operation: Operation) -> list[tuple[Claim, Any]]:
    return [
        (_claim(operation, "client_secret", "PI-21"), _sees),
        (_claim(operation, "client_secret_subset", "PI-22"), _subset),
        (_claim(operation, "client_secret_needed", "PI-21"), _refused_with("")),
        (_claim(operation, "client_secret_wrong", "PI-23", "should"), _refused_with("assayWrong1")),
    ]


def _of_confirm(operation: Operation) -> list[tuple[Claim, Any]]:
    return [
        (_claim(operation, "customer_confirms", "PI-55"), _confirms("automatic", works=True)),
        (_claim(operation, "manual_needs_secret", "PI-56"), _confirms("manual", works=False)),
        (_claim(operation, "client_secret_wrong", "PI-23", "should"), _refused_with("assayWrong1")),
    ]
