"""Where in an API package the rows and fields stand of which something is told to be broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from contracts.model import Contracts, Operation
from harness.verdict import Verdict
from suites.law import Law
from suites.selection import Selection

_INDEX = re.compile(r"\[\d+\]")
_BROKEN = ("fail", "warn", "known", "fixed")


def rows_of(selection: Selection, verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Return `file:line` of the row that a claim is about, by id, of the claims that are broken.

    A claim is about a row where its id goes on, behind its law, with the row's path. One of a row
    that the table does not have is about the row that it would stand below. One of what answers
    show is about the field that its first finding names.
    """
    contracts, laws = selection.plan.contracts, selection.plan.law_of
    about = {o.title: _Lines(o, contracts) for o in contracts.operations}
    found = {}
    for verdict in verdicts:
        law = laws.get(verdict.law)
        if verdict.status in _BROKEN and law is not None and verdict.operation in about:
            place = about[verdict.operation].of(verdict, law)
            if place:
                found[verdict.id] = place
    return found


class _Lines:
    """Where the rows of an operation stand, and the fields of what it answers with."""

    def __init__(self, operation: Operation, contracts: Contracts) -> None:
        self._id = operation.id
        self._rows = {row.path: row.at for row in operation.walk() if row.name and row.at}
        returns = contracts.described(operation.returns)
        table = returns.table if returns else {}
        self._fields = {path: field.at for path, field in table.items() if field.at}

    def of(self, verdict: Verdict, law: Law) -> str:
        """Return `file:line` of the row or field that a verdict is about, "" where it is none."""
        about = f"{self._id}.{law.words}."
        named = verdict.id.removeprefix(about) if verdict.id.startswith(about) else ""
        place = verdict.findings[0].place if law.places and verdict.findings else ""
        return _near(named, self._rows) or self._field(place)

    def _field(self, place: str) -> str:
        """Return where a field stands; what stands before it in a list is the page's."""
        path = _INDEX.sub("[]", place)
        return _near(path, self._fields) or _near(path.partition(".")[2], self._fields)


def _near(place: str, lines: Mapping[str, str]) -> str:
    """Return where the longest path stands with which a place begins, "" where it is none."""
    near = [path for path in lines if place == path or place.startswith((f"{path}.", f"{path}["))]
    return lines[max(near, key=len)] if near else ""
