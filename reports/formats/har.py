"""requests.har: every exchange of a run, as browsers and proxies archive them.

Secrets are left out already, where the ledger was written. A body of which the ledger keeps the
start alone is left out as well, with a comment: no reader takes a part of it for the whole.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote

from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.legible import line

FILE = "requests.har"
_FORM = "application/x-www-form-urlencoded"
_HTTP = "HTTP/1.1"
_ADDRESS = "!$%&'()*+,/:;=?@[]~"  # letters that stand in an address as they are
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")  # one that encodes nothing


def render(ledger: Ledger) -> str:
    """Return the exchanges of a run as an archive of version 1.2."""
    base = str(ledger.header.get("base_url", "")).rstrip("/")
    found = sorted(ledger.exchanges.values(), key=lambda exchange: exchange.started)
    entries = [json.dumps(entry(exchange, base), ensure_ascii=False) for exchange in found]
    creator = json.dumps({"name": "assay", "version": str(ledger.header.get("version", ""))})
    head = f'{{"log": {{"version": "1.2", "creator": {creator}, "entries": ['
    body = ",\n".join(entries)
    return f"{head}\n{body}\n]}}}}\n"


def entry(exchange: Exchange, base: str) -> dict[str, Any]:
    """Return one exchange as an entry of an archive; `base` is the address of the server."""
    took = round(1000 * exchange.seconds, 3)
    told = " ".join(filter(None, (exchange.id, exchange.group, "setup" * exchange.setup)))
    return {
        "startedDateTime": _moment(exchange.started),
        "time": took,
        "request": _request(exchange.request, base),
        "response": _response(exchange),
        "cache": {},
        "timings": {"send": 0, "wait": took, "receive": 0},
        "comment": line(told),
    }


def _target(request: Request) -> str:
    """Return path and query as they are on the wire: what no address has is encoded (RFC 3986)."""
    return _PERCENT.sub("%25", quote(request.target, safe=_ADDRESS, errors="replace"))


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def _request(request: Request, base: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "method": request.method, "url": f"{base}{_target(request)}", "httpVersion": _HTTP,
        "cookies": [], "headers": _headers(request.headers),
        "queryString": [{"name": name, "value": value} for name, value in
                        parse_qsl(request.query, keep_blank_values=True)],
        "headersSize": -1, "bodySize": len(request.body.encode("utf-8", "surrogatepass")),
    }  # fmt: skip
    if request.body:
        named = {name.lower(): value for name, value in request.headers.items()}
        found["postData"] = {"mimeType": named.get("content-type", _FORM), "text": request.body}
    return found


def _response(exchange: Exchange) -> dict[str, Any]:
    """Return a response; status 0 and a comment where none came."""
    response = exchange.response
    if response is None:
        told = {"comment": line(exchange.error)}
        response = Response(0, {}, b"")
    else:
        told = {}
    return {
        "status": response.status, "statusText": "", "httpVersion": _HTTP, "cookies": [],
        "headers": _headers(response.headers), "content": _content(response),
        "redirectURL": response.headers.get("location", ""), "headersSize": -1,
        "bodySize": max(len(response.body), response.length), **told,
    }  # fmt: skip


def _content(response: Response) -> dict[str, Any]:
    size = max(len(response.body), response.length)
    found: dict[str, Any] = {
        "size": size, "mimeType": response.headers.get("content-type", "x-unknown"),
    }  # fmt: skip
    if response.truncated or response.sha256:
        return {**found, "comment": f"left out: {len(response.body):,} bytes of it were kept"}
    try:
        return {**found, "text": response.body.decode()}
    except UnicodeDecodeError:
        text = base64.b64encode(response.body).decode()
        return {**found, "text": text, "encoding": "base64"}


def _headers(headers: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers.items()]
