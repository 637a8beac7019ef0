"""Second deletions that are taken for first ones, or refused for something else."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


def _of_nothing(call: Call, refusal: ApiError) -> bool:
    """Whether a deletion is refused for there is no such object."""
    deletes = call.operation is not None and call.operation.kind == "delete"
    return deletes and refusal.status in (404, 410)


@seams.refused()
def accepted_again(call: Call, refusal: ApiError) -> Object | None:
    """What is gone can be deleted time and again."""
    return {"id": call.id()} if _of_nothing(call, refusal) else None


@seams.refused()
def a_conflict(call: Call, refusal: ApiError) -> Object | None:
    """A second deletion is a conflict (409)."""
    if _of_nothing(call, refusal):
        refusal.status = 409
    return None


@seams.refused()
def forbidden(call: Call, refusal: ApiError) -> Object | None:
    """A second deletion is forbidden (403)."""
    if _of_nothing(call, refusal):
        refusal.status = 403
    return None
