"""What a correct server may do, however unlike the sandbox it is: no run may complain of it.

Each row says what permits it: a line of the reference text (L…), a clause or trap of the catalogue
of behaviour (G-…, T-…), or an RFC. Transport and JSON are here, values in `tolerated_values`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from contracts import load
from contracts.model import Field
from tests.wire.message import Answer, Request, maps, resources
from tests.wire.table import Table

TRANSPORT = Table()
JSON = Table()
_OPEN = "T-50 fields appear without notice"


@TRANSPORT.tells("RFC 9110 5.1")
def header_names_in_capitals(_: Request, answer: Answer) -> None:
    """Names of headers have no case."""
    answer.headers = [(name.upper(), value) for name, value in answer.headers]


@TRANSPORT.tells("RFC 9110 5.3")
def headers_in_another_order(_: Request, answer: Answer) -> None:
    """The order of headers of different names means nothing."""
    answer.headers.reverse()


@TRANSPORT.tells("RFC 9110 5.1")
def further_headers(_: Request, answer: Answer) -> None:
    """Unknown headers are passed over; some come twice."""
    answer.headers += [
        ("Server", "nginx"), ("Date", "Mon, 01 Jan 2024 00:00:00 GMT"), ("Vary", "Origin"),
        ("Vary", "Accept"), ("Set-Cookie", "a=b; Path=/"), ("X-Wide", "é" * 300),
        ("Strict-Transport-Security", "max-age=1"), ("Access-Control-Allow-Origin", "*"),
    ]  # fmt: skip


@TRANSPORT.tells("RFC 9112 5.1")
def space_around_header_values(_: Request, answer: Answer) -> None:
    """White space around a value does not belong to it."""
    answer.headers = [(name, f"  {value} \t") for name, value in answer.headers]


@TRANSPORT.tells("RFC 9112 7.1")
def chunked(_: Request, answer: Answer) -> None:
    """Sent in chunks with extensions, without a length."""
    answer.framing = "chunked"


@TRANSPORT.tells("RFC 9112 6.3", alone=True)
def ends_with_the_connection(_: Request, answer: Answer) -> None:
    """Neither length nor chunks: the end of the connection is the end."""
    answer.framing = "close"


@TRANSPORT.tells("RFC 9112 9.6")
def closes_each(_: Request, answer: Answer) -> None:
    """The connection is closed after each answer, and that is said."""
    answer.closes = True


@TRANSPORT.tells("no clause speaks of connections", alone=True)
def body_cut_off(request: Request, answer: Answer) -> None:
    """One answer in five to a GET ends before its length, and is whole when asked for again."""
    seen = request.memory["cut"] = request.memory.get("cut", 0) + (request.method == "GET")
    if request.method == "GET" and seen % 5 == 0:
        answer.cut = 10


@TRANSPORT.asks("G-18 an account may have the version that is asked for")
def version_ignored(request: Request) -> None:
    """The version that is asked for never arrives; the server's own is the same."""
    request.headers = [h for h in request.headers if h[0].lower() != "stripe-version"]


@TRANSPORT.tells("RFC 9112 9.3", alone=True)
def closes_some_unsaid(request: Request, answer: Answer) -> None:
    """An idle connection may be closed at any time: here after 20 answers, said by a header."""
    request.memory["closes"] = request.memory.get("closes", 0) + 1
    answer.closes = request.memory["closes"] % 20 == 0


@TRANSPORT.tells("RFC 9110 15.2")
def continues_first(_: Request, answer: Answer) -> None:
    """An interim answer comes before the final one, asked for or not."""
    answer.interim = b"HTTP/1.1 100 Continue\r\n\r\n"


@TRANSPORT.tells("RFC 9110 15.2, RFC 8297", alone=True)
def hints_first(_: Request, answer: Answer) -> None:
    """A client must be able to read any interim answer, early hints among them."""
    answer.interim = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"


@TRANSPORT.tells("RFC 9110 8.3, G-15")
def media_type_with_charset(_: Request, answer: Answer) -> None:
    """The media type has a parameter, and no case."""
    answer.put("Content-Type", 'Application/JSON ; charset="UTF-8"')


@TRANSPORT.tells("RFC 9112 4")
def no_reason(_: Request, answer: Answer) -> None:
    """The words behind the status may be missing."""
    answer.reason = ""


@TRANSPORT.tells("RFC 9112 4", alone=True)
def another_reason(_: Request, answer: Answer) -> None:
    """The words behind the status mean nothing."""
    answer.reason = "Whatever it is"


@TRANSPORT.tells("RFC 9110 8.8, 13")
def validators(_: Request, answer: Answer) -> None:
    """Answers have an entity tag and say that they must not be stored."""
    answer.headers += [("ETag", 'W/"5d"'), ("Cache-Control", "no-cache, no-store")]


@TRANSPORT.tells("no promise of speed", alone=True)
def slow_now_and_then(request: Request, answer: Answer) -> None:
    """One answer in fifty takes 200 milliseconds."""
    request.memory["slow"] = request.memory.get("slow", 0) + 1
    answer.wait = 0.2 if request.memory["slow"] % 50 == 0 else 0.0


@TRANSPORT.tells("G-16")
def longer_request_ids(_: Request, answer: Answer) -> None:
    """Only the beginning of a request's id is known."""
    answer.put("Request-Id", answer.header("request-id") + "9" * 30)


@TRANSPORT.tells("G-107 names no other header")
def no_echo_of_the_key(_: Request, answer: Answer) -> None:
    """An idempotency key need not be echoed."""
    answer.drop("idempotency-key")


@TRANSPORT.tells("G-107 names no other header")
def names_the_first_request(_: Request, answer: Answer) -> None:
    """A replay may say which request was the first."""
    if answer.header("idempotent-replayed"):
        answer.headers.append(("Original-Request", "req_first"))


def _limited(request: Request, code: str, headers: list[tuple[str, str]]) -> Answer | None:
    count = request.memory["limited"] = request.memory.get("limited", 0) + 1
    if count % 40:
        return None
    version = ("stripe-version", request.header("stripe-version"))
    told = [("content-type", "application/json"), ("request-id", f"req_l{count}"), version]
    answer = Answer(429, [*told, *headers], b"")
    answer.write({"error": {"type": "invalid_request_error", "code": code, "message": "Later."}})
    return answer


@TRANSPORT.asks("G-20, T-45", alone=True)
def limits_the_rate(request: Request) -> Answer | None:
    """One request in forty is one too many, and says when to come again."""
    return _limited(request, "rate_limit", [("Retry-After", "0")])


@TRANSPORT.asks("G-20, T-45", alone=True)
def limits_the_rate_unsaid(request: Request) -> Answer | None:
    """One request in forty waits for a lock in vain, and does not say when to come again."""
    return _limited(request, "lock_timeout", [])


@JSON.tells("RFC 8259 2")
def indented(_: Request, answer: Answer) -> None:
    """White space between the parts of JSON means nothing."""
    answer.write(answer.document, indent="\t", separators=(" ,\r\n", " : "))
    answer.body = b"\r\n " + answer.body + b"\n\n"


@JSON.tells("RFC 8259 7", alone=True)
def escaped(_: Request, answer: Answer) -> None:
    """Any character of a text may be written as an escape, a slash with a backslash."""
    answer.write(answer.document)
    answer.body = answer.body.replace(b"/", b"\\/").replace(b"o", b"\\u006F")


@JSON.tells("RFC 8259 7, 8.1", alone=True)
def unescaped(_: Request, answer: Answer) -> None:
    """Any character but quote, backslash and control may stand for itself."""
    answer.write(answer.document, ensure_ascii=False)


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _turned(value[name]) for name in reversed(list(value))}
    return [_turned(one) for one in value] if isinstance(value, list) else value


@JSON.tells("RFC 8259 4")
def members_turned_round(_: Request, answer: Answer) -> None:
    """The order of members means nothing, that of metadata included."""
    answer.body = json.dumps(_turned(answer.document)).encode()


@JSON.tells("RFC 8259 4", alone=True)
def members_sorted(_: Request, answer: Answer) -> None:
    """The order of members means nothing."""
    answer.write(answer.document, sort_keys=True)


def _widened(value: Any, name: str = "") -> Any:
    if isinstance(value, list):
        return [_widened(one, name) for one in value]
    if not isinstance(value, dict) or name == "metadata":
        return value
    new = {"wire_text": "new", "wire_map": {"id": 5, "object": None}, "wire_list": [[]]}
    return {**{key: _widened(one, key) for key, one in value.items()}, **new}


@JSON.tells(_OPEN)
def further_fields(_: Request, answer: Answer) -> None:
    """Objects have fields that nobody described, at any depth but in metadata."""
    answer.write(_widened(answer.document))


@JSON.tells(_OPEN)
def further_fields_of_lists(_: Request, answer: Answer) -> None:
    """A list's envelope has a field that nobody described."""
    document = answer.document
    for one in maps(document):
        if one.get("object") in ("list", "search_result"):
            one["wire_pages"] = 7
    answer.write(document)


@JSON.tells(_OPEN)
def further_fields_of_errors(_: Request, answer: Answer) -> None:
    """An error has attributes that nobody described, and the body has some beside it."""
    document = answer.document
    if isinstance(document.get("error"), dict):
        document["error"] |= {"wire_hint": ["try", {"this": 1}]}
        document["wire_trace"] = "t"
    answer.write(document)


@cache
def _table() -> dict[str, tuple[Field, ...]]:
    return {resource.object: resource.fields for resource in load().resources}


def _fields(one: dict[str, Any]) -> tuple[Field, ...]:
    return _table().get(str(one.get("object")), ())


@JSON.tells("facts: field nullable, not required", alone=True)
def nothing_for_null(_: Request, answer: Answer) -> None:
    """A field that is null and need not be there is left out."""
    document = answer.document
    for one in resources(document):
        for field in _fields(one):
            if field.nullable and not field.required and one.get(field.name, 0) is None:
                del one[field.name]
    answer.write(document)


@JSON.tells("facts: field nullable, not required", alone=True)
def null_for_nothing(request: Request, answer: Answer) -> None:
    """A field that may be null and is not there is null."""
    document = answer.document
    if "pk_" not in request.header("authorization"):
        for one in resources(document):
            for field in _fields(one):
                if field.nullable and not field.required:
                    one.setdefault(field.name, None)
    answer.write(document)


@JSON.tells("error texts are never asserted")
def other_messages(_: Request, answer: Answer) -> None:
    """The words of an error are nobody's business."""
    _error(answer, message="Désolé — 申し訳ありません: no.")


@JSON.tells("G-25, G-26")
def no_links_in_errors(_: Request, answer: Answer) -> None:
    """An error need not say where to read on."""
    _error(answer, doc_url=None, request_log_url=None)


@JSON.tells("G-26", alone=True)
def links_in_errors(_: Request, answer: Answer) -> None:
    """An error says where it was logged."""
    _error(answer, request_log_url="https://dashboard.example.com/test/logs/req_1?t=1")


@JSON.tells("T-08")
def no_parameter_of_an_unknown_path(_: Request, answer: Answer) -> None:
    """What is not there names the path's parameter as it likes."""
    if answer.status == 404:
        _error(answer, param="id")


@JSON.tells("G-29 usually decline_code", alone=True)
def no_decline_code(_: Request, answer: Answer) -> None:
    """A decline need not say more than its code."""
    if answer.status == 402:
        _error(answer, decline_code=None)


def _error(answer: Answer, **attributes: Any) -> None:
    document = answer.document
    if isinstance(document, dict) and isinstance(document.get("error"), dict):
        found = {**document["error"], **attributes}
        document["error"] = {name: value for name, value in found.items() if value is not None}
        answer.write(document)
