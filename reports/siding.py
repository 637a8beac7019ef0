"""Two answers to one request side by side: that of the server under test, and the reference's.

Only the part that tells is compared, and what differs from server to server by nature, ids and
times, counts as the same.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.shape import shape
from reports.answers import ANSWER, answer_line, cut, status_of, telling_part
from reports.fixing import Cause

ROWS = 60  # of a comparison
_WIDE = 300  # characters of a row
_DRAWN = re.compile(r"\b[a-z]+_[A-Za-z0-9_-]{8,}|\b\d{9,}\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of each answer, "" where one has none."""

    here: str
    there: str
    same: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """A comparison: what it comes to, and its rows."""

    summary: str
    rows: tuple[Row, ...] = ()


def side_by_side(ledger: Ledger, cause: Cause) -> Sides | None:
    """Return the answer that shows a cause beside the reference server's, if that is kept."""
    found, here = ledger.references.get(cause.exchange), ledger.exchanges.get(cause.exchange)
    if found is None or here is None:
        return None
    if found.answer is None:
        return Sides(reference_line(ledger, cause))
    rows = _rows(_lines(here, cause), _lines(found.answer, cause))
    return Sides(reference_line(ledger, cause), tuple(rows)[:ROWS])


def reference_line(ledger: Ledger, cause: Cause, most: int = ANSWER) -> str:
    """Return the reference server's answer in a line, or why there is none; "" where nobody
    wanted it.
    """
    found = ledger.references.get(cause.exchange)
    if found is None:
        return ""
    if found.answer is None:
        return f"the reference server could not be asked the same: {cut(found.why, _WIDE)}"
    return f"the reference server's answer: {answer_line(found.answer, cause.fields, most)}"


def _lines(exchange: Exchange, cause: Cause) -> list[str]:
    if exchange.response is None:
        return [status_of(exchange)]
    if exchange.json is None:
        text = exchange.response.body[:2000].decode("utf-8", "replace")
        return [f"status {exchange.status}", *text.splitlines()]
    part = telling_part(exchange, cause.fields)
    text = json.dumps(part, indent=2, ensure_ascii=False, sort_keys=True)
    return [f"status {exchange.status}", *text.splitlines()]


def _rows(here: list[str], there: list[str]) -> Iterator[Row]:
    """Yield the lines of two texts side by side, those together that are the same."""
    ours, theirs = ([_DRAWN.sub("…", shape(text)) for text in side] for side in (here, there))
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        for one, other in zip_longest(here[a:b], there[c:d], fillvalue=""):
            yield Row(cut(one, _WIDE), cut(other, _WIDE), kind == "equal")
