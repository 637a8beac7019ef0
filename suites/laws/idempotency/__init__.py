"""Idempotency keys: one effect, the same answer, and what a key may be (catalogue 1.8)."""

COLUMN = "idempotency"
