"""Arrays that are written with empty brackets."""

from __future__ import annotations

from sandbox import seams


@seams.text
def bare_names(text: str) -> str:
    """Empty brackets are dropped, as by servers that know repeated names only."""
    return text.replace("[]", "").replace("%5B%5D", "")


@seams.text
def last_element_alone(text: str) -> str:
    """Of an array that is written with empty brackets the last element is kept."""
    return _one_of_each(text, last=True)


@seams.text
def first_element_alone(text: str) -> str:
    """Of an array that is written with empty brackets the first element is kept."""
    return _one_of_each(text, last=False)


@seams.text
def overlooked(text: str) -> str:
    """What is written in empty brackets is overlooked."""
    pairs = text.split("&")
    return "&".join(p for p in pairs if not p.partition("=")[0].endswith(("[]", "%5B%5D")))


def _one_of_each(text: str, *, last: bool) -> str:
    """Return a form with one element of each array that is written with empty brackets."""
    pairs = text.split("&")
    names = [pair.partition("=")[0] for pair in pairs]
    kept: dict[str, int] = {}
    for place, name in enumerate(names):
        if last or name not in kept:
            kept[name] = place
    return "&".join(
        pair for place, (name, pair) in enumerate(zip(names, pairs, strict=True))
        if kept[name] == place or not name.endswith(("[]", "%5B%5D"))
    )  # fmt: skip
