"""Of several complaints, which comes first (G-36)."""

COLUMN = "refusals"
