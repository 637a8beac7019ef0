"""What keys do to a payment that is declined."""

COLUMN = "idempotency"
