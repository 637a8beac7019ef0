"""Values of another type than the row's are refused (G-37, G-43, G-44)."""

COLUMN = "refusals"
