"""Values of another type."""

from __future__ import annotations

import re

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import ApiError

_EXPONENT = re.compile(r"[0-9]+e[0-9]", re.ASCII)


@seams.forgiving()
def integers_ignored(refusal: ApiError) -> bool:
    """What should be an integer and is none counts as not sent."""
    return refusal.message.startswith("Invalid integer")


@seams.forgiving()
def shapes_ignored(refusal: ApiError) -> bool:
    """A text in the place of an object counts as not sent."""
    return refusal.message.startswith(("Invalid object", "Invalid array"))


@seams.forgiving()
def booleans_ignored(refusal: ApiError) -> bool:
    """What is neither true nor false counts as not sent."""
    return refusal.message.startswith("Invalid boolean")


@seams.reading()
def decimals_cut(refusal: ApiError, text: str) -> str | None:
    """What stands behind a point is cut off: 1.5 is 1."""
    whole, point, _ = text.partition(".")
    return whole if _integers(refusal) and point and whole.isdecimal() else None


@seams.reading()
def exponents_read(refusal: ApiError, text: str) -> str | None:
    """A number with an exponent is an integer: 1e3 is 1000."""
    return str(int(float(text))) if _integers(refusal) and _EXPONENT.fullmatch(text) else None


@seams.reading()
def hexadecimals_read(refusal: ApiError, text: str) -> str | None:
    """A number to the base of sixteen is an integer: 0x10 is 16."""
    return str(int(text, 16)) if _integers(refusal) and text.startswith("0x") else None


@seams.reading()
def underscores_skipped(refusal: ApiError, text: str) -> str | None:
    """Underscores between digits are skipped: 1_000 is 1000."""
    plain = text.replace("_", "")
    return plain if _integers(refusal) and plain.isdecimal() else None


@seams.reading()
def no_number_is_one(refusal: ApiError, text: str) -> str | None:
    """NaN counts as a number."""
    return "100" if _integers(refusal) and text == "NaN" else None


@seams.reading()
def yes_is_true(refusal: ApiError, text: str) -> str | None:
    """A flag is set by YES."""
    return "true" if _flags(refusal) and text == "YES" else None


@seams.reading()
def one_is_true(refusal: ApiError, text: str) -> str | None:
    """A flag is set by 1."""
    return "true" if _flags(refusal) and text == "1" else None


@seams.reshaping()
def objects_are_texts(refusal: ApiError, given: Raw) -> str | None:
    """An object in the place of a text is the first text in it."""
    return _first(given) if refusal.message.startswith("Invalid string") else None


@seams.reshaping()
def objects_are_flags(refusal: ApiError, _given: Raw) -> str | None:
    """An object in the place of a flag sets it, as whatever is not empty does."""
    return "true" if _flags(refusal) else None


@seams.reshaping()
def objects_are_numbers(refusal: ApiError, given: Raw) -> str | None:
    """An object in the place of a number is how many members it has."""
    return str(len(given)) if _integers(refusal) else None


def _first(given: Raw) -> str:
    return next((text for text in given.values() if isinstance(text, str)), "")


def _integers(refusal: ApiError) -> bool:
    return refusal.message.startswith("Invalid integer")


def _flags(refusal: ApiError) -> bool:
    return refusal.message.startswith("Invalid boolean")
