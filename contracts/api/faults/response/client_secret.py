"""Client secrets, wherever they are shown."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("* /v1/payment_intents*")
def of_another(item: Object) -> Object:
    """The secret names another intent."""
    return _told(item, "pi_another_secret_0123456789abcdefghijklmno")


@seams.objects("* /v1/payment_intents*")
def guessed(item: Object) -> Object:
    """The random part of a secret is a number."""
    return _told(item, f"{item['id']}_secret_1")


def _told(item: Object, secret: str) -> Object:
    return {**item, "client_secret": secret} if item.get("client_secret") else item
