"""Paths of a document as they are compared: without endings, with the names of their ids."""

from __future__ import annotations

import re


def tidy(path: str) -> str:
    """Return a path without the kind of file at its end: `/cards/{id}.json`."""
    return re.sub(r"(?<=[\w}])\.(?:json|xml)$", "", path.rstrip("/")) or "/"


def parents(path: str) -> list[str]:
    """Return the ids in a path, from left to right."""
    return re.findall(r"\{([^{}/]+)\}", path)


def singular(word: str) -> str:
    """Return a noun as of one: `addresses`, `entities`, `cards`."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is", "series", "news", "status")):
        return word
    return word.removesuffix("s")
