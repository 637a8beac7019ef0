"""The values of single rows that are drawn: one draw at most, none when only one value is known."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from contracts.model import Parameter
from strategies.texts import LETTERS, SETS_OF_KEYS
from strategies.values import Ids, bounds, choices, longest, plain


def values(row: Parameter, ids: Ids) -> SearchStrategy[Any]:
    """Return the strategy of valid values of a row that has no rows below it."""
    found = choices(row, ids)
    if found:
        return st.sampled_from(found)
    if row.type == "map":
        return _maps(row, ids)
    if row.type == "array" and row.items:
        return st.lists(values(row.items, ids), min_size=1, max_size=3, unique_by=repr)
    if row.type in ("integer", "number"):
        low, high = bounds(row)
        return st.integers(low, high) if low <= high else st.just(plain(row))
    return st.text(LETTERS, min_size=max(row.min_length or 1, 1), max_size=_most(row))


def _most(row: Parameter) -> int:
    """Return how many characters a drawn text may have."""
    return max(longest(row), row.min_length or 1)


def _maps(row: Parameter, ids: Ids) -> SearchStrategy[dict[str, Any]]:
    inner = values(row.values, ids) if row.values else st.text(LETTERS, min_size=1, max_size=9)
    return _map(inner)


@st.composite
def _map(draw: DrawFn, inner: SearchStrategy[Any]) -> dict[str, Any]:
    return {key: draw(inner) for key in draw(st.sampled_from(SETS_OF_KEYS))}
