"""Valid forms that are refused for what they hold together."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import invalid
from sandbox.seams import Params
from sandbox.service import Route

_FEW = 4  # parameters; many forms that send one row beside the smallest have fewer


@seams.validation()
def many_refused(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """More than a few parameters at once are refused."""
    if len(sent) > _FEW:
        raise invalid("Too many parameters", next(iter(sent)))
    return dict(inner(route, sent))
