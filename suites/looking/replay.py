"""Whether an answer says that it is an earlier one, again (G-107)."""

from __future__ import annotations

from contracts.model import Contracts
from harness.exchange import Exchange


def replays(exchange: Exchange, contracts: Contracts) -> bool:
    """Whether an answer calls itself the repetition of an earlier one; no API without a header for
    that has any.
    """
    name = contracts.api.headers.replayed
    return bool(name) and exchange.header(name).lower() == "true"
