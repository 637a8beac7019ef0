"""A text of a recorded request, taken apart at what is another value on another server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from reports.reproduction.steps import Variable

RUN = "RUN"  # the variable for the text of the run that is part of all it made up


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: as it was sent, or the name of the variable that takes its place."""

    text: str = ""
    name: str = ""


def pieces(text: str, variables: Sequence[Variable], run: str) -> Iterator[Piece]:
    """Yield the parts of a text one after the other, empty ones among them."""
    names = {quote_plus(v.text): v.name for v in variables}
    names |= {v.text: v.name for v in variables}
    if run:
        names[run] = RUN
    pattern = "|".join(_pattern(found, run) for found in sorted(names, key=len, reverse=True))
    at = 0
    for match in re.finditer(pattern, text) if pattern else ():
        yield Piece(text[at : match.start()])
        yield Piece(name=names[match.group()])
        at = match.end()
    yield Piece(text[at:])


def _pattern(text: str, run: str) -> str:
    if text == run:
        return f"(?<=assay){re.escape(text)}(?=g)"
    before = r"(?:(?<=%[0-9A-Fa-f]{2})|(?<![A-Za-z0-9_]))"
    return f"{before}{re.escape(text)}(?![A-Za-z0-9_])"
