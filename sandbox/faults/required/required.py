"""Requests that lack what is required."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import ApiError
from sandbox.service import Route, Service


def param_without_brackets(service: Service) -> None:
    """A nested parameter is named without its parents."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if error.get("code") == "parameter_missing":
            error["param"] = error["param"].rstrip("]").rpartition("[")[2]
        return status, error

    seams.errors(service, change)


def code_missing(service: Service) -> None:
    """The refusal has no code."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if error.get("code") == "parameter_missing":
            del error["code"]
        return status, error

    seams.errors(service, change)


def nested_not_required(service: Service) -> None:
    """What is required below another parameter can be left out."""

    def validate(inner: Any, route: Route, sent: Raw) -> dict[str, Any]:
        try:
            return dict(inner(route, sent))
        except ApiError as refusal:
            if refusal.code != "parameter_missing" or "[" not in (refusal.param or ""):
                raise
            return {}

    seams.validation(service, validate, "POST *")
