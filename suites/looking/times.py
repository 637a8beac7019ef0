"""Points in time as APIs write them: seconds, milliseconds, texts of RFC 3339 and of mail, days."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from contracts.model.api import TIMES

LATEST = 4_102_444_800  # the year 2100: later times were counted in milliseconds
SECONDS = "timestamp"  # the form of a time that needs no reading
WORDS = {
    SECONDS: "unix seconds", "milliseconds": "unix milliseconds", "rfc3339": "the form of RFC 3339",
    "rfc2822": "the form of RFC 2822", "date": "the form 2030-01-31",
}  # fmt: skip
_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LONGEST = 40  # letters of a time


def is_time(form: str | None) -> bool:
    """Whether a format is that of a time."""
    return form in TIMES


def seconds(value: Any, form: str) -> float | None:
    """Return a time in unix seconds, None where it does not have its form."""
    if isinstance(value, bool):
        return None
    if form in (SECONDS, "milliseconds"):
        if not isinstance(value, int):
            return None
        return value if form == SECONDS else value / 1000
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    try:
        found = _read(value, form)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.timestamp() if found is not None and found.tzinfo is not None else None


def _read(text: str, form: str) -> datetime | None:
    """Return the time that a text says. Raises ValueError, TypeError."""
    if form == "rfc3339" and _RFC3339.fullmatch(text):
        whole, fraction, zone = re.fullmatch(r"(.{19})(\.\d+)?(.+)", text).groups()  # type: ignore[union-attr]
        return datetime.fromisoformat(f"{whole}{(fraction or '')[:7]}{zone.upper()}")
    if form == "date" and _DATE.fullmatch(text):
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    return parsedate_to_datetime(text) if form == "rfc2822" else None


def same(one: str, other: str, form: str) -> bool:
    """Whether two texts of a time say the same one, to the second."""
    first, second = _of_text(one, form), _of_text(other, form)
    return first is not None and second is not None and int(first) == int(second)


def _of_text(text: str, form: str) -> float | None:
    whole = form in (SECONDS, "milliseconds") and text.isascii() and text.isdecimal()
    return seconds(int(text[:_LONGEST]) if whole else text, form)
