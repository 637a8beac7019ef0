"""A list is an envelope: `object`, `data`, `has_more`, `url`; a search has its own (G-52, G-79)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from contracts.model import Api, Contracts, Operation
from contracts.model.shapes import ListShape
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.dig import dig
from suites.looking.say import having, shown


def _listed(operation: Operation, _contracts: Contracts) -> bool:
    """Whether an operation answers with a page."""
    return operation.many


@exchange_law(clause="G-52", stands_on=(), where=_listed, recorded=True)
def list_envelope(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each part of an accepted page that is not as documented."""
    if not operation.many or not exchange.accepted:
        return
    body, wrong, names = exchange.body, False, contracts.api.list
    label, kind = contracts.api.object.object, _kind(operation, contracts.api)
    if label and kind and body.get(label) != kind:
        wrong = True
        yield Finding(f"{label} {shown(kind)}", f"{label} {shown(body.get(label))}", label)
    for name, form, words in ((operation.items or names.items, list, "a list"),
                              (names.more, bool, "true or false"),
                              (names.url, str, "a text")):  # fmt: skip
        if name and not isinstance(dig(body, name), form):
            wrong = True
            yield Finding(f"{name} is {words}", having(name, dig(body, name)), name)
    if not (operation.items or names.items) and exchange.entries is None:
        wrong = True
        yield Finding("a list", "no list", "items")
    if miscounted := _miscounted(exchange, operation, names):
        wrong = True
        yield miscounted
    count = names.uncounted
    asked = bool(count) and count in exchange.request.asked  # answered in former versions
    if operation.shape == "list" and count and count in body and not asked:
        yield Finding("no total count", f"{count} {str(body[count])[:60]}", "counted", "probe")
    found, former = body.get(names.url), contracts.resource(operation.returns).formerly
    if isinstance(found, str) and not former and not _leads_back(found, exchange, operation):
        wrong = True
        yield Finding(f"{names.url} {exchange.request.path}", f"{names.url} {shown(found)}",
                      names.url, "should")  # fmt: skip
    if not wrong:
        yield None


def _miscounted(exchange: Exchange, operation: Operation, names: ListShape) -> Finding | None:
    """Return what is wrong with the number of the objects on a page, where a page says that."""
    entries, response = exchange.entries, exchange.response
    if not names.counted or operation.kind != "list" or entries is None or response is None:
        return None
    told, count = dig(exchange.body, names.counted), len(entries) + response.withheld
    if told == count and not isinstance(told, bool):
        return None
    return Finding(f"{names.counted} {count}", having(names.counted, told), "count")


def _kind(operation: Operation, api: Api) -> str:
    """Return what a page says that it is."""
    return api.search.object if api.search and operation.kind == "search" else api.list.object


def _leads_back(url: str, exchange: Exchange, operation: Operation) -> bool:
    """Whether `url` is where the page came from: the official client asks there for the next.

    The paths of resources that had another name may name either (T-40).
    """
    count = operation.path.count("/")
    try:
        path = urlsplit(url).path
    except ValueError:  # it is no address
        return False
    return _tail(path, count) == _tail(exchange.request.path, count)


def _tail(path: str, count: int) -> list[str]:
    return path.strip("/").split("/")[-count:]
