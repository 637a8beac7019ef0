"""What a publishable key may not do."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def as_good_as_secret(service: Service) -> None:
    """A publishable key may do everything."""
    service.admit = lambda _kind, _title: None


def bad_request(service: Service) -> None:
    """The refusal is a 400."""
    seams.statuses(service, 401, 400)
