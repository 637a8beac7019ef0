"""Where in an API package the rows stand of which something is told to be broken."""

from __future__ import annotations

from collections.abc import Iterable

from harness.verdict import Verdict
from suites.selection import Selection

_BROKEN = ("fail", "warn", "known", "fixed")


def rows_of(selection: Selection, verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Return `file:line` of the row that a claim is about, by id, of the claims that are broken.

    A claim is about a row where its id goes on, behind its law, with the row's path. One of a row
    that the table does not have is about the row that it would stand below.
    """
    contracts, laws = selection.plan.contracts, selection.plan.law_of
    rows = {o.title: {row.path: row.at for row in o.walk() if row.name and row.at}
            for o in contracts.operations}  # fmt: skip
    operations = {o.title: o.id for o in contracts.operations}
    found = {}
    for verdict in verdicts:
        law = laws.get(verdict.law)
        if verdict.status in _BROKEN and law is not None and verdict.operation in operations:
            about = f"{operations[verdict.operation]}.{law.words}."
            place = _row(verdict.id.removeprefix(about), rows[verdict.operation])
            if place and verdict.id.startswith(about):
                found[verdict.id] = place
    return found


def _row(place: str, rows: dict[str, str]) -> str:
    """Return where the longest row stands with which a place begins, "" where it is none."""
    near = [path for path in rows if place == path or place.startswith((f"{path}.", f"{path}["))]
    return rows[max(near, key=len)] if near else ""
