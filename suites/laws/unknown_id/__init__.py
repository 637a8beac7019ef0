"""An id of nothing in the path is unknown (G-48, G-50)."""

COLUMN = "refusals"
