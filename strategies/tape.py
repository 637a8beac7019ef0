"""A form's choices in one draw: a short string of bytes, each place of which decides one thing.

Hypothesis takes as long for one small number as for twenty bytes, so what a form holds is drawn at
once. Every place means the same in each form, and zero means the least: no further row, the
plainest value. So Hypothesis, which lowers bytes one by one, comes to the smallest form that fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from contracts.model import Parameter
from strategies.table import Table
from strategies.values import Ids, bounds, choices, plain, values

_BYTE = 256
_DRAWN = 224  # from here on a byte asks for a draw: an eighth of the open values is drawn
_VALUES = 16  # places for values; rows that are far apart in a table share one


@dataclass(frozen=True, slots=True)
class Tape:
    """The bytes: how many picks, two for each pick, then those that choose values."""

    data: bytes
    limit: int

    def picks(self, parts: int) -> Iterator[int]:
        """Yield the places of the parts that a form has beside what each form has."""
        for turn in range(self.data[0] % (self.limit + 1)):
            pick = int.from_bytes(self.data[1 + 2 * turn : 3 + 2 * turn]) % (parts + 1)
            if pick:
                yield pick - 1

    def value(self, place: int) -> int:
        """Return the byte that chooses the value of the row at a place of its table."""
        return self.data[1 + 2 * self.limit + place % _VALUES]


def tapes(limit: int) -> SearchStrategy[bytes]:
    """Return a strategy of the bytes of tapes with up to `limit` picks."""
    size = 1 + 2 * limit + _VALUES
    return st.binary(min_size=size, max_size=size)


class Source:
    """Values of the rows of a table; only what may be anything costs a draw of its own."""

    def __init__(self, table: Table, ids: Ids) -> None:
        self._order = table.order
        self._ids = ids
        self._known: dict[str, Sequence[Any]] = {}
        self._open: dict[str, tuple[Any, SearchStrategy[Any]]] = {}

    def value(self, draw: DrawFn, tape: Tape, row: Parameter) -> Any:
        """Return a value of a row: one that is known, the simplest one, or one that is drawn."""
        if row.path not in self._known:
            self._known[row.path] = _known(row, self._ids)
        known = self._known[row.path]
        if len(known) == 1:
            return known[0]
        place = self._order[row.path]
        byte = tape.value(place)
        if len(known) > _BYTE:
            byte += _BYTE * tape.value(place + 1)
        if known:
            return known[byte % len(known)]
        if row.path not in self._open:
            self._open[row.path] = _simplest(row, self._ids), values(row, self._ids)
        simplest, strategy = self._open[row.path]
        return draw(strategy) if byte >= _DRAWN else simplest

    def count(self, tape: Tape, row: Parameter) -> int:
        """Return the number of elements of an array of objects: 1 or 2."""
        return 1 + tape.value(self._order[row.path]) % 2


def _known(row: Parameter, ids: Ids) -> Sequence[Any]:
    """Return all values of a row that has few; () when they are too many to tell."""
    found = choices(row, ids)
    if not found and row.type == "integer":
        low, high = bounds(row)
        return range(low, high + 1) if high - low < _BYTE else ()
    return found


def _simplest(row: Parameter, ids: Ids) -> Any:
    found = plain(row, ids)
    return found[:1] if isinstance(found, str) else found
