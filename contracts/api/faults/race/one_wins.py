"""Two requests that read before either has written. The sandbox does one thing at a time, so what
comes soon after is given the state from before, as a server without locks would.
"""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.late("POST /v1/payment_intents/*/capture")
def captured_twice(item: Object, before: Object) -> None:
    """A capture that comes with another one does not see it: both are accepted."""
    item.update(before)


@seams.late("POST /v1/payment_intents/*/ca*")
def captured_and_canceled(item: Object, before: Object) -> None:
    """A capture and a cancellation that come together do not see each other."""
    item.update(before)


@seams.late("POST /v1/issuing/disputes/*/submit")
def submitted_twice(item: Object, before: Object) -> None:
    """A dispute that is submitted twice at once is submitted twice."""
    item.update(before)
