"""Two requests that read before either has written. The sandbox does one thing at a time, so what
comes soon after is given the state from before, as a server without locks would.
"""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def captured_twice(service: Service) -> None:
    """A capture that comes with another one does not see it: both are accepted."""
    seams.unlocked(service, "POST /v1/payment_intents/*/capture")


def captured_and_canceled(service: Service) -> None:
    """A capture and a cancellation that come together do not see each other."""
    seams.unlocked(service, "POST /v1/payment_intents/*/ca*")


def submitted_twice(service: Service) -> None:
    """A dispute that is submitted twice at once is submitted twice."""
    seams.unlocked(service, "POST /v1/issuing/disputes/*/submit")
