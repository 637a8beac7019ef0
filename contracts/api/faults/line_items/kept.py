"""Line items that come later than the intent."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def at_creation_only(service: Service) -> None:
    """Only those are kept that come with the creation."""
    _without(service, "POST /v1/payment_intents/*")


def not_by_confirm(service: Service) -> None:
    """Those that come with a confirmation are forgotten."""
    _without(service, "POST /v1/payment_intents/*/confirm")


def _without(service: Service, title: str) -> None:
    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in params.items() if name != "amount_details"}

    seams.parameters(service, change, title)
