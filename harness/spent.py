"""Whether an answer says that no more is answered for now: a limit of requests, used up.

Some servers say it with 403 rather than 429 and count in the headers. Such an answer says nothing
about what was asked, whatever its status.
"""

from __future__ import annotations

from harness.exchange import Exchange

LEFT = "x-ratelimit-remaining"  # how many requests are left
SPENT = f"its limit of requests is used up (status 403, {LEFT}: 0)"
SAID = f"the target says that {SPENT}; try later, or start it anew"


def spent(exchange: Exchange) -> bool:
    """Return whether a request was turned away because its sender had none left."""
    response = exchange.response
    return response is not None and exchange.status == 403 and response.headers.get(LEFT) == "0"
