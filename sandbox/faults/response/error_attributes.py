"""Attributes of errors."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params
from sandbox.service import Service


def null_code(service: Service) -> None:
    """What an error does not have is null."""
    seams.errors(service, lambda status, error: (status, {"code": None, "param": None, **error}))


def always_documented(service: Service) -> None:
    """Every error has a `doc_url`, with a code or without."""
    url = "https://example.com/errors"
    seams.errors(service, lambda status, error: (status, {**error, "doc_url": url}))


def listed_parameters(service: Service) -> None:
    """The parameter of an error stands in a list."""

    def change(status: int, error: Params) -> tuple[int, Params]:
        return status, {**error, "param": [error["param"]]} if "param" in error else error

    seams.errors(service, change)
