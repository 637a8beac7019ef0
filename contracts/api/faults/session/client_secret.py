"""The secrets of sessions."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def shared(service: Service) -> None:
    """All sessions have one secret."""
    change = {"client_secret": "fcsess_secret_one_for_all"}
    seams.objects(service, lambda item: {**item, **change}, "POST /v1/link_account_sessions")
