"""Card data where none belongs."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service

CARDS = "* /v1/issuing/cards*"


def number_on_update(service: Service) -> None:
    """Every card shows its number."""
    seams.objects(service, lambda item: {**item, "number": "4242424242424242"}, CARDS)


def code_in_lists(service: Service) -> None:
    """Every card shows its security code."""
    seams.objects(service, lambda item: {**item, "cvc": "123"}, CARDS)


def key_in_answers(service: Service) -> None:
    """Answers hold a secret key."""
    seams.objects(service, lambda item: {**item, "api_key": "sk_" + "test_notarealkey00"})
