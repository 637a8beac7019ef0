"""Answers to deletions that are not what the operation says."""

from __future__ import annotations

from dataclasses import replace

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Reply
from sandbox.store import Object, new_id

NO_CONTENT = 204  # nobody reads a body behind it (RFC 9110, 15.3.5)


def _deletes(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "delete"


@seams.replies("DELETE *")
def a_word(reply: Reply) -> Reply:
    """A deletion that is to answer with nothing answers with a word."""
    empty = 200 <= reply.status < 300 and reply.status != NO_CONTENT and not reply.body
    return replace(reply, body=b'"deleted"') if empty else reply


@seams.bodies()
def another_id(call: Call, body: Object) -> Object:
    """A deletion names another object than the one it deleted."""
    return {**body, "id": new_id("gone_")} if _deletes(call) else body


@seams.bodies()
def not_marked(call: Call, body: Object) -> Object:
    """What is left of a deleted object does not say that it is deleted."""
    return {n: v for n, v in body.items() if v is not True} if _deletes(call) else body


@seams.bodies()
def emptied(call: Call, body: Object) -> Object:
    """A deletion that is to show the object shows it without its texts."""
    if not _deletes(call) or call.operation is None or call.operation.shape != "object":
        return body
    return {n: "" if isinstance(v, str) and n not in ("id", "object") else v
            for n, v in body.items()}  # fmt: skip
