"""What Issuing promises of its own: cards, disputes, designs, tokens, transactions (2.2 to 2.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet

from contracts import load
from contracts.model import Level, Step
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import SAME_BORN, Claim, Lab, said
from suites.looking.dig import dig
from suites.looking.likeness import observed, resembles
from suites.looking.say import shown

Form = dict[str, Any]
CARD, DISPUTE, DESIGN = "issuing.card", "issuing.dispute", "issuing.personalization_design"
HOLDER = "issuing.cardholder"
_AUTHORIZE = "/v1/test_helpers/issuing/authorizations"
_FORCED = "/v1/test_helpers/issuing/transactions/create_force_capture"
SHIPPING: Form = {
    "name": "Jenny Rosen",
    "address": {"line1": "123 Main Street", "city": "San Francisco", "state": "CA",
                "postal_code": "94111", "country": "US"},
}  # fmt: skip


class Rule(NamedTuple):
    """One statement about one operation."""

    operation: str
    topic: str
    clause: str
    level: Level
    judge: Callable[[Lab, Claim], None]


def ask(lab: Lab, name: str, form: Form | None = None, subject: str = "") -> Exchange:
    """Send a form, filled, to an operation. Raises Unavailable."""
    operation = lab.contracts.operation(name)
    ids = {row.name: subject for row in operation.path_parameters}
    return lab.call(operation, lab.provision.fill(form or {}), ids)


def done(lab: Lab, name: str, form: Form | None = None, subject: str = "") -> Exchange:
    """Send a form that is expected to be accepted. Raises Unavailable when it is not."""
    exchange = ask(lab, name, form, subject)
    if not resembles(exchange, lab.contracts.operation(name)):
        seen = observed(exchange) if exchange.accepted else said(exchange)
        raise Unavailable(f"{name} was not accepted ({seen})")
    return exchange


def new_card(lab: Lab, **form: Any) -> Exchange:
    """Make a card. Raises Unavailable."""
    return done(lab, f"{CARD}.create", {**smallest(load().operation(f"{CARD}.create")), **form})


def _number(lab: Lab, card: str) -> str:
    """Return the number of a virtual card. Raises Unavailable."""
    found = done(lab, f"{CARD}.retrieve", {"expand": ["number", "cvc"]}, card)
    number = found.body.get("number")
    if not isinstance(number, str) or not number.isdigit():
        raise Unavailable("the number of a virtual card is not shown")
    return number


def secrets_on_request(lab: Lab, claim: Claim) -> None:
    """Number and code of a virtual card are shown when expanded, and only then (G-94)."""
    card = str(new_card(lab).body["id"])
    plain = done(lab, f"{CARD}.retrieve", {}, card)
    asked = done(lab, f"{CARD}.retrieve", {"expand": ["number", "cvc"]}, card)
    number, code = asked.body.get("number"), asked.body.get("cvc")
    good = isinstance(number, str) and number.isdigit() and isinstance(code, str)
    hidden = plain.body.get("number") is None and plain.body.get("cvc") is None
    ends = str(number or "").endswith(str(plain.body.get("last4")))
    seen = f"number {'shown' if number else 'not shown'}, unasked {'hidden' if hidden else 'shown'}"
    seen += "" if ends else ", ends otherwise than last4"
    lab.held(claim, good and hidden and ends,
             "number, ending with last4, and cvc when expanded, neither without", seen, asked,
             plain)  # fmt: skip


def _born(resource: str, status: str) -> Callable[[Lab, Claim], None]:
    def rule(lab: Lab, claim: Claim) -> None:
        made = done(lab, f"{resource}.create", smallest(load().operation(f"{resource}.create")))
        found = made.body.get("status")
        lab.held(claim, found == status, f"status {status}", f"status {shown(found)}", made)

    return rule


def tax_id_hidden(lab: Lab, claim: Claim) -> None:
    """A tax id is written, never read: only whether there is one (CH-17)."""
    base = smallest(load().operation(f"{HOLDER}.create"))
    company = {"type": "company", "company": {"tax_id": "000000000"}}
    made = done(lab, f"{HOLDER}.create", {**base, **company})
    again = done(lab, f"{HOLDER}.retrieve", {}, str(made.body["id"]))
    found = again.body.get("company")
    told = dig(again.body, "company.tax_id_provided") is True
    open_ = "000000000" in (dig(made.body, "company.tax_id"), dig(again.body, "company.tax_id"))
    lab.held(claim, told and not open_, "company.tax_id_provided true, and no tax_id",
             f"company {shown(found)}", again, made)  # fmt: skip


def _replace(lab: Lab, reason: str) -> tuple[Exchange, Exchange]:
    """Make an active card and one in its place. Raises Unavailable."""
    old = new_card(lab, status="active")
    name = str(old.body["id"])
    if reason in ("lost", "stolen"):
        done(lab, f"{CARD}.update", {"status": "canceled", "cancellation_reason": reason}, name)
    new = new_card(lab, replacement_for=name, replacement_reason=reason)
    if new.body["id"] == name:
        raise Unavailable(SAME_BORN)
    return old, new


def replacement_linked(lab: Lab, claim: Claim) -> None:
    """A card and the one in its place name each other (CA-26)."""
    old, new = _replace(lab, "damaged")
    again = done(lab, f"{CARD}.retrieve", {}, str(old.body["id"]))
    good = new.body.get("replacement_for") == old.body["id"]
    good = good and again.body.get("replaced_by") == new.body["id"]
    lab.held(claim, good, "replacement_for and replaced_by name each other",
             f"replacement_for {shown(new.body.get('replacement_for'))}, "
             f"replaced_by {shown(again.body.get('replaced_by'))}", new, again)  # fmt: skip


def _numbers(reason: str, *, same: bool) -> Callable[[Lab, Claim], None]:
    def rule(lab: Lab, claim: Claim) -> None:
        old, new = _replace(lab, reason)
        numbers = [_number(lab, str(card.body["id"])) for card in (old, new)]
        if same and _number(lab, str(new_card(lab).body["id"])) == numbers[0]:
            raise Unavailable("a card that replaces none has that number as well")
        words = "the number of the card before" if same else "a number of its own"
        seen = "the same number" if numbers[0] == numbers[1] else "another number"
        lab.held(claim, (numbers[0] == numbers[1]) is same, words, seen, new, old)

    return rule


def replacement_retires(lab: Lab, claim: Claim) -> None:
    """A damaged card works until the one in its place is active, and is canceled then (CA-28)."""
    old, new = _replace(lab, "damaged")
    name = str(old.body["id"])
    before = done(lab, f"{CARD}.retrieve", {}, name).body.get("status")
    if new.body.get("status") != "active":
        done(lab, f"{CARD}.update", {"status": "active"}, str(new.body["id"]))
    after = done(lab, f"{CARD}.retrieve", {}, name)
    found = (before, after.body.get("status"))
    lab.held(claim, found == ("active", "canceled"), "active, and canceled afterwards",
             f"{found[0]}, and {found[1]} afterwards", after, new, old)  # fmt: skip


def shipping_needed(lab: Lab, claim: Claim) -> None:
    """A physical card is shipped somewhere (CA-24)."""
    twin = new_card(lab, type="physical", shipping=SHIPPING)
    form = {**smallest(load().operation(f"{CARD}.create")), "type": "physical"}
    exchange = ask(lab, f"{CARD}.create", form)
    lab.held(claim, exchange.status == 400, "status 400", said(exchange), exchange, twin)


def shipping_pending(lab: Lab, claim: Claim) -> None:
    """Its shipping starts pending (CA-25)."""
    made = new_card(lab, type="physical", shipping=SHIPPING)
    found = dig(made.body, "shipping.status")
    lab.held(claim, found == "pending", "shipping.status pending",
             f"shipping.status {shown(found)}", made)  # fmt: skip


def design_inactive(lab: Lab, claim: Claim) -> None:
    """Only an active design makes cards (PD-17)."""
    form = {"cardholder": "@issuing.cardholder:company", "type": "physical", "shipping": SHIPPING}
    twin = new_card(lab, **form, personalization_design=f"@{DESIGN}:active!")
    whole = {**smallest(load().operation(f"{CARD}.create")), **form}
    exchange = ask(
        lab, f"{CARD}.create", {**whole, "personalization_design": f"@{DESIGN}:inactive!"}
    )
    lab.held(claim, exchange.status == 400, "status 400", said(exchange), exchange, twin)


def _dispute(lab: Lab) -> tuple[Exchange, Exchange]:
    """Make a dispute and read its transaction. Raises Unavailable."""
    name = lab.provision.obtain("@issuing.transaction!")
    made = done(lab, f"{DISPUTE}.create", {"transaction": name})
    return made, done(lab, "issuing.transaction.retrieve", {}, name)


def amount_whole(lab: Lab, claim: Claim) -> None:
    """Without an amount all of the transaction is disputed (DI-08)."""
    made, transaction = _dispute(lab)
    whole = transaction.body.get("amount")
    if isinstance(whole, int) and _amount_of_another(lab, abs(whole) + 500) == whole:
        raise Unavailable("transactions of other amounts read the same")
    good = isinstance(whole, int) and made.body.get("amount") == abs(whole)
    lab.held(claim, good, f"amount {shown(whole)} without its sign",
             f"amount {shown(made.body.get('amount'))}", made, transaction)  # fmt: skip


def _amount_of_another(lab: Lab, amount: int) -> Any:
    """Return how the amount of a new transaction reads; None where none can be made."""
    try:
        name = _capture(lab, lab.provision.obtain("@issuing.card:active"), amount)
        return done(lab, "issuing.transaction.retrieve", {}, name).body.get("amount")
    except Unavailable:
        return None


def _capture(lab: Lab, card: str, amount: int) -> str:
    """Capture an amount by force and return the id of the transaction. Raises Unavailable."""
    form = {"amount": amount, "card": card, "currency": "@issuing.currency"}
    return lab.provision.take_step(Step("POST", _FORCED, form), "")


def amount_currency(lab: Lab, claim: Claim) -> None:
    """The currency is the transaction's (DI-25)."""
    made, transaction = _dispute(lab)
    wanted, found = transaction.body.get("currency"), made.body.get("currency")
    lab.held(claim, found == wanted and isinstance(found, str), f"currency {shown(wanted)}",
             f"currency {shown(found)}", made, transaction)  # fmt: skip


def transaction_linked(lab: Lab, claim: Claim) -> None:
    """The transaction names its dispute (DI-13)."""
    made, transaction = _dispute(lab)
    found = transaction.body.get("dispute")
    lab.held(claim, found == made.body["id"], "the id of the dispute", f"dispute {shown(found)}",
             transaction, made)  # fmt: skip


def authorizations_refused(lab: Lab, claim: Claim) -> None:
    """What was only authorized cannot be disputed (DI-12)."""
    twin, _ = _dispute(lab)
    form = {"amount": 1000, "card": "@issuing.card:active", "currency": "@issuing.currency"}
    name = lab.provision.take_step(Step("POST", _AUTHORIZE, form), "")
    exchange = ask(lab, f"{DISPUTE}.create", {"transaction": name})
    lab.held(claim, exchange.refused, "a refusal", said(exchange), exchange, twin)


def transaction_needed(lab: Lab, claim: Claim) -> None:
    """A dispute is about something (DI-11)."""
    twin, _ = _dispute(lab)
    exchange = ask(lab, f"{DISPUTE}.create", {})
    lab.held(claim, exchange.status == 400, "status 400", said(exchange), exchange, twin)


def loss_reason(lab: Lab, claim: Claim) -> None:
    """A dispute that is not lost has no reason for it (DI-24)."""
    made, _ = _dispute(lab)
    found = made.body.get("loss_reason")
    lab.held(claim, found is None and made.body.get("status") != "lost", "no loss_reason",
             f"loss_reason {shown(found)}", made)  # fmt: skip


def features_respected(lab: Lab, claim: Claim) -> None:
    """A text is refused where the bundle has no room for it (PD-10)."""
    page = ask(lab, "issuing.physical_bundle.list", {"limit": 100})
    bundles = [b for b in page.body.get("data") or [] if isinstance(b, dict)]
    plain = [b for b in bundles if b.get("status") == "active"
             and dig(b, "features.card_logo") != "required"]  # fmt: skip
    by = {str(dig(b, "features.carrier_text")): b.get("id") for b in plain}
    if "unsupported" not in by or "optional" not in by:
        raise Unavailable("the bundles do not differ in whether they carry a text")
    text = {"carrier_text": {"header_title": "Hello"}}
    twin = done(lab, f"{DESIGN}.create", {"physical_bundle": by["optional"], **text})
    exchange = ask(lab, f"{DESIGN}.create", {"physical_bundle": by["unsupported"], **text})
    lab.held(claim, exchange.status == 400, "status 400", said(exchange), exchange, twin)


def _design(lab: Lab, **form: Any) -> Exchange:
    base = smallest(load().operation(f"{DESIGN}.create"))
    return done(lab, f"{DESIGN}.create", {**base, **form})


def review_status(lab: Lab, claim: Claim) -> None:
    """A new design is in review, or decided already (PD-11)."""
    made = _design(lab)
    found = made.body.get("status")
    lab.held(claim, found in ("review", "active", "inactive"), "review, active or inactive",
             f"status {shown(found)}", made)  # fmt: skip


def default_moves(lab: Lab, claim: Claim) -> None:
    """There is one default design (PD-13)."""
    first = _design(lab, preferences={"is_default": True})
    alone = done(lab, f"{DESIGN}.retrieve", {}, str(first.body["id"]))
    if dig(alone.body, "preferences.is_default") is not True:
        raise Unavailable("a design that was made the default does not read as one")
    second = _design(lab, preferences={"is_default": True})
    again = done(lab, f"{DESIGN}.retrieve", {}, str(first.body["id"]))
    good = dig(again.body, "preferences.is_default") is False
    good = good and dig(second.body, "preferences.is_default") is True
    lab.held(claim, good, "the design before is no default any more",
             f"is_default {shown(dig(again.body, 'preferences.is_default'))}", again,
             second)  # fmt: skip


def key_unique(lab: Lab, claim: Claim) -> None:
    """A lookup key has one holder (PD-08)."""
    key = lab.provision.unique()
    twin = _design(lab, lookup_key=key)
    base = smallest(load().operation(f"{DESIGN}.create"))
    exchange = ask(lab, f"{DESIGN}.create", {**base, "lookup_key": key})
    lab.held(claim, exchange.refused, "a refusal: the key is taken", said(exchange), exchange, twin)


def key_moves(lab: Lab, claim: Claim) -> None:
    """With `transfer_lookup_key` the key leaves its holder (PD-08)."""
    key = lab.provision.unique()
    first = _design(lab, lookup_key=key)
    second = _design(lab, lookup_key=key, transfer_lookup_key=True)
    again = done(lab, f"{DESIGN}.retrieve", {}, str(first.body["id"]))
    good = second.body.get("lookup_key") == key and again.body.get("lookup_key") is None
    lab.held(claim, good, "the key at its new holder only",
             f"lookup_key {shown(again.body.get('lookup_key'))} at the old one", again,
             second)  # fmt: skip


def no_create(lab: Lab, claim: Claim) -> None:
    """No call makes a bundle (PB-06)."""
    page = ask(lab, "issuing.physical_bundle.list", {"limit": 1})
    if not page.body.get("data"):
        raise Unavailable("no bundle is listed")
    exchange = lab.ask("POST", "/v1/issuing/physical_bundles", form={"name": "Assay"})
    lab.held(claim, exchange.refused, "a refusal", said(exchange), exchange)


def network_data(lab: Lab, claim: Claim) -> None:
    """What the network says of a token is shown on request only (TK-07)."""
    name = lab.provision.obtain("@issuing.token")
    found = done(lab, "issuing.token.retrieve", {}, name)
    value = found.body.get("network_data")
    lab.held(claim, value is None, "no network_data", f"network_data {shown(value)}"[:120], found)


def _sign(state: str, kind: str, sign: int) -> Callable[[Lab, Claim], None]:
    def rule(lab: Lab, claim: Claim) -> None:
        name = lab.provision.obtain(f"@issuing.transaction{state}!")
        found = done(lab, "issuing.transaction.retrieve", {}, name)
        if found.body.get("type") != kind:
            raise Unavailable(f"the transaction made is a {shown(found.body.get('type'))}")
        amount = found.body.get("amount")
        good = isinstance(amount, int) and amount * sign > 0
        words = "positive" if sign > 0 else "negative"
        lab.held(claim, good, f"a {words} amount", f"amount {shown(amount)}", found)

    return rule


def made_once(lab: Lab, claim: Claim) -> None:
    """A capture makes one transaction (TX-08); others that a list shows are of other cards."""
    card = lab.provision.obtain("@issuing.card:active!")
    name = _capture(lab, card, 1000)
    page = done(lab, "issuing.transaction.list", {"card": card})
    ids = [item.get("id") for item in page.body["data"] if _id_of(item.get("card")) == card]
    lab.held(claim, ids == [name], f"one transaction of the card, {name}",
             f"{len(ids)} of the card: {shown(ids)}", page)  # fmt: skip


def _id_of(reference: Any) -> Any:
    return reference.get("id") if isinstance(reference, dict) else reference


RULES = (
    Rule(f"{HOLDER}.create", "status.default", "CH-13", "must", _born(HOLDER, "active")),
    Rule(f"{CARD}.create", "status.default", "CA-14", "must", _born(CARD, "inactive")),
    Rule(f"{HOLDER}.create", "tax_id.hidden", "CH-17", "must", tax_id_hidden),
    Rule(f"{CARD}.retrieve", "secrets.on_request", "G-94", "must", secrets_on_request),
    Rule(f"{CARD}.create", "replacement.linked", "CA-26", "must", replacement_linked),
    Rule(f"{CARD}.create", "replacement.new_number", "CA-27", "must", _numbers("lost", same=False)),
    Rule(f"{CARD}.create", "replacement.same_number", "CA-27", "must",
         _numbers("damaged", same=True)),
    Rule(f"{CARD}.create", "replacement.retires", "CA-28", "must", replacement_retires),
    Rule(f"{CARD}.create", "shipping.needed", "CA-24", "should", shipping_needed),
    Rule(f"{CARD}.create", "shipping.pending", "CA-25", "should", shipping_pending),
    Rule(f"{CARD}.create", "design.inactive_refused", "PD-17", "must", design_inactive),
    Rule(f"{DISPUTE}.create", "amount.whole", "DI-08", "must", amount_whole),
    Rule(f"{DISPUTE}.create", "amount.currency", "DI-25", "must", amount_currency),
    Rule(f"{DISPUTE}.create", "transaction.linked", "DI-13", "must", transaction_linked),
    Rule(f"{DISPUTE}.create", "transaction.not_authorizations", "DI-12", "must",
         authorizations_refused),
    Rule(f"{DISPUTE}.create", "transaction.needed", "DI-11", "should", transaction_needed),
    Rule(f"{DISPUTE}.create", "loss_reason.absent", "DI-24", "must", loss_reason),
    Rule(f"{DESIGN}.create", "features.respected", "PD-10", "should", features_respected),
    Rule(f"{DESIGN}.create", "review.status", "PD-11", "should", review_status),
    Rule(f"{DESIGN}.create", "default.moves", "PD-13", "should", default_moves),
    Rule(f"{DESIGN}.create", "lookup_key.unique", "PD-08", "must", key_unique),
    Rule(f"{DESIGN}.create", "lookup_key.moves", "PD-08", "must", key_moves),
    Rule("issuing.physical_bundle.list", "no_create.collection", "PB-06", "must", no_create),
    Rule("issuing.token.retrieve", "network_data.on_request", "TK-07", "must", network_data),
    Rule("issuing.transaction.retrieve", "sign.capture", "TX-06", "must",
         _sign("", "capture", -1)),
    Rule("issuing.transaction.retrieve", "sign.refund", "TX-06", "must",
         _sign(":refund", "refund", 1)),
    Rule("issuing.transaction.list", "made.once", "TX-08", "must", made_once),
)  # fmt: skip


def _cells() -> list[ParameterSet]:
    return [
        pytest.param(
            rule, id=f"{rule.operation}.{rule.topic}",
            marks=pytest.mark.xdist_group(rule.operation.rpartition(".")[0]),
        )
        for rule in RULES
    ]  # fmt: skip


@pytest.mark.parametrize("rule", _cells())
def test_issuing(lab: Lab, rule: Rule) -> None:
    """One rule of Issuing."""
    operation = load().operation(rule.operation)
    claim = Claim(f"{operation.id}.{rule.topic}", rule.clause, operation.title, rule.level)
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    try:
        rule.judge(lab, claim)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
