"""What stays of a request when the faults of filters forget the rest."""

from __future__ import annotations

from sandbox.call import Call

CURSORS = ("starting_after", "ending_before")
PAGING = ("limit", *CURSORS, "expand")


def required(call: Call) -> frozenset[str]:
    """Return the rows that an operation cannot do without."""
    rows = call.operation.sent if call.operation else ()
    return frozenset(row.name for row in rows if row.required)
