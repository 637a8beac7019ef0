"""Answers that hold something else than was sent."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object

NAMES = ("name", "description", "lookup_key", "receipt_email")
NESTED = ("billing", "shipping", "carrier_text", "metadata")


def texts_in_capitals(service: Service) -> None:
    """Names and descriptions come back in capitals."""

    def change(item: Object) -> Object:
        texts = {n: v.upper() for n, v in item.items() if n in NAMES and isinstance(v, str)}
        return {**item, **texts}

    seams.objects(service, change)


def nested_values_lost(service: Service) -> None:
    """Of what is sent below another parameter nothing is kept."""

    def change(item: Object) -> Object:
        return {n: {} if isinstance(v, dict) and n in NESTED else v for n, v in item.items()}

    seams.objects(service, change)
