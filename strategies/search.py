"""Broken forms beyond the plan: larger ones, and more wrong values of the same kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contracts.model import Operation
from strategies.assembly import held
from strategies.broken import Violation
from strategies.forms import Recipe, drawn_forms, optional_parts
from strategies.paths import Edit, Form, difference
from strategies.table import Closure, Table, table_of
from strategies.values import NO_IDS, Ids

_FAR = 10**9  # how far beyond a bound a wrong number may be
_WORDS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)

_WRONG: Mapping[str, SearchStrategy[Any]] = {
    "integer": st.sampled_from(("abc", "1.5", "1e3", "NaN", "Infinity", "0x10", "1,000", "--1")),
    "boolean": st.sampled_from(("maybe", "2", "yes please", "truthy", "nil")),
    "shape": st.sampled_from(("scalar", "1", "true", "[]", "{}")),
    "enum": _WORDS.map("assay_{}".format),
    "unknown_reference": _WORDS.map("assay_unknown_{}".format),
    "unknown": st.sampled_from(("1", "true", "x")),
    "unknown_nested": st.sampled_from(("1", "true", "x")),
}


def wrong_values(violation: Violation, edit: Edit) -> SearchStrategy[Any]:
    """Return wrong values of the kind that a violation sends; its own is the simplest."""
    value = edit.value
    if isinstance(value, int) and violation.situation in ("minimum", "maximum"):
        below = violation.situation == "minimum"
        return st.just(value) | st.integers(value - below * _FAR, value + (not below) * _FAR)
    if isinstance(value, dict):
        return st.just(value)
    if violation.situation == "length":
        return st.integers(0, 200).map(lambda more: value + "A" * more)
    return st.just(value) | _WRONG.get(violation.situation, st.just(value))


def violation_forms(
    operation: Operation, violation: Violation, *, ids: Ids = NO_IDS, max_optional: int = 3
) -> SearchStrategy[Form]:
    """Return a strategy of larger forms that break the same clause as `violation`.

    The rest of the form is drawn from the valid forms, and the wrong value from more wrong values
    of its kind; it shrinks to the form of the plan.
    """
    table = table_of(operation, plain_only=violation.plain)
    edit = difference(violation.base, violation.form)
    whole = held(table, violation.base)
    row = table.rows.get(violation.row)
    kept = replace(whole, excluded=whole.excluded | frozenset(row.excludes if row else ()))
    parts = tuple(
        part for part in optional_parts(table, violation.subject)
        if kept.join(part) and not _needs(table, part, violation.row)
    )  # fmt: skip
    valid = drawn_forms(Recipe(table, parts, kept, min(max_optional, len(parts)), ids))
    if edit.removed:
        return valid.map(edit.applied)
    wrong = wrong_values(violation, edit).map(lambda value: replace(edit, value=value))
    return st.builds(lambda form, made: made.applied(form), valid, wrong)


def _needs(table: Table, part: Closure, path: str) -> bool:
    """Whether a part needs a row with a value that the violation takes away."""
    needs = (need for inner in part.paths for need in table.rows[inner].needs)
    return any(need.partition("=")[0] == path for need in needs)
