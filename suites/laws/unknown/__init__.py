"""Parameters that an operation does not have are refused (G-34, G-35)."""

COLUMN = "refusals"
