"""What a correct server may put into its answers: ids, times, company in lists, either-ors.

Where the reference leaves two answers open, the row gives the one that the sandbox does not give.
"""

from __future__ import annotations

import re
from typing import Any

from tests.wire.message import Answer, Request, maps, resources, walked
from tests.wire.table import Table

VALUES = Table()
EITHER = Table()
_IDS = re.compile(
    r'(?<=["/])((?:ich|ic|idp|ipcd|ics|ise|intok|ipi|fcsess|fca|fcaown|fcaowns|mandate|pi|plink|ch'
    r'|py|pm|cus|par|prcd|iauth)_[A-Za-z0-9]{6,})(?=["/?_])'
)
_LONG, _WIDE = "0wireWIRE0wireWIRE", "_9Q-z"


def _shorten(ending: str) -> Any:
    def shorten(request: Request) -> None:
        request.path = request.path.replace(ending, "")
        request.edit(lambda name, value: (name, value.replace(ending, "")))

    return shorten


def _lengthen(answer: Answer, ending: str) -> None:
    text = answer.body.decode()
    answer.body = _IDS.sub(lambda found: found[1] + ending, text).encode()


@VALUES.pair("G-114 knows prefixes only", _shorten(_LONG), spells=True)
def longer_ids(_: Request, answer: Answer) -> None:
    """Only the beginning of an id is known, not its length."""
    _lengthen(answer, _LONG)


@VALUES.pair("G-114 knows prefixes only", _shorten(_WIDE), alone=True, spells=True)
def ids_of_another_alphabet(_: Request, answer: Answer) -> None:
    """Only the beginning of an id is known, not its letters."""
    _lengthen(answer, _WIDE)


def _skewed(by: int) -> Any:
    def skew(request: Request) -> None:
        def moved(name: str, value: str) -> tuple[str, str]:
            if name.startswith("created") and value.isdigit():
                return name, str(int(value) - by)
            if name == "query":
                text = re.sub(r"(created[:<>=]+)(\d+)",
                              lambda m: m[1] + str(int(m[2]) - by), value)  # fmt: skip
                return name, text
            return name, value

        request.edit(moved)

    return skew


def _skew(answer: Answer, by: int) -> None:
    """Move the times that the server made; `canceled_at` of evidence is the client's."""

    def moved(name: str, value: Any) -> Any:
        timed = name in ("created", "last_attempted_at")
        return value + by if timed and isinstance(value, int) else value

    document = walked(answer.document, moved)
    for one in resources(document, "payment_intent"):
        if isinstance(one.get("canceled_at"), int):
            one["canceled_at"] += by
    answer.write(document)


@VALUES.pair("G-113 close to now", _skewed(1))
def clock_ahead(_: Request, answer: Answer) -> None:
    """The server's clock is a second ahead."""
    _skew(answer, 1)


@VALUES.pair("G-113 close to now", _skewed(-1), alone=True)
def clock_behind(_: Request, answer: Answer) -> None:
    """The server's clock is a second behind."""
    _skew(answer, -1)


@VALUES.tells("T-49", alone=True)
def live_by_configuration(_: Request, answer: Answer) -> None:
    """A local server may call itself live."""
    answer.write(walked(answer.document, lambda n, v: True if n == "livemode" else v))


_OTHERS = {
    "/v1/payment_intents": "amount=777&currency=usd",
    "/v1/issuing/cardholders": "name=Other+One&type=individual&billing[address][line1]=a&billing"
    "[address][city]=b&billing[address][country]=US&billing[address][postal_code]=94111",
}  # fmt: skip


@VALUES.asks("T-48")
def others_make_objects(request: Request) -> None:
    """Somebody else makes objects meanwhile: before each fifth list request one of its kind."""
    form = _OTHERS.get(request.path)
    if request.method == "GET" and form:
        count = request.memory["others"] = request.memory.get("others", 0) + 1
        if count % 5 == 0:
            request.call("POST", request.path, form)


@VALUES.asks("T-48")
def others_change_theirs(request: Request) -> None:
    """Somebody else changes an object of theirs before every other request for its list."""
    form = _OTHERS.get(request.path)
    if request.method == "GET" and form and request.header("authorization"):
        made = request.memory.get(("theirs", request.path))
        if made is None:
            made = request.call("POST", request.path, form).document or {}
            request.memory["theirs", request.path] = made
        count = request.memory["changes"] = request.memory.get("changes", 0) + 1
        if count % 2 == 0 and made.get("id"):
            request.call("POST", f"{request.path}/{made['id']}", f"metadata[other]={count}")


@VALUES.asks("T-48")
def others_made_many(request: Request) -> None:
    """There are more objects of others than fit on a page."""
    if not request.memory.setdefault("many", False):
        request.memory["many"] = True
        for path, form in _OTHERS.items():
            for _ in range(130):
                request.call("POST", path, form)


@VALUES.tells("T-40")
def modern_urls_of_lists(_: Request, answer: Answer) -> None:
    """Lists below the older paths name the newer ones."""
    answer.body = answer.body.replace(
        b'"url":"/v1/linked_accounts', b'"url":"/v1/financial_connections/accounts'
    )


@VALUES.tells("T-20, T-50")
def more_payment_methods(request: Request, answer: Answer) -> None:
    """What methods are offered unasked depends on the account."""
    named = request.memory.setdefault("named", set())
    document = answer.document
    for one in resources(document, "payment_intent"):
        if any(name.startswith("payment_method_types") for name, _ in request.pairs):
            named.add(one.get("id", "")[:20])
        if one.get("id", "")[:20] not in named and isinstance(
            one.get("payment_method_types"), list
        ):
            one["payment_method_types"].append("klarna")
    answer.write(document)


@VALUES.tells("T-50")
def new_values_of_open_lists(_: Request, answer: Answer) -> None:
    """A lost dispute has a reason that is new."""
    document = answer.document
    for one in maps(document):
        if one.get("loss_reason"):
            one["loss_reason"] = "a_reason_of_next_year"
    answer.write(document)


@VALUES.tells("L749, G-77, T-10", alone=True)
def search_lags(request: Request, answer: Answer) -> None:
    """What is searched for may be found an hour later: here nothing is."""
    if request.path.endswith("/search") and answer.status == 200:
        answer.write({**answer.document, "data": [], "has_more": False, "next_page": None})


@EITHER.asks("T-02")
def limit_clamped(request: Request) -> None:
    """A limit out of range is taken for the nearest in it."""

    def clamped(name: str, value: str) -> tuple[str, str]:
        whole = name == "limit" and re.fullmatch(r"-?\d+", value)
        return (name, str(min(100, max(1, int(value))))) if whole else (name, value)

    request.edit(clamped)


@EITHER.tells("T-09")
def nothing_for_an_unknown_filter(request: Request, answer: Answer) -> None:
    """A filter by an id that is not there gives an empty list, not a refusal."""
    error = (answer.document or {}).get("error") or {}
    listed = request.method == "GET" and error.get("code") == "resource_missing"
    if listed and answer.status == 400 and "_" not in str(error.get("param")):
        answer.status = 200
        answer.write({"object": "list", "data": [], "has_more": False, "url": request.path})


@EITHER.tells("T-09", alone=True)
def refusal_of_an_unknown_filter(request: Request, answer: Answer) -> None:
    """A filter by an id that is not there is refused, not answered with an empty list."""
    document = answer.document
    if request.method != "GET" or document.get("object") != "list" or document["data"]:
        return
    for name, value in request.pairs:
        if name in ("card", "cardholder", "customer", "transaction", "personalization_design"):
            path = {"customer": "/v1/customers", "transaction": "/v1/issuing/transactions"}.get(
                name, f"/v1/issuing/{name}s"
            )
            if request.call("GET", f"{path}/{value}", "").status == 404:
                answer.status = 400
                answer.write({"error": {"type": "invalid_request_error", "message": "No.",
                                        "code": "resource_missing", "param": name}})  # fmt: skip


@EITHER.tells("G-07")
def publishable_key_forbidden(request: Request, answer: Answer) -> None:
    """A publishable key where a secret one is needed is refused with 401 or 403."""
    if "pk_" in request.header("authorization") and answer.status in (401, 403):
        answer.status = 401 if answer.status == 403 else 403


@EITHER.tells("G-12")
def wrong_verb_not_allowed(request: Request, answer: Answer) -> None:
    """An unsupported verb on a known path is refused with 404 or 405."""
    if request.method not in ("GET", "POST") and answer.status in (404, 405):
        answer.status = 405 if answer.status == 404 else 404


def _again(request: Request, answer: Answer, path: str, field: str, value: str) -> None:
    found = request.call("GET", path, "")
    if answer.status == 400 and found.status == 200 and found.document.get(field) == value:
        answer.status, answer.body = 200, found.body


@EITHER.tells("FA-07")
def disconnects_twice(request: Request, answer: Answer) -> None:
    """To disconnect what is disconnected is taken again."""
    if request.path.endswith("/disconnect") and not request.body:
        path = request.path.removesuffix("/disconnect")
        _again(request, answer, path, "status", "disconnected")


@EITHER.tells("FA-06 may still be shown")
def a_disconnected_account_is_anonymous(_: Request, answer: Answer) -> None:
    """What was fetched of an account is shown no more once it is disconnected."""
    document = answer.document
    for account in resources(document, "financial_connections.account"):
        if account.get("status") == "disconnected":
            account.update(display_name=None, last4=None)
    if document is not None:
        answer.write(document)


@EITHER.tells("3.5: 200 no-op or 400")
def cancels_cards_twice(request: Request, answer: Answer) -> None:
    """To cancel a canceled card is taken again."""
    card = re.fullmatch(r"/v1/issuing/cards/\w+", request.path)
    if card and request.method == "POST" and request.pairs == [("status", "canceled")]:
        _again(request, answer, request.path, "status", "canceled")


@EITHER.tells("3.7: no-op or 400")
def deletes_tokens_twice(request: Request, answer: Answer) -> None:
    """To delete a deleted token is taken again."""
    token = re.fullmatch(r"/v1/issuing/tokens/\w+", request.path)
    if token and request.method == "POST" and request.pairs == [("status", "deleted")]:
        _again(request, answer, request.path, "status", "deleted")


def _refused(request: Request, kind: str, pattern: str, statuses: tuple[str, ...]) -> Answer | None:
    metadata = request.pairs and all(name.startswith("metadata") for name, _ in request.pairs)
    if request.method != "POST" or not metadata or not re.fullmatch(pattern, request.path):
        return None
    if request.call("GET", request.path, "").document.get("status") not in statuses:
        return None
    answer = Answer(400, [("content-type", "application/json"), ("request-id", "req_x"),
                          ("stripe-version", request.header("stripe-version"))], b"")  # fmt: skip
    answer.headers[1] = ("request-id", f"req_{kind}{len(request.memory)}{id(answer)}")
    answer.write({"error": {"type": "invalid_request_error", "message": "It is over."}})
    return answer


@EITHER.asks("DI-23", alone=True)
def submitted_disputes_keep_metadata(request: Request) -> Answer | None:
    """Whether metadata of a submitted dispute can be edited is open: here it cannot."""
    return _refused(request, "d", r"/v1/issuing/disputes/\w+",
                    ("submitted", "won", "lost", "expired"))  # fmt: skip


@EITHER.asks("T-14", alone=True)
def canceled_intents_keep_metadata(request: Request) -> Answer | None:
    """Whether metadata of a canceled intent can be edited is open: here it cannot."""
    return _refused(request, "c", r"/v1/payment_intents/\w+", ("canceled",))
