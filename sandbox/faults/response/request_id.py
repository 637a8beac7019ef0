"""The id of each request."""

from __future__ import annotations

from zlib import crc32

from sandbox import seams
from sandbox.service import Reply
from sandbox.wire import Headers


@seams.naming()
def missing(reply: Reply, named: Headers) -> Reply:
    """No answer has a request id."""
    return seams.headed(reply, {named.request_id: ""})


@seams.naming()
def of_another_kind(reply: Reply, named: Headers) -> Reply:
    """The request id is a bare number."""
    return seams.headed(reply, {named.request_id: "17"})


@seams.naming()
def of_the_answer(reply: Reply, named: Headers) -> Reply:
    """The request id is made of the answer: the same one has the same id."""
    return seams.headed(reply, {named.request_id: f"req_{crc32(reply.body)}"})
