"""Ways to write a form that mean the same, by the standard of form encoding or by G-46."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

Pairs = list[tuple[str, str]]
Write = Callable[[Pairs], str]


def pairs_of(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield names and values of a form, arrays with indexes: `a[0]`, `a[b]`."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from pairs_of(inner, f"{name}[{key}]" if name else str(key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from pairs_of(inner, f"{name}[{index}]")
    elif isinstance(value, bool):
        yield name, "true" if value else "false"
    else:
        yield name, str(value)


def plain(pairs: Pairs) -> str:
    """Return a form with brackets as they are."""
    return _join(pairs, lambda name: quote(name, safe="[]"), lambda value: quote(value, safe=""))


def encoded_brackets(pairs: Pairs) -> str:
    """Return a form whose brackets are percent-encoded."""
    return _join(pairs, lambda name: quote(name, safe=""), lambda value: quote(value, safe=""))


def everything_encoded(pairs: Pairs) -> str:
    """Return a form in which every letter of a value is percent-encoded."""
    every = "".join
    return _join(
        pairs,
        lambda name: quote(name, safe="[]"),
        lambda value: every(f"%{byte:02x}" for byte in value.encode()),
    )


def spaces_as_plus(pairs: Pairs) -> str:
    """Return a form whose spaces are written as `+`."""
    return _join(
        pairs,
        lambda name: quote(name, safe="[]"),
        lambda value: quote(value, safe=" ").replace(" ", "+"),
    )


def empty_brackets(pairs: Pairs) -> str:
    """Return a form whose arrays are written `a[]`."""
    return plain([(_without_index(name), value) for name, value in pairs])


def _without_index(name: str) -> str:
    head, *parts = name.replace("]", "").split("[")
    return head + "".join("[]" if part.isdigit() else f"[{part}]" for part in parts)


def undecoded(written: str, *, names: bool) -> str:
    """Return the form that a server sees in a writing which it takes as it stands.

    Of `a[]` it would see a name with brackets, of `%61` three letters. `names` says which part of
    each pair is written otherwise.
    """
    found = [pair.partition("=")[::2] for pair in written.split("&") if pair]
    if names:
        return "&".join(f"{quote(quote(name, safe=''), safe='')}={value}" for name, value in found)
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in found)


def _join(pairs: Pairs, name: Callable[[str], str], value: Callable[[str], str]) -> str:
    return "&".join(f"{name(n)}={value(v)}" for n, v in pairs)
