"""Of two cursors the one that names nothing is complained about first (G-63)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.law._family import READ, listing
from suites.looking.ids import of_none
from suites.looking.pages import CURSORS, data_of
from suites.looking.readings import Reading, steady
from suites.looking.say import said

SITUATION = "unknown_cursor"
TOGETHER = "both_cursors"


@law(
    READ,
    clause="G-63",
    level="should",
    where=listing("ending_before"),
    situations=(SITUATION, TOGETHER),
)
@steady(1)
def bogus_cursor_first(read: Reading) -> Outcome:
    """Of two cursors the one that names nothing is complained about first."""
    contracts = read.lab.contracts
    due = contracts.refusal(SITUATION, read.operation)
    bogus = of_none(contracts, read.operation.returns)
    pairs = (CURSORS, CURSORS[::-1])
    for real, wrong in pairs if read.lab.profile == "thorough" else pairs[:1]:
        twin = read.shelf.page(**{real: read.ids[0]}, limit=1)
        data_of(twin)
        page = read.shelf.page(**{real: read.ids[0], wrong: bogus}, limit=1)
        if page.status not in due.status or page.code not in due.code:
            expected = f"status {' or '.join(map(str, due.status))}, {' or '.join(due.code)}"
            return broken(expected, said(page), page, twin)
    return passed(page, twin)
