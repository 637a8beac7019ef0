"""The id of each request."""

from __future__ import annotations

from sandbox import seams, wire
from sandbox.service import Reply


@seams.replies()
def missing(reply: Reply) -> Reply:
    """No answer has a request id."""
    return seams.headed(reply, {wire.headers().request_id: ""})


@seams.replies()
def of_another_kind(reply: Reply) -> Reply:
    """The request id is a bare number."""
    return seams.headed(reply, {wire.headers().request_id: "17"})
