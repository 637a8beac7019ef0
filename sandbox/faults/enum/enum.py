"""Values that no table lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.seams import Params


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """An unknown value counts as not sent."""
    return "must be one of" in refusal.message


@seams.errors()
def with_code(status: int, error: Params) -> tuple[int, Params]:
    """The refusal has a code that the API does not have."""
    if "must be one of" in error["message"]:
        error["code"] = "parameter_invalid_enum"
    return status, error


@seams.reading()
def case_ignored(refusal: ApiError, text: str) -> str | None:
    """Words of an enum are read in letters of any case."""
    lower = text.lower()
    return lower if lower != text and _listed(refusal, lower) else None


@seams.reading()
def case_of_elements_ignored(refusal: ApiError, text: str) -> str | None:
    """Words in an array are read in letters of any case, words of their own are not."""
    lower = text.lower()
    inside = str(refusal.param).endswith("]") and "[" in str(refusal.param)
    return lower if inside and lower != text and _listed(refusal, lower) else None


@seams.reading()
def beginnings_read(refusal: ApiError, text: str) -> str | None:
    """What begins with a word of an enum is that word."""
    return next((text[:n] for n in range(len(text), 2, -1) if _listed(refusal, text[:n])), None)


@seams.reading()
def currencies_cut(refusal: ApiError, text: str) -> str | None:
    """A currency is what its first three letters say."""
    return text[:3] if refusal.message.startswith("Invalid currency") and len(text) > 3 else None


def _listed(refusal: ApiError, word: str) -> bool:
    words = refusal.message.partition("must be one of ")[2]
    return word in words.split(", ")
