"""Confirming a PaymentIntent: one attempt to pay and what becomes of it (catalogue 3.2)."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.call import Call
from sandbox.errors import ApiError, invalid, missing_parameter
from sandbox.objects import change
from sandbox.registry import behaviour
from sandbox.store import Object

from . import cash, charge, line_items, mandate, payment_method, payment_options
from .intent_errors import KIND, OPEN, unexpected_state
from .payment_method import Outcome
from .visible import to_its_key

MAX_CONFIRMATIONS = 100
_ECHOED = ("capture_method", "receipt_email", "setup_future_usage", "shipping", "payment_details",
           "payment_method_options", "payment_method_types", "amount_details")  # fmt: skip
PROCESSING_ACCOUNT = "0009"


@behaviour("POST /v1/payment_intents/{intent}/confirm")
def confirm(call: Call) -> Object:
    """Attempt a payment with the current or the given payment method (PI-51)."""
    return to_its_key(call, _confirmed)


def _confirmed(call: Call) -> Object:
    item = call.store.get(KIND, call.id(), "intent")
    if call.key == "publishable":
        _check_client(call, item)
    if item["status"] not in OPEN:
        raise unexpected_state(item, "confirm")
    method = _given(call, item)
    if method is None and item["payment_method"] is None:
        text = "You cannot confirm this PaymentIntent because it's missing a payment method."
        raise ApiError(400, text, code="payment_intent_unexpected_state", payment_intent=dict(item))
    sent = {name: call.params[name] for name in _ECHOED if call.sent(name)}
    _check_return(call, item)
    line_items.check(call.get("amount_details"), item["amount"])
    change(item, call.contracts.resource(KIND), sent)
    line_items.keep(call, item)
    payment_options.complete(item)
    if method is not None:
        item["payment_method"] = method["id"]
    return confirm_intent(call, item)


def _check_client(call: Call, item: Object) -> None:
    if item["confirmation_method"] == "manual":
        raise ApiError(401, "A manual confirmation needs a secret key.",
                       code="secret_key_required")  # fmt: skip
    if not call.get("client_secret"):
        raise missing_parameter("client_secret")
    if call.get("client_secret") != item["client_secret"]:
        raise ApiError(401, "The client_secret does not match.", param="client_secret")


def _given(call: Call, item: Object) -> Object | None:
    if call.get("payment_method"):
        method = payment_method.use(call.store, call.params["payment_method"], "payment_method")
        if method["customer"] and method["customer"] != item["customer"]:
            raise invalid("The payment method belongs to another customer.", "payment_method")
        return method
    if call.get("payment_method_data"):
        return payment_method.of_data(call.store, call.params["payment_method_data"])
    return None


def _check_return(call: Call, item: Object) -> None:
    """Demand a return URL where the customer may be sent elsewhere (PI-63)."""
    automatic = item["automatic_payment_methods"] or {}
    if not automatic.get("enabled") or automatic.get("allow_redirects") == "never":
        return
    if not call.get("return_url") and not call.get("use_stripe_sdk"):
        text = (
            "This PaymentIntent accepts payment methods that may redirect; send a return_url, or "
            "set automatic_payment_methods[allow_redirects]=never."
        )
        raise invalid(text, "return_url")


def confirm_intent(call: Call, item: Object) -> Object:
    """Run one attempt and return the intent. Raises ApiError: 400, or 402 after a decline."""
    if item["payment_method"] is None:
        text = "You cannot confirm this PaymentIntent because it's missing a payment method."
        if item["status"] == "requires_payment_method":
            raise ApiError(400, text, code="payment_intent_unexpected_state",
                           payment_intent=dict(item))  # fmt: skip
        raise invalid(text)
    if call.get("confirm"):
        _check_return(call, item)
    secrets = call.store.secrets[item["id"]]
    secrets["confirmations"] = secrets.get("confirmations", 0) + 1
    if secrets["confirmations"] > MAX_CONFIRMATIONS:
        item.update(status="canceled", canceled_at=call.now, cancellation_reason="automatic")
        return item
    method = call.store.get("payment_method", item["payment_method"])
    outcome: Outcome = call.store.secrets[method["id"]]["outcome"]
    if call.get("mandate_data"):
        mandate.make(call, method, call.params["mandate_data"])
    item["last_payment_error"], item["next_action"] = None, None
    _ATTEMPTS[outcome.kind](call, item, method, outcome)
    return item


def _approve(call: Call, item: Object, method: Object, _outcome: Outcome) -> None:
    manual = payment_options.capture_method(item, method["type"]) == "manual"
    options = (item["payment_method_options"] or {}).get("card") or {}
    able = [name for name in charge.FEATURES if options.get(f"request_{name}") == "if_available"]
    found = charge.record(call.store, item, method, captured=not manual, supports=able)
    item["latest_charge"] = found["id"]
    if manual:
        item.update(status="requires_capture", amount_capturable=item["amount"], amount_received=0)
    else:
        item.update(status="succeeded", amount_received=item["amount"], amount_capturable=0)


def _problem(code: str, message: str, decline: str | None, method: Object) -> Object:
    return {"type": "card_error", "code": code, "message": message, "decline_code": decline,
            "payment_method": method, "payment_method_type": None}  # fmt: skip


def _decline(call: Call, item: Object, method: Object, outcome: Outcome) -> None:
    text = "Your card was declined." if outcome.code == "card_declined" else "The card failed."
    problem = _problem(str(outcome.code), text, outcome.decline_code, method)
    found = charge.record(call.store, item, method, failed=problem)
    item["latest_charge"] = found["id"]
    _refuse(item, {**problem, "charge": found["id"]})


def _refuse(item: Object, problem: Object) -> None:
    """Leave the intent without a payment method and raise the 402 (PI-59)."""
    item.update(
        status="requires_payment_method", payment_method=None, amount_capturable=0,
        amount_received=0, last_payment_error=problem,
    )  # fmt: skip
    raise ApiError(
        402, problem["message"], type="card_error", code=problem["code"],
        decline_code=problem["decline_code"], charge=problem.get("charge"),
        payment_intent=dict(item), payment_method=problem["payment_method"],
    )  # fmt: skip


def _authenticate(call: Call, item: Object, method: Object, _outcome: Outcome) -> None:
    text = "The card requires authentication."
    if call.get("off_session") or call.get("error_on_requires_action"):
        _refuse(item, _problem("authentication_required", text, "authentication_required", method))
    item.update(status="requires_action", latest_charge=None)
    url = call.get("return_url")
    if url and not call.get("use_stripe_sdk"):
        item["next_action"] = _redirect(url)
    else:
        sdk = {"type": "three_d_secure_redirect", "source": "src_assay"}
        item["next_action"] = {"type": "use_stripe_sdk", "use_stripe_sdk": sdk}


def _redirect(url: str) -> Object:
    go = {"return_url": url, "url": "https://example.com/authenticate"}
    return {"type": "redirect_to_url", "redirect_to_url": go}


def _away(call: Call, item: Object, _method: Object, _outcome: Outcome) -> None:
    if not call.get("return_url"):
        raise invalid("This payment method needs a return_url.", "return_url")
    item.update(status="requires_action", next_action=_redirect(call.params["return_url"]))


def _debit(call: Call, item: Object, method: Object, outcome: Outcome) -> None:
    if item["capture_method"] == "manual":
        raise invalid("Bank debits cannot be captured later.", "capture_method")
    raw = call.store.secrets[method["id"]].get("raw")
    if method["type"] == "us_bank_account" and raw:
        call.store.secrets[item["id"]]["account"] = outcome.last4
        verify = {
            "arrival_date": call.now + 86400, "microdeposit_type": "amounts",
            "hosted_verification_url": f"https://example.com/verify/{item['id']}",
        }  # fmt: skip
        item.update(status="requires_action", next_action={
            "type": "verify_with_microdeposits", "verify_with_microdeposits": verify,
        })  # fmt: skip
        return
    item.update(status="processing")
    item["latest_charge"] = charge.record(call.store, item, method, captured=False)["id"]


def _transfer(call: Call, item: Object, _method: Object, _outcome: Outcome) -> None:
    if item["customer"] is None:
        raise missing_parameter("customer")
    kind = ((item["payment_method_options"] or {}).get("customer_balance") or {}).get(
        "bank_transfer"
    ) or {}
    steps = {
        "amount_remaining": item["amount"], "currency": item["currency"],
        "financial_addresses": cash.addresses(kind), "reference": "ASSAY000001",
        "hosted_instructions_url": f"https://example.com/transfer/{item['id']}",
        "type": kind.get("type") or "us_bank_transfer",
    }  # fmt: skip
    call.store.secrets[item["id"]]["remaining"] = item["amount"]
    item.update(status="requires_action", next_action={
        "type": "display_bank_transfer_instructions", "display_bank_transfer_instructions": steps,
    })  # fmt: skip
    cash.reconcile(call.store, item)


_ATTEMPTS: dict[str, Callable[[Call, Object, Object, Outcome], None]] = {
    "approve": _approve, "decline": _decline, "authenticate": _authenticate, "redirect": _away,
    "debit": _debit, "transfer": _transfer,
}  # fmt: skip
