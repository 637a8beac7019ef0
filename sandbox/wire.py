"""The facts of the wire that no table tells: how headers and keys are named."""

from __future__ import annotations

VERSION = "stripe-version"
REQUEST_ID = "request-id"
REQUEST_PREFIX = "req_"
IDEMPOTENCY_KEY = "idempotency-key"
REPLAYED = "idempotent-replayed"
PUBLISHABLE_PREFIX = "pk_"
