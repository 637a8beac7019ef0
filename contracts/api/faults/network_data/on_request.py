"""What the network says of a token."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def unasked(service: Service) -> None:
    """A token shows it unasked."""
    data = {"network_data": {"type": "visa"}}
    seams.objects(service, lambda item: {**data, **item}, "GET /v1/issuing/tokens/*")
