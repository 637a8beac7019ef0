"""Numbers above the documented range are refused (G-38)."""

COLUMN = "refusals"
