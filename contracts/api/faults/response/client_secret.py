"""Client secrets, wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def of_another(service: Service) -> None:
    """The secret names another intent."""
    _secrets(service, lambda _item: "pi_another_secret_0123456789abcdefghijklmno")


def guessed(service: Service) -> None:
    """The random part of a secret is a number."""
    _secrets(service, lambda item: f"{item['id']}_secret_1")


def _secrets(service: Service, made: Callable[[Object], str]) -> None:
    def change(item: Object) -> Object:
        return {**item, "client_secret": made(item)} if item.get("client_secret") else item

    seams.objects(service, change, "* /v1/payment_intents*")
