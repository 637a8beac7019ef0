"""Attributes of errors."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def null_code(status: int, error: Params) -> tuple[int, Params]:
    """What an error does not have is null."""
    return (status, {"code": None, "param": None, **error})


@seams.errors()
def always_documented(status: int, error: Params) -> tuple[int, Params]:
    """Every error has a `doc_url`, with a code or without."""
    url = "https://example.com/errors"
    return (status, {**error, "doc_url": url})


@seams.errors()
def listed_parameters(status: int, error: Params) -> tuple[int, Params]:
    """The parameter of an error stands in a list."""
    return status, {**error, "param": [error["param"]]} if "param" in error else error
