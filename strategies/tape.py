"""A form's choices in one draw: a short string of bytes, each place of which decides one thing.

Hypothesis takes as long for one small number as for twenty bytes, so what a form holds is drawn at
once. Every place means the same in each form, and zero means the least: no further row, the
plainest value. So Hypothesis, which lowers bytes one by one, comes to the smallest form that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from contracts.model import Parameter
from strategies.drawn_values import values
from strategies.table import Table
from strategies.texts import text, texts_by_key
from strategies.values import Ids, bounds, choices, longest, plain

_BYTE = 256
_WIDTH = 2  # bytes of a pick
_DRAWN = 232  # from here on a byte asks for a draw: about a tenth of the open numbers is drawn
_VALUES = 12  # places for values; rows that are far apart in a table share one


class Tape:
    """The bytes: how many picks, two for each pick, then those that choose values."""

    __slots__ = ("_picks", "_values")

    def __init__(self, data: bytes, limit: int) -> None:
        count = data[0] % (limit + 1)
        self._picks = data[1 : 1 + _WIDTH * count]
        self._values = data[1 + _WIDTH * limit :]

    def picks(self, parts: int) -> Iterator[int]:
        """Yield the places of the parts that a form has beside what each form has."""
        for start in range(0, len(self._picks), _WIDTH):
            pick = int.from_bytes(self._picks[start : start + _WIDTH]) % (parts + 1)
            if pick:
                yield pick - 1

    def value(self, place: int) -> int:
        """Return the byte that chooses the value of the row at a place of its table."""
        return self._values[place % _VALUES]

    def number(self, place: int, end: int) -> int:
        """Return a number below `end` that the bytes from a place on choose."""
        byte = self.value(place)
        return (byte + _BYTE * self.value(place + 1) if end > _BYTE else byte) % end

    def at(self, place: int) -> Callable[[int], int]:
        """Return the function that gives the bytes from a place on."""
        return lambda further: self._values[(place + further) % _VALUES]


def tapes(limit: int) -> SearchStrategy[bytes]:
    """Return a strategy of the bytes of tapes with up to `limit` picks."""
    size = 1 + _WIDTH * limit + _VALUES
    return st.binary(min_size=size, max_size=size)


Reader = Callable[[Tape, int, DrawFn], Any]  # the value of a row from the bytes at a place


class Source:
    """How the values of the rows of a table are read; worked out once, when a row is first sent."""

    def __init__(self, table: Table, ids: Ids) -> None:
        self.order = table.order
        self._ids = ids
        self._readers: dict[str, Reader] = {}

    def reader(self, row: Parameter) -> Reader:
        """Return the reader of a row."""
        if row.path not in self._readers:
            self._readers[row.path] = _reader(row, self._ids)
        return self._readers[row.path]

    def reading(self, tape: Tape, draw: DrawFn) -> Reading:
        """Return the values that a tape holds."""
        return Reading(self, tape, draw)


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of one form."""

    source: Source
    tape: Tape
    draw: DrawFn

    def value(self, row: Parameter, element: int = 0) -> Any:
        """Return the value of a row in an element of its array."""
        place = self.source.order[row.path] + element
        return self.source.reader(row)(self.tape, place, self.draw)

    def count(self, row: Parameter) -> int:
        """Return the number of elements of an array of objects: 1 or 2."""
        return 1 + self.tape.value(self.source.order[row.path]) % 2


def _reader(row: Parameter, ids: Ids) -> Reader:
    known = _known(row, ids)
    if len(known) == 1:
        return lambda _tape, _place, _draw: known[0]
    if known:
        return lambda tape, place, _: known[tape.number(place, len(known))]
    if row.type == "string" and not row.min_length:
        limit = longest(row)
        return lambda tape, place, _: text(tape.at(place), limit)
    inner = row.values if row.type == "map" else None
    if inner and inner.type == "string" and not inner.min_length and not choices(inner, ids):
        limit = longest(inner)
        return lambda tape, place, _: texts_by_key(tape.at(place), limit)
    plainest, strategy = plain(row, ids), values(row, ids)
    return lambda tape, place, draw: draw(strategy) if tape.value(place) >= _DRAWN else plainest


def _known(row: Parameter, ids: Ids) -> Sequence[Any]:
    """Return all values of a row that has few; () when they are too many to tell."""
    found = choices(row, ids)
    if not found and row.type == "integer":
        low, high = bounds(row)
        return range(low, high + 1) if high - low < _BYTE else ()
    return found
