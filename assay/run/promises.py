"""What a clause says in a few words, for readers of a report who do not have the catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from contracts.catalogue import Clause
from contracts.model import Contracts

_LINES = re.compile(r"L([0-9]+)(?:-([0-9]+))?")
_WORDS = 2  # statements that are shown of one line


def promises(contracts: Contracts, catalogue: Iterable[Clause]) -> dict[str, str]:
    """Return the promise behind each thing a verdict may cite: a clause, a line, a lifecycle."""
    clauses = tuple(catalogue)
    return {
        **_lifecycles(contracts), **_statements(clauses), **_rows(contracts),
        **{clause.id: clause.says for clause in clauses},
    }  # fmt: skip


def sources(catalogue: Iterable[Clause]) -> dict[str, str]:
    """Return where each clause is from: lines of the reference text, or kinds of evidence."""
    return {clause.id: ", ".join(clause.source) for clause in catalogue}


def _rows(contracts: Contracts) -> dict[str, str]:
    """Return what the lines of the tables are about."""
    found: dict[str, str] = {}
    for operation in contracts.operations:
        for row in operation.walk():
            if row.restored:
                found.setdefault(f"L{row.source}", f"Rows that the table of {operation.title} cuts")
            elif row.name:
                found[f"L{row.source}"] = f"The row {row.path} of {operation.title}"
    return found


def _statements(clauses: Iterable[Clause]) -> dict[str, str]:
    """Return what the catalogue says of single lines."""
    found: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        for first, last in (m.groups() for m in map(_LINES.fullmatch, clause.source) if m):
            for line in range(int(first), int(last or first) + 1):
                found[f"L{line}"].append(clause.says)
    return {line: "; ".join(says[:_WORDS]) for line, says in found.items()}


def _lifecycles(contracts: Contracts) -> dict[str, str]:
    return {
        cell.source: f"What each operation does to {resource.name} in each status"
        for resource in contracts.resources
        if resource.lifecycle
        for cell in resource.lifecycle.transitions
    }  # fmt: skip
