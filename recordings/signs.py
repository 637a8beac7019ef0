"""Counts the signs by which an exchange shows that it speaks this API, and not one of like paths.

Others name their objects alike and take the same paths. A word in common is no proof: two signs
are, less one for each thing that an object of this API never says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from contracts.model import Contracts, Operation, Resource
from harness.exchange import Exchange
from recordings.headers import is_request_id, sent_header
from recordings.read.masking import masked

ENOUGH = 2
_LOOKED_AT = 3  # objects of a page

Item = Mapping[str, Any]


def signs(exchange: Exchange, operation: Operation, contracts: Contracts) -> int:
    """Return how many signs an exchange has; a header that only this API has is enough."""
    names, body = contracts.api.headers, exchange.body
    if any(exchange.header(n) or sent_header(exchange, n) for n in names.own):
        return ENOUGH
    count = int(is_request_id(exchange.header(names.request_id), names))
    resource = contracts.resource(operation.returns)
    refused = body.get(contracts.api.error.envelope)
    if isinstance(refused, dict):
        return count + sum(_of_a_refusal(refused, resource, contracts))
    if operation.shape == "object":
        return count + sum(_of_an_object(body, resource, contracts))
    return count + sum(_of_a_page(body, operation, resource, contracts))


def _of_an_object(item: Item, resource: Resource, contracts: Contracts) -> Iterator[int]:
    shape = contracts.api.object
    made = item.get(shape.created)
    yield item.get(shape.object) in (resource.object, resource.formerly or resource.object)
    yield isinstance(made, int) and not isinstance(made, bool)
    yield isinstance(item.get(shape.mode), bool)
    yield -sum(_foreign(item, resource, contracts))


def _foreign(item: Item, resource: Resource, contracts: Contracts) -> Iterator[int]:
    """Yield 1 for each thing that no object of this API says."""
    made = contracts.api.object.created
    yield made not in item and any(name.startswith(made) for name in item)
    beside = contracts.recordings.beside(resource.name)
    state = resource.lifecycle.field if resource.lifecycle else contracts.recordings.state
    field = next((one for one in resource.fields if one.name == state), None)
    if field is not None and field.enum and isinstance(item.get(state), str):
        known = (*field.enum, *beside.former.get(state, ()))
        yield item[state] not in known and not masked(item[state])


def _of_a_page(
    body: Item, operation: Operation, resource: Resource, contracts: Contracts
) -> Iterator[int]:
    shape, search = contracts.api.list, contracts.api.search
    kind = search.object if search and operation.kind == "search" else shape.object
    yield body.get(contracts.api.object.object) == kind
    yield isinstance(body.get(shape.more), bool)
    yield isinstance(body.get(shape.url), str)
    data = body.get(shape.items)
    for item in data[:_LOOKED_AT] if isinstance(data, list) else ():
        if isinstance(item, dict):
            yield sum(_of_an_object(item, resource, contracts))


def _of_a_refusal(error: Item, resource: Resource, contracts: Contracts) -> Iterator[int]:
    shape = contracts.api.error
    kind, code = error.get(shape.type), error.get(shape.code)
    yield kind in (*shape.types, *shape.former_types)
    yield shape.decline is not None and kind == shape.decline.type
    yield isinstance(code, str) and code in _codes(contracts)
    yield any(_at_home(value, contracts.api.host) for value in error.values())
    carried = error.get(resource.object)
    if isinstance(carried, dict):
        yield sum(_of_an_object(carried, resource, contracts))


def _codes(contracts: Contracts) -> set[str]:
    """Return the codes of refusals that the contracts name."""
    return {
        *contracts.api.error.of_code,
        *(code for one in contracts.situations.values() for code in one.code if code),
    }


def _at_home(value: Any, host: str) -> bool:
    """Whether a value is the address of a page of the company whose API this is."""
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        return False
    home = ".".join(host.split(".")[-2:])
    try:
        there = urlsplit(value).hostname or ""
    except ValueError:  # it is no address
        return False
    return there == home or there.endswith(f".{home}")
