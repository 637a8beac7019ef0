"""Times as an API writes them: inside the sandbox they are unix seconds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


FORMS: dict[str, Callable[[int], Any]] = {  # by the format of a field
    "timestamp": lambda seconds: seconds,
    "milliseconds": lambda seconds: seconds * 1000,
    "rfc3339": lambda seconds: _at(seconds).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "rfc2822": lambda seconds: format_datetime(_at(seconds)),
    "date": lambda seconds: _at(seconds).strftime("%Y-%m-%d"),
}
_LATEST = 10_000_000_000  # what is above is no count of seconds: it was sent as it stands


def told(value: Any, form: str | None) -> Any:
    """Return a time that is kept in seconds as a field tells it; what was sent stays as it is."""
    counted = isinstance(value, int) and not isinstance(value, bool)
    if form not in FORMS or not counted or not 0 <= value < _LATEST:
        return value
    return FORMS[form](value)
