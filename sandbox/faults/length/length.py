"""Texts that are too long."""

from __future__ import annotations

import re

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A text that is too long counts as not sent."""
    return "must be at most" in refusal.message


@seams.reading()
def cut(refusal: ApiError, text: str) -> str | None:
    """A text that is too long is cut to what fits."""
    told = re.search(r"must be at most (\d+)", refusal.message)
    return text[: int(told[1])] if told else None


@seams.reading()
def lines_of_statements_cut(refusal: ApiError, text: str) -> str | None:
    """What is written on a statement, up to 22 characters, is cut; other texts are refused."""
    return text[:22] if "must be at most 22" in refusal.message else None
