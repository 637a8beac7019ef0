"""Requests that lack what is required."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.service import Route


@seams.errors()
def param_without_brackets(status: int, error: Params) -> tuple[int, Params]:
    """A nested parameter is named without its parents."""
    if error.get("code") == "parameter_missing":
        error["param"] = error["param"].rstrip("]").rpartition("[")[2]
    return status, error


@seams.errors()
def code_missing(status: int, error: Params) -> tuple[int, Params]:
    """The refusal has no code."""
    if error.get("code") == "parameter_missing":
        del error["code"]
    return status, error


@seams.validation("POST *")
def nested_not_required(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """What is required below another parameter can be left out."""
    try:
        return dict(inner(route, sent))
    except ApiError as refusal:
        if not refusal.situation.startswith("required") or "[" not in (refusal.param or ""):
            raise
        return {}
