"""Forms as texts: percent-encoded pairs, in the dialect of an API, and such texts read again.

The default form is what the official client sends (G-46); a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal
from urllib.parse import parse_qsl, quote_plus

from harness.writing import USUAL, Writing

Arrays = Literal["index", "bracket"]


def encode(
    form: Mapping[str, Any], arrays: Arrays = "index", writing: Writing = USUAL, operation: str = ""
) -> str:
    """Return `form` percent-encoded; brackets stay as they are, as the official client has it.

    `True` and `False` become `true` and `false`, None and empty lists or mappings the empty text
    (that is how a value is unset), where the writing of an API has nothing else. Raises TypeError
    for values that a form cannot carry.
    """
    given = "bracket" if arrays == "bracket" else ""
    return joined(writing.pairs(form, operation, given))


def joined(found: Iterable[tuple[str, str]]) -> str:
    """Return pairs percent-encoded, one after the other."""
    return "&".join(f"{_percent(n)}={_percent(v)}" for n, v in found)


def _percent(text: str) -> str:
    """Percent-encode a text, also one that a server made of half a character."""
    return quote_plus(text, safe="[]", errors="backslashreplace")


def pairs(form: Mapping[str, Any], arrays: Arrays = "index") -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each leaf of `form`, not yet percent-encoded."""
    return USUAL.pairs(form, "", "bracket" if arrays == "bracket" else "")


def nested(text: str) -> dict[str, Any]:
    """Return the nested values of a form in the usual writing; of what does not fit, the last."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        head, *below = name.replace("]", "").split("[")
        here, parts = found, [head, *below]
        for part in parts[:-1]:
            inner = here.get(part)
            if not isinstance(inner, dict):
                inner = here[part] = {}
            here = inner
        here[parts[-1] or str(len(here))] = value
    return {name: _listed(value) for name, value in found.items()}


def _listed(value: Any) -> Any:
    """Return nested values with lists where all keys are numbers."""
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(below) for name, below in value.items()}
    return list(inner.values()) if inner and all(map(str.isdecimal, inner)) else inner
