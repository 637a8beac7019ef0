"""The ids of requests."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply
from sandbox.wire import Headers


@seams.naming()
def always_the_same(reply: Reply, named: Headers) -> Reply:
    """Every request has the same id."""
    return seams.headed(reply, {named.request_id: "req_00000000000000"})
