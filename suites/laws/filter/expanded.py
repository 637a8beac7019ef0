"""A filtered page that is expanded is the page that it is without expansions (G-89).

What is asked is a page on which an object that does not fit would stand, were the filter forgotten.
"""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import in_answer
from suites.law import Unavailable, law
from suites.laws.expand.listed import by_id, unlike
from suites.laws.filter._family import FILTERED, FULL, LOOKS, Filtering, Finding, outcome, seen
from suites.looking.expansion import ids_below, listed_table
from suites.looking.filters import Probe
from suites.looking.pages import data_of, ids_of
from suites.looking.say import joined

_SEVERAL = 2


class _Page(NamedTuple):
    """A filter, and how many objects are asked for at once."""

    probe: Probe
    limit: int


def _expands(operation: Operation, contracts: Contracts) -> bool:
    named = bool(contracts.api.expansion and operation.expansion)
    filters = any(seen(operation, contracts))
    return named and filters and bool(listed_table(contracts, operation))


@law(
    FILTERED,
    clause="G-89",
    where=_expands,
    stands_on=("list", "kind", "row.references"),
    follows=("filter.matches", "expand.listed", "pagination.page_size"),
)
def expanded(filtering: Filtering) -> Outcome:
    """A filtered page that is expanded holds what it holds without. Raises Unavailable."""
    asked = _asked(filtering)
    paths = _paths(filtering, asked.probe)
    for _ in range(LOOKS):  # others may make and change objects meanwhile
        found = _compared(filtering, asked, paths)
        if not found[1]:
            break
    return outcome(found)


def _asked(filtering: Filtering) -> _Page:
    """Return the page that shows most: the shortest that would hold what does not fit.

    Best is one on which an object names another; one that is not all that fits shows a limit that
    is forgotten, and one of several an order that is another.
    """
    table = listed_table(filtering.lab.contracts, filtering.operation)
    items = filtering.found.items[:FULL]
    names = [bool(ids_below(item, table)) for item in items]
    best: tuple[tuple[bool, bool, bool, int], _Page] | None = None
    for row in seen(filtering.operation, filtering.lab.contracts):
        for probe in filtering.occurring(row):
            fits = [probe.test(item) for item in items]
            if True not in fits or False not in fits:
                continue
            fitting = [place for place, fit in enumerate(fits) if fit]
            for limit in {fits.index(False) + 1, max(fits.index(False) + 1, 2)}:
                page = fitting[:limit]
                rank = (not any(names[at] for at in page), len(page) < _SEVERAL,
                        len(fitting) <= limit, limit)  # fmt: skip
                found = rank, _Page(probe, limit)
                best = min(best or found, found, key=lambda one: one[0])
    if best is None:
        raise Unavailable("no filter parts the objects of the list", *filtering.evidence)
    return best[1]


def _paths(filtering: Filtering, probe: Probe) -> list[str]:
    """Return where objects that fit name another: where none does, where one could."""
    table = listed_table(filtering.lab.contracts, filtering.operation)
    right = filtering.lab.right(filtering.found.items, filtering.operation)
    fitting = [item for item in right if probe.test(item)]
    paths = list(dict.fromkeys(path for item in fitting for path in ids_below(item, table)))
    return (paths or sorted(table, key=lambda path: path.count(".")))[:1]


def _compared(filtering: Filtering, asked: _Page, paths: list[str]) -> Finding:
    """Hold a page against the same one without expansions. Raises BadPage and Unavailable."""
    row, found = filtering.operation.expansion, filtering.found
    plain = found.first(asked.probe, limit=asked.limit)
    wanted = [in_answer(filtering.lab.contracts, filtering.operation, path) for path in paths]
    answer = found.first(asked.probe, limit=asked.limit, **{row: wanted})
    empty = not any(ids_below(item, dict.fromkeys(paths, "")) for item in data_of(plain))
    if answer.refused and empty:
        raise Unavailable("what is empty is not expanded", answer)
    due = f"{joined(ids_of(plain), 3)} ({asked.probe}, limit={asked.limit}), expanded"
    return due, _amiss(answer, plain, paths), [answer, plain]


def _amiss(answer: Exchange, plain: Exchange, paths: list[str]) -> str:
    ids, wanted = ids_of(answer), ids_of(plain)
    if ids != wanted:
        return f"{len(ids)} objects: {joined(ids, 3)}"
    if answer.more != plain.more:
        return f"the page says of more: {answer.more}"
    return unlike(answer, by_id(plain), paths)[1] if wanted else ""
