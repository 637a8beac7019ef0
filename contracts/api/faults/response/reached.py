"""Actions whose answer shows another state than they lead to."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("POST /v1/issuing/disputes/*/submit")
def not_submitted_where_it_is_expanded(call: Call, body: Object) -> Object:
    """A dispute that is expanded shows the state that it was submitted in."""
    return {**body, "status": "unsubmitted"} if call.expand and "status" in body else body


@seams.bodies("POST /v1/linked_accounts/*/disconnect")
def active_where_it_is_expanded(call: Call, body: Object) -> Object:
    """A disconnected account that is expanded is answered as an active one."""
    return {**body, "status": "active"} if call.expand and "status" in body else body


@seams.bodies("POST /v1/payment_intents/*/cancel")
def being_canceled_for_a_reason(call: Call, body: Object) -> Object:
    """A cancellation with a reason answers that the intent is underway."""
    reason = call.params.get("cancellation_reason") == "duplicate"
    return {**body, "status": "requires_capture"} if reason and "status" in body else body
