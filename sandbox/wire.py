"""What the wire is like that no table tells, read from the conventions of the API."""

from __future__ import annotations

from typing import Any, NamedTuple

from contracts.model import Api, Operation

Body = dict[str, Any]


class Headers(NamedTuple):
    """Names of headers in small letters, as the transport gives and takes them."""

    version: str
    request_id: str
    idempotency_key: str
    replayed: str


def headers(api: Api) -> Headers:
    """Return the names of the API's headers."""
    found = api.headers
    names = (found.version, found.request_id, found.idempotency_key, found.replayed)
    return Headers(*(name.lower() for name in names))


def request_prefix(api: Api) -> str:
    """Return how the ids of requests begin."""
    return api.headers.request_id_prefix


def bare(api: Api, path: str) -> str:
    """Return a path without what stands around every one, "" for one that lacks it."""
    prefix, suffix = api.base.filled(api.base.prefix), api.base.suffix
    if not (path.startswith(prefix) and path.endswith(suffix)):
        return ""
    return path[len(prefix) : len(path) - len(suffix)]


def status(api: Api, operation: Operation | None) -> int:
    """Return the status of what was done."""
    known = (operation.success or api.success.of(operation.kind)) if operation else ()
    return known[0] if known else 200


def done(api: Api, code: int, body: Any) -> Any:
    """Return the body of an answer to what was done: marked, or none where its status has none."""
    if code in api.success.empty:
        return None
    mark = api.success.mark
    if mark is None or not isinstance(body, dict):
        return body
    return _put(dict(body), mark.field, True if mark.value is None else mark.value)


def ordinary(api: Api) -> bool:
    """Whether refusals are told as the sandbox knows them: `error`, with parts of these names."""
    shape = api.error
    names = (shape.envelope, shape.type, shape.code, shape.param, shape.message)
    return names == ("error", "type", "code", "param", "message") and shape.told == "status"


def refused(api: Api, error: Body) -> Body:
    """Return the body of a refusal, its parts where the API has them."""
    shape, told = api.error, dict[str, Any]()
    for name, value in error.items():
        known = name in ("message", "type", "code", "param")
        pointer = getattr(shape, name) if known else name
        if pointer:
            _put(told, pointer, _number(api, value) if name == "code" else value)
    body = _put({}, shape.envelope, told) if shape.envelope else told
    if shape.told == "mark" and shape.mark and shape.mark.value is not None:
        _put(body, shape.mark.field, shape.mark.value)
    return body


def _number(api: Api, code: Any) -> Any:
    """Return a code as the API has it: one of digits is a number, unless it is said to be text."""
    digits = isinstance(code, str) and code.isdecimal() and "code" not in api.error.texts
    return int(code) if digits else code


def _put(body: Body, pointer: str, value: Any) -> Body:
    """Set what a dotted name leads to, `0` the first of a list, and return the body."""
    here: Any = body
    steps = pointer.split(".")
    for step, below in zip(steps, [*steps[1:], ""], strict=True):
        inner: Any = ([] if below == "0" else {}) if below else value
        if step == "0" and isinstance(here, list):
            if not below or not here:
                here[:1] = [inner]
            here = here[0]
        elif below:
            here = here.setdefault(step, inner)
        else:
            here[step] = value
    return body
