"""Card data where none belongs."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object

CARDS = "* /v1/issuing/cards*"


@seams.objects(CARDS)
def number_on_update(item: Object) -> Object:
    """Every card shows its number."""
    return {**item, "number": "4242424242424242"}


@seams.objects(CARDS)
def code_in_lists(item: Object) -> Object:
    """Every card shows its security code."""
    return {**item, "cvc": "123"}


@seams.objects()
def key_in_answers(item: Object) -> Object:
    """Answers hold a secret key."""
    return {**item, "api_key": "sk_" + "test_notarealkey00"}
