"""The ids of requests."""

from __future__ import annotations

from sandbox import seams, wire
from sandbox.service import Reply


@seams.replies()
def always_the_same(reply: Reply) -> Reply:
    """Every request has the same id."""
    return seams.headed(reply, {wire.headers().request_id: "req_00000000000000"})
