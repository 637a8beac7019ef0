"""A list is an envelope: `object`, `data`, `has_more`, `url`; a search has its own (G-52, G-79)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import having, shown


def _listed(operation: Operation, _contracts: Contracts) -> bool:
    """Whether an operation answers with a page."""
    return operation.shape != "object"


@exchange_law(clause="G-52", where=_listed, recorded=True)
def list_envelope(
    exchange: Exchange, operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each part of an accepted page that is not as documented."""
    if operation.shape == "object" or not exchange.accepted:
        return
    body, wrong = exchange.body, False
    if body.get("object") != operation.shape:
        wrong = True
        yield Finding(
            f"object {shown(operation.shape)}", f"object {shown(body.get('object'))}", "object"
        )
    for name, kind, words in (("data", list, "a list"), ("has_more", bool, "true or false"),
                              ("url", str, "a text")):  # fmt: skip
        if not isinstance(body.get(name), kind):
            wrong = True
            yield Finding(f"{name} is {words}", having(name, body.get(name)), name)
    asked = "total_count" in exchange.request.query  # answered in former versions
    if operation.shape == "list" and "total_count" in body and not asked:
        wrong = True
        yield Finding("no total count", f"total_count {str(body['total_count'])[:60]}", "counted")
    found = body.get("url")
    if isinstance(found, str) and not _leads_back(found, exchange, operation):
        wrong = True
        yield Finding(f"url {exchange.request.path}", f"url {shown(found)}", "url", "should")
    if not wrong:
        yield None


def _leads_back(url: str, exchange: Exchange, operation: Operation) -> bool:
    """Whether `url` is where the page came from: the official client asks there for the next.

    The legacy paths of Financial Connections may name the modern ones (T-40).
    """
    if operation.resource.startswith("financial_connections."):
        return True
    count = operation.path.count("/")
    return _tail(urlsplit(url).path, count) == _tail(exchange.request.path, count)


def _tail(path: str, count: int) -> list[str]:
    return path.strip("/").split("/")[-count:]
