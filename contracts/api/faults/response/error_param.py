"""Errors that name something else than a parameter."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def in_capitals(status: int, error: Params) -> tuple[int, Params]:
    """The name of a parameter is told in capitals."""
    return _named(status, error, str(error.get("param")).upper())


@seams.errors()
def name_of_the_code(status: int, error: Params) -> tuple[int, Params]:
    """A parameter is told by the name that the server's code has for it."""
    return _named(status, error, f"p_{str(error.get('param')).partition('[')[0]}")


@seams.errors()
def where_it_was_sent(status: int, error: Params) -> tuple[int, Params]:
    """Of a parameter it is told where it stands, and not which it is."""
    return _named(status, error, "request_body")


def _named(status: int, error: Params, name: str) -> tuple[int, Params]:
    return status, {**error, "param": name} if "param" in error else error
