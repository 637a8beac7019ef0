"""The order of complaints."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import missing_parameter
from sandbox.seams import Params
from sandbox.service import Route


@seams.validation()
def missing_first(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """What is missing is told before what is unknown."""
    for row in route.operation.sent if route.operation else ():
        if row.required and row.name not in sent:
            raise missing_parameter(row.name)
    return dict(inner(route, sent))
