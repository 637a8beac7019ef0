"""HAR archives, of browsers and of Polly.JS, and the JSON that nock records."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus, urlencode

from recordings.read.body import in_base64
from recordings.read.model import NOTHING, Raw, headers, status


def entries(document: Any) -> list[Any] | None:
    """Return the entries of a HAR archive, None when the document is none."""
    log = document.get("log") if isinstance(document, Mapping) else None
    found = log.get("entries") if isinstance(log, Mapping) else None
    return found if isinstance(found, list) else None


def read(found: Iterable[Any]) -> Iterator[Raw]:
    """Yield what each entry holds."""
    for entry in found:
        request = _part(entry, "request")
        response = _part(entry, "response")
        yield Raw(
            method=request.get("method", ""),
            url=_url(request),
            sent=headers(request.get("headers")),
            body=_posted(request.get("postData")),
            status=status(response.get("status")),
            received=headers(response.get("headers")),
            answer=_content(response.get("content")),
            at=entry.get("startedDateTime") if isinstance(entry, Mapping) else None,
        )


def _url(request: Mapping[str, Any]) -> Any:
    """Return the URL; some writers keep the query apart only."""
    url, query = request.get("url", ""), request.get("queryString")
    if isinstance(url, str) and "?" not in url and isinstance(query, list) and query:
        return f"{url}?{urlencode(list(_params(query)))}"
    return url


def _part(entry: Any, name: str) -> Mapping[str, Any]:
    found = entry.get(name) if isinstance(entry, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _posted(data: Any) -> Any:
    if not isinstance(data, Mapping):
        return data if isinstance(data, str) else None
    params = data.get("params")
    if not data.get("text") and isinstance(params, list):
        return urlencode(list(_params(params)))
    if in_base64(data, data.get("text")):
        return {"base64_string": data["text"]}
    return data.get("text")


def _params(params: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield names and values; some browsers write them percent-encoded, some do not."""
    for entry in params:
        if isinstance(entry, Mapping) and isinstance(entry.get("name"), str):
            yield unquote_plus(entry["name"]), unquote_plus(str(entry.get("value") or ""))


def _content(content: Any) -> Any:
    if not isinstance(content, Mapping) or content.get("text") is None:
        return None
    chunks = _chunks(content["text"])
    if chunks:
        return chunks
    if in_base64(content, content["text"]):
        return {"base64_string": content["text"]}
    return content["text"]


def _chunks(text: Any) -> bytes:
    """Return a compressed body that Polly.JS wrote as a list of hexadecimal or base64 texts."""
    if not isinstance(text, str) or not text.startswith('["'):
        return b""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return b""
    if not all(isinstance(part, str) for part in parts):
        return b""
    for decoded in (bytes.fromhex, base64.b64decode):
        try:
            found = b"".join(decoded(part) for part in parts)
        except ValueError:
            continue
        if found.startswith(b"\x1f\x8b"):
            return found
    return b""


def nock_entries(document: Any) -> list[Any] | None:
    """Return the entries of a nock recording, None when the document is none."""
    if isinstance(document, list) and document and all(_nock(entry) for entry in document[:20]):
        return document
    return None


def _nock(entry: Any) -> bool:
    return isinstance(entry, Mapping) and "scope" in entry and "path" in entry


def read_nock(found: Iterable[Any]) -> Iterator[Raw]:
    """Yield what each entry of a nock recording holds."""
    for entry in found:
        if not _nock(entry):
            yield NOTHING
            continue
        yield Raw(
            method=entry.get("method", ""),
            url=f"{entry['scope']}{entry['path']}",
            sent=headers(entry.get("reqheaders")),
            body=entry.get("body"),
            status=status(entry.get("status")),
            received=headers(entry.get("rawHeaders") or entry.get("headers")),
            answer=_answer(entry.get("response")),
        )


def _answer(value: Any) -> Any:
    """Return a body; nock writes compressed ones as a list of hexadecimal texts."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        try:
            return bytes.fromhex("".join(value))
        except ValueError:
            return value
    return value if not isinstance(value, Mapping) else {"json": value}
