"""Cassettes: lists of `request` and `response`, as most recorders write them.

VCR (Ruby), vcrpy, betamax, PHP-VCR, ExVCR and go-vcr differ in where the list is, how a body and
a status are written and what headers look like; the keys tell them apart well enough to read all.
WireMock's mappings are pairs too: they name a path only, and a form as a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from recordings.read.body import in_base64
from recordings.read.model import NOTHING, Raw, headers, status

_MAPPINGS = "mappings"  # other files have a list of this name as well
# What a stub says of the requests that it answers.
_PATTERNS = {
    "bodyPatterns", "queryParameters", "urlPath", "urlPathPattern", "urlPathTemplate", "urlPattern",
}  # fmt: skip
LISTS = ("http_interactions", "interactions", "recordings", "exchanges", _MAPPINGS)


def interactions(document: Any) -> list[Any] | None:
    """Return the entries of a cassette, None when the document is none."""
    if isinstance(document, Mapping):
        for name in LISTS:
            found = document.get(name)
            if isinstance(found, list) and (name != _MAPPINGS or any(map(_pair, found[:20]))):
                return found
        return [document] if _pair(document) else None
    if isinstance(document, list) and any(_pair(entry) for entry in document[:20]):
        return document
    return None


def _pair(entry: Any) -> bool:
    return (
        isinstance(entry, Mapping)
        and isinstance(entry.get("request"), Mapping)
        and "response" in entry
    )


def stubs(document: Any) -> bool:
    """Whether a document holds answers that wait for requests: nothing was made in its order."""
    if isinstance(document, Mapping) and isinstance(document.get(_MAPPINGS), list):
        return True
    return any(map(stub, interactions(document) or ()))


def stub(entry: Any) -> bool:
    """Whether an entry is such an answer: its request is a pattern."""
    return _pair(entry) and bool(_PATTERNS & entry["request"].keys())


def read(entries: Iterable[Any]) -> Iterator[Raw]:
    """Yield what each entry holds; one that is no pair has neither method nor status."""
    for entry in entries:
        yield _raw(entry) if _pair(entry) else NOTHING


def _raw(entry: Mapping[str, Any]) -> Raw:
    request = entry["request"]
    response = entry["response"] if isinstance(entry["response"], Mapping) else {}
    return Raw(
        method=request.get("method", ""),
        url=_first(request, "uri", "url", "urlPath", "path") or "",
        sent=headers(request.get("headers")),
        body=_sent(request),
        status=status(
            response.get("status"), response.get("code"), response.get("status_code"),
            response.get("statusCode"),
        ),
        received=headers(_first(response, "headers", "header")),
        answer=_answer(response),
        at=_first(entry, "recorded_at", "started_at", "timestamp"),
        anew=_of_php(response),
    )  # fmt: skip


def _of_php(response: Mapping[str, Any]) -> bool:
    """Whether PHP-VCR recorded a response: its language has no empty objects."""
    found = response.get("status")
    return isinstance(found, Mapping) and "http_version" in found


def _answer(response: Mapping[str, Any]) -> Any:
    found = _first(response, "body", "content", "jsonBody", "parsed_body", "text")
    if found is None and isinstance(response.get("base64Body"), str):
        return {"base64_string": response["base64Body"]}
    return {"base64_string": found} if in_base64(response, found) else found


def _sent(request: Mapping[str, Any]) -> Any:
    names = ("body", "request_body", "content", "parsed_body")
    # ExVCR writes two of them and leaves one empty.
    found = next((request[name] for name in names if request.get(name)), _first(request, *names))
    patterns = request.get("bodyPatterns")
    for pattern in patterns if not found and isinstance(patterns, list) else ():
        if isinstance(pattern, Mapping) and isinstance(pattern.get("equalTo"), str):
            return pattern["equalTo"]
        if isinstance(pattern, Mapping) and isinstance(pattern.get("binaryEqualTo"), str):
            return {"base64_string": pattern["binaryEqualTo"]}
    for name in ("form", "post_fields"):  # go-vcr and PHP-VCR keep a form apart, decoded
        form = request.get(name)
        if not found and isinstance(form, Mapping):
            return urlencode([(key, value) for key, values in form.items()
                              for value in _values(values)])  # fmt: skip
    if not found and isinstance(request.get("bodyAsBase64"), str):
        return {"base64_string": request["bodyAsBase64"]}
    return {"base64_string": found} if in_base64(request, found) else found


def _values(value: Any) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def _first(entry: Mapping[str, Any], *names: str) -> Any:
    return next((entry[name] for name in names if entry.get(name) is not None), None)
