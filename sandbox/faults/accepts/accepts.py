"""Valid requests that are refused."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import invalid, unknown_parameter
from sandbox.seams import Params
from sandbox.service import Route


@seams.validation()
def expand_unknown(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """The parameter that every operation has is not known."""
    row = route.operation.expansion if route.operation else ""
    if row in sent:
        raise unknown_parameter(row)
    return inner(route, sent)


@seams.validation()
def last_value_refused(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """The last value of each enum was forgotten."""
    for row in route.operation.sent if route.operation else ():
        if row.enum and sent.get(row.name) == row.enum[-1]:
            raise invalid(f"Invalid {row.name}", row.name)
    return dict(inner(route, sent))


@seams.validation()
def largest_refused(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """The largest number of a row is one too many."""
    for row in route.operation.sent if route.operation else ():
        if row.maximum and row.name != "limit" and sent.get(row.name) == str(row.maximum):
            raise invalid(f"Invalid {row.name}", row.name)
    return dict(inner(route, sent))


@seams.validation()
def longest_page_refused(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """The longest page that is documented is one too long."""
    for row in route.operation.sent if route.operation else ():
        if row.maximum and row.name == "limit" and sent.get(row.name) == str(row.maximum):
            raise invalid(f"Invalid {row.name}", row.name)
    return dict(inner(route, sent))


@seams.validation()
def currency_forgotten(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """One of the common currencies is not known."""
    for row in route.operation.sent if route.operation else ():
        if row.format == "currency" and sent.get(row.name) == "cad":
            raise invalid(f"Invalid currency: {row.name}", row.name)
    return dict(inner(route, sent))
