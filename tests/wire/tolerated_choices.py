"""What a server is free to choose where the reference leaves it open: none of it is a breach."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from tests.wire.message import Answer, Request, resources
from tests.wire.table import Table

CHOICES = Table()
_SEARCH = "/v1/payment_intents/search"
_TOKEN = "b+/"


def _set(answer: Answer, kind: str, name: str, value: Any) -> None:
    """Give the objects of a kind a value where they have a field that is null."""
    document = answer.document
    for item in resources(document, kind):
        if name in item and item[name] is None:
            item[name] = value
            answer.write(document)


@CHOICES.tells("facts: a map of tips, or none")
def tips_of_nothing(_: Request, answer: Answer) -> None:
    """An intent without details of its amount has a tip of nothing in them."""
    _set(answer, "payment_intent", "amount_details", {"tip": {}})


@CHOICES.tells("FS-05: filters may be given or not")
def filters_of_nothing(_: Request, answer: Answer) -> None:
    """A session without filters shows them with nothing in them."""
    filters = {"account_subcategories": None, "countries": None}
    _set(answer, "financial_connections.session", "filters", filters)


@CHOICES.tells("CH-22")
def currency_of_no_limits(_: Request, answer: Answer) -> None:
    """The limits of a card have its currency, though there are none."""
    document = answer.document
    for card in resources(document, "issuing.card"):
        controls = card.get("spending_controls")
        if isinstance(controls, dict) and controls.get("spending_limits_currency", 0) is None:
            controls["spending_limits_currency"] = card["currency"]
            answer.write(document)


@CHOICES.tells("facts: an array may be null or empty")
def no_categories_in_a_list(_: Request, answer: Answer) -> None:
    """A cardholder for whom no category is told has empty lists of them."""
    document = answer.document
    for holder in resources(document, "issuing.cardholder"):
        controls = holder.get("spending_controls") or {}
        empty = [name for name, value in controls.items()
                 if name.endswith("categories") and value is None]  # fmt: skip
        controls.update({name: [] for name in empty})
        if empty:
            answer.write(document)


@CHOICES.tells("G-114: a charge begins with ch_ or py_")
def charges_as_payments(_: Request, answer: Answer) -> None:
    """Charges have the ids of payments."""
    answer.body = re.sub(rb'"ch_(?=\w{10})', b'"py_', answer.body)


@CHOICES.tells("FA-10: later succeeded")
def refresh_done_by_its_answer(_: Request, answer: Answer) -> None:
    """A refresh is done by the time that it is answered."""
    document = answer.document
    for account in resources(document, "financial_connections.account"):
        for value in account.values():
            if isinstance(value, dict) and value.get("status") == "pending":
                value["status"] = "succeeded"
                answer.write(document)


@CHOICES.tells("RFC 9110 11.6.1")
def how_to_authenticate(_: Request, answer: Answer) -> None:
    """Who has no key is told how to send one."""
    if answer.status == 401:
        answer.put("WWW-Authenticate", 'Basic realm="API"')


@CHOICES.tells("RFC 9110 6.6.1: a clock may be wrong")
def date_of_yesterday(_: Request, answer: Answer) -> None:
    """The date of an answer is of another day than its objects."""
    answer.put("Date", "Fri, 27 Nov 2026 00:00:00 GMT")


@CHOICES.tells("search: no order is promised")
def found_in_another_order(request: Request, answer: Answer) -> None:
    """What one page of a search holds comes in the opposite order."""
    document = answer.document
    whole = isinstance(document, dict) and document.get("has_more") is False
    if request.path == _SEARCH and whole and request.asks("page") is None:
        answer.write({**document, "data": document["data"][::-1]})


def _token_read(request: Request) -> None:
    def read(name: str, value: str) -> tuple[str, str]:
        if name != "page" or not value.startswith(_TOKEN):
            return name, value
        try:
            return name, base64.b64decode(value.removeprefix(_TOKEN)).decode()
        except (binascii.Error, UnicodeDecodeError):
            return name, value

    if request.path == _SEARCH:
        request.edit(read)


@CHOICES.pair("G-76: a token is opaque", ask=_token_read)
def signs_in_tokens(request: Request, answer: Answer) -> None:
    """The token of a page has signs that a query has to escape."""
    document = answer.document
    token = document.get("next_page") if isinstance(document, dict) else None
    if request.path == _SEARCH and token:
        coded = base64.b64encode(token.encode()).decode()
        answer.write({**document, "next_page": f"{_TOKEN}{coded}"})


def _refusals_replayed(request: Request) -> Answer | None:
    key = request.header("idempotency-key")
    kept = request.memory.get(("refused", key)) if key and request.method == "POST" else None
    if kept is None:
        return None
    (path, body), refusal, headers = kept
    same = (path, body) == (request.path, request.body)
    request.memory["again"] = number = request.memory.get("again", 0) + 1
    answer = Answer(400, list(headers), refusal)
    answer.put("request-id", f"req_again{number}")
    if same:
        answer.put("Idempotent-Replayed", "true")
    else:
        answer.write({"error": {"type": "idempotency_error", "message": "The key was used."}})
    return answer


@CHOICES.pair("T-31", ask=_refusals_replayed)
def refusals_kept_with_their_key(request: Request, answer: Answer) -> None:
    """What is refused as invalid is kept with its key as well."""
    key, document = request.header("idempotency-key"), answer.document
    error = document.get("error") if isinstance(document, dict) else None
    if key and len(key) <= 255 and request.method == "POST" and answer.status == 400 and error:
        own = error.get("type") != "idempotency_error"
        sent = (request.path, request.body)
        if own:
            request.memory.setdefault(("refused", key), (sent, answer.body, answer.headers))


@CHOICES.asks("T-42")
def empty_expansions_refused(request: Request) -> Answer | None:
    """To expand nothing by name is refused."""
    empty = any(name.startswith("expand") and not value for name, value in request.pairs)
    if not empty:
        return None
    request.memory["empty"] = number = request.memory.get("empty", 0) + 1
    version = request.header("stripe-version") or "2026-04-22.dahlia"
    told = [("content-type", "application/json"), ("request-id", f"req_empty{number}"),
            ("stripe-version", version)]  # fmt: skip
    answer = Answer(400, told, b"")
    answer.write({"error": {"type": "invalid_request_error", "message": "Nothing to expand."}})
    return answer
