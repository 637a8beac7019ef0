"""Values that an enum does not have are refused (G-39, G-40)."""

COLUMN = "refusals"
