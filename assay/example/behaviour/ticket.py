"""What the sandbox does with tickets that no table says: a new one is open, and can be closed.

Creating, reading, changing and listing are served from the YAML alone.
"""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.objects import create
from sandbox.registry import behaviour
from sandbox.store import Object

KIND = "ticket"


@behaviour("POST /tickets")
def opened(call: Call) -> Object:
    """Create a ticket; one without a priority is normal."""
    params = {"priority": "normal", **call.params}
    return create(call.store, call.contracts, KIND, params, status="open")


@behaviour("POST /tickets/{ticket}/close")
def closed(call: Call) -> Object:
    """Close a ticket, once."""
    ticket = call.store.get(KIND, call.id())
    if ticket["status"] == "closed":
        raise ApiError(409, "The ticket is closed.", code="closed")
    ticket.update(status="closed", closed_at=call.now)
    return ticket
