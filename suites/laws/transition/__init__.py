"""Lifecycles: every cell of the status x operation matrix (catalogue 3)."""

COLUMN = "lifecycles"
