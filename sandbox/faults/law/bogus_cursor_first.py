"""The order of complaints about cursors."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid


@seams.beforehand("GET *")
def counted_before_read(call: Call) -> None:
    """Two cursors are refused before it is known whether they name anything."""
    if call.get("starting_after") and call.get("ending_before"):
        raise invalid("You may send either starting_after or ending_before, not both.")
