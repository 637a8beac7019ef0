"""Each required row is required (G-31 to G-33)."""

COLUMN = "required"
