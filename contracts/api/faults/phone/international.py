"""Numbers of telephones in other forms than the international one."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.store import Object

_CODE = "+1"


@seams.objects()
def national(item: Object) -> Object:
    """A number comes back without its country's code."""
    return _written(item, lambda digits: digits)


@seams.objects("POST /v1/issuing/cardholders/{cardholder}")
def national_after_update(item: Object) -> Object:
    """The answer to an update has no country's code."""
    return _written(item, lambda digits: digits)


@seams.objects()
def without_plus(item: Object) -> Object:
    """The country's code has no sign before it."""
    return _written(item, lambda digits: f"1{digits}")


@seams.objects()
def with_hyphens(item: Object) -> Object:
    """A number comes back as people write it."""
    return _written(item, lambda digits: f"+1 {digits[:3]}-{digits[3:6]}-{digits[6:]}")


def _written(item: Object, write: Callable[[str], str]) -> Object:
    number = item.get("phone_number")
    if not isinstance(number, str) or not number.startswith(_CODE):
        return item
    return {**item, "phone_number": write(number.removeprefix(_CODE))}
