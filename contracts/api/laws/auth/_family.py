"""An intent, and a customer who has a publishable key and may have its client secret."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held
from suites.laws.auth._family import NO_PUBLISHABLE
from suites.looking.dig import named
from suites.looking.say import said, shown

RETRIEVE, CONFIRM = "payment_intent.retrieve", "payment_intent.confirm"
VERIFY = "payment_intent.verify_microdeposits"
_BACK = "https://example.com/back"
_STATES = {RETRIEVE: "requires_payment_method", CONFIRM: "requires_confirmation",
           VERIFY: "awaiting_microdeposits"}  # fmt: skip
_ASKED: dict[str, Mapping[str, Any]] = {
    RETRIEVE: {}, CONFIRM: {"return_url": _BACK}, VERIFY: {"amounts": [32, 45]},
}  # fmt: skip
_FORM = {"amount": 2000, "currency": "usd", "payment_method": "pm_card_visa",
         "payment_method_types": ["card"]}  # fmt: skip
ROW = "client_secret"
MARK = {"assay": "1"}


@dataclass(frozen=True, slots=True)
class Customer:
    """Whoever calls an operation with a publishable key."""

    lab: Lab
    operation: Operation

    def intent(self, state: str) -> Exchange:
        """Return a fresh intent in a state, read with the secret key. Raises Unavailable."""
        lab = self.lab
        retrieve = lab.contracts.operation(RETRIEVE)
        with lab.standing():
            name = lab.provision.obtain(f"@payment_intent:{state}!")
            found = lab.call(retrieve, {}, {retrieve.path_parameters[0].name: name})
        if not isinstance(found.item.get(ROW), str):
            raise Unavailable(f"the intent has no {ROW}", found,
                              blocked_by=f"{RETRIEVE}.accepts")  # fmt: skip
        return found

    def marked(self) -> Exchange:
        """Return a fresh intent of an action, with metadata. Raises Unavailable."""
        if self.operation.id == CONFIRM:
            return self.intent_confirmed("automatic", metadata=MARK)
        update = self.lab.contracts.operation("payment_intent.update")
        intent = self.intent(_STATES[self.operation.id])
        ids = {update.path_parameters[0].name: named(intent.item)}
        with self.lab.standing():
            made = self.lab.call(update, {"metadata": MARK}, ids)
        if made.item.get("metadata") != MARK:
            raise Unavailable(f"the intent has no metadata ({said(made)})", made,
                              blocked_by=f"{update.id}.metadata.set")  # fmt: skip
        return made

    def act(self, intent: Exchange) -> Exchange:
        """Take the action of an operation with the intent's secret."""
        return self.with_secret(intent, **_ASKED[self.operation.id])

    def intent_confirmed(self, method: str, **rest: Any) -> Exchange:
        """Return a new intent that is confirmed by a method. Raises Unavailable."""
        create = self.lab.contracts.operation("payment_intent.create")
        with self.lab.standing():
            made = self.lab.call(create, {**_FORM, "confirmation_method": method, **rest})
        if not made.accepted:
            reason = f"no intent with confirmation_method {method} ({said(made)})"
            raise Unavailable(reason, made, blocked_by=f"{create.id}.accepts")
        return made

    def call(self, intent: Exchange, form: Mapping[str, Any]) -> Exchange:
        """Send a form to an intent, with the publishable key."""
        ids = {self.operation.path_parameters[0].name: named(intent.item)}
        return self.lab.call(self.operation, form, ids, key="publishable")

    def with_secret(self, intent: Exchange, **rest: Any) -> Exchange:
        """Send the intent's own secret."""
        return self.call(intent, {ROW: intent.item.get(ROW), **rest})

    def confirm(self, intent: Exchange) -> Exchange:
        """Confirm an intent with its secret."""
        return self.with_secret(intent, return_url=_BACK)

    def prove_secret(self, intent: Exchange | None = None) -> None:
        """Show that the right secret works, for `intent` or a new one. Raises Unavailable."""
        name = self.operation.id
        new = self.intent_confirmed if name == CONFIRM else self.intent
        found = intent or new("automatic" if name == CONFIRM else _STATES[name])
        twin = self.with_secret(found, **_ASKED[name])
        if not twin.accepted:
            law = {RETRIEVE: "auth.client_secret", CONFIRM: "auth.customer_confirms"}.get(name)
            raise Unavailable(f"the right secret is not accepted either ({said(twin)})", twin,
                              blocked_by=f"{name}.{law or 'accepts'}")  # fmt: skip

    def refused_with(self, secret: str) -> Outcome:
        """Judge that a wrong secret, or none, is refused and shows nothing. Raises Unavailable."""
        name, reads = self.operation.id, self.operation.kind == "retrieve"
        intent = self.intent(_STATES[name])
        self.prove_secret(intent if reads else None)
        wrong = f"{named(intent.item)}_secret_{secret}"
        with self.lab.wrongly():
            exchange = self.call(intent, {**({ROW: wrong} if secret else {}), **_ASKED[name]})
        body = exchange.response.body if exchange.response else b""
        leak = str(intent.item[ROW]).encode() in body
        seen = f"the {ROW.replace('_', ' ')} in the body" if leak else said(exchange)
        return held(exchange.refused and not leak, "a refusal that shows nothing", seen, exchange)


def told(exchange: Exchange) -> str:
    """Return what a confirmation was answered."""
    if not exchange.accepted:
        return said(exchange)
    return f"accepted, status {shown(exchange.item.get('status'))}"


def of(*names: str) -> Callable[[Operation, Contracts], bool]:
    """Return the guard of laws about some of the operations."""
    return lambda operation, _contracts: operation.id in names


def _about(contracts: Contracts) -> Iterator[Operation]:
    return (contracts.operation(name) for name in (RETRIEVE, CONFIRM, VERIFY))


def _stand(lab: Lab, operation: Operation) -> Customer:
    """Return a customer. Raises Unavailable when there is no publishable key."""
    if not lab.has_publishable:
        raise Unavailable(NO_PUBLISHABLE)
    return Customer(lab, operation)


CUSTOMER = Family(
    "customer", _about, _stand,
    order=("client_secret", "client_secret_subset", "client_secret_fields", "client_secret_needed",
           "customer_confirms", "manual_needs_secret", "withheld", "client_secret_wrong"),
)  # fmt: skip
