"""Statuses of refusals that are not those of what they say."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params
from sandbox.service import Service


def unprocessable(service: Service) -> None:
    """Forms that do not validate are answered with 422."""

    def change(status: int, error: Params) -> tuple[int, Params]:
        return (422 if status == 400 and error.get("param") else status), error

    seams.errors(service, change)


def forbidden(service: Service) -> None:
    """A parameter that nobody knows is answered with 403."""

    def change(status: int, error: Params) -> tuple[int, Params]:
        return (403 if error.get("code") == "parameter_unknown" else status), error

    seams.errors(service, change)
