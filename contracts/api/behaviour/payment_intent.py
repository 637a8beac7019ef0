"""PaymentIntents: create, retrieve, update, list, search, cancel (catalogue 2.8, 3.1)."""

from __future__ import annotations

from itertools import islice

from sandbox.call import Call
from sandbox.errors import ApiError, invalid, missing_parameter
from sandbox.lists import by_fields, page
from sandbox.objects import build, change
from sandbox.registry import behaviour, searched, too_large
from sandbox.search import parse
from sandbox.store import Object, new_id

from . import charge, line_items, payment_method, payment_options
from .confirmation import confirm_intent
from .intent_errors import KIND, OPEN, confirm_only, unexpected_state
from .visible import visible

_CONFIRM_ONLY = (
    "confirmation_token", "error_on_requires_action", "mandate", "mandate_data", "off_session",
    "radar_options", "return_url", "use_stripe_sdk",
)  # fmt: skip
_FROZEN = ("amount", "currency", "payment_method", "payment_method_data", "customer",
           "payment_method_types", "capture_method", "setup_future_usage")  # fmt: skip
_PAGE = "page_"
_SEARCHED = searched(KIND, numbers=("amount", "created"), texts=("currency", "customer", "status"))
too_large("amount", "amount_too_large")


def _check_new(call: Call) -> None:
    params = call.params
    if not params.get("confirm"):
        for name in _CONFIRM_ONLY:
            if name in params:
                raise confirm_only(name)
    if params.get("customer") and params.get("customer_account"):
        raise invalid("Send either customer or customer_account.", "customer_account")
    automatic = (params.get("automatic_payment_methods") or {}).get("enabled")
    if automatic and params.get("payment_method_types"):
        text = "automatic_payment_methods and payment_method_types exclude each other."
        raise invalid(text, "automatic_payment_methods")
    if automatic and params.get("confirmation_method") == "manual":
        raise invalid("Automatic payment methods are confirmed automatically.",
                      "confirmation_method")  # fmt: skip
    if params.get("statement_descriptor") and _types(call) == ["card"]:
        raise invalid("Card payments take statement_descriptor_suffix.", "statement_descriptor")
    line_items.check(params.get("amount_details"), params["amount"])


def _types(call: Call) -> list[str]:
    return list(call.get("payment_method_types") or ["card", "link"])


def _automatic(call: Call) -> Object | None:
    sent = call.get("automatic_payment_methods")
    if sent:
        return {
            "enabled": sent["enabled"],
            "allow_redirects": sent.get("allow_redirects", "always"),
        }
    if call.get("payment_method_types") or call.get("confirmation_method") == "manual":
        return None
    return {"enabled": True, "allow_redirects": "always"}


@behaviour("POST /v1/payment_intents")
def make(call: Call) -> Object:
    """Create an intent; with `confirm=true` also attempt the payment (PI-04 to PI-10)."""
    _check_new(call)
    method = _method(call, None)
    name = new_id("pi_")
    echoed = {k: v for k, v in call.params.items() if k != "payment_method"}
    item = build(
        call.contracts.resource(KIND), echoed,
        id=name, created=call.now, livemode=False, amount_capturable=0, amount_received=0,
        client_secret=f"{name}_secret_{new_id('', 25)}",
        automatic_payment_methods=_automatic(call), payment_method_types=_types(call),
        capture_method=call.get("capture_method", "automatic_async"),
        confirmation_method=call.get("confirmation_method", "automatic"),
        payment_method=method["id"] if method else None,
        status="requires_confirmation" if method else "requires_payment_method",
    )  # fmt: skip
    call.store.secrets[name] = {"line_items": [], "increments": 0, "attempts": 0}
    line_items.keep(call, item)
    payment_options.complete(item)
    try:
        if call.get("confirm"):
            confirm_intent(call, item)
    except ApiError as refusal:
        if refusal.status == 402:  # a decline leaves its intent behind (PI-64)
            call.store.insert(KIND, item)
        raise
    return call.store.insert(KIND, item)


def _method(call: Call, intent: Object | None) -> Object | None:
    """Return the payment method that a request gives. Raises ApiError."""
    if call.get("payment_method"):
        method = payment_method.use(call.store, call.params["payment_method"], "payment_method")
        customer = call.get("customer", intent["customer"] if intent else None)
        if method["customer"] and method["customer"] != customer:
            text = "The payment method belongs to another customer."
            raise invalid(text, "payment_method")
        return method
    if call.get("payment_method_data"):
        return payment_method.of_data(call.store, call.params["payment_method_data"])
    return None


@behaviour("GET /v1/payment_intents/{intent}")
def retrieve(call: Call) -> Object:
    """Retrieve an intent; a publishable key needs its client secret (PI-20 to PI-23)."""
    item = call.store.get(KIND, call.id(), "intent")
    check_client(call, item)
    return visible(call, item)


def check_client(call: Call, item: Object) -> None:
    """Refuse a publishable key without the intent's client secret. Raises ApiError."""
    if call.key != "publishable":
        return
    if not call.get("client_secret"):
        raise missing_parameter("client_secret")
    if call.get("client_secret") != item["client_secret"]:
        text = "The client_secret does not match any associated with this PaymentIntent."
        raise ApiError(401, text, code="payment_intent_invalid_parameter", param="client_secret")


@behaviour("POST /v1/payment_intents/{intent}")
def update(call: Call) -> Object:
    """Change what was sent, never confirm (PI-24 to PI-31)."""
    item = call.store.get(KIND, call.id(), "intent")
    _check_change(call, item)
    method = _method(call, item)
    sent = {k: v for k, v in call.params.items() if k != "payment_method"}
    change(item, call.contracts.resource(KIND), sent)
    line_items.keep(call, item)
    payment_options.complete(item)
    if call.get("payment_method_types") and item["automatic_payment_methods"]:
        item["automatic_payment_methods"] = None
    if method is not None:
        item.update(payment_method=method["id"], status="requires_confirmation", next_action=None)
    elif call.sent("payment_method"):
        item.update(payment_method=None, status="requires_payment_method", next_action=None)
    item["last_payment_error"] = None
    return item


def _check_change(call: Call, item: Object) -> None:
    if item["status"] not in OPEN:
        for name in _FROZEN:
            if call.sent(name):
                raise unexpected_state(item, "update", name)
    group = call.get("transfer_group")
    if group and item["transfer_group"] and item["transfer_group"] != group:
        raise invalid("The transfer group is set already.", "transfer_group")
    if call.get("customer") and call.get("customer_account"):
        raise invalid("Send either customer or customer_account.", "customer_account")
    line_items.check(call.get("amount_details"), call.get("amount", item["amount"]))


@behaviour("GET /v1/payment_intents")
def listing(call: Call) -> Object:
    """List intents (PI-01 to PI-03)."""
    if call.get("customer") and call.get("customer_account"):
        raise invalid("Send either customer or customer_account.", "customer_account")
    return page(call, KIND, by_fields(call.params))


@behaviour("GET /v1/payment_intents/search")
def search(call: Call) -> Object:
    """Search intents; what was just made is found at once here (G-74 to G-85)."""
    test = parse(call.params["query"], _SEARCHED)
    last = _last_seen(call)
    source = call.store.older(KIND, last) if last else call.store.newest(KIND)
    limit = call.get("limit", 10)
    found = list(islice((item for item in source if test(item)), limit + 1))
    data, more = found[:limit], len(found) > limit
    return {
        "object": "search_result", "data": data, "has_more": more,
        "next_page": f"{_PAGE}{data[-1]['id']}" if more else None, "url": call.path,
    }  # fmt: skip


def _last_seen(call: Call) -> str | None:
    """Return the id that a `page` goes on from. Raises ApiError (400) for what is no page."""
    page = call.get("page")
    if page is None:
        return None
    name = str(page).removeprefix(_PAGE)
    if call.store.peek(KIND, name) is None:
        raise invalid("The page is not one of an earlier answer.", "page")
    return name


@behaviour("POST /v1/payment_intents/{intent}/cancel")
def cancel(call: Call) -> Object:
    """Cancel an intent and release what it holds (PI-37 to PI-42)."""
    item = call.store.get(KIND, call.id(), "intent")
    if item["status"] not in (*OPEN, "requires_capture"):
        raise unexpected_state(item, "cancel")
    if item["status"] == "requires_capture":
        charge.release(call.store, item)
    item.update(
        status="canceled", canceled_at=call.now, amount_capturable=0, next_action=None,
        cancellation_reason=call.get("cancellation_reason"),
    )  # fmt: skip
    return item
