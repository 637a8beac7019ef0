"""What a schema makes, and no person writes."""

from __future__ import annotations

from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def bad_expansions_crash(service: Service) -> None:
    """An expansion of nothing is a crash."""
    _crash(service, "cannot be expanded")


def bad_cursors_crash(service: Service) -> None:
    """An id of nothing is a crash."""
    _crash(service, "No such")


def bad_values_crash(service: Service) -> None:
    """A value of another type is a crash."""
    _crash(service, "Invalid")


def _crash(service: Service, words: str) -> None:
    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        status, body = inner(method, path, refusal)
        return 500 if words in refusal.message else status, body

    service.refuse = outer
