"""The order of complaints about cursors."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.service import Service


def counted_before_read(service: Service) -> None:
    """Two cursors are refused before it is known whether they name anything."""

    def change(call: Call) -> None:
        if call.get("starting_after") and call.get("ending_before"):
            raise invalid("You may send either starting_after or ending_before, not both.")

    seams.beforehand(service, change, "GET *")
