"""Breaches that a server, or what stands before it, could show on the wire: transport, errors.

None of them was made beside a law. Each row names the line of the reference text (L…), clause or
RFC that is broken. Lists, objects and what becomes of them have modules of their own.
"""

from __future__ import annotations

from tests.wire.edits import error_of, with_attributes
from tests.wire.message import Answer, Request
from tests.wire.table import Table

WIRE = Table()
ERRORS = Table()


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
    if error_of(answer):
        answer.write(error_of(answer))


@ERRORS.tells("G-21")
def no_message(_: Request, answer: Answer) -> None:
    """An error has no message."""
    if error_of(answer):
        with_attributes(answer, message=None)


@ERRORS.tells("G-22, T-07")
def type_of_the_client(_: Request, answer: Answer) -> None:
    """An error has a type that only clients have."""
    if answer.status == 401:
        with_attributes(answer, type="authentication_error")


@ERRORS.tells("G-22")
def type_api_error(_: Request, answer: Answer) -> None:
    """What the client did is called the server's fault."""
    if answer.status == 400:
        with_attributes(answer, type="api_error")


@ERRORS.tells("G-48")
def missing_is_400(_: Request, answer: Answer) -> None:
    """An unknown id in the path is refused with 400."""
    if answer.status == 404 and error_of(answer).get("code") == "resource_missing":
        answer.status = 400


@ERRORS.tells("G-48")
def missing_without_code(_: Request, answer: Answer) -> None:
    """An unknown id in the path is refused without a code."""
    if answer.status == 404:
        with_attributes(answer, code=None)


@ERRORS.tells("G-32")
def required_without_param(_: Request, answer: Answer) -> None:
    """What is missing is not named."""
    if error_of(answer).get("code") == "parameter_missing":
        with_attributes(answer, param=None)


@ERRORS.tells("G-27, G-33")
def dotted_param(_: Request, answer: Answer) -> None:
    """A nested parameter is named with dots."""
    param = error_of(answer).get("param")
    if param and "[" in param:
        with_attributes(answer, param=param.replace("[", ".").replace("]", ""))


@ERRORS.tells("G-34")
def unknown_has_another_code(_: Request, answer: Answer) -> None:
    """An undeclared parameter is called invalid."""
    if error_of(answer).get("code") == "parameter_unknown":
        with_attributes(answer, code="parameter_invalid")


@ERRORS.tells("G-37")
def unprocessable(_: Request, answer: Answer) -> None:
    """What is no integer is refused with 422."""
    if error_of(answer).get("code") == "parameter_invalid_integer":
        answer.status = 422


@ERRORS.tells("G-39")
def enum_without_param(_: Request, answer: Answer) -> None:
    """A refusal without a code names no parameter either."""
    if answer.status == 400 and not error_of(answer).get("code"):
        with_attributes(answer, param=None)


@ERRORS.tells("G-39, T-06")
def code_for_enums(_: Request, answer: Answer) -> None:
    """A value outside an enumeration has a code."""
    if answer.status == 400 and not error_of(answer).get("code") and error_of(answer).get("param"):
        with_attributes(answer, code="parameter_invalid")


@ERRORS.tells("G-29")
def decline_is_400(_: Request, answer: Answer) -> None:
    """A decline is refused with 400."""
    answer.status = 400 if answer.status == 402 else answer.status


@ERRORS.tells("G-29")
def decline_without_intent(_: Request, answer: Answer) -> None:
    """A decline does not carry the intent."""
    if answer.status == 402:
        with_attributes(answer, payment_intent=None)


@ERRORS.tells("G-28")
def wrong_state_without_intent(_: Request, answer: Answer) -> None:
    """What is refused for its status does not carry the intent."""
    if error_of(answer).get("code") == "payment_intent_unexpected_state":
        with_attributes(answer, payment_intent=None)


@ERRORS.tells("G-23", alone=True)
def null_code(_: Request, answer: Answer) -> None:
    """An attribute without a value is null instead of being left out."""
    if error_of(answer):
        document = answer.document
        document["error"].setdefault("code", None)
        answer.write(document)


@ERRORS.tells("G-05")
def key_shown(request: Request, answer: Answer) -> None:
    """The message about a key shows the whole key."""
    if answer.status == 401:
        with_attributes(answer, message=f"Invalid key: {request.header('authorization')}")
