"""All that a key is shown is of one mode (G-51, G-113)."""

COLUMN = "same everywhere"
