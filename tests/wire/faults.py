"""Breaches that a server, or what stands before it, could show on the wire: envelope and lists.

None of them was made beside a law. Each row names the line of the reference text (L…), clause or
RFC that is broken. Objects and what becomes of them are in `faults_of_objects`.
"""

from __future__ import annotations

from typing import Any

from tests.wire.message import Answer, Request, resources
from tests.wire.table import Table

WIRE = Table()
ERRORS = Table()
LISTS = Table()


def _every(request: Request, name: str, count: int) -> bool:
    seen = request.memory[name] = request.memory.get(name, 0) + 1
    return bool(seen % count == 0)


def _error(answer: Answer) -> dict[str, Any]:
    document = answer.document
    found = document.get("error") if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def _with(answer: Answer, **attributes: Any) -> None:
    found = {**_error(answer), **attributes}
    answer.write({"error": {name: value for name, value in found.items() if value is not None}})


@WIRE.tells("G-15")
def html_media_type(_: Request, answer: Answer) -> None:
    """Bodies are said to be HTML."""
    answer.put("content-type", "text/html")


@WIRE.tells("G-15")
def html_media_type_of_errors(_: Request, answer: Answer) -> None:
    """Bodies of refusals are said to be plain text."""
    if answer.status >= 400:
        answer.put("content-type", "text/plain")


@WIRE.tells("RFC 8259 2")
def comma_at_the_end(_: Request, answer: Answer) -> None:
    """Objects end with a comma."""
    answer.body = answer.body[:-1] + b",}"


@WIRE.tells("RFC 8259 8.1")
def latin_text(_: Request, answer: Answer) -> None:
    """Text is not UTF-8."""
    answer.body = answer.body.decode().encode("latin-1", "replace")


@WIRE.tells("RFC 8259 4", alone=True)
def member_twice(_: Request, answer: Answer) -> None:
    """A member comes twice, the second time with another value."""
    answer.body = answer.body[:-1] + b',"livemode":true}'


@WIRE.tells("RFC 9112 8")
def body_cut_off(request: Request, answer: Answer) -> None:
    """Answers to retrieval end before the length that they name."""
    if request.method == "GET" and _every(request, "cut", 5):
        answer.cut = 10


@WIRE.tells("G-14")
def created_for_creation(request: Request, answer: Answer) -> None:
    """Creation is answered with 201."""
    if request.method == "POST" and answer.status == 200 and request.path.count("/") <= 3:
        answer.status = 201


@WIRE.tells("G-14")
def accepted_for_actions(request: Request, answer: Answer) -> None:
    """Actions are answered with 202."""
    if request.path.rsplit("/", 1)[-1] in ("confirm", "cancel", "capture", "submit", "refresh"):
        answer.status = 202 if answer.status == 200 else answer.status


@WIRE.tells("G-16")
def no_request_id(_: Request, answer: Answer) -> None:
    """Nothing names the request."""
    answer.drop("request-id")


@WIRE.tells("G-16")
def no_request_id_of_errors(_: Request, answer: Answer) -> None:
    """Nothing names a refused request."""
    if answer.status >= 400:
        answer.drop("request-id")


@WIRE.tells("G-16")
def same_request_id(_: Request, answer: Answer) -> None:
    """All requests have one name."""
    answer.put("request-id", "req_always1")


@WIRE.tells("G-17")
def old_version_told(_: Request, answer: Answer) -> None:
    """Another version is told than was asked for."""
    answer.put("stripe-version", "2020-08-27")


@WIRE.asks("G-18")
def version_ignored(request: Request) -> None:
    """The version that is asked for never arrives."""
    request.headers = [h for h in request.headers if h[0].lower() != "stripe-version"]


@WIRE.asks("G-03")
def basic_refused(request: Request) -> Answer | None:
    """A key as the user of Basic is lost on the way."""
    if request.header("authorization").startswith("Basic"):
        request.headers = [h for h in request.headers if h[0].lower() != "authorization"]


@WIRE.asks("G-04")
def no_key_needed(request: Request) -> None:
    """Who has no key is given one."""
    if not request.header("authorization"):
        request.headers.append(("authorization", "Bearer sk_test_wire"))


@WIRE.asks("G-05")
def any_key_taken(request: Request) -> None:
    """A key that nobody has is as good as any."""
    if "pk_" not in request.header("authorization") and request.header("authorization"):
        request.headers = [h for h in request.headers if h[0].lower() != "authorization"]
        request.headers.append(("authorization", "Bearer sk_test_wire"))


@WIRE.asks("G-105, G-106")
def idempotency_key_lost(request: Request) -> None:
    """Keys of idempotency never arrive."""
    request.headers = [h for h in request.headers if h[0].lower() != "idempotency-key"]


@WIRE.tells("G-107")
def replay_unsaid(_: Request, answer: Answer) -> None:
    """A replay does not say that it is one."""
    answer.drop("idempotent-replayed")


@WIRE.tells("G-107")
def always_replayed(request: Request, answer: Answer) -> None:
    """Each answer to a POST with a key says that it is a replay."""
    if request.header("idempotency-key"):
        answer.put("Idempotent-Replayed", "true")


@WIRE.asks("G-106, G-108")
def keys_cut_short(request: Request) -> None:
    """Keys of idempotency are told apart by their first eight characters only."""
    request.headers = [
        (n, v[:8] if n.lower() == "idempotency-key" else v) for n, v in request.headers
    ]


@WIRE.tells("G-106")
def replay_with_a_new_body(_: Request, answer: Answer) -> None:
    """A replay tells the object as it is now: read again."""
    document = answer.document
    if answer.header("idempotent-replayed") and "id" in document:
        document["created"] = document.get("created", 0) + 1
        answer.write(document)


@ERRORS.tells("G-21")
def bare_error(_: Request, answer: Answer) -> None:
    """The error is the body itself, without an envelope."""
    if _error(answer):
        answer.write(_error(answer))


@ERRORS.tells("G-21")
def no_message(_: Request, answer: Answer) -> None:
    """An error has no message."""
    if _error(answer):
        _with(answer, message=None)


@ERRORS.tells("G-22, T-07")
def type_of_the_client(_: Request, answer: Answer) -> None:
    """An error has a type that only clients have."""
    if answer.status == 401:
        _with(answer, type="authentication_error")


@ERRORS.tells("G-22")
def type_api_error(_: Request, answer: Answer) -> None:
    """What the client did is called the server's fault."""
    if answer.status == 400:
        _with(answer, type="api_error")


@ERRORS.tells("G-48")
def missing_is_400(_: Request, answer: Answer) -> None:
    """An unknown id in the path is refused with 400."""
    if answer.status == 404 and _error(answer).get("code") == "resource_missing":
        answer.status = 400


@ERRORS.tells("G-48")
def missing_without_code(_: Request, answer: Answer) -> None:
    """An unknown id in the path is refused without a code."""
    if answer.status == 404:
        _with(answer, code=None)


@ERRORS.tells("G-32")
def required_without_param(_: Request, answer: Answer) -> None:
    """What is missing is not named."""
    if _error(answer).get("code") == "parameter_missing":
        _with(answer, param=None)


@ERRORS.tells("G-27, G-33")
def dotted_param(_: Request, answer: Answer) -> None:
    """A nested parameter is named with dots."""
    param = _error(answer).get("param")
    if param and "[" in param:
        _with(answer, param=param.replace("[", ".").replace("]", ""))


@ERRORS.tells("G-34")
def unknown_has_another_code(_: Request, answer: Answer) -> None:
    """An undeclared parameter is called invalid."""
    if _error(answer).get("code") == "parameter_unknown":
        _with(answer, code="parameter_invalid")


@ERRORS.tells("G-37")
def unprocessable(_: Request, answer: Answer) -> None:
    """What is no integer is refused with 422."""
    if _error(answer).get("code") == "parameter_invalid_integer":
        answer.status = 422


@ERRORS.tells("G-39")
def enum_without_param(_: Request, answer: Answer) -> None:
    """A refusal without a code names no parameter either."""
    if answer.status == 400 and not _error(answer).get("code"):
        _with(answer, param=None)


@ERRORS.tells("G-39, T-06")
def code_for_enums(_: Request, answer: Answer) -> None:
    """A value outside an enumeration has a code."""
    if answer.status == 400 and not _error(answer).get("code") and _error(answer).get("param"):
        _with(answer, code="parameter_invalid")


@ERRORS.tells("G-29")
def decline_is_400(_: Request, answer: Answer) -> None:
    """A decline is refused with 400."""
    answer.status = 400 if answer.status == 402 else answer.status


@ERRORS.tells("G-29")
def decline_without_intent(_: Request, answer: Answer) -> None:
    """A decline does not carry the intent."""
    if answer.status == 402:
        _with(answer, payment_intent=None)


@ERRORS.tells("G-28")
def wrong_state_without_intent(_: Request, answer: Answer) -> None:
    """What is refused for its status does not carry the intent."""
    if _error(answer).get("code") == "payment_intent_unexpected_state":
        _with(answer, payment_intent=None)


@ERRORS.tells("G-23", alone=True)
def null_code(_: Request, answer: Answer) -> None:
    """An attribute without a value is null instead of being left out."""
    if _error(answer):
        document = answer.document
        document["error"].setdefault("code", None)
        answer.write(document)


@ERRORS.tells("G-05")
def key_shown(request: Request, answer: Answer) -> None:
    """The message about a key shows the whole key."""
    if answer.status == 401:
        _with(answer, message=f"Invalid key: {request.header('authorization')}")


def _lists(answer: Answer) -> dict[str, Any]:
    document = answer.document
    listed = isinstance(document, dict) and document.get("object") == "list"
    return document if listed else {}


@LISTS.tells("G-52")
def always_more(_: Request, answer: Answer) -> None:
    """There is always more."""
    if _lists(answer):
        answer.write({**_lists(answer), "has_more": True})


@LISTS.tells("G-52")
def never_more(_: Request, answer: Answer) -> None:
    """There is never more."""
    if _lists(answer):
        answer.write({**_lists(answer), "has_more": False})


@LISTS.tells("G-52")
def more_as_text(_: Request, answer: Answer) -> None:
    """A list says has_more as a text."""
    if _lists(answer):
        answer.write({**_lists(answer), "has_more": str(_lists(answer)["has_more"]).lower()})


@LISTS.tells("G-52")
def bare_list(_: Request, answer: Answer) -> None:
    """A list is an array without an envelope."""
    if _lists(answer):
        answer.write(_lists(answer)["data"])


@LISTS.tells("G-65, G-66: L2 and siblings")
def page_turned_round(_: Request, answer: Answer) -> None:
    """A page is oldest first."""
    if _lists(answer):
        answer.write({**_lists(answer), "data": _lists(answer)["data"][::-1]})


@LISTS.tells("G-60")
def last_of_a_full_page_lost(_: Request, answer: Answer) -> None:
    """The last object of a page that has more is left out."""
    found = _lists(answer)
    if found and found["has_more"] and len(found["data"]) > 1:
        answer.write({**found, "data": found["data"][:-1]})


@LISTS.tells("G-60")
def first_of_a_later_page_twice(request: Request, answer: Answer) -> None:
    """A page after a cursor begins with its first object twice."""
    found = _lists(answer)
    if found and found["data"] and request.asks("starting_after"):
        answer.write({**found, "data": [found["data"][0], *found["data"]]})


def _without(name: str) -> Any:
    def drop(key: str, value: str) -> tuple[str, str] | None:
        return None if key == name or key.startswith(f"{name}[") else (key, value)

    return drop


def _only_lists(request: Request, name: str) -> None:
    if request.method == "GET":
        request.edit(_without(name))


@LISTS.asks("G-56, G-58")
def starting_after_lost(request: Request) -> None:
    """The cursor of the next page never arrives."""
    _only_lists(request, "starting_after")


@LISTS.asks("G-56, G-59")
def ending_before_lost(request: Request) -> None:
    """The cursor of the page before never arrives."""
    _only_lists(request, "ending_before")


@LISTS.asks("G-59")
def cursors_are_one(request: Request) -> None:
    """Both cursors mean what follows."""
    if request.method == "GET":
        request.edit(lambda n, v: ("starting_after" if n == "ending_before" else n, v))


@LISTS.asks("G-53, G-55")
def limit_one_more(request: Request) -> None:
    """A page holds one more than was asked for."""
    request.edit(lambda n, v: (n, str(int(v) + 1)) if n == "limit" and v in "123456789" else (n, v))


@LISTS.asks("G-54: L11 and siblings")
def twenty_by_default(request: Request) -> None:
    """A page without a limit holds 20."""
    if request.method == "GET" and request.asks("limit") is None:
        segments = request.path.rsplit("/", 1)[-1]
        if segments.endswith("s") and segments != "search":
            request.query += ("&" if request.query else "") + "limit=20"


@LISTS.asks("L14, G-69")
def status_filter_lost(request: Request) -> None:
    """The filter by status never arrives."""
    _only_lists(request, "status")


@LISTS.asks("L143, L682, G-69")
def reference_filters_lost(request: Request) -> None:
    """Filters by another object never arrive."""
    for name in ("cardholder", "customer", "transaction"):
        _only_lists(request, name)


@LISTS.asks("L12")
def phone_filter_lost(request: Request) -> None:
    """The filter by telephone number never arrives."""
    _only_lists(request, "phone_number")


@LISTS.asks("L5, G-68")
def created_bounds_take_all(request: Request) -> None:
    """An interval of creation is not looked at."""
    _only_lists(request, "created")


@LISTS.asks("L5, G-68")
def created_gt_is_gte(request: Request) -> None:
    """`gt` includes its bound."""
    request.edit(lambda n, v: ("created[gte]" if n == "created[gt]" else n, v))


@LISTS.asks("L1078")
def active_filter_lost(request: Request) -> None:
    """The filter of links by activity never arrives."""
    _only_lists(request, "active")


@LISTS.tells("G-79")
def search_is_a_list(_: Request, answer: Answer) -> None:
    """A result of a search calls itself a list."""
    for one in resources(answer.document, "search_result"):
        answer.write({**one, "object": "list"})


@LISTS.tells("G-79, L754")
def no_next_page(_: Request, answer: Answer) -> None:
    """A result of a search that has more does not say how to go on."""
    for one in resources(answer.document, "search_result"):
        answer.write({**one, "next_page": None})


@LISTS.asks("L754, G-76")
def page_of_search_lost(request: Request) -> None:
    """The page of a search never arrives: each is the first."""
    if request.path.endswith("/search"):
        request.edit(_without("page"))
