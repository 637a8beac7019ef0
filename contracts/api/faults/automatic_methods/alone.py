"""What automatic payment methods exclude."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """Automatic payment methods win over what excludes them."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        names = ("payment_method_types", "confirmation_method")
        automatic = params.get("automatic_payment_methods")
        return {k: v for k, v in params.items() if not automatic or k not in names}

    seams.parameters(service, change, "POST /v1/payment_intents")
