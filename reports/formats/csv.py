"""verdicts.csv: a row a verdict, for a spreadsheet.

A cell that a spreadsheet would take for a formula begins with an apostrophe, which makes it text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from harness.ledger import Ledger
from harness.legible import line
from harness.verdict import Verdict
from reports.answers import cut
from reports.split import Names

FILE = "verdicts.csv"
_LONGEST = 2_000  # characters of a cell
_FORMULA = (*"=+-@\t\r", *"\uff1d\uff0b\uff0d\uff20")  # also as they are wide
HEAD = (
    "id", "status", "level", "resource", "operation", "law", "clause", "source", "message",
    "expected", "observed", "entry", "once", "blocked_by", "root", "exchanges", "seconds",
)  # fmt: skip


def render(ledger: Ledger) -> str:
    """Return the verdicts of a run as a table with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    names = Names(ledger)
    writer.writerows(
        [harmless(cell) for cell in _row(ledger, verdict, names)] for verdict in ledger.verdicts
    )
    return out.getvalue()


def harmless(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    told = cut(line(text), _LONGEST)
    return f"'{told}" if told.lstrip().startswith(_FORMULA) else told


def _row(ledger: Ledger, verdict: Verdict, names: Names) -> Iterator[str]:
    yield from (verdict.id, verdict.status, verdict.level, names.of(verdict).resource)
    yield from (verdict.operation, verdict.law, verdict.clause)
    yield verdict.source or (ledger.header.get("sources") or {}).get(verdict.clause, "")
    yield from (verdict.message, verdict.expected, verdict.observed, verdict.entry)
    yield from ("yes" if verdict.once else "", verdict.blocked_by, verdict.root)
    yield " ".join(verdict.exchanges)
    found = (ledger.exchanges.get(name) for name in verdict.exchanges)
    yield f"{sum(exchange.seconds for exchange in found if exchange is not None):.3f}"
