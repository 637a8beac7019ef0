"""Amounts of money as the neighbours read them, whose parameters no table has validated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.decode import whole
from sandbox.errors import invalid, missing_parameter

_LARGEST = 99_999_999


def amount_of(params: Mapping[str, Any], name: str = "amount", default: int | None = None) -> int:
    """Return a positive amount in minor units, or `default` when none was sent.

    Raises ApiError when there is neither, or when the text is no such amount.
    """
    text = params.get(name)
    if text is None:
        if default is None:
            raise missing_parameter(name)
        return default
    found = whole(text)
    if not found:
        raise invalid(f"Invalid integer: {name}", name, "parameter_invalid_integer")
    if found > _LARGEST:
        raise invalid(f"{name} must be at most {_LARGEST}", name, "amount_too_large")
    return found
