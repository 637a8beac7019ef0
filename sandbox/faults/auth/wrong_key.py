"""Requests with a key of no account."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.keys
def any_test_key(inner: seams.Kind, header: str) -> str:
    """Every key that looks like a test key is good."""
    return "secret" if "sk_test_" in header else inner(header)


@seams.errors()
def other_type(status: int, error: Params) -> tuple[int, Params]:
    """The refusal has a type of its own."""
    return status, {**error, "type": "authentication_error"} if status == 401 else error
