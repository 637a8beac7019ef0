"""Numbers below the documented range are refused (G-38)."""

COLUMN = "refusals"
