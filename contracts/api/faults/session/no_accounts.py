"""What a new session holds."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

ACCOUNT = "financial_connections.account"


@seams.bodies("POST /v1/link_account_sessions")
def everything_linked(call: Call, body: Object) -> Object:
    """A new session lists accounts of others."""
    others = [dict(found) for found in call.store.all(ACCOUNT)][:2]
    return {**body, "accounts": {**body["accounts"], "data": others}}
